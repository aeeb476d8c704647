package io.fragmortem.diagnosis.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Total;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts that would have told of it. */
final class AlertFinderTest {

    private static final String SERVER = "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory:1000M"
            + " allocator_allocated:1000M allocator_active:1000M ";

    /** So many samples a minute apart: calm until the onset, then this many more MiB of kept pages each. */
    private static Case climbing(int samples, int onset, int step) {
        Capture capture = new Capture();
        for (int i = 0; i < samples; i++) {
            int kept = 10 + i % 2 + Math.max(0, i - onset) * step;
            capture.at(
                    60 * i,
                    SERVER + "allocator_resident:" + (1000 + kept) + "M used_memory_rss:" + (1010 + kept) + "M");
        }
        return Cases.of(capture);
    }

    private static Optional<Alert> alert(Case c) {
        return AlertFinder.of(c, "allocator-retention", List.of(Component.RETAINED), OptionalLong.empty(), false);
    }

    @Test
    void itFiresAboveAllThatWasThereBeforeAndWellBeforeTheWorst() {
        Alert alert = alert(climbing(120, 60, 20)).orElseThrow();
        assertEquals("RedisAllocatorRetention", alert.name());
        assertTrue(
                alert.expression().startsWith("redis_allocator_resident_bytes - redis_allocator_active_bytes > "),
                alert.expression());
        assertEquals(180, alert.holdSeconds(), "three samples a minute apart");
        double lead = alert.replay().leadSeconds();
        assertTrue(lead > 20 * 60 && lead < 50 * 60, "lead " + lead);
        assertTrue(alert.rule().contains("        for: 3m\n"), alert.rule());
    }

    @Test
    void withoutCalmBeforeItNothingIsPromised() {
        assertTrue(alert(climbing(60, 0, 20)).isEmpty());
    }

    @Test
    void aFewBytesNeedNoAlert() {
        assertTrue(alert(climbing(120, 100, 1)).isEmpty());
    }

    @Test
    void aDumpWithoutATimeCarriesNone() {
        Case single = Cases.of(new Capture().at(0, SERVER + "allocator_resident:2000M used_memory_rss:2000M"));
        assertTrue(alert(single).isEmpty());
    }

    @Test
    void aSpikeOfOneSampleBeforeItDoesNotCountAsFiredInTime() {
        Capture capture = new Capture();
        for (int i = 0; i < 60; i++) {
            int kept = i == 50 ? 900 : 10;
            capture.at(
                    60 * i,
                    SERVER + "allocator_resident:" + (1000 + kept) + "M used_memory_rss:" + (1010 + kept) + "M");
        }
        assertTrue(alert(Cases.of(capture)).isEmpty(), "it is its own worst moment");
    }

    @Test
    void whatRunsIntoALimitFiresAtTheLimit() {
        Capture capture = new Capture();
        for (int i = 0; i < 60; i++) {
            capture.at(
                    60 * i,
                    "redis_version:7.0.15 used_memory:" + (100 + 14 * i) + "M used_memory_rss:" + (110 + 14 * i)
                            + "M cgroup.limit:1000M");
        }
        Optional<Alert> alert = AlertFinder.of(
                Cases.of(capture), "maxmemory-headroom", List.of(Total.USED_MEMORY_RSS), OptionalLong.empty(), true);
        assertTrue(alert.orElseThrow().expression().startsWith("redis_memory_used_rss_bytes > "));
        assertTrue(alert.orElseThrow().replay().leadSeconds() > 0);
    }

    /**
     * RSS in MiB, a sample each step: {@code 5x10 30 -} is five times 10, then 30, then a sample that does not tell it. Used
     * memory is a MiB all the time.
     */
    private static Case rss(double stepSeconds, String mebibytes, String limits) {
        Capture capture = new Capture().always("redis_version:7.0.15 used_memory:1M " + limits);
        double seconds = 0;
        for (String word : mebibytes.split(" ", -1)) {
            int times = word.contains("x") ? Integer.parseInt(word.substring(0, word.indexOf('x'))) : 1;
            String value = word.substring(word.indexOf('x') + 1);
            for (int i = 0; i < times; i++) {
                capture.at(seconds, "used_memory_rss:" + (value.equals("-") ? value : value + "M"));
                seconds += stepSeconds;
            }
        }
        return Cases.of(capture);
    }

    private static Case rss(String mebibytesEachMinute) {
        return rss(60, mebibytesEachMinute, "");
    }

    private static Optional<Alert> ofRss(Case c, OptionalLong since) {
        return AlertFinder.of(c, "growth", List.of(Total.USED_MEMORY_RSS), since, false);
    }

    private static Optional<Alert> ofRss(Case c) {
        return ofRss(c, OptionalLong.empty());
    }

    private static OptionalLong minute(int minute) {
        return OptionalLong.of(Capture.micros(60 * minute));
    }

    private static String above(double mebibytes) {
        return "redis_memory_used_rss_bytes > " + (long) (mebibytes * Cases.MIB);
    }

    /** A third of the way from the highest calm value to the worst, as a round size. */
    @ParameterizedTest
    @CsvSource({
        "100, 460, 220",
        // two digits are left of it
        "100, 490, 230",
        "1000, 1690, 1200",
        "10000, 17035, 12000",
        // below 100 MiB whole ones
        "10, 60, 26",
        // never rounded down to what was there before
        "1250, 1286, 1262",
        "1200, 1236, 1212"
    })
    void theLevelIsARoundSizeAThirdOfTheWay(int calm, int worst, double level) {
        Alert alert =
                ofRss(rss("6x" + calm + " 5x" + (worst - 1) + " " + worst)).orElseThrow();
        assertEquals(above(level), alert.expression());
    }

