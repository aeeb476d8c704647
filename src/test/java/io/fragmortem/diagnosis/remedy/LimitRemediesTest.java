package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.diagnosis.Cases.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Ending;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Limit;
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
        "maxmemory:0, 200, 390, 490 MiB",
        "maxmemory:300M, 200, 390, 740 MiB"
    })
    void theLimitIsRaisedToWhatTheServerNeeds(String max, double used, double rss, String to) {
        String said = English.of(all(of(max), used, rss).get(0).what());
        assertTrue(said.contains("from 400 MiB to " + to), said);
    }

    @Test
    void theRuleOfThumbIsNotToldBelowWhatIsInUse() {
        Case c = of("used_memory:390M");
        Action action = new LimitRemedies(c, LIMIT, Double.NaN, Double.NaN).maxmemory();
        assertEquals("not.maxmemory.usual", action.what().key());
    }

    private static Case killed(String save, String replicas) {
        return Cases.of(new Capture()
                .fact(Fact.CONFIG_SAVE, save)
                .always("redis_version:7.0.15 config.appendonly:no process_id:812 connected_slaves:" + replicas)
                .at(0, "used_memory:240M used_memory_rss:390M")
                // the dump's clock and the kernel's are a second apart
                .at(61, "used_memory:240M used_memory_rss:390M")
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
        assertEquals(
                "remedy.headroom.risk.next.refuses", action.risk().orElseThrow().key());
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
