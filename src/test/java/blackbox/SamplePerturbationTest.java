package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real captures with one file or field less, another clock, another name, one percent of noise or other sizes keep their
 * verdict, or lose their confidence before they change it. Set {@code samples.folder} to try captures that lie elsewhere.
 */
final class SamplePerturbationTest {

    private static final Path SAMPLES = Path.of(System.getProperty("samples.folder", "samples"));

    private static final long HOUR = 3600;

    /** Of the ways to change a number each capture meets every second one, half of the captures the even ones; with this all. */
    private static final boolean ALL = Boolean.getBoolean("samples.all");

    /** Fields that are taken away from each capture; with a seed of its own each capture loses others. */
    private static final int FIELDS = Integer.getInteger("samples.fields", 3);

    @TempDir
    Path temporary;

    private int runs;

    /** Folders of one instance each. */
    static Stream<String> samples() throws IOException {
        try (Stream<Path> folders = Files.walk(SAMPLES)) {
            List<String> names = folders.filter(SamplePerturbationTest::isOneInstance)
                    .map(f -> SAMPLES.relativize(f).toString())
                    .sorted()
                    .toList();
            return names.stream();
        }
    }

    private static boolean isOneInstance(Path folder) {
        return Stream.of("info.txt", "info.log.gz", "info-memory.log.gz")
                .anyMatch(n -> Files.exists(folder.resolve(n)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noSureVerdictBecomesAnother(String sample) throws IOException {
        SampleFolder folder = SampleFolder.read(SAMPLES.resolve(sample));
        List<Said> all = said(folder);
        assertFalse(all.isEmpty(), "nothing was read");
        Said before = all.get(0);
        List<String> flips = new ArrayList<>();
        for (String part : folder.parts()) {
            note(before, "without " + part, folder.without(part), 1, flips);
        }
        List<String> fields = new ArrayList<>(folder.fields());
        Collections.shuffle(fields, new Random(sample.hashCode()));
        for (String field : fields.subList(0, Math.min(FIELDS, fields.size()))) {
            note(before, "without " + field, folder.info(text -> Perturbed.without(text, field)), 1, flips);
        }
        List<Change> changes = changes(folder);
        for (int i = 0; i < changes.size(); i++) {
            if (isMet(sample, i)) {
                note(
                        before,
                        changes.get(i).how(),
                        changes.get(i).changed(),
                        changes.get(i).scale(),
                        flips);
            }
        }
        assertEquals(List.of(), flips);
    }

    /**
     * Numbers that became others.
     *
     * @param scale of all bytes
     */
    private record Change(String how, SampleFolder changed, double scale) {}

    private static List<Change> changes(SampleFolder folder) {
        List<Change> changes = new ArrayList<>();
        for (long seconds : new long[] {HOUR, -HOUR, 24 * HOUR, -24 * HOUR}) {
            changes.add(new Change("later by " + seconds, folder.info(t -> Perturbed.later(t, seconds)), 1));
        }
        for (int seed = 0; seed < 2; seed++) {
            int noise = seed;
            changes.add(new Change("noise " + seed, folder.info(t -> Perturbed.noisy(t, noise)), 1));
        }
        for (double scale : new double[] {0.1, 0.3, 3, 10, 100}) {
            // What is not INFO would contradict it.
            SampleFolder scaled = folder.onlyInfo().info(t -> Perturbed.scaled(t, scale));
            changes.add(new Change("times " + scale, scaled, scale));
        }
        return changes;
    }

    private static boolean isMet(String sample, int change) {
        return ALL || Math.floorMod(sample.hashCode(), 2) == change % 2;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aNameSaysNothing(String sample) throws IOException {
        SampleFolder folder = SampleFolder.read(SAMPLES.resolve(sample));
        List<Said> before = said(folder);
        List<String> names = List.of("oom-swap-leak", "10.0.0.5_6379");
        for (int i = 0; i < names.size(); i++) {
            if (isMet(sample, i)) {
                assertEquals(before, said(folder.named(names.get(i))), names.get(i));
            }
        }
    }

    private List<Said> said(SampleFolder folder) throws IOException {
        runs++;
        return folder.diagnose(Files.createDirectory(temporary.resolve("run" + runs)));
    }

    private void note(Said before, String how, SampleFolder folder, double scale, List<String> flips)
            throws IOException {
        for (Said after : said(folder)) {
            if (before.flipsTo(after, scale)) {
                flips.add(how + ": " + before + " became " + after);
            }
        }
    }
}
