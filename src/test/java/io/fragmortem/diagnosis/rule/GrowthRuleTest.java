package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GrowthRuleTest {

    private static final Rule RULE = new GrowthRule();

    /** A sample that does not tell data from overhead. */
    private static final String UNTOLD = "used_memory_dataset:- used_memory_overhead:-";

    /** Two days of samples, ten minutes apart; data in MiB by sample. */
    private static Capture days(IntToDoubleFunction data, String more) {
        Random random = new Random(11);
        return Cases.quiet().every(600, 288, i -> {
            double mib = data.applyAsDouble(i) + random.nextGaussian();
            return "used_memory_dataset:" + mib + "M used_memory:" + (mib + 100) + "M used_memory_peak:9G "
                    + "allocator_allocated:" + (mib + 101) + "M allocator_active:" + (mib + 130)
                    + "M allocator_resident:" + (mib + 150) + "M used_memory_rss:" + (mib + 170) + "M " + more;
        });
    }

    @Test
    void dataThatGrowsAndGrowsIsAMatterOfCapacity() {
        Suspect suspect = Cases.suspect(RULE, days(i -> 900 + i, ""));
        assertEquals(Cause.DATASET_GROWTH, suspect.cause());
        assertEquals(Severity.INFO, suspect.severity());
        assertEquals(287 * Cases.MIB, suspect.bytes(), 6 * Cases.MIB);
        assertEquals(List.of("growth.evidence.rss"), Cases.keys(suspect.evidence()));
        assertEquals(List.of(Cause.EXTERNAL_FRAGMENTATION, Cause.MEMORY_LEAK), Cases.ruledOut(suspect));
        assertEquals(List.of("capacity"), Cases.ids(suspect.remedies()));
        assertEquals(Capture.micros(0), suspect.sinceMicros().getAsLong());
    }

    @Test
    void fragmentationIsRuledOutOnlyWhereItIsClearlySmallerThanTheGrowth() {
        assertEquals(List.of(), Cases.ruledOut(Cases.suspect(RULE, steps(1, 900))), "both grew");
        Suspect still = Cases.suspect(RULE, steps(0.2, 1100));
        assertEquals(
                "growth.not.fragmentation",
                still.ruledOut().get(0).how().key(),
                "it was there before and did not grow");
    }

    /** Data that grows by 287 MiB beside free slots which grow by a share of it. */
    private static Capture steps(double share, double atFirst) {
        return Cases.quiet().every(600, 288, i -> {
            double mib = 900 + i;
            double active = mib + 101 + atFirst + share * i;
            return "used_memory_dataset:" + mib + "M used_memory:" + (mib + 100) + "M used_memory_peak:9G "
                    + "allocator_allocated:" + (mib + 101) + "M allocator_active:" + active + "M allocator_resident:"
                    + (active + 20) + "M used_memory_rss:" + (active + 40) + "M ";
        });
    }

    /** Where their number stays the same, the same keys hold more; where none are counted, nothing is said of them. */
    @ParameterizedTest
    @CsvSource({
        "keyspace.keys:1000, growth.evidence.rss growth.evidence.inside",
        "keyspace.keys:0, growth.evidence.rss",
        "keyspace.keys:-, growth.evidence.rss"
    })
    void whetherTheSameKeysHoldMoreIsTold(String keys, String evidence) {
        Suspect suspect = Cases.suspect(RULE, days(i -> 900 + i, keys));
        assertEquals(evidence, String.join(" ", Cases.keys(suspect.evidence())));
        if (evidence.endsWith("inside")) {
            Phrase inside = suspect.evidence().get(1);
            assertEquals(Phrase.count(1000), Cases.arg(inside, 0));
            assertEquals(0.9, mib(inside, 1), 0.01, "900 MiB for 1,000 keys");
            assertEquals(1.187, mib(inside, 2), 0.01, "1,187 MiB for 1,000 keys");
        }
    }

    private static double mib(Phrase phrase, int argument) {
        return ((Phrase.Bytes) Cases.arg(phrase, argument)).value() / Cases.MIB;
    }

    @Test
    void moreKeysAreToldFromTheirFirstNumberToTheirLast() {
        Capture capture = Cases.quiet().every(600, 288, i -> {
            int mib = 900 + i;
            return "used_memory_dataset:" + mib + "M used_memory:" + (mib + 100) + "M used_memory_peak:9G "
                    + "allocator_allocated:" + (mib + 101) + "M allocator_active:" + (mib + 130)
                    + "M allocator_resident:" + (mib + 150) + "M used_memory_rss:" + (mib + 170) + "M keyspace.keys:"
                    + (i < 3 ? "-" : String.valueOf(1000 + 10 * i));
        });
        Suspect suspect = Cases.suspect(RULE, capture);
        assertEquals(
                Phrase.of("growth.evidence.keys", Phrase.count(1030), Phrase.count(3870)),
                suspect.evidence().get(1));
        assertEquals(
                Phrase.of("growth.evidence.rss", Phrase.bytes(287 * Cases.MIB), Phrase.percent(1)),
                suspect.evidence().get(0));
    }

    /** A load of 150 MiB that lasts is one event; after another one before it the data climb. */
    @ParameterizedTest
    @CsvSource({"0, false", "150, true"})
    void dataThatClimbInStepsGrow(int before, boolean grows) {
        Rule.Outcome outcome = Cases.apply(RULE, days(i -> 900 + (i < 100 ? 0 : before) + (i < 220 ? 0 : 150), ""));
        assertEquals(grows, outcome.first().isPresent(), outcome.toString());
    }

    @Test
    void growthBeganWhenItLeftItsGround() {
        Suspect suspect = Cases.suspect(RULE, days(i -> 900 + 3 * Math.max(0, i - 100), ""));
        double sample = (suspect.sinceMicros().getAsLong() - Capture.START) / 600e6;
        assertTrue(sample >= 100 && sample <= 110, "a fiftieth of 561 MiB is there: sample " + sample);
    }

    @ParameterizedTest
    @CsvSource({"9, false", "10, true"})
    void tenSamplesOfTheLastRunAreNeeded(int samples, boolean decided) {
        Rule.Outcome outcome =
                Cases.apply(RULE, Cases.quiet().every(60, 20 + samples, i -> "run_id:" + (i < 20 ? "a" : "b")));
        assertEquals(
                decided ? Check.Status.OK : Check.Status.NOT_APPLICABLE,
                outcome.check().status());
    }

    @Test
    void steadyDataDoesNotGrow() {
        Cases.assertOk("growth.ok", RULE, days(i -> 900, ""));
    }

    @ParameterizedTest
    @CsvSource({"0.2, 0", "0.5, 1"})
    void aTenthOfWhatWasThereIsTheLeast(double perSample, int suspects) {
        Rule.Outcome outcome = Cases.apply(RULE, days(i -> 900 + perSample * i, ""));
        assertEquals(suspects, outcome.suspects().size());
    }

    @Test
    void whatWasFilledOnceIsNotGrowing() {
        Cases.assertOk("growth.ok", RULE, days(i -> 900 + Math.min(400, 10 * i), ""));
    }

    @Test
    void atMaxmemoryNothingGrows() {
        Cases.assertOk("growth.ok", RULE, days(i -> 900 + i, "maxmemory:1200M"));
    }

    @Test
    void onlyTheLastRunCounts() {
        Cases.assertOk(
                "growth.ok", RULE, days(i -> i < 144 ? 500 : 900, "").every(600, 288, i -> "run_id:r" + i / 144));
    }

    @Test
    void withoutTheDatasetUsedMemoryIsLookedAt() {
        Capture capture = new Capture()
                .always("redis_version:2.8.24")
                .every(600, 288, i -> "used_memory:" + (900 + i + i % 3) + "M used_memory_rss:" + (990 + i) + "M");
        Suspect suspect = Cases.suspect(RULE, capture);
        assertTrue(Cases.keys(suspect.evidence()).contains("growth.evidence.rss"));
        assertEquals(List.of(Cause.MEMORY_LEAK), Cases.ruledOut(suspect));
    }

    @Test
    void oneDumpOrAFewCannotGrow() {
        Cases.assertNotApplicable(RULE, QUIET);
        Cases.assertNotApplicable(RULE, Cases.quiet().every(60, 9, i -> "used_memory_dataset:" + (900 + i) + "M"));
    }

    /** Samples ten minutes apart with data in MiB, to the byte; 100 MiB of overhead, 30 free, 40 outside. */
    private static Capture exact(int samples, IntToDoubleFunction data, IntFunction<String> more) {
        return Cases.quiet().every(600, samples, i -> {
            double mib = data.applyAsDouble(i);
            return "used_memory_dataset:" + mib + "M used_memory:" + (mib + 100) + "M used_memory_peak:9G "
                    + "allocator_allocated:" + (mib + 101) + "M allocator_active:" + (mib + 131)
                    + "M allocator_resident:" + (mib + 131) + "M used_memory_rss:" + (mib + 171) + "M "
                    + more.apply(i);
        });
    }

    private static Capture exact(IntToDoubleFunction data) {
        return exact(13, data, i -> "");
    }

    /** Data in MiB at twelve moments of two hours, from the first to the last number in equal steps. */
    @ParameterizedTest
    @CsvSource({"640, 704, true", "640, 703, false", "100, 116, true", "100, 115, false"})
    void aTenthOfWhatWasThereAndSixteenMebibytesAreGrowth(double from, double to, boolean grows) {
        Rule.Outcome outcome = Cases.apply(RULE, exact(i -> from + (to - from) * i / 12));
        assertEquals(grows, outcome.first().isPresent(), outcome.toString());
    }

    /** Of 200 MiB, 50 in the second half are a quarter. */
    @ParameterizedTest
    @CsvSource({"950, true", "951, false"})
    void aQuarterOfItMustComeInTheSecondHalf(double half, boolean grows) {
        Rule.Outcome outcome =
                Cases.apply(RULE, exact(i -> i <= 6 ? 800 + (half - 800) * i / 6 : half + (1000 - half) * (i - 6) / 6));
        assertEquals(grows, outcome.first().isPresent(), outcome.toString());
    }

    /** 400 MiB more by one leap prove nothing; that four fifths of all movement go up does, a gap in the data or not. */
    @ParameterizedTest
    @CsvSource({
        "600 600 600 600 600 600 600 600 550 1000 1000, true",
        "600 600 600 600 600 600 600 600 549 1000 1000, false",
        "600 600 600 600 600 600 600 600 1000 1050 1000, true",
        "600 600 600 600 600 600 600 600 1000 1051 1000, false",
        "600 600 600 - 600 600 600 550 - 1000 1000, true",
        "600 600 600 - 600 600 600 549 - 1000 1000, false"
    })
    void whatMovesFourFifthsUpwardsGrows(String mib, boolean grows) {
        String[] rows = mib.split(" ");
        Capture capture = exact(
                rows.length,
                i -> rows[i].equals("-") ? 600 : Double.parseDouble(rows[i]),
                i -> rows[i].equals("-") ? UNTOLD : "");
        Rule.Outcome outcome = Cases.apply(RULE, capture);
        assertEquals(grows, outcome.first().isPresent(), outcome.toString());
    }

    /** Of three leaps one goes down: what rises once and falls once does not climb. */
    @Test
    void aFallIsNoStepOfAClimb() {
        Cases.assertOk("growth.ok", RULE, days(i -> 900 + (i < 200 ? 0 : 300) - (i < 250 ? 0 : 150), ""));
    }

    @Test
    void whatStillGrowsAndWhatGrewAreToldApart() {
        assertEquals(
                "growth.claim",
                Cases.suspect(RULE, days(i -> 900 + i, "")).claim().key());
        Suspect past = Cases.suspect(RULE, days(i -> 900 + (i < 100 ? 0 : 150) + (i < 220 ? 0 : 150), ""));
        assertEquals("growth.past", past.claim().key());
    }

    /** A fiftieth of 400 MiB are 8; a beginning within the first twenty-fifth of 100 samples is that of the run. */
    @ParameterizedTest
    @CsvSource({"4, 608, 4", "3, 608, 0", "50, 608, 50", "50, 609, 0"})
    void growthBeganAtTheLastSampleWithAFiftiethOfIt(int row, double mib, int since) {
        IntToDoubleFunction data = i -> i == 0 ? 600 : i < row ? 610 : i == row ? mib : 610 + 390.0 * i / 100;
        Capture capture = exact(121, i -> i < 20 ? 300 : data.applyAsDouble(i - 20), i -> "run_id:" + (i < 20));
        Suspect suspect = Cases.suspect(RULE, capture);
        assertEquals(400 * Cases.MIB, suspect.bytes(), "of the last run alone");
        assertEquals(Capture.micros(600 * (20 + since)), suspect.sinceMicros().getAsLong());
        assertEquals(400.0 / 1171, suspect.share(), 1e-9, "of RSS at the end");
    }

    @ParameterizedTest
    @CsvSource({"2000M, false", "2001M, true"})
    void nineteenTwentiethsOfMaxmemoryAreTheEndOfGrowth(String max, boolean grows) {
        Capture capture = exact(13, i -> 1500 + 25 * i, i -> "maxmemory:" + max);
        Rule.Outcome outcome = Cases.apply(RULE, capture);
        assertEquals(grows, outcome.first().isPresent(), "1,900 MiB are in use: " + outcome);
    }

    /** Where the run that lasts does not tell what the data are, those of the run before are not taken for it. */
    @Test
    void growthOfAnEarlierRunIsNone() {
        Capture capture = exact(24, i -> 400 + 40 * Math.min(12, i), i -> i < 12 ? "run_id:a" : "run_id:b " + UNTOLD);
        Cases.assertOk("growth.ok", RULE, capture);
    }

    @ParameterizedTest
    @CsvSource({"1000, 1020, growth.evidence.inside", "1000, 1021, growth.evidence.keys", "1021, 1000, ''"})
    void keysAreTheSameWithinAFiftieth(int first, int last, String evidence) {
        Capture capture = exact(13, i -> 600 + 25 * i, i -> "keyspace.keys:" + (i < 6 ? first : last));
        List<String> said = Cases.keys(Cases.suspect(RULE, capture).evidence());
        assertEquals("growth.evidence.rss " + evidence, String.join(" ", said) + (evidence.isEmpty() ? " " : ""));
    }

    @Test
    void keysThatOnlyAnEarlierRunCountedAreNotToldOfThisOne() {
        Capture capture = exact(
                26,
                i -> i < 13 ? 300 : 600 + 25 * (i - 13),
                i -> i < 13 ? "run_id:a keyspace.keys:" + (900 + 10 * i) : "run_id:b");
        assertEquals(
                List.of("growth.evidence.rss"),
                Cases.keys(Cases.suspect(RULE, capture).evidence()));
    }

    /** Data that grow by 350 MiB, RSS in MiB at the end. */
    @ParameterizedTest
    @CsvSource({"2000, '', false", "2250, 1, true", "2499, 0.7014, true", "2500, 0.7, false", "2700, 0.5, false"})
    void whatRssGrewByIsHeldAgainstTheData(double rss, String share, boolean noLeak) {
        Capture capture = exact(15, i -> 700 + 25 * i, i -> "used_memory_rss:" + (2000 + (rss - 2000) * i / 14) + "M");
        Suspect suspect = Cases.suspect(RULE, capture);
        if (share.isEmpty()) {
            assertEquals(List.of(), suspect.evidence());
        } else {
            Phrase.Percent told = (Phrase.Percent) Cases.arg(suspect.evidence().get(0), 1);
            assertEquals(Double.parseDouble(share), told.fraction(), 1e-4);
        }
        assertEquals(noLeak, Cases.ruledOut(suspect).contains(Cause.MEMORY_LEAK));
    }

    /** Of 400 MiB a quarter are 100; free at first and at the end, MiB. */
    @ParameterizedTest
    @CsvSource({
        "100, 100, retention.not.fragmentation",
        "100, 101, growth.not.fragmentation",
        "20, 120, growth.not.fragmentation",
        "20, 121, ''"
    })
    void freeSlotsAreNoRivalUpToAQuarterOfTheGrowth(double first, double last, String said) {
        Capture capture =
                exact(17, i -> 600 + 25 * i, i -> "allocator_active:" + (701 + 25 * i + (i < 8 ? first : last)) + "M");
        assertEquals(
                said,
                Cases.suspect(RULE, capture).ruledOut().stream()
                        .filter(rival -> rival.cause() == Cause.EXTERNAL_FRAGMENTATION)
                        .map(rival -> rival.how().key())
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void aSampleThatCountsNoKeysChangesNothing() {
        Capture capture = exact(13, i -> 600 + 25 * i, i -> i % 4 == 3 ? "" : "keyspace.keys:1000");
        assertEquals(
                List.of("growth.evidence.rss", "growth.evidence.inside"),
                Cases.keys(Cases.suspect(RULE, capture).evidence()));
    }

    @Test
    void theLastSampleThatTellsTheDataIsTheLast() {
        Capture capture = exact(14, i -> 600 + 25 * Math.min(12, i), i -> i == 13 ? UNTOLD : "");
        assertEquals(300 * Cases.MIB, Cases.suspect(RULE, capture).bytes());
    }

    /** Days of samples half an hour apart: data that double under a tide of a day, which is low or high at the end. */
    private static Capture tides(double days, double tide) {
        int samples = (int) (48 * days);
        return Cases.quiet().every(1800, samples, i -> {
            double mib = (1 + (double) i / samples) * (1000 + tide * Math.sin(Math.PI * i / 24));
            return "used_memory_dataset:" + mib + "M used_memory:" + (mib + 100) + "M used_memory_peak:9G "
                    + "allocator_allocated:" + (mib + 101) + "M allocator_active:" + (mib + 131)
                    + "M allocator_resident:" + (mib + 131) + "M used_memory_rss:" + (mib + 171) + "M";
        });
    }

    /** At which hour a capture begins and ends says nothing of growth, nor of when it began. */
    @ParameterizedTest
    @CsvSource({"8.75, 0", "8.75, 250", "9.25, 250", "8.5, 250", "8.75, -250", "20.75, 300", "20.25, 300"})
    void growthUnderATideOfTheDayIsGrowth(double days, double tide) {
        Suspect suspect = Cases.suspect(RULE, tides(days, tide));
        assertEquals(Cause.DATASET_GROWTH, suspect.cause());
        assertEquals(Capture.micros(0), suspect.sinceMicros().getAsLong());
        assertEquals(1000 * Cases.MIB, suspect.bytes(), 250 * Cases.MIB);
    }

    @ParameterizedTest
    @CsvSource({"8.75", "9.25", "20.25"})
    void aTideAloneIsNone(double days) {
        int samples = (int) (48 * days);
        Cases.assertOk("growth.ok", RULE, exact(samples, i -> 1000 + 250 * Math.sin(Math.PI * i / 24), i -> ""));
    }

    /** Up by 100 and by 100 MiB, down by 200, again and again; it ends at its top. */
    @Test
    void aSeeSawClimbsNowhere() {
        Cases.assertOk("growth.ok", RULE, days(i -> 900 + 100 * (i / 32 % 3), ""));
    }

    private static Rule.Outcome bent(double hour, IntToDoubleFunction data) {
        MemoryModel model = MemoryModel.of(days(data, "").timeline());
        long at = Capture.micros(3600 * hour);
        Change bend = new Change(Component.DATASET, at, at, at, ChangePoint.Kind.SLOPE, 0, 250 * Cases.MIB);
        Trends trends = new Trends(List.of(), List.of(bend), Map.of(), List.of());
        return RULE.apply(new Case(model, Thresholds.defaults(), trends));
    }

    /** Of two days: no trend is proven of data that wander on their way, but the bend is, and for a day they went up all the way. */
    @ParameterizedTest
    @CsvSource({"20, true", "24.5, false"})
    void dataThatClimbForADayFromACertifiedBendOnGrow(double hour, boolean grows) {
        int from = (int) (6 * hour);
        Rule.Outcome outcome = bent(hour, i -> 900 + 2.5 * Math.max(0, i - from) + 4 * (i % 3));
        assertEquals(grows, outcome.first().isPresent(), outcome.toString());
    }

    @Test
    void dataThatTurnAfterTheirBendDoNot() {
        Rule.Outcome outcome = bent(20, i -> 900 + 150 * Math.max(0, Math.sin(Math.PI * (i - 120) / 44.0)) + i / 2.0);
        assertEquals(Check.Status.OK, outcome.check().status(), outcome.toString());
    }
}
