package io.fragmortem.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.intake.Ingest;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.instance.InstanceNames;
import io.fragmortem.timeline.instance.Instances;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One capture is one verdict, whatever system its numbers came through. */
final class ExportsAgreeTest {

    private static final double MIB = 1 << 20;

    /** Another client asked for INFO at the same moment: its own buffers differ by some kilobytes. */
    private static final double OTHER_CALL = 65_536;

    private static final long SECOND = 1_000_000;

    private static Timeline read(InputStream stdin, String path) {
        Instances instances = new Instances(new InstanceNames(Optional.empty()), rejected -> {
            throw new AssertionError(rejected);
        });
        Ingest ingest = Ingest.read(List.of(path), ReadOptions.defaults(), stdin, instances, name -> {});
        assertEquals(List.of(), ingest.problems());
        List<Timeline> timelines = instances.timelines();
        assertEquals(1, timelines.size(), path);
        return timelines.get(0);
    }

    private static Timeline file(String path) {
        return read(InputStream.nullInputStream(), path);
    }

    private static Timeline text(String export) {
        return read(new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8)), "-");
    }

    private static InstanceResult result(Timeline timeline) {
        return InstanceChain.analyze(timeline, Thresholds.defaults());
    }

    private static String verdict(InstanceResult result) {
        return result.diagnosis().verdict().cause() + " "
                + result.diagnosis().verdict().severity();
    }

    // ------------------------------------------------------------------ real exports of one capture

    /** Files that Prometheus, or a program from the same samples, wrote: see samples/peak-then-flush for the INFO. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "prometheus-query_range.json",
                "query_range-derived.json",
                "redis_exporter-wide.csv",
                "long.csv",
                "grafana-human.csv",
                "grafana-human-de.csv"
            })
    void aRealExportSaysWhatTheInfoSays(String name) {
        Timeline info = file("samples/peak-then-flush/info-memory.log.gz");
        Timeline export = file("src/test/resources/exports/" + name + ".gz");
        assertEquals(verdict(result(info)), verdict(result(export)));
        double rounding = name.startsWith("grafana") ? 0.005 * MIB : 0;
        agree(info, export, Field.USED_MEMORY, rounding + OTHER_CALL);
        agree(info, export, Field.USED_MEMORY_RSS, rounding + OTHER_CALL);
        for (Field field : List.of(Field.ALLOCATOR_ACTIVE, Field.ALLOCATOR_RESIDENT, Field.USED_MEMORY_PEAK)) {
            if (export.has(field)) {
                agree(info, export, field, rounding + OTHER_CALL);
            }
        }
        double peak = Math.abs(info.max(Field.USED_MEMORY_RSS).getAsDouble()
                - export.max(Field.USED_MEMORY_RSS).getAsDouble());
        assertTrue(peak <= rounding + OTHER_CALL, "peak of RSS differs by " + peak);
    }

    /** Each exported value lies between what INFO said within a second before and after, give or take the tolerance. */
    private static void agree(Timeline info, Timeline export, Field field, double tolerance) {
        assertTrue(export.size() > 300, "too few samples: " + export.size());
        for (int i = 0; i < export.size(); i++) {
            double value = export.at(field, i).orElseThrow();
            long time = export.timeMicros()[i];
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < info.size(); j++) {
                if (Math.abs(info.timeMicros()[j] - time) <= SECOND) {
                    low = Math.min(low, info.at(field, j).orElseThrow());
                    high = Math.max(high, info.at(field, j).orElseThrow());
                }
            }
            assertTrue(
                    value >= low - tolerance && value <= high + tolerance,
                    field + " at " + time + ": " + value + " is not within " + low + " and " + high);
        }
    }

    /**
     * No export of this capture holds the replication buffers that its INFO blames. Those that tell how large the overhead
     * is may not call it healthy; the German one tells only used memory and RSS.
     */
    @TestFactory
    List<DynamicTest> exportsWithoutTheCulpritBlameNobodyElse() {
        Path folder = Path.of("../shared/captures/10-replication/exports");
        return List.of(
                        "query_range-derived.json",
                        "redis_exporter-wide.csv",
                        "long.csv",
                        "grafana-human.csv",
                        "grafana-human-de.csv")
                .stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    assumeTrue(Files.isDirectory(folder));
                    InstanceResult result = result(file(folder.resolve(name).toString()));
                    String expected = name.equals("grafana-human-de.csv") ? "HEALTHY OK" : "CANNOT_TELL INFO";
                    assertEquals(expected, verdict(result));
                }))
                .toList();
    }

    // ------------------------------------------------------------------ every sample through every export

    private static final List<String> SAMPLES = List.of(
            "client-buffers",
            "dataset-growth",
            "fragmentation-ratchet",
            "healthy",
            "peak-then-flush",
            "restart",
            "swap",
            "tiny");

    /** A sample with what is said of it. */
    private record Sample(Exports exports, InstanceResult result) {}

    private static final Map<String, Sample> READ = new HashMap<>();

    private static Sample sample(String name) {
        return READ.computeIfAbsent(name, n -> {
            Timeline info = file("samples/" + n + "/info-memory.log.gz");
            return new Sample(new Exports(info), result(info));
        });
    }

    @TestFactory
    List<DynamicTest> exactExportsGiveTheSameVerdictAndBytes() {
        return SAMPLES.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Sample sample = sample(name);
                    InstanceResult expected = sample.result();
                    Exports exports = sample.exports();
                    Timeline prometheus = text(exports.prometheus());
                    same(expected, result(prometheus));
                    // the analysis is a function of the timeline: equal columns need no second one
                    assertSameNumbers(prometheus, text(exports.wide()));
                    assertSameNumbers(prometheus, text(exports.tall()));
                }))
                .toList();
    }

    private static void same(InstanceResult expected, InstanceResult actual) {
        assertEquals(verdict(expected), verdict(actual));
        assertEquals(expected.samples(), actual.samples());
        assertEquals(expected.fromMicros(), actual.fromMicros());
        assertEquals(
                expected.now().orElseThrow().parts(), actual.now().orElseThrow().parts());
        assertEquals(expected.worst().map(Breakdown::parts), actual.worst().map(Breakdown::parts));
        assertEquals(causes(expected), causes(actual));
    }

    private static void assertSameNumbers(Timeline expected, Timeline actual) {
        assertArrayEquals(expected.timeMicros(), actual.timeMicros());
        assertEquals(expected.columns().keySet(), actual.columns().keySet());
        expected.columns()
                .forEach((field, column) -> assertArrayEquals(column, actual.column(field), field.infoName()));
    }

    private static List<String> causes(InstanceResult result) {
        return result.diagnosis().suspects().stream()
                .map(suspect -> suspect.cause() + " " + suspect.severity())
                .toList();
    }

    @TestFactory
    List<DynamicTest> formattedExportsGiveTheSameVerdictWithinTheirRounding() {
        return SAMPLES.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Sample sample = sample(name);
                    InstanceResult expected = sample.result();
                    Exports exports = sample.exports();
                    Timeline english = text(exports.grafana());
                    InstanceResult actual = result(english);
                    assertEquals(verdict(expected), verdict(actual));
                    assertEquals(expected.samples(), actual.samples());
                    near(expected, actual);
                    assertSameNumbers(english, text(exports.grafanaGerman()));
                }))
                .toList();
    }

    private static void near(InstanceResult expected, InstanceResult actual) {
        for (Component component : Component.values()) {
            double a = expected.now().orElseThrow().bytes(component);
            double b = actual.now().orElseThrow().bytes(component);
            // a component is the difference of up to seven rounded numbers
            assertEquals(a, b, 7 * 0.005 * MIB, component.jsonName());
        }
    }
}
