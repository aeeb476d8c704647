package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Claim.Presence;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Limit;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RemediesTest {

    private static final double GIB = 1 << 30;

    private static Case of(String dump) {
        return Cases.of(new Capture().at(0, "used_memory:1G used_memory_rss:3G " + dump));
    }

    private static Claim claim(double now) {
        Claim.Held worst = new Claim.Held(GIB, 0, 0.5);
        Claim.Held last = new Claim.Held(now, 0, 0.5);
        boolean over = now < 0.5 * GIB;
        return new Claim(worst, last, over ? Presence.OVER : Presence.STANDS, OptionalLong.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:4.0.14 mem_allocator:jemalloc-4.0.3, true",
        "redis_version:7.4.1 mem_allocator:jemalloc-5.3.0, true",
        "valkey_version:8.1.1 mem_allocator:jemalloc-5.3.0, true",
        "redis_version:6.3.4 storage_provider:none mem_allocator:jemalloc-5.2.1, true",
        "mem_allocator:jemalloc-4.0.3 used_memory_startup:1M, true",
        "mem_allocator:jemalloc-4.0.3 active_defrag_running:0, true",
        "mem_allocator:jemalloc-4.0.3 used_memory_lua:1, false",
        "redis_version:3.2.12 mem_allocator:jemalloc-4.0.3, false",
        "redis_version:2.8.24 mem_allocator:jemalloc-3.6.0, false",
        "redis_version:7.4.1 mem_allocator:libc, false",
        "redis_version:7.4.1, false",
        "object_used_memory:1, false"
    })
    void memoryPurgeNeedsJemallocAndVersion40(String server, boolean able) {
        assertEquals(able, AllocatorRemedies.purge(of(server), GIB).isPresent());
    }

    @Test
    void aFewBytesAreNotPurged() {
        assertTrue(AllocatorRemedies.purge(of("redis_version:7.0.1 mem_allocator:jemalloc-5.2.1"), 9 * Cases.MIB)
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1, active-defrag",
        "redis_version:7.0.15 mem_allocator:jemalloc-5.3.0, no-defrag",
        "redis_version:7.0.15 mem_allocator:libc, no-defrag",
        "redis_version:3.2.12 mem_allocator:jemalloc-4.0.3, no-defrag",
        "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 active_defrag_running:9, let-defrag-work"
    })
    void defragIsOfferedOnlyWhereItCanWork(String server, String id) {
        Optional<Action> action = AllocatorRemedies.defrag(of(server), claim(GIB));
        assertEquals(id, action.orElseThrow().id());
        boolean sets = action.orElseThrow().command().stream().anyMatch(c -> c.contains("activedefrag yes"));
        assertEquals(id.equals("active-defrag"), sets);
    }

    @Test
    void aBuildThatHasDefraggedBeforeIsSureToHaveIt() {
        Case ran = of("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 active_defrag_hits:5");
        assertEquals(
                "remedy.defrag",
                AllocatorRemedies.defrag(ran, claim(GIB)).orElseThrow().what().key());
        Case unknown = of("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1");
        assertEquals(
                "remedy.defrag.try",
                AllocatorRemedies.defrag(unknown, claim(GIB))
                        .orElseThrow()
                        .what()
                        .key());
    }

    @Test
    void whatIsOverNeedsNoDefrag() {
        assertTrue(
                AllocatorRemedies.defrag(of("redis_version:7.0.15"), claim(0)).isEmpty());
        Case ran = of("redis_version:7.0.15 active_defrag_running:5");
        assertEquals(
                "keep-defrag",
                AllocatorRemedies.defrag(ran, claim(0)).orElseThrow().id());
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:6.0.9, remedy.decay.thread",
        "redis_version:5.0.14, remedy.decay.traffic",
        "valkey_version:8.0.1, remedy.decay.thread",
        "server_name:valkey, remedy.decay.thread",
        "lazyfreed_objects:0, remedy.decay.thread",
        "mem_allocator:jemalloc-5.1.0, remedy.decay.traffic"
    })
    void theBackgroundThreadCameWith60(String server, String key) {
        assertEquals(key, AllocatorRemedies.decay(of(server)).what().key());
    }

    private static List<String> steps(String dump) {
        return Cases.keys(RestartRemedy.of(of(dump), GIB).steps()).stream()
                .map(key -> key.replace("remedy.restart.step.", ""))
                .toList();
    }

    private static List<String> first(String dump) {
        return Cases.keys(RestartRemedy.of(of(dump), GIB).before()).stream()
                .map(key -> key.replace("remedy.first.", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis_version:7.0.15|config backup copy container host any primary standalone service compare",
                "redis_version:7.0.15 aof_enabled:1|config backup copy container host any primary aof service compare",
                "config_file:/etc/redis/redis.conf connected_slaves:0 role:master"
                        + "|config backup copy host standalone compare",
                "executable:/data/redis-server connected_slaves:0 role:master"
                        + "|config backup copy container standalone compare",
                "process_supervised:systemd role:slave connected_slaves:0|config backup copy host follower compare",
                "redis_version:7.0.15 process_supervised:systemd connected_slaves:1"
                        + "|config backup copy host replica failover primary compare",
                "redis_version:5.0.14 process_supervised:systemd connected_slaves:1"
                        + "|config backup copy host replica promote primary compare",
                "redis_mode:cluster cgroup.limit:16G connected_slaves:1 role:master"
                        + "|config backup copy container replica cluster primary compare",
                "server_mode:cluster cgroup.limit:16G connected_slaves:0 role:master"
                        + "|config backup copy container shard standalone compare"
            })
    void theStepsOfARestartFollowWhatTheDataShows(String dump, String steps) {
        assertEquals(List.of(steps.split(" ")), steps(dump));
        assertTrue(
                RestartRemedy.of(of(dump), GIB).command().isEmpty(),
                "no command that could be pasted without thinking");
    }

    @ParameterizedTest
    @CsvSource({
        "shop.abc.0001.use1.cache.amazonaws.com:6379, elasticache",
        "clustercfg.shop.memorydb.eu-west-1.amazonaws.com:6379, memorydb",
        "shop.redis.cache.windows.net:6380, azure",
        "projects/p/locations/l/instances/shop, google"
    })
    void aServiceIsRestartedByItsOwnMeans(String name, String step) {
        Case c = Cases.of(new Capture().label(name).at(0, "used_memory:1G used_memory_rss:3G"));
        assertEquals(
                List.of("remedy.restart.step." + step, "remedy.restart.step.managed", "remedy.restart.step.compare"),
                Cases.keys(RestartRemedy.of(c, GIB).steps()));
    }

    @ParameterizedTest
    @CsvSource({
        "rdb_last_bgsave_status:ok aof_last_write_status:err, ''",
        "rdb_last_bgsave_status:err, save",
        "aof_enabled:1 aof_last_write_status:err, aof",
        "aof_enabled:1 aof_last_bgrewrite_status:err, aof",
        "role:slave master_link_status:down, link",
        "role:slave master_link_status:up, ''",
        "loading:1 rdb_last_bgsave_status:err, loading save",
        "rdb_bgsave_in_progress:1, child",
        "cgroup.limit:16G rdb_last_cow_size:1G, ''",
        "cgroup.limit:4G rdb_last_cow_size:1G, room"
    })
    void whatTheDataShowsToFailStandsBeforeTheSteps(String dump, String failed) {
        assertEquals(failed.isEmpty() ? List.of() : List.of(failed.split(" ")), first(dump));
    }

    @Test
    void withoutRoomForAForkTheBackupTakesNone() {
        assertTrue(steps("cgroup.limit:4G rdb_last_cow_size:1G").contains("save"));
        assertFalse(steps("cgroup.limit:4G rdb_last_cow_size:1G").contains("backup"));
    }

    @Test
    void everyRestartCopiesTheDataAwayBeforeAnythingStops() {
        for (String dump :
                List.of("", "role:slave", "redis_mode:cluster", "connected_slaves:2", "connected_slaves:0")) {
            List<String> steps = steps(dump);
            assertEquals(List.of("config", "backup", "copy"), steps.subList(0, 3), dump);
            assertEquals("compare", steps.get(steps.size() - 1), dump);
        }
    }

    @ParameterizedTest
    @CsvSource({"200, 2000, false", "90, 500, true", "200, 3000, true"})
    void defragIsSaidNotToStartBelowItsThresholds(double freeMib, double activeMib, boolean said) {
        Case c = of("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 allocator_active:" + activeMib + "M");
        Claim little = Cases.claim(freeMib * Cases.MIB, 0.5);
        Action action = AllocatorRemedies.defrag(c, little).orElseThrow();
        assertEquals(said ? List.of("remedy.first.defrag") : List.of(), Cases.keys(action.before()));
    }

    @Test
    void aPurgeWaitsForTheChild() {
        Case c = of("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 rdb_bgsave_in_progress:1");
        assertEquals(
                List.of("remedy.first.child"),
                Cases.keys(AllocatorRemedies.purge(c, GIB).orElseThrow().before()));
    }

    @Test
    void commandsReadOrAreSaidToChange() {
        for (Action action : List.of(
                Remedies.findOutside(of(QUIET)),
                ClientRemedies.who(of(QUIET), claim(GIB)),
                ClientRemedies.limit(of(QUIET), claim(GIB)),
                Remedies.capacity(of(QUIET), false),
                AllocatorRemedies.defragTuning(of(QUIET)),
                Remedies.moreMemory(of(QUIET)),
                ForkRemedy.of(of(QUIET)))) {
            for (String command : action.command()) {
                assertFalse(
                        command.matches(".*\\b(FLUSH\\w*|SET|DEL|SHUTDOWN|DEBUG|KEYS)\\b.*"), action.id() + command);
            }
        }
    }

    /** Waste and settings as the data has them: active 4 GiB of which 1 GiB is free. */
    @ParameterizedTest
    @CsvSource({
        "'', remedy.defrag.idle, active-defrag-*",
        "config.active_defrag_ignore_bytes:2G, remedy.defrag.blocked.bytes, active-defrag-ignore-bytes 510mb",
        "config.active_defrag_threshold_lower:50, remedy.defrag.blocked.share, active-defrag-threshold-lower 16",
        "rdb_bgsave_in_progress:1, remedy.defrag.child, active-defrag-*"
    })
    void defragThatIsOnAlreadyIsToldWhyItRests(String settings, String key, String command) {
        Case c = of("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 allocator_allocated:3G allocator_active:4G"
                + " allocator_resident:4G config.activedefrag:1 " + settings);
        Action action = AllocatorRemedies.defrag(c, claim(GIB)).orElseThrow();
        assertEquals("defrag-tuning", action.id());
        assertEquals(key, action.what().key());
        assertTrue(action.command().get(0).endsWith(command), action.command().toString());
    }

    @Test
    void defragThatRanInVainIsNotLeftToFinish() {
        Capture capture = new Capture();
        for (int i = 0; i <= 60; i++) {
            capture.at(
                    60 * i,
                    "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory:1G used_memory_rss:3G"
                            + " allocator_allocated:1G allocator_active:3G allocator_resident:3G active_defrag_running:1");
        }
        Action action = AllocatorRemedies.defrag(Cases.of(capture), claim(GIB)).orElseThrow();
        assertEquals("remedy.defrag.vain", action.what().key());
    }

    @ParameterizedTest
    @CsvSource({
        "config.jemalloc_bg_thread:0, remedy.decay.off",
        "config.jemalloc_bg_thread:1, remedy.decay.on",
        "used_memory_lua:1, remedy.decay.thread"
    })
    void whatIsSetAlreadyIsNotAskedFor(String setting, String key) {
        Case c = of("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 " + setting);
        assertEquals(key, AllocatorRemedies.decay(c).what().key());
    }

    @ParameterizedTest
    @CsvSource({
        "clients.query_buffers:900M clients.output_buffers:2M, client-query-buffer-limit",
        "clients.query_buffers:2M clients.output_buffers:900M, client-output-buffer-limit",
        "client_recent_max_input_buffer:900M client_recent_max_output_buffer:0, client-query-buffer-limit",
        "client_recent_max_input_buffer:20K, client-output-buffer-limit"
    })
    void queryAndOutputBuffersHaveLimitsOfTheirOwn(String clients, String limit) {
        Action action = ClientRemedies.limit(of("redis_version:6.2.6 " + clients), claim(GIB));
        assertTrue(
                action.command().get(0).endsWith("CONFIG GET " + limit),
                action.command().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "process_id:17532 redis_version:7.0.15, /proc/17532",
        "redis_version:7.0.15, /proc/$(pidof redis-server)",
        "valkey_version:8.1.1, /proc/$(pidof valkey-server)",
        "dragonfly_version:1.25, /proc/$(pidof dragonfly)"
    })
    void theProcessIsNamedByWhatTheDumpSays(String server, String path) {
        assertEquals(path, Remedies.process(of(server)));
    }

    @Test
    void maxmemoryFollowsFromTheLimitAndWhatStandsAboveUsedMemory() {
        Optional<Bound> limit = Optional.of(new Bound(Limit.CONTAINER, 4 * GIB));
        Action set = new LimitRemedies(of("redis_version:7.0.15"), limit, GIB, 2 * GIB).maxmemory();
        assertEquals("remedy.headroom.set", set.what().key());
        assertTrue(
                set.command().get(0).endsWith("CONFIG SET maxmemory 1800mb"),
                set.command().toString());
        Action lower = new LimitRemedies(of("redis_version:7.0.15 maxmemory:3G"), limit, GIB, 2 * GIB).maxmemory();
        assertEquals("remedy.headroom.lower", lower.what().key());
        Action not = new LimitRemedies(of("redis_version:7.0.15 maxmemory:2G"), limit, GIB, 2 * GIB).maxmemory();
        assertEquals("no-maxmemory", not.id());
    }

    /** 8 MiB an hour into the last 500: 62 hours and a half. A fact about the day on which writes end, not advice to set what is set. */
    @ParameterizedTest
    @CsvSource({"noeviction, remedy.growth.refuses", "allkeys-lru, remedy.growth"})
    void dataThatGrowTowardsMaxmemoryHaveADate(String policy, String key) {
        Case c = Cases.of(new Capture()
                .always("redis_version:7.0.15 maxmemory:1476M maxmemory_policy:" + policy)
                .every(3600, 48, i -> "used_memory:" + (600 + 8 * i) + "M used_memory_rss:" + (660 + 8 * i) + "M"));
        Action action = Remedies.capacity(c, false);
        assertEquals(key, action.what().key());
        String said = English.of(action.what());
        assertEquals(key.endsWith("refuses"), said.contains("500 MiB are full in 2 d 15 h"), said);
    }

    @Test
    void fullSyncsAreNoRiskWithoutReplicas() {
        Action alone = ReplicationRemedies.of(
                        of("redis_version:7.0.15 connected_slaves:0"), GIB, ReplicationRemedies.Held.BY_BACKLOG)
                .get(0);
        assertEquals("remedy.replication.alone", alone.what().key());
        Action restart = RestartRemedy.of(of("redis_version:7.0.15 connected_slaves:0"), GIB);
        assertEquals("remedy.restart.risk.alone", restart.risk().orElseThrow().key());
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:7.0.15, SCRIPT FLUSH ASYNC, remedy.lua.verify",
        "redis_version:6.0.9, SCRIPT FLUSH, remedy.lua.verify",
        "redis_version:3.2.12, SCRIPT FLUSH, remedy.lua.verify.heap",
        "used_memory_lua:1M, SCRIPT FLUSH, remedy.lua.verify.heap"
    })
    void aFlushOfScriptsIsAskedForAsTheVersionHasIt(String server, String command, String verify) {
        Action action = Remedies.scriptFlush(of(server), GIB / 2);
        assertEquals(List.of("redis-cli " + command), action.command());
        assertEquals(verify, action.verify().orElseThrow().key());
        String risk = English.of(action.risk().orElseThrow());
        assertTrue(risk.contains("2.5 s"), risk);
    }

    /** Measured: 0.17 and 0.43 s per GiB. */
    @Test
    void thePurgeSaysHowLongItHoldsTheMainThread() {
        Case c = of("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1");
        String risk = English.of(
                AllocatorRemedies.purge(c, 6 * GIB).orElseThrow().risk().orElseThrow());
        assertTrue(risk.contains("here up to 3 s"), risk);
    }

    /** jemalloc before 5 keeps at most an eighth of its pages dirty: 3 GiB of RSS hold no more. */
    @ParameterizedTest
    @CsvSource({"jemalloc-4.0.3, 0.375", "jemalloc-3.6.0, 0.375", "jemalloc-5.1.0, 1"})
    void aPurgePromisesNoMoreThanCanBeDirty(String allocator, double gib) {
        Action action = AllocatorRemedies.purge(of("redis_version:4.0.14 mem_allocator:" + allocator), GIB)
                .orElseThrow();
        assertEquals(gib * GIB, action.bytesBack().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "config_file:/etc/redis/redis.conf process_id:812, cat /proc/812/cgroup",
        "executable:/data/redis-server process_id:812, "
                + "cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory.current",
        "process_id:812, cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory.current"
    })
    void theControlGroupIsLookedUpWhereTheServerSeesIt(String dump, String command) {
        assertEquals(command, Remedies.controlGroup(of(dump)));
        assertEquals(command, Remedies.look(of(dump)).command().get(2));
    }

    /** Two days of samples, ten minutes apart, that grow by so many MiB in each. */
    private static Case growing(double perSample) {
        Random random = new Random(7);
        return Cases.of(Cases.quiet().every(600, 288, i -> {
            double mib = 900 + perSample * i + random.nextGaussian();
            return "used_memory_dataset:" + mib + "M used_memory:" + (mib + 100) + "M used_memory_rss:" + (mib + 200)
                    + "M";
        }));
    }

    /** 144 samples a day; an interval of less than half a percent is not told. */
    @ParameterizedTest
    @CsvSource({"0.2, per.day, 28.8", "20, per.day.sharp, 2880"})
    void growthPerDayIsToldWithItsIntervalWhereThatIsWide(double perSample, String key, double mib) {
        Phrase told = ((Phrase.Nested) Remedies.perDay(growing(perSample), Total.USED_MEMORY)).phrase();
        assertEquals(key, told.key());
        assertEquals(mib, perDay(told, 0), 0.02 * mib);
        if (key.equals("per.day")) {
            assertTrue(perDay(told, 1) < perDay(told, 0) && perDay(told, 0) < perDay(told, 2), told.toString());
            assertEquals(perDay(told, 0), perDay(told, 1), 0.05 * mib);
            assertEquals(perDay(told, 0), perDay(told, 2), 0.05 * mib);
        }
    }

    private static double perDay(Phrase phrase, int argument) {
        return ((Phrase.BytesPerDay) Cases.arg(phrase, argument)).value() / Cases.MIB;
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1, remedy.outside, MODULE LIST; MEMORY STATS",
        "redis_version:7.0.15 mem_allocator:libc, remedy.outside.libc, MODULE LIST; MEMORY STATS",
        "redis_version:3.2.12 mem_allocator:jemalloc-4.0.3, remedy.outside, ''",
        "dragonfly_version:1.25, remedy.outside, ''"
    })
    void whatIsOutsideIsLookedForByReadingAlone(String server, String key, String commands) {
        Action action = Remedies.findOutside(of(server + " process_id:812"));
        assertEquals(key, action.what().key());
        String mappings = action.command().get(action.command().size() - 1);
        assertTrue(mappings.startsWith("awk ") && mappings.contains(" /proc/812/smaps "), mappings);
        assertEquals(
                commands,
                action.command().stream()
                        .filter(command -> command.startsWith("redis-cli "))
                        .map(command -> command.substring("redis-cli ".length()))
                        .collect(Collectors.joining("; ")));
    }

    @ParameterizedTest
    @CsvSource({"redis_version:6.2.6, remedy.lua.risk.async", "redis_version:6.0.9, remedy.lua.risk"})
    void aFlushHoldsTheMainThreadWhereItIsNotAsynchronous(String server, String risk) {
        assertEquals(
                risk, Remedies.scriptFlush(of(server), GIB).risk().orElseThrow().key());
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:7.0.15 cmdstat_script|load:9 cmdstat_eval:3, remedy.scripts.loaded, remedy.scripts.verify",
        "redis_version:7.0.15 cmdstat_script|load:3 cmdstat_eval:9, remedy.scripts.evaluated, remedy.scripts.verify",
        "redis_version:4.0.14, remedy.scripts.evaluated, remedy.lua.verify.heap"
    })
    void whoMakesTheScriptsIsTheCause(String server, String key, String verify) {
        Action action = Remedies.fewerScripts(of(server));
        assertEquals(key, action.what().key());
        assertEquals(verify, action.verify().orElseThrow().key());
    }

    @ParameterizedTest
    @CsvSource({
        "false, keyspace.expires:0, remedy.growth.kept, --bigkeys",
        "false, keyspace.expires:1, remedy.growth, --bigkeys",
        "false, '', remedy.growth, --bigkeys",
        "true, keyspace.expires:0, remedy.growth.inside, --memkeys"
    })
    void whatGrowsIsLookedForAmongTheKeys(boolean inside, String expiring, String key, String command) {
        Action action = Remedies.capacity(of("redis_version:7.0.15 " + expiring), inside);
        assertEquals(key, action.what().key());
        assertEquals(List.of("redis-cli " + command), action.command());
    }

    /** Used memory ends at 976 MiB, and grows by so much an hour. */
    @ParameterizedTest
    @CsvSource({
        "8, 976M, false, remedy.growth",
        "8, 977M, false, remedy.growth.refuses",
        "8, 977M, true, remedy.growth.inside",
        "0, 977M, false, remedy.growth",
        "-8, 977M, false, remedy.growth"
    })
    void onlyWhatGrowsTowardsALimitHasADate(double perHour, String max, boolean inside, String key) {
        Case c = Cases.of(new Capture()
                .always("redis_version:7.0.15 maxmemory_policy:noeviction maxmemory:" + max)
                .every(
                        3600,
                        48,
                        i -> "used_memory:" + (976 - perHour * (47 - i)) + "M used_memory_rss:"
                                + (1000 - perHour * (47 - i)) + "M"));
        assertEquals(key, Remedies.capacity(c, inside).what().key());
    }

    /** Each save overwrites the last good copy: where it can be told to stop, it is. */
    @ParameterizedTest
    @CsvSource({
        "cache-7, false, ask.data, 2",
        "cache-7, true, ask.data.ended, 0",
        "shop.abc.0001.use1.cache.amazonaws.com:6379, false, ask.data.service, 0"
    })
    void savesStopBeforeAnythingElseIsDoneAboutDataThatAreGone(String name, boolean ended, String key, int commands) {
        Capture capture = new Capture().label(name).at(0, "used_memory:1G used_memory_rss:3G process_id:812");
        if (ended) {
            capture.event(
                    new Stamp(Capture.micros(60), TimeSource.STATED),
                    Event.Kind.KERNEL_OOM_KILL,
                    "Out of memory: Killed process 812 (redis-server)",
                    Map.of(Amount.PID, 812.0));
        }
        Action action = Remedies.askAboutData(Cases.of(capture), GIB, 2 * GIB);
        assertEquals(Phrase.of(key, Phrase.bytes(GIB), Phrase.bytes(2 * GIB)), action.what());
        assertEquals(commands, action.command().size(), action.command().toString());
    }

    /** What another server holds, and what is lost where none does. */
    @ParameterizedTest
    @CsvSource({
        "role:slave, remedy.restart.replica, remedy.restart.replica.rest, remedy.restart.risk",
        "connected_slaves:0, remedy.restart.alone, remedy.restart.alone.rest, remedy.restart.risk.alone",
        "redis_mode:cluster connected_slaves:0, remedy.restart.alone, remedy.restart.alone.rest, "
                + "remedy.restart.risk.alone",
        "connected_slaves:1, remedy.restart, remedy.restart.rest, remedy.restart.risk",
        "used_memory_lua:1, remedy.restart, remedy.restart.rest, remedy.restart.risk"
    })
    void aRestartCostsWhatNobodyElseHolds(String dump, String what, String rest, String risk) {
        Action action = RestartRemedy.of(of(dump), GIB);
        assertEquals(Phrase.of(what, Phrase.bytes(GIB)), action.what());
        assertEquals(rest, action.back().orElseThrow().rest().orElseThrow().key());
        assertEquals(risk, action.risk().orElseThrow().key());
        assertEquals(risk.replace("risk", "not"), action.notWhen().orElseThrow().key());
    }

    @Test
    void aServicesRestartIsItsFailover() {
        Case c = Cases.of(new Capture()
                .label("shop.abc.0001.use1.cache.amazonaws.com:6379")
                .at(0, "used_memory:1G used_memory_rss:3G connected_slaves:0"));
        Action action = RestartRemedy.of(c, GIB);
        assertEquals("remedy.restart.service", action.what().key());
        assertEquals(
                "remedy.restart.service.rest",
                action.back().orElseThrow().rest().orElseThrow().key());
        assertEquals("remedy.restart.risk", action.risk().orElseThrow().key(), "its replicas are its own matter");
    }

    @ParameterizedTest
    @CsvSource({"10, true", "9.9, false"})
    void tenMebibytesArePurged(double mib, boolean purged) {
        Case c = of("redis_version:7.0.1 mem_allocator:jemalloc-5.2.1");
        assertEquals(purged, AllocatorRemedies.purge(c, mib * Cases.MIB).isPresent());
    }

    @Test
    void theBackgroundThreadThatIsOffIsTurnedOn() {
        Case c = of("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 config.jemalloc_bg_thread:0");
        assertEquals(
                List.of("redis-cli CONFIG SET jemalloc-bg-thread yes"),
                AllocatorRemedies.decay(c).command());
    }

    /** A share of the rest of what is active, as it is configured or as the server has it: a tenth, from 100 MiB on. */
    @ParameterizedTest
    @CsvSource({
        "200, 2200, '', false",
        "200, 2201, '', true",
        "100, 500, '', false",
        "300, 1300, config.active_defrag_threshold_lower:30, false",
        "300, 1300, config.active_defrag_threshold_lower:31, true",
        "300, 1300, config.active_defrag_ignore_bytes:300M, false",
        "300, 1300, config.active_defrag_ignore_bytes:301M, true"
    })
    void defragStartsAtItsThresholds(double freeMib, double activeMib, String config, boolean blocked) {
        String server = "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 allocator_active:" + activeMib + "M ";
        Claim free = Cases.claim(freeMib * Cases.MIB, 0.5);
        Action start = AllocatorRemedies.defrag(of(server + config), free).orElseThrow();
        assertEquals(blocked ? List.of("remedy.first.defrag") : List.of(), Cases.keys(start.before()));
        Action idle = AllocatorRemedies.defrag(of(server + "config.activedefrag:1 " + config), free)
                .orElseThrow();
        assertEquals(
                blocked,
                idle.what().key().startsWith("remedy.defrag.blocked"),
                idle.what().key());
    }

    /** 0.85 of 2,000 MiB are 1,700. */
    @ParameterizedTest
    @CsvSource({"700M, ''", "701M, room"})
    void aForkHasRoomUpToTheShareOfTheLimit(String copied, String failed) {
        assertEquals(
                failed.isEmpty() ? List.of() : List.of(failed),
                first("used_memory:900M used_memory_rss:1000M cgroup.limit:2000M rdb_last_cow_size:" + copied));
    }
}
