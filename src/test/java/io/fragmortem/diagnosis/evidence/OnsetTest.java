package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.Metric;
import io.fragmortem.snapshot.Event;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Capture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Series are MiB that lie between used memory and RSS, one value per minute, - where the input does not tell it. */
final class OnsetTest {

    /** Within a twentieth of its height up to minute 2, a quarter of it at minute 5, more than half from minute 6 on. */
    private static final String CLIMB = "10 10 12 20 24 25 60 80 90 95 98 100";

    /** The same upon 40 MiB that were there before: 60 MiB grew, a quarter of them by minute 5. */
    private static final String GROWTH = "40 40 40 45 50 55 65 80 100";

    private static Case of(String mebibytes, Change... changes) {
        String[] values = mebibytes.split(" ", -1);
        Capture capture =
                new Capture().every(60, values.length, i -> "redis_version:2.8.24 used_memory:1M" + rss(values[i]));
        MemoryModel model = MemoryModel.of(capture.timeline());
        return new Case(model, Thresholds.defaults(), new Trends(List.of(), List.of(changes), Map.of(), List.of()));
    }

    private static String rss(String gap) {
        return gap.equals("-") ? "" : " used_memory_rss:" + (1 + Integer.parseInt(gap)) + "M";
    }

    private static Change change(String metric, ChangePoint.Kind kind, double minute, double before, double after) {
        long at = Capture.micros(60 * minute);
        return new Change(Metric.named(metric).orElseThrow(), at, at, at, kind, before, after);
    }

    private static Change step(String metric, double minute) {
        return change(metric, ChangePoint.Kind.LEVEL, minute, 10, 100);
    }

