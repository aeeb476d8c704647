package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.diagnosis.Cases.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Ending;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Limit;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Room below a hard limit: more of it first, and never a maxmemory below what is in use without a word. */
final class LimitRemediesTest {

    private static final Optional<Bound> LIMIT = Optional.of(new Bound(Limit.CONTAINER, 400 * MIB));

    private static final double UNKNOWN = Double.NaN;

    private static Case of(String dump) {
        return Cases.of(new Capture().at(0, "redis_version:7.0.15 used_memory:240M used_memory_rss:390M " + dump));
    }

    private static List<Action> all(Case c, double used, double rss) {
        return new LimitRemedies(c, LIMIT, used * MIB, rss * MIB).all(true);
    }

    @Test
    void underNoevictionNoMaxmemoryBelowWhatIsInUseIsProposed() {
        List<Action> actions = all(of("maxmemory_policy:noeviction maxmemory:300M"), 200, 400);
        assertEquals(List.of("raise-limit", "no-maxmemory"), Cases.ids(actions));
        String said = English.of(actions.get(1).what());
        assertTrue(said.contains("240 MiB are in use") && said.contains("refused"), said);
        assertTrue(actions.get(1).command().isEmpty());
    }

    @Test
    void underAnEvictingPolicyItIsSaidWhatGoes() {
        Action action =
                all(of("maxmemory_policy:allkeys-lru maxmemory:300M"), 200, 400).get(1);
        assertEquals(List.of("redis-cli CONFIG SET maxmemory 180mb"), action.command());
        assertTrue(English.of(action.risk().orElseThrow()).contains("60.0 MiB of keys are evicted"));
    }

    /** 380 MiB resident for 10 in use would otherwise make a maxmemory of 10 MiB. */
    @Test
    void keptPagesAreNoRatioByWhichALimitIsSet() {
        Case c = Cases.of(new Capture()
                .at(
                        0,
                        "redis_version:7.0.15 mem_allocator:jemalloc-5.3.0 used_memory:10M used_memory_rss:380M"
                                + " allocator_allocated:11M allocator_active:12M allocator_resident:375M"
                                + " maxmemory:300M maxmemory_policy:allkeys-lru"));
        Action action = all(c, 10, 380).get(1);
        assertEquals("not.maxmemory.kept", action.what().key());
        assertTrue(English.of(action.what()).contains("363 MiB of the 380 MiB RSS"), English.of(action.what()));
    }

    @ParameterizedTest
    @CsvSource({
        // RSS at its worst, or what a full maxmemory needs at that ratio, and a quarter of room
        "0, 200, 390, '490 MiB: RSS was 390 MiB'",
        "300, 200, 390, '740 MiB: maxmemory 300 MiB at 1.95 bytes of RSS per used byte needs as much'",
        // a maxmemory that is full already needs no more than what was resident
        "200, 200, 390, '490 MiB: RSS was 390 MiB'",
        // without a figure for used memory there is no ratio
        "300, 0, 390, '490 MiB: RSS was 390 MiB'"
    })
    void theLimitIsRaisedToWhatTheServerNeeds(int maxmemory, double used, double rss, String to) {
        String said = English.of(
                all(of("maxmemory:" + maxmemory + "M"), used, rss).get(0).what());
        assertTrue(said.contains("from 400 MiB to " + to), said);
    }

    /** A quarter of room above 320 MiB is the whole limit: there is nothing to raise it to. */
    @ParameterizedTest
    @CsvSource({
        "321, 'from 400 MiB to 405 MiB'",
        "320, 'well above the 320 MiB of RSS'",
        "0, 'it was full, which loses the process'",
        "NaN, 'it was full, which loses the process'"
    })
    void whereTheLimitHasRoomItIsSaidWithoutAFigureToRaiseItTo(double rss, String said) {
        String all = English.of(all(of(""), UNKNOWN, rss).get(0).what());
        assertTrue(all.contains(said), all);
    }

    @Test
    void aHostGetsMoreMemoryInsteadOfAHigherLimit() {
        List<Action> actions = new LimitRemedies(of(""), LIMIT, UNKNOWN, UNKNOWN).all(false);
        assertEquals("remedy.limit.host", actions.get(0).what().key());
    }

