package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.Golden;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code src/test/resources/specimens} has a folder for each format and in it a file for each layout of it. Each is sniffed
 * and read as a user's file would be, and everything that comes out stands in {@code golden/inputs}.
 */
final class SpecimensTest {

    private static final Path SPECIMENS = Path.of("src", "test", "resources", "specimens");

    /** 2023-12-31T23:59:59Z: what a file system says of each. */
    private static final long MODIFIED = 1_704_067_199_000_000L;

    static List<String> formats() {
        return Formats.all().stream().map(Format::name).toList();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyLayoutGivesWhatIsInIt(String format) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files(SPECIMENS.resolve(format))) {
            Recorder seen = new Recorder();
            String name = file.getFileName().toString();
            Entry entry =
                    new Entry(name, OptionalLong.of(MODIFIED), new ByteArrayInputStream(Files.readAllBytes(file)));
            String readAs = new Sniffer(Formats.all())
                    .read(entry, ReadOptions.defaults(), seen)
                    .map(Format::name)
                    .orElse("nothing");
            assertEquals(format, readAs, file.toString());
            String everything = seen.everything();
            assertTrue(!everything.isEmpty(), file + " gives nothing at all");
            all.append("## ").append(name).append('\n').append(everything);
        }
        assertTrue(all.length() > 0, "no specimen of " + format);
        Golden.assertMatches("inputs/" + format + ".txt", all.toString());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void everyFolderIsAFormat() throws IOException {
        assertEquals(
                new TreeSet<>(formats()),
                files(SPECIMENS).stream()
                        .map(f -> f.getFileName().toString())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The guide has one row for each format: name, how it is recognised, what it gives, units and traps. */
    @Test
    void theGuideDescribesEveryFormat() throws IOException {
        String guide = Files.readString(Path.of("src", "site", "markdown", "formats.md"));
        Matcher row = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ([^|]+) \\| ([^|]+) \\|([^|]*)\\|$")
                .matcher(guide);
        Set<String> described = new TreeSet<>();
        while (row.find()) {
            assertTrue(described.add(row.group(1)), "two rows of " + row.group(1));
            assertTrue(row.group(2).strip().length() > 5, "how is " + row.group(1) + " recognised?");
            assertTrue(row.group(3).strip().length() > 5, "what does " + row.group(1) + " give?");
        }
        assertEquals(new TreeSet<>(formats()), described);
    }
}