    private static Claim claim(int row, double mebibytes, String sinceMinute) {
        OptionalLong since = sinceMinute.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Capture.micros(60 * Double.parseDouble(sinceMinute)));
        return Claim.standing(new Claim.Held(mebibytes * Cases.MIB, row, 0.5), since);
    }

    private static OptionalLong minute(String minute) {
        return minute.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Capture.micros(60 * Double.parseDouble(minute)));
    }

    private static OptionalLong of(Case c, Claim claim) {
        return Onset.of(c, Component.UNATTRIBUTED, claim);
    }

    private static double[] column(Case c) {
        return c.series().column(Component.UNATTRIBUTED);
    }

    /** Where no certified change counts it began in minute 3, when it left its ground. */
    @ParameterizedTest
    @CsvSource({
        // a step of the layer, before which less than a quarter was there
        "unattributed, LEVEL, 5, 10, 100, 5",
        "unattributed, LEVEL, 6, 10, 100, 6",
        "unattributed, LEVEL, 7, 10, 100, 3",
        // up, not down
        "unattributed, LEVEL, 5, 100, 10, 3",
        "unattributed, LEVEL, 5, 10, 10, 3",
        // before a bend it must have been nearly level, before a step it may have been anything
        "unattributed, SLOPE, 5, 10, 40, 5",
        "unattributed, SLOPE, 5, 11, 40, 3",
        "unattributed, LEVEL, 5, 11, 40, 5",
        // RSS speaks for the layer where that grew at once: by half of the time since more than a quarter was there
        "used_memory_rss, LEVEL, 5, 10, 100, 5",
        "used_memory_rss, LEVEL, 2, 10, 100, 2",
        "used_memory_rss, LEVEL, 1, 10, 100, 3",
        "used_memory, LEVEL, 5, 10, 100, 3"
    })
    void aCertifiedRiseThatAllOfItCameAfterIsTheOnset(
            String metric, ChangePoint.Kind kind, double minute, double before, double after, String onset) {
        Case c = of(CLIMB, change(metric, kind, minute, before, after));
        assertEquals(minute(onset), of(c, claim(11, 100, "6")));
    }

    @Test
    void ofSeveralRisesTheLastOfTheLayerItselfCounts() {
        Claim claim = claim(11, 100, "6");
        assertEquals(minute("5"), of(of(CLIMB, step("unattributed", 4), step("unattributed", 5)), claim));
        assertEquals(minute("4"), of(of(CLIMB, step("unattributed", 4), step("used_memory_rss", 5)), claim));
        assertEquals(minute("5"), of(of(CLIMB, step("used_memory_rss", 2), step("unattributed", 5)), claim));
        assertEquals(minute("5"), of(of(CLIMB, step("used_memory_rss", 2), step("used_memory_rss", 5)), claim));
    }

    /** Ten stairs of 10 MiB from minute 2 on, one every other minute. */
    @ParameterizedTest
    @CsvSource({"2, 4, 2", "4, 4, 2", "2, 2, 2"})
    void aLaterStairIsNotTheOnset(double minute, double another, String onset) {
        Case c = of(
                "10 10 20 20 30 30 40 40 50 50 60 60 70 70 80 80 90 90 100 100",
                step("unattributed", minute),
                step("unattributed", another));
        assertEquals(minute(onset), of(c, claim(19, 100, "10")));
    }

    @Test
    void dataThatGrowInStairsBeganWithTheFirst() {
        Case c = of("50 50 60 60 70 70 80 80 90 90 100 100", step("used_memory_rss", 4));
        assertEquals(minute("2"), of(c, claim(11, 50, "2")));
    }

    @Test
    void aJumpUponWhatCreptUpIsTheOnset() {
        Case c = of("10 12 14 16 18 18 60 90 100", step("unattributed", 1), step("unattributed", 6));
        assertEquals(minute("6"), of(c, claim(8, 100, "6")));
    }

    /** Flat up to minute 7: what moved at minute 2 did so for a reason of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"used_memory_rss", "unattributed"})
    void aRiseLongBeforeIsAnother(String metric) {
        Case c = of("10 10 10 10 10 10 11 12 60 90 90 90 90 90 90 90 90 100", step(metric, 2));
        assertEquals(minute("8"), of(c, claim(17, 100, "8")));
    }

    @ParameterizedTest
    @CsvSource({
        // after it stands what stood before it: a line that was cut
        "10 10 10 30 50 70 10 72 90 100, 7, 3",
        "10 10 10 30 50 70 0 72 90 100, 7, 3",
        // it starts again
        "10 10 10 30 50 70 10 40 90 100, 8, 7"
    })
    void aMisreadSampleIsNoWayBack(String mebibytes, String half, String onset) {
        assertEquals(minute(onset), of(of(mebibytes), claim(9, 100, half)));
    }

    /** Of 100 MiB 60 grew. */
    @ParameterizedTest
    @CsvSource({"unattributed, 6, 6", "unattributed, 7, 3", "used_memory_rss, 5, 5", "used_memory_rss, 4, 3"})
    void whatGrewStandsUponWhatWasThereBefore(String metric, double minute, String onset) {
        assertEquals(minute(onset), of(of(GROWTH, step(metric, minute)), claim(8, 60, "6")));
    }

    /** Told by its worst moment, minute 3. */
    @ParameterizedTest
    @CsvSource({"3, 3", "5, ''"})
    void aRiseAfterTheMomentThatIsToldIsAnother(double minute, String onset) {
        Case c = of("10 10 10 100 10 100", step("unattributed", minute));
        assertEquals(minute(onset), of(c, claim(3, 100, "")));
    }

    @Test
    void beforeAnythingWasToldNothingWasThere() {
        assertEquals(minute("2"), of(of("- - 100 100", step("unattributed", 2)), claim(3, 100, "")));
        assertEquals(minute("3"), of(of("10 10 - 100", step("unattributed", 3)), claim(3, 100, "")));
        assertEquals(OptionalLong.empty(), of(of("90 90 - 100", step("unattributed", 3)), claim(3, 100, "")));
        assertEquals(OptionalLong.empty(), of(of("90 100 100", step("unattributed", 1)), claim(2, 100, "")));
    }

    @Test
    void whatWasSoFromTheStartHasNoOnset() {
        assertEquals(OptionalLong.empty(), of(of("100 100 100"), claim(2, 100, "")));
    }

    @Test
    void whatOnlyALogTellsHasNoOnset() {
        Case c = Cases.of(new Capture().event(0, Event.Kind.KERNEL_OOM_KILL, "Out of memory: Killed process 1"));
        assertEquals(OptionalLong.empty(), of(c, claim(0, 100, "")));
        assertEquals(OptionalLong.empty(), Onset.above(c, column(c), claim(0, 100, ""), 50 * Cases.MIB));
    }

    /** A column of so many minutes that stays upon its ground until one of them and then rises by 100 MiB in equal steps. */
    private static String ramp(int minutes, int from, int noise) {
        return IntStream.rangeClosed(0, minutes)
                .mapToObj(i -> 1000 + (i * 7 % 5 - 2) * noise + Math.max(0, i - from) * 1000 / (minutes - from))
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    /** A twentieth of a long way is long after it began: what creeps up is followed back to its ground. */
    @ParameterizedTest
    @CsvSource({"400, 0, 0, 0", "400, 0, 2, 0", "400, 160, 0, 160", "400, 160, 2, 160", "400, 300, 1, 300"})
    void whatCreptUpBeganWhereItsLineMeetsTheGround(int minutes, int from, int noise, double onset) {
        Case c = of(ramp(minutes, from, noise));
        double half = from + (minutes - from) / 2.0;
        double began = (of(c, claim(minutes, 2000, "" + half)).getAsLong() - Capture.micros(0)) / 60e6;
        assertEquals(onset, began, 2);
    }

    /** Of what crept up from the start on nothing was seen while it left its ground. */
    @Test
    void aHoleIsNoStep() {
        String[] values = ramp(400, 0, 1).split(" ", -1);
        Capture capture = new Capture();
        for (int i = 0; i < values.length; i++) {
            if (i < 15 || i > 60) {
                capture.at(60 * i, "redis_version:2.8.24 used_memory:1M" + rss(values[i]));
            }
        }
        Case c = new Case(MemoryModel.of(capture.timeline()), Thresholds.defaults(), Trends.none());
        assertEquals(minute("0"), of(c, claim(c.size() - 1, 2000, "200")));
    }

    /** The server was started in minute 200, and it crept up from then on. */
    @Test
    void itIsFollowedBackToTheStartOfItsRun() {
        String[] values = ramp(400, 200, 1).split(" ", -1);
        Capture capture = new Capture()
                .every(
                        60,
                        values.length,
                        i -> "redis_version:2.8.24 used_memory:1M run_id:r" + (i < 200 ? 1 : 2) + rss(values[i]));
        Case c = new Case(MemoryModel.of(capture.timeline()), Thresholds.defaults(), Trends.none());
        double began = (of(c, claim(400, 2000, "300")).getAsLong() - Capture.micros(0)) / 60e6;
        assertEquals(200, began, 2);
    }

    /** Up to minute 100 nothing, then a stair of 30 of 100 MiB, and another one: no line leads back from there. */
    @Test
    void whatCameAtOnceIsNotFollowedBack() {
        String stairs = IntStream.range(0, 300)
                .mapToObj(i -> i < 100 ? 10 : i < 200 ? 40 : 110)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        assertEquals(minute("100"), of(of(stairs), claim(299, 100, "200")));
    }

    /** Since half of it was there it is looked for backwards. */
    @ParameterizedTest
    @CsvSource({
        // a twentieth of the 100 MiB above the lowest is still the ground
        "10 10 15 60 110, 3, 3",
        "10 10 16 60 110, 3, 2",
        // the last time before, however often it was there earlier
        "10 60 10 12 60 100, 4, 4",
        "10 20 60 100, 2, 1",
        "- 10 - 60 100, 3, 2",
        // between two samples the earlier one counts, outside of them the nearest one
        "10 10 60 60 100, 2.5, 2",
        "10 60 100, 9, 1",
        "10 60 100, -5, 0",
        // nothing is told before it
        "- - 60 100, 1, 1"
    })
    void itBeganWhenItLeftItsGround(String mebibytes, String half, String onset) {
        Case c = of(mebibytes);
        Claim claim = claim(c.size() - 1, 100, half);
        assertEquals(minute(onset), of(c, claim));
        assertEquals(minute(onset), Onset.of(c, column(c), claim));
    }

    @Test
    void aColumnThatWasSoFromTheStartHasNoOnset() {
        Case c = of("10 100 100");
        assertEquals(OptionalLong.empty(), Onset.of(c, column(c), claim(2, 100, "")));
    }

    /** Half of what is told is 50 MiB. */
    @ParameterizedTest
    @CsvSource({
        "10 10 12 30 60 100 10 10 20 100, 3",
        "10 10 50 10 10 80 100, 2",
        "10 10 49 10 10 80 100, 5",
        "60 10 100, 0",
        "10 10 100, 2",
        "10 - 60 10 100, 1"
    })
    void whatComesAgainAndAgainBeganBeforeItsFirstTime(String mebibytes, String onset) {
        Case c = of(mebibytes);
        assertEquals(minute(onset), Onset.first(c, column(c), claim(c.size() - 1, 100, "1.5")));
    }

    /** Above a level of 85 MiB without a break, up to the moment that is told. */
    @ParameterizedTest
    @CsvSource({
        "90 80 90 - 85 100, 5, 2",
        "90 90 84 85 100, 4, 3",
        "90 90 90 10, 2, 0",
        "10 90 10 85, 3, 3",
        "10 90 10 84, 3, 1.5"
    })
    void howLongItStoodAboveALevel(String mebibytes, int row, String onset) {
        Case c = of(mebibytes);
        assertEquals(minute(onset), Onset.above(c, column(c), claim(row, 100, "1.5"), 85 * Cases.MIB));
    }

    @Test
    void seriesAreReadAsWritten() {
        double[] mebibytes =
                Arrays.stream(column(of("10 - 100"))).map(v -> v / Cases.MIB).toArray();
        assertEquals("[10.0, NaN, 100.0]", Arrays.toString(mebibytes));
    }
}
