package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the program writes is what its JSON Schema says, with no name that the schema does not know. */
final class SchemaIT {

    private static final String NAME = "/io/fragmortem/schema/fragmortem-1.schema.json";

    @TempDir
    private Path temporary = Path.of("");

    private static String text() throws IOException {
        try (InputStream in = SchemaIT.class.getResourceAsStream(NAME)) {
            assertTrue(in != null, NAME);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The schema as shipped allows more names, for later versions; here none is allowed. */
    private static Schema strict() throws IOException {
        String closed = text().replaceAll(
                        "\"type\": \"object\",(\\s*(\"description\": [^\\n]*,)?\\s*\"required\")",
                        "\"type\": \"object\", \"additionalProperties\": false,$1");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(closed, InputFormat.JSON);
    }

    private static List<String> faults(String json) throws IOException {
        return strict().validate(json, InputFormat.JSON).stream()
                .map(error -> error.toString())
                .limit(10)
                .toList();
    }

    static List<Path> samples() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("samples"))) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void resultsOfEverySample(Path sample) throws IOException {
        Path out = temporary.resolve("out");
        Program.run("analyze", sample.toString(), "-o", out.toString(), "--quiet");
        assertEquals(List.of(), faults(Files.readString(out.resolve("result.json"))));
    }

    @Test
    void theResultOfAFleetWithWhatCannotBeRead() throws IOException {
        Path broken = Files.writeString(temporary.resolve("broken.csv"), "time,used_memory\nx,y\n");
        Path out = temporary.resolve("out");
        Program.run("analyze", "samples", broken.toString(), "-o", out.toString(), "--quiet", "--lang", "zh");
        assertEquals(List.of(), faults(Files.readString(out.resolve("result.json"))));
    }

    @Test
    void aFleetAgainstAnEarlierRun() throws IOException {
        Path before = temporary.resolve("before");
        Path out = temporary.resolve("out");
        Program.run("analyze", "samples/swap", "samples/tiny", "samples/restart", "-o", before.toString(), "--quiet");
        String[] words = {
            "analyze",
            "samples/swap",
            "samples/tiny",
            "samples/healthy",
            "-o",
            out.toString(),
            "--baseline",
            before.toString(),
            "--results",
            "json,jsonl",
            "--quiet"
        };
        Program.run(words);
        String result = Files.readString(out.resolve("result.json"));
        assertTrue(result.contains("\"earlier\":{\"standing\":") && result.contains("\"gone\":["), result);
        assertEquals(List.of(), faults(result));
        for (String line : Files.readAllLines(out.resolve("result.jsonl"))) {
            assertEquals(List.of(), faults(line));
        }
    }

    @Test
    void whatTheConfigurationSilences() throws IOException {
        Path config =
                Files.writeString(temporary.resolve("silent.conf"), "ignore.external-fragmentation = .* : in May\n");
        String line = Program.run(
                        "diagnose", "--format", "json", "--config", config.toString(), "samples/fragmentation-ratchet")
                .out();
        assertTrue(line.contains("\"silenced\":["), line);
        for (String one : line.lines().limit(3).toList()) {
            assertEquals(List.of(), faults(one));
        }
    }

    @Test
    void theLinesOfDiagnose() throws IOException {
        String lines = Program.run("diagnose", "--format", "json", "samples/founding-incident", "samples/swap")
                .out();
        assertTrue(lines.lines().count() >= 2);
        for (String line : lines.lines().limit(40).toList()) {
            assertEquals(List.of(), faults(line));
        }
    }

    @Test
    void comparisons() throws IOException {
        Path out = temporary.resolve("out");
        Program.run("compare", "samples/peak-then-flush", "--split", "2026-11-22T08:40:44Z", "-o", out.toString());
        assertEquals(List.of(), faults(Files.readString(out.resolve("result.json"))));
    }

    /** A schema that takes everything proves nothing. */
    @Test
    void whatIsWrongIsFound() throws IOException {
        String right = Program.run("diagnose", "--format", "json", "samples/founding-incident")
                .out();
        assertEquals(List.of(), faults(right));
        assertFalse(faults(right.replace("\"severity\":\"warning\"", "\"severity\":\"terrible\""))
                .isEmpty());
        assertFalse(faults(right.replace("\"samples\":1,", "")).isEmpty());
        assertFalse(faults(right.replace("\"samples\":1,", "\"samples\":1,\"more\":2,"))
                .isEmpty());
        assertFalse(
                faults(right.replaceFirst("\"rss\":\\d+", "\"rss\":\"5 GiB\"")).isEmpty());
    }
}