    /** Of 80 MiB of climb 4 are calm: an alert above 14 MiB then, not above 10 or 15. */
    @Test
    void theFirstTwentiethOfTheWayIsCalm() {
        assertEquals(above(39), ofRss(rss("5x10 14 15 5x60 90")).orElseThrow().expression());
    }

    @Test
    void itBeginsWhenItIsToldToBegin() {
        Case climb = rss("5x10 20 30 40 50 60 70 80 90 100");
        assertEquals(above(40), ofRss(climb).orElseThrow().expression(), "nobody tells it: from 10 MiB on");
        assertEquals(
                above(53),
                ofRss(climb, minute(7)).orElseThrow().expression(),
                "told: from 30 MiB on, a third of 70 above it");
        assertEquals(
                above(40),
                ofRss(climb, minute(14)).orElseThrow().expression(),
                "what begins after the worst moment is something else");
        assertEquals(Optional.empty(), ofRss(climb, minute(13)), "from 90 MiB on it is too little");
    }

    @ParameterizedTest
    @CsvSource({"131, false", "132, true"})
    void whatGrowsByLessThanMattersCarriesNone(int worst, boolean carries) {
        assertEquals(carries, ofRss(rss("6x100 5x" + (worst - 1) + " " + worst)).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"4x100, false", "4x100 3x-, false", "2x100 3x- 3x100, true", "5x100, true"})
    void aHandfulOfCalmSamplesMustBeTold(String calm, boolean carries) {
        assertEquals(carries, ofRss(rss(calm + " 5x450 460")).isPresent());
    }

    @Test
    void itFiresOnceItHasHeldForThreeSamples() {
        Alert alert = ofRss(rss("6x100 220 5x300 460 400 460")).orElseThrow();
        assertEquals(above(220), alert.expression());
        assertEquals(180, alert.holdSeconds());
        assertEquals(
                Capture.micros(60 * 10), alert.replay().firedMicros(), "220 MiB are not above it, 300 are from 7 on");
        assertEquals(Capture.micros(60 * 12), alert.replay().worstMicros(), "the first of two as high");
        assertEquals(120, alert.replay().leadSeconds());
    }

    @Test
    void aSampleBelowTheLevelBeginsTheHoldAnew() {
        Alert alert = ofRss(rss("6x100 2x300 200 5x300 460")).orElseThrow();
        assertEquals(Capture.micros(60 * 12), alert.replay().firedMicros());
    }

    @Test
    void aMissingSampleDoesNotEndTheHold() {
        Alert alert = ofRss(rss("6x100 2x300 - 5x300 460")).orElseThrow();
        assertEquals(Capture.micros(60 * 9), alert.replay().firedMicros());
    }

    @Test
    void whatClimbsFasterThanTheHoldFiresAtOnce() {
        Alert alert = ofRss(rss("6x100 300 460")).orElseThrow();
        assertEquals(0, alert.holdSeconds());
        assertEquals(60, alert.replay().leadSeconds());
        assertFalse(alert.rule().contains("for:"), alert.rule());
    }

    @Test
    void theWorstMomentIsFoundBehindMissingSamples() {
        Alert alert = ofRss(rss("2x- 6x100 5x450 460 300")).orElseThrow();
        assertEquals(Capture.micros(60 * 13), alert.replay().worstMicros());
    }

    /** Three samples in whole minutes, a minute at least, a quarter of an hour at most. */
    @ParameterizedTest
    @CsvSource({"10, 60", "20, 60", "21, 120", "60, 180", "300, 900", "600, 900"})
    void theHoldFollowsTheCadence(double step, long hold) {
        Case c = rss(step, "6x100 40x300 460", "");
        assertEquals(hold, ofRss(c).orElseThrow().holdSeconds());
    }

    @Test
    void oneLongGapIsNotTheCadence() {
        Capture capture = new Capture().always("redis_version:7.0.15 used_memory:1M");
        for (int i = 0; i < 20; i++) {
            int pause = i < 10 ? 0 : 3600;
            capture.at(60 * i + pause, "used_memory_rss:" + (i < 10 ? 100 : 400 + i) + "M");
        }
        assertEquals(180, ofRss(Cases.of(capture)).orElseThrow().holdSeconds());
    }

    @Test
    void theFirstMetricThatTheInputTellsCounts() {
        List<Metric> metrics = List.of(Component.RETAINED, Total.USED_MEMORY_RSS, Total.USED_MEMORY);
        Alert alert = AlertFinder.of(rss("6x100 5x450 460"), "growth", metrics, OptionalLong.empty(), false)
                .orElseThrow();
        assertEquals(above(220), alert.expression());
    }

    /** 85 % of whichever limit bounds the metric. */
    @ParameterizedTest
    @CsvSource({
        "USED_MEMORY_RSS, cgroup.limit:1000M maxmemory:800M, redis_memory_used_rss_bytes, 850",
        "USED_MEMORY, cgroup.limit:1000M maxmemory:800M, redis_memory_used_bytes, 680",
        "USED_MEMORY, cgroup.limit:1000M, redis_memory_used_bytes, 850"
    })
    void theLimitThatBoundsTheMetricSetsTheLevel(Total metric, String limits, String query, int level) {
        Capture capture = new Capture().always("redis_version:7.0.15 " + limits);
        capture.every(60, 40, i -> "used_memory:" + (200 + 19 * i) + "M used_memory_rss:" + (201 + 19 * i) + "M");
        Alert alert = AlertFinder.of(Cases.of(capture), "headroom", List.of(metric), OptionalLong.empty(), true)
                .orElseThrow();
        assertEquals(query + " > " + (long) (level * Cases.MIB), alert.expression());
    }
}
