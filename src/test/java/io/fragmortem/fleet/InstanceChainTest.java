package io.fragmortem.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.fleet.InstanceResult.ChangeLine;
import io.fragmortem.fleet.InstanceResult.TrendLine;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InstanceChainTest {

    private static InstanceResult analyze(Capture capture) {
        return InstanceChain.analyze(capture.timeline(), Thresholds.defaults());
    }

    /** Five hours, one sample a minute; RSS jumps by a third in the middle. */
    private static Capture jump() {
        Random random = new Random(5);
        return new Capture()
                .always(RankingTest.QUIET)
                .every(60, 300, i -> {
                    double noise = random.nextGaussian();
                    double rss = (i < 150 ? 1080 : 1440) + noise;
                    return "used_memory_rss:" + rss + "M allocator_resident:" + (rss - 20) + "M";
                })
                .event(148 * 60, Event.Kind.NOTE, "says nothing")
                .event(9000 - 15, Event.Kind.LOAD, "DB loaded")
                .event(9000 - 5, Event.Kind.FLUSH, "nearer, but nothing that makes RSS rise")
                .event(9000 + 900, Event.Kind.LOAD, "after it");
    }

    /** Alone or a dozen, timed or not, beside every kind of event: a log may tell any field without memory. */
    @ParameterizedTest
    @EnumSource
    void noFieldIsMissedSoMuchThatTheRunEnds(Field field) {
        for (String with : List.of("", "allocator_resident:1G ", "mem_fragmentation_ratio:9 ", "used_memory:1G ")) {
            String text = with + field.infoName() + ":1000000000";
            analyzeWithEvents(new Capture().at(0, text));
            analyzeWithEvents(new Capture().every(60, 12, i -> text));
            Capture untimed = new Capture().untimed("mem_fragmentation_ratio:9").untimed(text);
            analyzeWithEvents(untimed);
        }
    }

    private static void analyzeWithEvents(Capture capture) {
        for (Event.Kind kind : Event.Kind.values()) {
            capture.event(30, kind, "something of the kind");
        }
        boolean usable = capture.samples().stream()
                .anyMatch(s -> s.has(Field.USED_MEMORY)
                        || s.has(Field.USED_MEMORY_RSS)
                        || s.has(Field.MEM_FRAGMENTATION_RATIO)
                        || s.has(Field.ALLOCATOR_RESIDENT)
                        || s.has(Field.ALLOCATOR_FRAG_RATIO));
        if (usable) {
            assertFalse(analyze(capture).diagnosis().checks().isEmpty());
        }
    }

    @Test
    void theResultHoldsWhatTheReportNeeds() {
        InstanceResult result = analyze(jump());
        assertEquals("cache-7", result.name());
        assertEquals(Product.REDIS, result.server().product());
        assertEquals(300, result.samples());
        assertEquals(OptionalLong.of(Capture.micros(0)), result.fromMicros());
        assertEquals(OptionalLong.of(Capture.micros(299 * 60)), result.toMicros());
        assertEquals(300, result.series().timeMicros().length);
        assertEquals(1, result.runs().size());
        assertEquals(Cause.ALLOCATOR_RETENTION, result.diagnosis().verdict().cause());
        assertEquals(1000.0 * (1 << 20), result.latest().get("used_memory"));
        assertEquals("allocator_active", result.latest().firstKey());
        assertTrue(result.worst().isEmpty(), "the last sample is about as bad as any");
        assertTrue(result.forecasts().isEmpty());
    }

    @Test
    void aChangeIsToldWithTheEventThatPrecedesIt() {
        InstanceResult result = analyze(jump());
        ChangeLine line = result.changes().stream()
                .filter(c -> c.change().metric() == Total.USED_MEMORY_RSS)
                .findFirst()
                .orElseThrow();
        Change change = line.change();
        assertEquals(ChangePoint.Kind.LEVEL, change.kind());
        assertEquals(Capture.micros(9000), change.atMicros());
        assertEquals(1080.0 * (1 << 20), change.before(), 1 << 20);
        assertEquals(1440.0 * (1 << 20), change.after(), 1 << 20);
        assertEquals(Optional.of(Phrase.of("row.event.load", Phrase.name("DB loaded"))), line.explainedBy());
    }

    @Test
    void anEventLongBeforeExplainsNothing() {
        Capture capture = jump();
        InstanceResult without = analyze(new Capture()
                .always(RankingTest.QUIET)
                .every(60, 300, i -> "used_memory_rss:" + (i < 150 ? 1080 + i % 7 * 0.1 : 1440 + i % 5 * 0.1) + "M")
                .event(8000, Event.Kind.LOAD, "too early"));
        assertTrue(without.changes().stream()
                .filter(c -> c.change().metric() == Total.USED_MEMORY_RSS)
                .allMatch(c -> c.explainedBy().isEmpty()));
        assertEquals(300, capture.timeline().size());
    }

    @Test
    void trendsAreAdjustedForTheirNumber() {
        InstanceResult result = analyze(jump());
        List<TrendLine> lines = result.trends();
        assertTrue(lines.size() >= 2);
        for (TrendLine line : lines) {
            OptionalDouble tested = line.trend().p();
            assertEquals(
                    tested.isPresent() && line.scoped().scope() == Trends.Scope.NOW,
                    line.q().isPresent(),
                    line.toString());
            line.q().ifPresent(q -> tested.ifPresent(p -> assertTrue(q >= p, line.toString())));
            assertEquals(0, line.scoped().run());
        }
    }

    @Test
    void theWidestGapIsShownWhenItIsNotTheLast() {
        InstanceResult result = analyze(new Capture()
                .always(RankingTest.QUIET)
                .at(0, "")
                .at(60, "used_memory_rss:1500M")
                .at(120, ""));
        assertEquals(1500.0 * (1 << 20), result.worst().orElseThrow().rss());
        assertEquals(1080.0 * (1 << 20), result.now().orElseThrow().rss());
    }

    @Test
    void nowIsTheLastSampleThatTellsBoth() {
        InstanceResult result =
                analyze(new Capture().at(0, "used_memory:1M used_memory_rss:2M").at(60, "used_memory:3M"));
        assertEquals(Breakdown.Split.USED_AND_RSS, result.now().orElseThrow().split());
        InstanceResult one = analyze(new Capture().at(0, "used_memory:1M").at(60, "os.vm_swap:3"));
        assertEquals(Breakdown.Split.USED_ONLY, one.now().orElseThrow().split());
        InstanceResult none = analyze(new Capture().at(0, "allocator_frag_ratio:1.1"));
        assertTrue(none.now().isEmpty());
    }

    @Test
    void withoutTimesThereIsNoWindow() {
        InstanceResult result = analyze(new Capture().untimed(RankingTest.QUIET));
        assertEquals(OptionalLong.empty(), result.fromMicros());
        assertEquals(OptionalLong.empty(), result.toMicros());
        assertTrue(result.timeline().isEmpty());
        assertTrue(result.trends().isEmpty());
    }

    @Test
    void theSameInputGivesTheSameResult() {
        InstanceResult one = analyze(jump());
        InstanceResult two = analyze(jump());
        assertEquals(one.diagnosis(), two.diagnosis());
        assertEquals(one.trends(), two.trends());
        assertEquals(one.timeline(), two.timeline());
        assertArrayEquals(one.series().rss(), two.series().rss());
    }
}
