package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.timeline.Capture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LuaRuleTest {

    private static final Rule RULE = new LuaRule();

    @Test
    void interpretersAndCachedScriptsAreLuas() {
        Suspect suspect = Cases.suspect(
                RULE,
                QUIET + " used_memory_rss:1700M used_memory_lua:500M used_memory_scripts:100M "
                        + "number_of_cached_scripts:80000");
        assertEquals(Cause.LUA_SCRIPTS, suspect.cause());
        assertEquals(600 * Cases.MIB, suspect.bytes());
        assertEquals(List.of("lua.evidence.either", "lua.evidence.outside"), Cases.keys(suspect.evidence()));
        assertEquals(List.of("script-flush", "fewer-scripts"), Cases.ids(suspect.remedies()));
        assertEquals(List.of(Cause.MEMORY_LEAK), Cases.ruledOut(suspect));
    }

    @Test
    void onRedis8InterpretersAreCountedOnce() {
        String dump = QUIET.replace("7.0.15", "8.2.1").replace("5.2.1", "5.3.0")
                + " used_memory_overhead:700M used_memory_scripts:100M used_memory_vm_total:500M allocator_muzzy:0 "
                + "mem_replica_full_sync_buffer:0";
        Suspect suspect = Cases.suspect(RULE, dump);
        assertEquals(600 * Cases.MIB, suspect.bytes());
        assertTrue(Cases.keys(suspect.evidence()).isEmpty(), "inside used_memory");
        Cases.assertOk("keyspace.ok", new KeyspaceRule(), dump);
    }

    /** SCRIPT FLUSH at row 9: what Lua counted stands outside the allocator from then on. */
    private static Capture flushed(String after) {
        String before = "used_memory_rss:1480M used_memory_lua:400M";
        return Cases.quiet().every(60, 20, i -> i < 9 ? before : after);
    }

    @Test
    void whatLibcKeepsAfterAFlushStaysLuas() {
        Capture capture = flushed("used_memory_rss:1480M");
        Suspect suspect = Cases.suspect(RULE, capture);
        assertEquals("lua.freed.claim", suspect.claim().key());
        assertEquals(400 * Cases.MIB, suspect.bytes(), 1 << 17);
        assertEquals(List.of(), Cases.ids(suspect.remedies()), "it was flushed");
        Cases.assertOk("process.ok", new ProcessRule(), capture);
    }

    @Test
    void whatRisesByItselfIsNotLuas() {
        Capture capture = Cases.quiet().every(60, 20, i -> i < 9 ? "" : "used_memory_rss:1480M");
        assertEquals(
                Cause.PROCESS_OVERHEAD,
                Cases.suspect(new ProcessRule(), capture).cause());
        Cases.assertOk("lua.ok", RULE, capture);
    }

    @Test
    void aRestartEndsIt() {
        Capture capture = Cases.quiet()
                .every(
                        60,
                        20,
                        i -> i < 5
                                ? "process_id:7 used_memory_rss:1480M used_memory_lua:400M"
                                : i < 9 ? "process_id:7 used_memory_rss:1480M" : "process_id:8 used_memory_rss:1480M");
        assertEquals(
                Cause.PROCESS_OVERHEAD,
                Cases.suspect(new ProcessRule(), capture).cause());
    }

    @Test
    void flushedScriptsAreInformation() {
        Suspect suspect = Cases.suspect(RULE, Cases.quiet().every(60, 20, i -> i < 9 ? "used_memory_lua:400M" : ""));
        assertEquals("lua.past", Cases.past(suspect));
    }

    @Test
    void aSmallInterpreterIsFine() {
        Cases.assertOk("lua.ok", RULE, QUIET);
    }

    @ParameterizedTest
    @CsvSource({"161M, 0", "163M, 1"})
    void itMustReachAShare(String bytes, int suspects) {
        String dump = QUIET + " used_memory_vm_eval:1 used_memory_lua:1 used_memory_vm_total:" + bytes;
        assertEquals(suspects, Cases.apply(RULE, dump).suspects().size());
    }

    @Test
    void before26ThereIsNoLua() {
        Cases.assertNotApplicable(RULE, "redis_version:2.4.18 used_memory:1G used_memory_rss:2G");
    }

    /** Statistics of commands tell how scripts came to be cached, and so what is to be mended. */
    @ParameterizedTest
    @CsvSource({
        "cmdstat_script|load:9000 cmdstat_eval:3, lua.evidence.loaded, remedy.scripts.loaded",
        "cmdstat_script|load:3 cmdstat_eval:9000, lua.evidence.cached, remedy.scripts.evaluated",
        "used_cpu_sys:1, lua.evidence.either, remedy.scripts.evaluated"
    })
    void howScriptsCameToBeCachedIsReadFromTheStatistics(String statistics, String evidence, String remedy) {
        Suspect suspect = Cases.suspect(
                RULE,
                "redis_version:7.0.15 used_memory:90M used_memory_rss:190M used_memory_vm_eval:60M"
                        + " used_memory_lua:60M number_of_cached_scripts:9000 " + statistics);
        assertTrue(Cases.keys(suspect.evidence()).contains(evidence), suspect.evidence()::toString);
        assertTrue(
                suspect.remedies().stream().anyMatch(a -> a.what().key().equals(remedy)), suspect.remedies()::toString);
    }

    /** The cache begins anew with each start, and so do the statistics that tell who filled it. */
    @Test
    void whoFilledTheCacheOfAnEarlierStartIsOfNoInterest() {
        String dump = "redis_version:7.0.15 used_memory:90M used_memory_rss:190M used_memory_vm_eval:60M"
                + " used_memory_lua:60M number_of_cached_scripts:9000 ";
        Suspect suspect = Cases.suspect(
                RULE,
                new Capture()
                        .every(
                                60,
                                20,
                                i -> dump
                                        + (i < 10
                                                ? "run_id:a cmdstat_script|load:90000 cmdstat_eval:5"
                                                : "run_id:b cmdstat_script|load:3 cmdstat_eval:9000")));
        assertTrue(Cases.keys(suspect.evidence()).contains("lua.evidence.cached"), suspect.evidence()::toString);
    }

    /** 20 MiB of 60: little, but a thousand scripts that are cached are no library. */
    @ParameterizedTest
    @CsvSource({"1000, false", "1001, true"})
    void moreThanAThousandScriptsMatterFromTenMebibytesOn(int cached, boolean told) {
        Rule.Outcome outcome = Cases.apply(
                RULE,
                "redis_version:7.0.15 used_memory:40M used_memory_rss:60M used_memory_lua:20M"
                        + " used_memory_vm_eval:20M number_of_cached_scripts:" + cached);
        assertEquals(told, outcome.first().isPresent(), outcome.toString());
        Suspect large = Cases.suspect(
                RULE, QUIET + " used_memory_rss:1700M used_memory_lua:500M number_of_cached_scripts:" + cached);
        assertEquals(told, Cases.ids(large.remedies()).contains("fewer-scripts"));
    }

    /** Half of 400 MiB are the interpreter's that runs functions: SCRIPT FLUSH would leave it alone. */
    @ParameterizedTest
    @CsvSource({"200, lua.claim, script-flush", "201, lua.functions.claim, fewer-scripts"})
    void functionsAreNoScripts(int functions, String key, String remedy) {
        Suspect suspect = Cases.suspect(
                RULE,
                "redis_version:7.0.15 used_memory:900M used_memory_rss:1500M used_memory_vm_total:400M"
                        + " used_memory_lua:" + (400 - functions) + "M used_memory_vm_eval:" + (400 - functions)
                        + "M used_memory_vm_functions:" + functions + "M");
        assertEquals(key, suspect.claim().key());
        assertEquals(List.of(remedy), Cases.ids(suspect.remedies()));
    }

    /**
     * After the flush so many of 400 MiB live still: half of them freed is not most, and less than ten are not flushed again.
     */
    @ParameterizedTest
    @CsvSource({
        "200M, lua.claim, true",
        "199M, lua.freed.claim, true",
        "10M, lua.freed.claim, true",
        "9M, lua.freed.claim, false"
    })
    void whatLivesAfterAFlushMayBeFlushed(String lives, String key, boolean flush) {
        Suspect suspect = Cases.suspect(RULE, flushed("used_memory_rss:1480M used_memory_lua:" + lives));
        assertEquals(400 * Cases.MIB, suspect.bytes(), 1);
        assertEquals(key, suspect.claim().key());
        assertEquals(flush ? List.of("script-flush") : List.of(), Cases.ids(suspect.remedies()));
    }

    @Test
    void withoutCachedScriptsNothingIsSaidOfHowTheyCame() {
        Suspect suspect = Cases.suspect(RULE, QUIET + " used_memory_rss:1700M used_memory_lua:500M");
        assertEquals(List.of("lua.evidence.outside"), Cases.keys(suspect.evidence()));
    }
}
