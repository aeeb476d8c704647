package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The sum of lines: every number that stands behind the name of a field is in a sample, or its line is refused with its
 * place. What people say in words (formulas, advice, limits) is neither.
 */
final class NothingLostTest {

    private static final Path SHARED = Path.of("..", "shared");

    private static final Pattern READING =
            Pattern.compile("(?<![\\w./-])(used_memory(?:_rss|_peak|_dataset|_overhead|_startup)?"
                    + "|allocator_(?:active|resident|allocated)|mem_(?:clients_normal|replication_backlog)|maxmemory)"
                    + "[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?(\\d{4,18})(?![\\d.,]*\\d|\\s?[KMGTkmgt%]|\\s*[/*+×÷-]\\s*\\S)");

    /** Texts in which numbers are named to teach and not as readings. */
    private static final Pattern WORDS =
            Pattern.compile("(?i)config set|config rewrite|should|建议|推荐|设置|recommend|set to|->|→");

    private static List<String> lost(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Recorder seen = new Recorder();
        Entry entry =
                new Entry(file.toString(), OptionalLong.of(1_795_336_850_542_000L), new ByteArrayInputStream(bytes));
        new Sniffer(Formats.all()).read(entry, ReadOptions.defaults(), seen);
        Set<Double> values = new HashSet<>();
        seen.samples.forEach(sample -> sample.forEach((field, value) -> values.add(value)));
        Set<Long> refused = new HashSet<>();
        seen.rejected.forEach(rejected -> refused.add(rejected.origin().line()));
        // bytes that contradict their own human form are told as a contradiction of the dump
        boolean contradicted = seen.samples.stream().anyMatch(s -> s.marks().contains(Sample.Mark.CONTRADICTED));
        List<String> lost = new ArrayList<>();
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher reading = READING.matcher(lines[i]);
            while (reading.find()) {
                boolean known = contradicted || values.contains(Double.parseDouble(reading.group(2)));
                if (!known
                        && !refused.contains(i + 1L)
                        && !WORDS.matcher(lines[i]).find()) {
                    lost.add(file.getFileName() + ":" + (i + 1) + " " + reading.group());
                }
            }
        }
        return lost;
    }

    private static List<String> lostBelow(Path folder) throws IOException {
        List<String> lost = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.size(file) < 5_000_000) {
                    lost.addAll(lost(file));
                }
            }
        }
        return lost;
    }

    @Test
    void ofSamplesAndSpecimens() throws IOException {
        assertEquals(List.of(), lostBelow(Path.of("samples")));
        assertEquals(List.of(), lostBelow(Path.of("src", "test", "resources", "specimens")));
    }

    static boolean isShared() {
        return Files.isDirectory(SHARED.resolve("field"));
    }

    @Test
    void ofWhatPeopleHandIn() throws IOException {
        Path cases = SHARED.resolve("field").resolve("cases");
        assumeTrue(Files.isDirectory(cases));
        assertEquals(List.of(), lostBelow(cases));
    }
}
