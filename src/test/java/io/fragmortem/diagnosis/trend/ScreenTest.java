package io.fragmortem.diagnosis.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Diagnoser;
import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.diagnosis.Policy;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Trends.Scoped;
import io.fragmortem.fleet.intake.Ingest;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.trend.Verdict;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.instance.InstanceNames;
import io.fragmortem.timeline.instance.Instances;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is passed over without a test changes no verdict. */
final class ScreenTest {

    private static final int DAYS = 7;

    private static List<Timeline> read(List<String> paths, InputStream stdin) {
        Instances instances = new Instances(new InstanceNames(Optional.empty()), rejected -> {});
        Ingest.read(paths, ReadOptions.defaults(), stdin, instances, name -> {});
        return instances.timelines();
    }

    /** Where the captures are that samples were taken from, these alone. */
    static List<Path> captures() throws IOException {
        Path captures = Path.of("..", "shared", "captures");
        try (Stream<Path> found = Files.list(Files.isDirectory(captures) ? captures : Path.of("samples"))) {
            return found.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void samplesAndCapturesSayTheSame(Path capture) {
        read(List.of(capture.toString()), InputStream.nullInputStream()).forEach(ScreenTest::same);
    }

    @Test
    void aFleetSaysTheSameAndAFifthOfItsSeriesIsPassedOver() {
        List<Timeline> fleet = read(List.of("-"), new ByteArrayInputStream(fleet().getBytes(StandardCharsets.UTF_8)));
        assertEquals(10, fleet.size());
        int[] counts = new int[2];
        for (Timeline timeline : fleet) {
            for (Scoped one : same(timeline)) {
                counts[0]++;
                counts[1] += one.trend().caveats().contains(Caveat.BELOW_EFFECT) ? 1 : 0;
            }
        }
        assertTrue(5 * counts[1] >= counts[0], counts[1] + " of " + counts[0]);
    }

    /** What series share is kept from one to the next: the same must come out whatever came before. */
    @Test
    void theOrderOfTheInstancesChangesNothing() {
        List<MemoryModel> models =
                read(List.of("-"), new ByteArrayInputStream(fleet().getBytes(StandardCharsets.UTF_8))).stream()
                        .map(MemoryModel::of)
                        .toList();
        List<Trends> found = new ArrayList<>();
        models.forEach(model -> found.add(TrendFinder.find(model, Thresholds.defaults())));
        for (int i = models.size() - 1; i >= 0; i--) {
            Trends again = TrendFinder.find(models.get(i), Thresholds.defaults());
            assertEquals(found.get(i).all(), again.all());
            assertEquals(found.get(i).changes(), again.changes());
            assertEquals(found.get(i).shapes(), again.shapes());
            assertEquals(found.get(i).outlooks(), again.outlooks());
        }
    }

    /** Two servers of each kind: healthy, growing, fragmenting, a daily cycle, a flush; client buffers and the cache hardly move. */
    private static String fleet() {
        StringBuilder rows = new StringBuilder(
                "time,instance,used_memory,used_memory_rss,allocator_allocated,allocator_active,"
                        + "allocator_resident,mem_clients_normal,used_memory_overhead,used_memory_startup,used_memory_dataset\n");
        for (int server = 0; server < 10; server++) {
            SplittableRandom random = new SplittableRandom(server);
            int kind = server / 2;
            for (int i = 0; i < DAYS * 144; i++) {
                double day = i / 144.0;
                double grown = kind == 1 ? 40e6 * day : 0;
                double waves = kind == 3 ? 60e6 * Math.sin(2 * Math.PI * day) : 0;
                double flushed = kind == 4 && day > 3 ? -300e6 : 0;
                double torn = kind == 2 ? 30e6 * Math.max(0, day - 2) : 0;
                long used = Math.round(500e6 + grown + waves + flushed + random.nextInt(2_000_000));
                long clients = 60_000L + random.nextInt(9_000);
                long allocated = used + 1_000_000 + random.nextInt(30_000);
                long active = Math.round(allocated + 20e6 + torn + random.nextInt(1_500_000));
                long resident = Math.round(active + 25e6 - flushed + random.nextInt(1_000_000));
                rows.append(1_790_000_000L + 600L * i)
                        .append(",shop-")
                        .append(server)
                        .append(',');
                rows.append(used)
                        .append(',')
                        .append(resident + 15_000_000 + random.nextInt(200_000))
                        .append(',');
                rows.append(allocated)
                        .append(',')
                        .append(active)
                        .append(',')
                        .append(resident)
                        .append(',');
                rows.append(clients).append(',').append(900_000 + clients).append(",850000,");
                rows.append(used - 900_000 - clients).append('\n');
            }
        }
        return rows.toString();
    }

    /** Compares, and gives what the screened run says. */
    private static List<Scoped> same(Timeline timeline) {
        MemoryModel model = MemoryModel.of(timeline);
        Trends screened = TrendFinder.find(model, Thresholds.defaults());
        Trends plain = TrendFinder.find(model, Thresholds.defaults(), Screen.Use.PLAIN);
        assertEquals(plain.changes(), screened.changes());
        assertEquals(plain.outlooks(), screened.outlooks());
        assertEquals(plain.all().size(), screened.all().size());
        for (int i = 0; i < plain.all().size(); i++) {
            Scoped one = plain.all().get(i);
            Scoped other = screened.all().get(i);
            if (other.trend().caveats().contains(Caveat.BELOW_EFFECT)) {
                assertEquals(one.metric(), other.metric());
                assertEquals(Verdict.STEADY, other.trend().verdict());
                assertEquals(0, one.trend().verdict().sign(), () -> "passed over, but moves: " + one);
                assertFalse(one.trend().confirmed());
            } else {
                assertEquals(one, other);
            }
        }
        Diagnosis expected = Diagnoser.diagnose(model, plain, Policy.defaults());
        assertEquals(expected, Diagnoser.diagnose(model, screened, Policy.defaults()));
        return screened.all();
    }
}
