package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fragmortem.snapshot.info.line.InfoNames;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The sum of lines: every line with a digit ends as used (the readings are others without it, or with other digits), as
 * refused with its place, or as known and not needed. What is known is said in {@code known-lines.txt}, one shape and one
 * reason each, and by the names of INFO; a line of any other shape that changes nothing was lost in silence.
 */
final class LineSumTest {

    private static final Path SHARED = Path.of("..", "shared", "field", "cases");

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** A field of INFO, behind a list number, a time, a quote or a table's edge. */
    private static final Pattern FIELD =
            Pattern.compile("^(?:.*[\\s>|\"'])?([a-z_][a-z0-9_-]*)(?:[:=|].*|\\s{2,}\\S+)$");

    private static final List<Pattern> KNOWN = known();

    /** Files in which lines of one shape are looked at, the first such line of each. */
    private static final int FILES_OF_A_SHAPE = 2;

    /** Files above this are logs and series of lines like those of the smaller ones. */
    private static final long LARGEST = 60_000;

    private static List<Pattern> known() {
        try (var in = LineSumTest.class.getResourceAsStream("known-lines.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .map(Pattern::compile)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How the lines with a digit of some streams ended. */
    private static final class Sum {
        private int used;
        private int knownLines;
        private int refused;
        private final List<String> lost = new ArrayList<>();
        /** Files in which a line of this shape was looked at. */
        private final Map<String, Integer> filesOfShape = new HashMap<>();

        void add(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            Recorder whole = read(file, bytes);
            Set<Long> places = new HashSet<>();
            whole.rejected.forEach(region -> places.add(region.origin().line()));
            String findings = withoutPlaces(whole);
            Set<String> numbers = new HashSet<>();
            NUMBER.matcher(findings).results().forEach(found -> numbers.add(found.group()));
            String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1);
            Set<String> shapes = new HashSet<>();
            for (int i = 0; i < lines.length; i++) {
                String shape = NUMBER.matcher(lines[i]).replaceAll("0");
                if (!NUMBER.matcher(lines[i]).find()
                        || !shapes.add(shape)
                        || filesOfShape.merge(shape, 1, Integer::sum) > FILES_OF_A_SHAPE) {
                    continue;
                }
                if (places.contains(i + 1L)) {
                    refused++;
                } else if (isInFindings(lines[i], numbers)) {
                    used++;
                } else if (isKnown(lines[i])) {
                    knownLines++;
                } else if (isUsed(file, lines, i, findings)) {
                    used++;
                } else {
                    lost.add(file.getFileName() + ":" + (i + 1) + " " + utf8(lines[i]));
                }
            }
        }

        int total() {
            return used + knownLines + refused + lost.size();
        }
    }

    private static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static Recorder read(Path file, byte[] bytes) throws IOException {
        Recorder seen = new Recorder();
        Entry entry =
                new Entry(file.toString(), OptionalLong.of(1_795_336_850_542_000L), new ByteArrayInputStream(bytes));
        new Sniffer(Formats.all()).read(entry, ReadOptions.defaults(), seen);
        return seen;
    }

    /** All that was found, without the numbers of lines, which change where one is taken out. */
    private static String withoutPlaces(Recorder seen) {
        return seen.everything().replaceAll("line [0-9]+", "line");
    }

    private static boolean isKnown(String line) {
        String text = utf8(line).strip();
        Matcher field = FIELD.matcher(text);
        return (field.matches() && InfoNames.isSpare(field.group(1)))
                || KNOWN.stream().anyMatch(shape -> shape.matcher(text).find());
    }

    /** Whether the line's longest number, of at least six digits, stands among the findings. */
    private static boolean isInFindings(String line, Set<String> numbers) {
        return NUMBER.matcher(line)
                .results()
                .map(found -> found.group())
                .filter(number -> number.length() >= 6)
                .anyMatch(numbers::contains);
    }

    private static boolean isUsed(Path file, String[] lines, int index, String findings) throws IOException {
        StringBuilder others = new StringBuilder();
        for (char c : lines[index].toCharArray()) {
            others.append(c >= '1' && c <= '8' ? (char) (c + 1) : c);
        }
        return differs(file, lines, index, List.of(), findings)
                || differs(file, lines, index, List.of(others.toString()), findings);
    }

    /** Whether the findings change with these lines instead of that one. */
    private static boolean differs(Path file, String[] lines, int index, List<String> put, String findings)
            throws IOException {
        List<String> changed = new ArrayList<>(List.of(lines));
        changed.remove(index);
        changed.addAll(index, put);
        byte[] bytes = String.join("\n", changed).getBytes(StandardCharsets.ISO_8859_1);
        return !withoutPlaces(read(file, bytes)).equals(findings);
    }

    private static Sum below(Path folder, Predicate<Path> chosen) throws IOException {
        Sum sum = new Sum();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().matches("expected\\.json|README\\.md|.*\\.gz"))
                    .filter(chosen)
                    .sorted()
                    .toList()) {
                if (Files.size(file) < LARGEST) {
                    sum.add(file);
                }
            }
        }
        return sum;
    }

    private static void assertHolds(Sum sum) {
        assertEquals(List.of(), sum.lost);
        assertTrue(sum.used > sum.knownLines, sum.used + " used, " + sum.knownLines + " known of " + sum.total());
        assertTrue(sum.refused > 0 || sum.total() < 3000, "none refused of " + sum.total());
    }

    @Test
    void holdsForSamples() throws IOException {
        Sum sum = below(Path.of("samples"), file -> true);
        assertEquals(List.of(), sum.lost);
    }

    @Test
    void holdsForSpecimens() throws IOException {
        assertHolds(below(Path.of("src", "test", "resources", "specimens"), file -> true));
    }

    @Test
    void holdsForWhatPeopleHandIn() throws IOException {
        assumeTrue(Files.isDirectory(SHARED));
        assertHolds(below(SHARED, file -> true));
    }
}