    /** Three fifths of 400 MiB are 240 MiB. */
    @ParameterizedTest
    @CsvSource({"240M, remedy.headroom, false", "241M, not.maxmemory.usual, true"})
    void theRuleOfThumbIsNotToldBelowWhatIsInUse(String used, String key, boolean told) {
        Case c = of("used_memory:" + used);
        Phrase said = new LimitRemedies(c, LIMIT, UNKNOWN, UNKNOWN).maxmemory().what();
        assertEquals(key, said.key());
        assertEquals(told, said.args().contains(Phrase.bytes(240 * MIB)));
    }

    @ParameterizedTest
    @CsvSource({"0, 390", "NaN, 390", "200, 0", "200, NaN"})
    void withoutARatioOfRssOnlyTheRuleOfThumbIsLeft(double used, double rss) {
        Action action = all(of("maxmemory_policy:allkeys-lru maxmemory:390M"), used, rss)
                .get(1);
        assertEquals("remedy.headroom", action.what().key());
        assertTrue(action.command().isEmpty());
    }

    /** Of 400 MiB half is left for data where RSS is twice what is used, and a tenth of that to spare. */
    @ParameterizedTest
    @CsvSource({
        "180, noeviction, remedy.headroom.lower, remedy.headroom.risk",
        "181, noeviction, not.maxmemory.refuses, ''",
        "180, allkeys-lru, remedy.headroom.lower, remedy.headroom.risk",
        "181, allkeys-lru, remedy.headroom.lower, remedy.headroom.risk.evicts"
    })
    void aLowerMaxmemoryIsWeighedAgainstWhatIsInUse(int inUse, String policy, String what, String risk) {
        Case c = of("maxmemory:300M used_memory:" + inUse + "M maxmemory_policy:" + policy);
        Action action = all(c, 200, 400).get(1);
        assertEquals(what, action.what().key());
        assertEquals(risk, action.risk().map(Phrase::key).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({"300M, 'Lower maxmemory from 300 MiB to at most 180 MiB'", "0, 'Set maxmemory to at most 180 MiB'"})
    void theMaxmemoryThatFitsIsToldWithTheRatioItFollowsFrom(String maxmemory, String begin) {
        Action action = all(of("maxmemory_policy:allkeys-lru maxmemory:" + maxmemory), 200, 400)
                .get(1);
        String said = English.of(action.what());
        assertTrue(said.startsWith(begin), said);
        assertTrue(said.contains("RSS is 2.00 times what is used"), said);
    }

    /** Used memory of 200 MiB in 400 MiB of RSS lets 200 MiB into a limit of 400 MiB. */
    @ParameterizedTest
    @CsvSource({"200M, not.maxmemory", "201M, remedy.headroom.lower"})
    void aMaxmemoryThatIsLowEnoughIsNotLowered(String maxmemory, String key) {
        Action action = all(of("maxmemory_policy:allkeys-lru maxmemory:" + maxmemory), 200, 400)
                .get(1);
        assertEquals(key, action.what().key());
    }

    private static Case keeping(String active, String resident) {
        return of("mem_allocator:jemalloc-5.3.0 used_memory:10M allocator_allocated:11M allocator_active:" + active
                + " allocator_resident:" + resident + " maxmemory:300M maxmemory_policy:allkeys-lru");
    }

    /** 10 MiB in use leave a gap of 390 MiB, half of which are 195 MiB. */
    @ParameterizedTest
    @CsvSource({"212M, not.maxmemory.kept", "200M, remedy.headroom.lower"})
    void halfOfTheGapMustBeKeptPagesForTheRatioToTellNothing(String resident, String key) {
        assertEquals(key, all(keeping("12M", resident), 10, 400).get(1).what().key());
    }

    @Test
    void noMorePagesAreCalledKeptThanAreResident() {
        Action action = all(keeping("12M", "312M"), 10, 250).get(1);
        String said = English.of(action.what());
        assertTrue(said.contains("240 MiB of the 250 MiB RSS"), said);
    }

    @Test
    void whereMemoryIsSwappedAndNothingIsKeptNoPagesAreBlamed() {
        Action action =
                all(of("maxmemory:390M maxmemory_policy:allkeys-lru"), 350, 300).get(1);
        assertEquals("not.maxmemory", action.what().key());
    }

    private static List<Action> againstRefusal(String maxmemory, double used, double rss) {
        Case c = of("maxmemory_policy:noeviction maxmemory:" + maxmemory);
        return new LimitRemedies(c, LIMIT, used * MIB, rss * MIB).againstRefusal();
    }

    @ParameterizedTest
    @CsvSource({
        // a quarter more
        "160M, 160, 200, 200mb, 1.25",
        // as much as nine tenths of the limit hold at that ratio
        "200M, 200, 300, 240mb, 1.50",
        // where RSS is not above used memory, or used memory is not known, a used byte needs a byte
        "200M, 200, 150, 250mb, 1.00",
        "200M, 0, 300, 250mb, 1.00"
    })
    void refusedWritesGetRoomAsFarAsTheLimitHasIt(String maxmemory, double used, double rss, String to, String ratio) {
        List<Action> actions = againstRefusal(maxmemory, used, rss);
        Action raise = actions.get(0);
        assertEquals(List.of("redis-cli CONFIG SET maxmemory " + to), raise.command());
        String said = English.of(raise.what());
        assertTrue(said.contains("at " + ratio + " bytes of RSS per used byte"), said);
        assertEquals("remedy.refused.data", actions.get(1).what().key());
    }

    /** 360 MiB of the limit are for data. */
    @ParameterizedTest
    @CsvSource({
        "350M, 350, 'maxmemory-from-limit fewer-keys', remedy.refused.data",
        "355M, 355, fewer-keys, remedy.refused.full",
        "300M, 355, fewer-keys, remedy.refused.full"
    })
    void aRaiseByHardlyAnythingIsNotProposed(String maxmemory, double used, String proposed, String data) {
        List<Action> actions = againstRefusal(maxmemory, used, used);
        assertEquals(proposed, String.join(" ", Cases.ids(actions)));
        assertEquals(data, actions.get(actions.size() - 1).what().key());
    }

    private static Case killed(String save, String replicas) {
        return killed(save, replicas, "240M");
    }

    private static Case killed(String save, String replicas, String used) {
        return Cases.of(new Capture()
                .fact(Fact.CONFIG_SAVE, save)
                .always("redis_version:7.0.15 config.appendonly:no process_id:812 connected_slaves:" + replicas)
                .always("used_memory_rss:390M used_memory:" + used)
                .at(0, "")
                // the dump's clock and the kernel's are a second apart
                .at(61, "")
                .event(
                        new Stamp(Capture.micros(60), TimeSource.STATED),
                        Event.Kind.KERNEL_OOM_KILL,
                        "Memory cgroup out of memory: Killed process 812",
                        Map.of(Amount.PID, 812.0, Amount.OF_GROUP, 1.0)));
    }

    @ParameterizedTest
    @CsvSource({"'', 0, NOTHING", "'\"\"', 1, REPLICA", "3600 1, 0, LAST_SAVE"})
    void whatAKernelKillLeavesOfTheDataIsSaid(String save, String replicas, Ending.Left left) {
        Case c = killed(save, replicas);
        Ending ending = c.ending().orElseThrow();
        assertEquals(Ending.By.KERNEL, ending.by());
        assertEquals(left, ending.left(c));
    }

    @Test
    void aProcessThatTheKernelKilledGetsNoCommands() {
        Action action = all(killed("", "0"), 200, 400).get(1);
        assertEquals(List.of("# in the configuration of the next process:", "maxmemory 180mb"), action.command());
        String risk = English.of(action.risk().orElseThrow());
        assertTrue(risk.contains("240 MiB were in use: with noeviction the next process refuses writes"), risk);
        assertTrue(risk.contains("The ratio 2.00 "), risk);
    }

    @Test
    void aNextProcessIntoWhichTheDataFitRefusesNothing() {
        Action action = all(killed("", "0", "180M"), 200, 400).get(1);
        assertEquals("maxmemory 180mb", action.command().get(1));
        Phrase risk = action.risk().orElseThrow();
        assertEquals("remedy.headroom.risk.next", risk.key());
        assertTrue(English.of(risk).contains("The ratio 2.00 "), English.of(risk));
    }

    @Test
    void aProcessThatAnswersAfterwardsIsAnotherOne() {
        Case c = Cases.of(new Capture()
                .at(0, "used_memory:240M used_memory_rss:390M process_id:812")
                .at(600, "used_memory:240M used_memory_rss:390M process_id:977")
                .event(
                        new Stamp(Capture.micros(60), TimeSource.STATED),
                        Event.Kind.KERNEL_OOM_KILL,
                        "Out of memory: Killed process 812",
                        Map.of(Amount.PID, 812.0)));
        assertEquals(Optional.empty(), c.ending());
    }
}
