package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GrowthRuleTest {

    private static final Rule RULE = new GrowthRule();

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
}
