package io.fragmortem.fleet.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.InstanceChain;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.compare.ComparedRun.Sided;
import io.fragmortem.fleet.compare.Comparison.Outcome;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.Window;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparerTest {

    private static final Thresholds DEFAULTS = Thresholds.defaults();

    private static InstanceResult result(Capture capture) {
        return InstanceChain.analyze(capture.timeline(), DEFAULTS);
    }

    private static Side side(Capture capture) {
        return Sides.of(result(capture), Phrase::key);
    }

    private static Capture steady(double usedMib, double rssMib, String more) {
        return steadyFrom(0, usedMib, rssMib, more);
    }

    private static Capture steadyFrom(double seconds, double usedMib, double rssMib, String more) {
        Random random = new Random(3);
        Capture capture = new Capture();
        for (int i = 0; i < 200; i++) {
            capture.at(
                    seconds + 10 * i,
                    "used_memory:" + usedMib + "M used_memory_rss:" + (rssMib + random.nextGaussian()) + "M " + more);
        }
        return capture;
    }

    private static Comparison compare(Capture before, Capture after) {
        return new Comparer(DEFAULTS).compare(side(before), side(after));
    }

    private static List<String> caveats(Comparison comparison) {
        return comparison.caveats().stream().map(Phrase::key).toList();
    }

    @Test
    void lessBeyondUsedMemoryIsBetterAndMoreIsWorse() {
        Comparison better = compare(steady(100, 300, ""), steady(100, 140, ""));
        assertEquals(Outcome.BETTER, better.outcome());
        assertEquals("compare.fell", better.sentence().key());
        assertEquals(List.of(), caveats(better));
        Comparison worse = compare(steady(100, 140, ""), steady(100, 300, ""));
        assertEquals(Outcome.WORSE, worse.outcome());
        Comparison.Moved gap = worse.levels().stream()
                .filter(moved -> moved.metric().equals(Side.GAP))
                .findFirst()
                .orElseThrow();
        assertEquals(160.0 * (1 << 20), gap.difference().size(), 1 << 20);
        assertTrue(gap.difference().low().getAsDouble() > 159.0 * (1 << 20));
    }

    @Test
    void whatDoesNotMatterIsTheSame() {
        assertEquals(
                Outcome.SAME,
                compare(steady(100, 140, ""), steady(100, 144, "")).outcome());
    }

    @Test
    void whatSwingsMoreThanItDiffersIsNotDecided() {
        Random random = new Random(12);
        Capture swinging = new Capture()
                .every(10, 24, i -> "used_memory:100M used_memory_rss:" + (172 + 40 * random.nextGaussian()) + "M");
        assertEquals(
                Outcome.CANNOT_TELL, compare(steady(100, 160, ""), swinging).outcome());
    }

    @Test
    void singleDumpsAreComparedWithoutAnInterval() {
        Capture before = new Capture().at(0, "used_memory:100M used_memory_rss:400M");
        Capture after = new Capture().at(0, "used_memory:100M used_memory_rss:120M");
        Comparison clear = compare(before, after);
        assertEquals(Outcome.BETTER, clear.outcome());
        assertEquals("compare.fell.bare", clear.sentence().key());
        assertEquals(List.of("compare.caveat.single"), caveats(clear));
        Capture near = new Capture().at(0, "used_memory:100M used_memory_rss:380M");
        assertEquals(Outcome.CANNOT_TELL, compare(before, near).outcome());
    }

    @Test
    void otherDataVersionsAndRestartsAreSaid() {
        Comparison comparison = compare(
                steady(100, 300, "redis_version:7.0.15 uptime_in_seconds:864000 maxmemory:500M"),
                steadyFrom(3_600, 300, 330, "redis_version:7.4.1 uptime_in_seconds:600 maxmemory:600M"));
        assertEquals(
                List.of("compare.caveat.data", "compare.caveat.young", "compare.caveat.version"), caveats(comparison));
        assertEquals(
                List.of("maxmemory", "redis_version"),
                comparison.settings().stream().map(Comparison.Changed::name).toList());
        assertEquals("7.4.1", comparison.settings().get(1).after());
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:7.4.0 dragonfly_version:df-v1.14.0, redis_version:7.4.0 dragonfly_version:df-v1.21.2, dragonfly_version",
        "kvrocks_version:2.8.0, kvrocks_version:2.9.0, kvrocks_version",
        "garnet_version:1.0.40, garnet_version:1.0.51, garnet_version",
        "redis_version:7.2.4 mem_allocator:libc, redis_version:7.2.4 valkey_version:8.0.1, server",
        "redis_version:7.2.4, redis_version:7.2.4,",
        "redis_version:7.2.4, os:Linux,"
    })
    void anotherVersionOfAnyProductIsSaid(String before, String after, String changed) {
        Comparison comparison = compare(steady(100, 140, before), steady(100, 140, after));
        assertEquals(
                changed == null ? List.of() : List.of(changed),
                comparison.settings().stream().map(Comparison.Changed::name).toList());
        assertEquals(changed == null ? List.of() : List.of("compare.caveat.version"), caveats(comparison));
    }

    @Test
    void whatOnlyOneSideTellsIsNoDifference() {
        Comparison comparison = compare(steady(100, 140, "os:Linux"), steady(100, 140, ""));
        assertEquals(List.of(), comparison.settings());
    }

    @Test
    void withoutRssOnlyUsedMemoryIsCompared() {
        Capture used = new Capture().every(10, 50, i -> "used_memory:100M");
        Comparison comparison = compare(used, steady(100, 140, ""));
        assertEquals(Outcome.SAME, comparison.outcome());
        assertEquals(List.of("compare.caveat.no_gap"), caveats(comparison));
        assertEquals(
                "compare.nothing",
                new Comparer(DEFAULTS)
                        .compare(side(used), side(new Capture().every(10, 50, i -> "used_memory_rss:9M")))
                        .sentence()
                        .key());
    }

    @Test
    void instancesArePairedByNameAndWhatMovedMostComesFirst() {
        Comparer comparer = new Comparer(DEFAULTS);
        ComparedRun run = ComparedRun.of(
                List.of(named("a", 140), named("b", 140), named("gone", 140)),
                List.of(named("b", 400), named("a", 146), named("new", 140)),
                comparer);
        assertEquals(
                List.of("b", "a"),
                run.pairs().stream().map(p -> p.comparison().after().name()).toList());
        assertEquals(List.of("gone"), run.onlyBefore());
        assertEquals(List.of("new"), run.onlyAfter());
        assertEquals(1, run.count(Outcome.WORSE));
        ComparedRun two = ComparedRun.of(List.of(named("old", 140)), List.of(named("other", 140)), comparer);
        assertEquals(1, two.pairs().size(), "one instance on either side is a pair whatever it is called");
    }

    private static Sided named(String name, double rss) {
        Capture capture = new Capture().label(name);
        Random random = new Random(3);
        capture.every(10, 60, i -> "used_memory:100M used_memory_rss:" + (rss + random.nextGaussian()) + "M");
        InstanceResult result = result(capture);
        return new Sided(Sides.of(result, Phrase::key), Optional.of(result));
    }

    @Test
    void aCaptureIsCutIntoTwoWindows() {
        Capture capture = new Capture()
                .every(10, 100, i -> "used_memory:100M used_memory_rss:" + (i < 60 ? 300 : 140) + "M run_id:r" + i / 60)
                .event(595, Event.Kind.SERVER_STOP, "bye bye")
                .event(605, Event.Kind.LOAD, "loaded");
        long cut = Capture.micros(600);
        var before = new Window(Long.MIN_VALUE, cut).cut(capture.timeline()).orElseThrow();
        var after = new Window(cut, Long.MAX_VALUE).cut(capture.timeline()).orElseThrow();
        assertEquals(60, before.size());
        assertEquals(40, after.size());
        assertEquals(1, after.runs().size());
        assertEquals(0, after.runs().get(0).from());
        assertEquals(cut, after.timeMicros()[0]);
        assertEquals(1, before.events().size());
        assertEquals(40, after.quality().samples());
        assertTrue(new Window(0, 1).cut(capture.timeline()).isEmpty());
        Comparison comparison = new Comparer(DEFAULTS)
                .compare(
                        Sides.of(InstanceChain.analyze(before, DEFAULTS), Phrase::key),
                        Sides.of(InstanceChain.analyze(after, DEFAULTS), Phrase::key));
        assertEquals(Outcome.BETTER, comparison.outcome());
    }

    @Test
    void aRestartInTheMiddleIsATurningPoint() {
        Random random = new Random(8);
        Capture capture = new Capture()
                .every(
                        10,
                        200,
                        i -> "used_memory:100M used_memory_rss:" + ((i < 120 ? 300 : 140) + random.nextGaussian())
                                + "M run_id:r" + i / 120);
        TurningPoint point = TurningPoint.of(result(capture), DEFAULTS).get(0);
        assertEquals(Capture.micros(1200), point.row().atMicros());
        assertEquals(Outcome.BETTER, point.comparison().outcome());
        assertEquals(120, point.comparison().before().window().samples());
        assertTrue(TurningPoint.of(result(steady(100, 140, "")), DEFAULTS).isEmpty());
    }

    private static Side named(String name, Capture capture) {
        Side side = side(capture);
        return new Side(
                name, side.window(), side.server(), side.verdict(), side.levels(), side.slopes(), side.settings());
    }

    private static List<String> doubts(Side before, Side after) {
        return new Comparer(DEFAULTS)
                .compare(before, after).caveats().stream()
                        .map(Phrase::key)
                        .filter(key -> key.startsWith("compare.caveat.two") || key.equals("compare.caveat.swapped"))
                        .toList();
    }

    @Test
    void twoServersAreNoBeforeAndAfter() {
        assertEquals(
                List.of("compare.caveat.two.address"),
                doubts(named("10.1.36.33:6379", steady(100, 140, "")), named("10.1.36.34:6379", steady(100, 300, ""))));
        assertEquals(
                List.of(),
                doubts(named("before", steady(100, 140, "")), named("after", steady(100, 300, ""))),
                "names of files are no evidence");
        assertEquals(
                List.of("compare.caveat.two.machine"),
                doubts(
                        named("before", steady(100, 140, "total_system_memory:16000M")),
                        named("after", steady(100, 300, "total_system_memory:32000M"))));
        assertEquals(
                List.of(),
                doubts(
                        named("a:6379", steady(100, 140, "run_id:133985fec087fa59f516f64b79ea2adfadf30682")),
                        named("b:6379", steady(100, 300, "run_id:133985fec087fa59f516f64b79ea2adfadf30682"))),
                "one process is one server, whatever it is called");
    }

    @Test
    void twoProcessesThatRanAtTheSameTimeAreTwoServers() {
        Side old = named("before", steady(100, 140, "uptime_in_seconds:90000"));
        Side young = named("after", steady(100, 300, "uptime_in_seconds:4000"));
        assertEquals(List.of("compare.caveat.two.together"), doubts(old, young));
        Side one = named("primary", steady(100, 300, "run_id:539423cfabc5fe19d95322a6f95e825ce64befc6"));
        Side other = named("replica", steady(100, 140, "run_id:254c0c2aa894a3373ab8d2713ab3e7573c11c29f"));
        assertEquals(List.of("compare.caveat.two.together"), doubts(one, other));
        String restarted = "run_id:254c0c2aa894a3373ab8d2713ab3e7573c11c29f uptime_in_seconds:4000";
        Side later = named("after", steadyFrom(90_000, 100, 140, restarted));
        assertEquals(List.of(), doubts(one, later), "a restart between them");
    }

    @Test
    void theSidesInTheWrongOrderOfTimeAreSaid() {
        Capture early = steady(100, 300, "");
        Capture late = steadyFrom(90_000, 100, 140, "");
        assertEquals(List.of("compare.caveat.swapped"), doubts(side(late), side(early)));
        assertEquals(List.of(), doubts(side(early), side(late)));
    }

    @Test
    void whatMadeItWorseAndWhatHelpedAreBothTold() {
        Random random = new Random(5);
        Capture capture = new Capture()
                .every(
                        10,
                        300,
                        i -> "used_memory:" + (i < 100 ? 500 : 100) + "M used_memory_rss:"
                                + ((i < 200 ? 540 : 140) + random.nextGaussian()) + "M");
        List<TurningPoint> points = TurningPoint.of(result(capture), DEFAULTS);
        assertEquals(
                List.of(Outcome.WORSE, Outcome.BETTER),
                points.stream().map(point -> point.comparison().outcome()).toList());
    }

    @Test
    void pagesThatLeaveMemoryAreNoGain() {
        Comparison swapped = compare(steady(300, 320, ""), steady(300, 90, ""));
        assertEquals(Outcome.CANNOT_TELL, swapped.outcome());
        assertEquals("compare.not_resident", swapped.sentence().key());
    }
}
