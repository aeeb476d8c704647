package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeadroomRuleTest {

    private static final Rule RULE = new HeadroomRule();

    @ParameterizedTest
    @CsvSource({"1280M, OK, 0", "1270M, WARNING, 1", "1138M, WARNING, 1", "1136M, CRITICAL, 1"})
    void rssNearAHardLimitLeavesNoRoom(String limit, Severity severity, int suspects) {
        Rule.Outcome outcome = Cases.apply(RULE, QUIET + " maxmemory_policy:allkeys-lru cgroup.limit:" + limit);
        assertEquals(suspects, outcome.suspects().size());
        outcome.first().ifPresent(s -> {
            assertEquals(severity, s.severity());
            assertEquals("headroom.claim", s.claim().key());
            assertEquals(Phrase.nested(Phrase.of("limit.short.container")), Cases.arg(s.claim(), 2));
            assertEquals(List.of("raise-limit", "maxmemory-from-limit"), Cases.ids(s.remedies()));
        });
    }

    /** Pages that are kept beside used memory do not fill maxmemory, what used memory counts does. */
    @ParameterizedTest
    @CsvSource({
        "allocator_resident:1800M used_memory_rss:1850M, MAXMEMORY_HEADROOM, headroom.refuses",
        "mem_clients_normal:500M used_memory_overhead:600M used_memory_dataset:400M, CLIENT_BUFFERS, verdict.both"
    })
    void refusedWritesComeFirst(String besides, Cause cause, String sentence) {
        Diagnosis diagnosis = Cases.diagnose(QUIET + " maxmemory:1000M maxmemory_policy:noeviction " + besides);
        assertEquals(cause, diagnosis.verdict().cause());
        assertEquals(Severity.CRITICAL, diagnosis.verdict().severity());
        assertEquals(sentence, diagnosis.verdict().sentence().key());
    }

    /** As far as nine tenths of the hard limit hold it at the ratio of RSS; else there must be fewer data. */
    @ParameterizedTest
    @CsvSource({"16G, CONFIG SET maxmemory 1200mb, 2", "1250M, CONFIG SET maxmemory 1100mb, 2", "-, --bigkeys, 1"})
    void maxmemoryIsRaisedWhereThereIsRoom(String host, String command, int actions) {
        Suspect suspect = Cases.suspect(
                RULE,
                QUIET + " used_memory_rss:1010M maxmemory:980M maxmemory_policy:noeviction total_system_memory:"
                        + host);
        assertEquals("redis-cli " + command, suspect.remedies().get(0).command().get(0));
        assertEquals(actions, suspect.remedies().size());
        assertEquals("fewer-keys", suspect.remedies().get(actions - 1).id());
    }

    @Test
    void aKillIsAnEmergency() {
        Suspect suspect =
                Cases.suspect(RULE, Cases.quiet().at(0, "").event(1, Event.Kind.KERNEL_OOM_KILL, "Killed process"));
        assertEquals("headroom.killed.untold", suspect.claim().key());
        assertEquals(Severity.CRITICAL, suspect.severity());
    }

    private static final String CONTAINER_FULL = "Memory cgroup out of memory: Killed process 3496 (redis-server)";
    private static final String HOST_FULL = "Out of memory: Killed process 3496 (redis-server)";
    private static final String UNIT_ENDED = "redis.service: Killed process 3496 (redis-server)";

    private static Capture killed(Capture capture, double seconds, String line, Map<Amount, Double> told) {
        Stamp when = new Stamp(Capture.micros(seconds), TimeSource.STATED);
        return capture.event(when, Event.Kind.KERNEL_OOM_KILL, line, told);
    }

    @Test
    void aServerThatWasKilledAgainWasKilledSoOften() {
        Capture once = killed(Cases.quiet().at(0, ""), 100, CONTAINER_FULL, Map.of());
        assertEquals(Optional.empty(), Cases.evidence(Cases.suspect(RULE, once), "headroom.evidence.deaths"));
        Capture twice = killed(once, 900, CONTAINER_FULL, Map.of());
        assertEquals(
                Optional.of(Phrase.of("headroom.evidence.deaths", Phrase.count(2))),
                Cases.evidence(Cases.suspect(RULE, twice), "headroom.evidence.deaths"));
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true"})
    void anOrchestratorCountsTheEndsThatNoLineTellsOf(double restarts, boolean told) {
        Capture capture = killed(Cases.quiet().at(0, ""), 100, "redis-0 OOMKilled", Map.of(Amount.RESTARTS, restarts));
        assertEquals(
                told ? Optional.of(Phrase.of("headroom.evidence.restarts", Phrase.count(restarts))) : Optional.empty(),
                Cases.evidence(Cases.suspect(RULE, capture), "headroom.evidence.restarts"));
    }

    /** What a container may hold and ever held says nothing of a host that was full. */
    @ParameterizedTest
    @CsvSource({
        CONTAINER_FULL + ", 2000M, 1900M, headroom.evidence.container headroom.evidence.peak",
        CONTAINER_FULL + ", -, -, ''",
        UNIT_ENDED + ", 2000M, 1900M, headroom.evidence.peak",
        HOST_FULL + ", 2000M, 1900M, ''"
    })
    void theContainersFiguresStandWhereItMayHaveBeenFull(String line, String limit, String peak, String keys) {
        Suspect suspect = Cases.suspect(
                RULE,
                killed(Cases.quiet().at(0, "cgroup.limit:" + limit + " cgroup.peak:" + peak), 100, line, Map.of()));
        assertEquals(keys, String.join(" ", Cases.keys(suspect.evidence())));
        Cases.evidence(suspect, "headroom.evidence.container")
                .ifPresent(e -> assertEquals(Phrase.bytes(2000 * Cases.MIB), Cases.arg(e, 0)));
        Cases.evidence(suspect, "headroom.evidence.peak")
                .ifPresent(e -> assertEquals(Phrase.bytes(1900 * Cases.MIB), Cases.arg(e, 0)));
    }

    private static final String CALM = "used_memory_rss:1080M";
    private static final String HIGH = "used_memory_rss:1700M";

    /** RSS by which the higher limit of a container of 2,000 MiB is proposed once a victim of 1,900 MiB was killed. */
    private static Phrase.Arg measure(Capture dumps, Stamp kill) {
        Suspect suspect = Cases.suspect(
                RULE,
                dumps.event(
                        kill,
                        Event.Kind.KERNEL_OOM_KILL,
                        CONTAINER_FULL,
                        Map.of(Amount.ANON_RSS_BYTES, 1900 * Cases.MIB)));
        Phrase raise = suspect.remedies().get(0).what();
        assertEquals("remedy.limit.raise.to", raise.key());
        return Cases.arg(raise, 2);
    }

    private static Capture contained() {
        return Cases.quiet().always("cgroup.limit:2000M");
    }

    @Test
    void theLastDumpBeforeTheKillIsTheMeasureOfTheNextLimit() {
        Stamp kill = new Stamp(Capture.micros(100), TimeSource.STATED);
        Phrase.Arg high = Phrase.bytes(1700 * Cases.MIB);
        assertEquals(high, measure(contained().at(0, CALM).at(60, HIGH).at(160, CALM), kill));
        assertEquals(high, measure(contained().at(60, HIGH).at(160, CALM), kill), "the only one before it");
        assertEquals(high, measure(contained().at(60, CALM).at(100, HIGH), kill), "of the same second");
        assertEquals(
                Phrase.bytes(1900 * Cases.MIB),
                measure(contained().at(160, CALM).at(220, HIGH), kill),
                "dumps of the next process say nothing, the kernel told what the victim held");
    }

    @Test
    void withoutTimesTheLastDumpIsTheMeasure() {
        Phrase.Arg high = Phrase.bytes(1700 * Cases.MIB);
        assertEquals(high, measure(contained().at(0, CALM).at(60, HIGH), Stamp.NONE));
        assertEquals(
                high,
                measure(contained().untimed(CALM).untimed(HIGH), new Stamp(Capture.micros(0), TimeSource.STATED)));
    }

    @Test
    void aDumpOfTheSecondOfTheKillIsNotOfTheNextProcess() {
        for (double dump : new double[] {100, 101}) {
            Suspect suspect = Cases.suspect(RULE, killed(contained().at(dump, HIGH), 100, CONTAINER_FULL, Map.of()));
            assertEquals(
                    dump > 100,
                    Cases.evidence(suspect, "headroom.evidence.after").isPresent());
        }
    }

    @ParameterizedTest
    @CsvSource({CONTAINER_FULL + ", remedy.limit.raise.to", HOST_FULL + ", remedy.limit.host"})
    void moreRoomIsSoughtWhereItWasMissing(String line, String key) {
        Suspect suspect = Cases.suspect(RULE, killed(contained().at(0, HIGH), 100, line, Map.of()));
        assertEquals(key, suspect.remedies().get(0).what().key());
    }

    @ParameterizedTest
    @CsvSource({"cgroup.limit, remedy.limit.raise.to", "total_system_memory, remedy.limit.host"})
    void moreRoomIsSoughtWhereItIsNarrow(String limit, String key) {
        Suspect suspect = Cases.suspect(RULE, QUIET + " " + limit + ":1100M");
        assertEquals(key, suspect.remedies().get(0).what().key());
    }

    @ParameterizedTest
    @CsvSource({"949M, WARNING", "950M, CRITICAL"})
    void fromNineteenTwentiethsOfAHardLimitOnItIsAnEmergency(String rss, Severity severity) {
        Suspect suspect = Cases.suspect(RULE, QUIET + " used_memory:800M cgroup.limit:1000M used_memory_rss:" + rss);
        assertEquals(severity, suspect.severity());
    }

    /** Of 1,000 MiB in use at a maxmemory as high, what is not counted must leave 990 for writes to be refused. */
    @ParameterizedTest
    @CsvSource({"-, headroom.refuses", "10M, headroom.refuses", "11M, headroom.full"})
    void buffersThatTheServerDoesNotCountRefuseNoWrites(String uncounted, String key) {
        Suspect suspect = Cases.suspect(
                RULE, QUIET + " maxmemory:1000M maxmemory_policy:noeviction mem_not_counted_for_evict:" + uncounted);
        assertEquals(key, suspect.claim().key());
    }

    @ParameterizedTest
    @CsvSource({
        "noeviction, 9000, 0, headroom.refuses, false",
        "volatile-lru, 9000, 0, headroom.refuses, true",
        "volatile-lru, 9000, 1, headroom.full, false",
        // where it is not known whether a key has an expiry, nobody says that none has
        "volatile-lru, 9000, -, headroom.full, false",
        "volatile-lru, 0, 0, headroom.full, false",
        "allkeys-lru, 9000, 0, headroom.full, false"
    })
    void whetherWritesAreRefusedIsUpToThePolicyAndWhatItMayEvict(
            String policy, String keys, String expires, String key, boolean volatileTold) {
        Suspect suspect = Cases.suspect(
                RULE,
                QUIET + " maxmemory:1000M maxmemory_policy:" + policy + " keyspace.keys:" + keys + " keyspace.expires:"
                        + expires);
        assertEquals(key, suspect.claim().key());
        assertEquals(
                volatileTold,
                Cases.evidence(suspect, "headroom.evidence.volatile").isPresent());
    }

    @ParameterizedTest
    @CsvSource({"31M, false", "32M, true"})
    void whatStandsAboveMaxmemoryIsToldWithWhatExcusesIt(String uncounted, boolean told) {
        Suspect suspect = Cases.suspect(RULE, QUIET + " maxmemory:600M mem_not_counted_for_evict:" + uncounted);
        assertEquals("headroom.above", suspect.claim().key());
        assertEquals(400 * Cases.MIB, suspect.bytes());
        assertEquals(told, Cases.evidence(suspect, "headroom.evidence.excused").isPresent());
    }

    @Test
    void whereNoKeyWasEvictedNoneIsCounted() {
        Suspect suspect = Cases.suspect(RULE, QUIET + " maxmemory:1000M evicted_keys:0");
        assertEquals(List.of(), suspect.evidence());
    }

    /** RSS swings up to its container's limit in minutes 5 to 8 of every twenty; the capture ends between two swings. */
    @ParameterizedTest
    @CsvSource({"60, 60, headroom.recurs, CRITICAL", "60, 95, headroom.past, INFO", "40, 40, headroom.past, INFO"})
    void whatComesBackAgainAndAgainIsNotOver(int swinging, int minutes, String sentence, Severity severity) {
        Suspect suspect = Cases.suspect(
                RULE,
                Cases.quiet()
                        .every(
                                60,
                                minutes,
                                i -> "used_memory:900M cgroup.limit:1216M used_memory_rss:"
                                        + (i < swinging && i % 20 >= 5 && i % 20 <= 8 ? 1180 : 980) + "M"));
        assertEquals(severity, suspect.severity());
        Phrase said = suspect.claim();
        boolean recurs = sentence.equals("headroom.recurs");
        assertEquals(sentence, recurs ? said.key() : Cases.past(suspect));
        if (recurs) {
            assertEquals(Phrase.bytes(1180 * Cases.MIB), Cases.arg(said, 0));
            assertEquals(Phrase.count(3), Cases.arg(said, 4));
            assertEquals(Phrase.bytes(980 * Cases.MIB), Cases.arg(said, 5));
            assertEquals("raise-limit", Cases.ids(suspect.remedies()).get(0));
        }
    }

    @Test
    void aSpikeOfOneSampleIsNotWhatRssIs() {
        Cases.assertOk(
                "headroom.nolimit",
                RULE,
                Cases.quiet().every(60, 9, i -> "cgroup.limit:2G" + (i == 4 ? " used_memory_rss:2G" : "")));
    }

    @ParameterizedTest
    @CsvSource({"1060M, 0", "1050M, 1"})
    void usedMemoryAtMaxmemoryIsInformation(String max, int suspects) {
        Rule.Outcome outcome = Cases.apply(RULE, QUIET + " maxmemory:" + max);
        assertEquals(suspects, outcome.suspects().size());
        outcome.first().ifPresent(s -> {
            assertEquals(Severity.INFO, s.severity());
            assertEquals("headroom.full", s.claim().key());
        });
        if (suspects == 0) {
            assertEquals("headroom.ok", outcome.check().text().key());
        }
    }

    /** The server counts its refusals, so maxmemory was reached between two dumps that do not show it. */
    @Test
    void refusalsThatTheServerCountedNameTheMoment() {
        Suspect suspect = Cases.suspect(
                RULE,
                Cases.quiet()
                        .every(
                                60,
                                9,
                                i -> "maxmemory:2000M maxmemory_policy:noeviction errorstat_OOM:"
                                        + (i < 5 ? 3 : 3 + 10 * (i - 4))));
        assertEquals("headroom.refused.between", suspect.claim().key());
        assertEquals(new Phrase.Count(40), Cases.arg(suspect.claim(), 0));
        assertEquals(Severity.WARNING, suspect.severity());
        assertEquals(Capture.micros(5 * 60), suspect.sinceMicros().orElseThrow());
    }

    /** A process that began in this capture has counted from 0. */
    @Test
    void refusalsBeforeTheFirstDumpOfAProcessAreItsOwn() {
        Suspect suspect = Cases.suspect(
                RULE,
                Cases.quiet()
                        .every(
                                60,
                                9,
                                i -> "maxmemory:2000M maxmemory_policy:noeviction run_id:"
                                        + (i < 5 ? "a" : "b") + " uptime_in_seconds:"
                                        + (i < 5 ? 9000 + 60 * i : 60 * (i - 4))
                                        + " errorstat_OOM:" + (i < 5 ? 3 : 7)));
        assertEquals(new Phrase.Count(7), Cases.arg(suspect.claim(), 0));
        assertEquals(Capture.micros(5 * 60), suspect.sinceMicros().orElseThrow());
    }

    @Test
    void refusalsOfLongAgoAreToldAndNoVerdict() {
        Cases.assertOk(
                "headroom.refused.ever", RULE, QUIET + " maxmemory:2000M maxmemory_policy:noeviction errorstat_OOM:17");
    }

    @ParameterizedTest
    @CsvSource({"0, headroom.full", "1, headroom.refuses"})
    void justBelowMaxmemoryOnlyRefusalsShowThatItRefuses(int aMinute, String claim) {
        Suspect suspect = Cases.suspect(
                RULE,
                Cases.quiet()
                        .every(60, 9, i -> "maxmemory:1030M maxmemory_policy:noeviction errorstat_OOM:" + aMinute * i));
        assertEquals(claim, suspect.claim().key());
        assertEquals(
                aMinute > 0,
                Cases.evidence(suspect, "headroom.evidence.answers").isPresent());
    }

    @Test
    void maxmemoryDoesNotBoundRss() {
        Suspect suspect = Cases.suspect(
                RULE,
                Cases.quiet().every(60, 9, i -> "maxmemory:1000M used_memory_rss:1500M evicted_keys:" + (100 + i)));
        assertEquals("headroom.beyond", suspect.claim().key());
        assertEquals(500 * Cases.MIB, suspect.bytes());
        assertEquals(new Phrase.Count(8), Cases.arg(suspect.evidence().get(0), 0));
    }

    @Test
    void oneDumpTellsAllEvictionsSinceTheStart() {
        Suspect suspect = Cases.suspect(RULE, QUIET + " maxmemory:1000M evicted_keys:7");
        assertEquals(new Phrase.Count(7), Cases.arg(suspect.evidence().get(0), 0));
    }

    @Test
    void evictionsAreCountedRunByRun() {
        Suspect suspect = Cases.suspect(
                RULE,
                Cases.quiet()
                        .every(
                                60,
                                16,
                                i -> "maxmemory:1000M used_memory_rss:1500M"
                                        + (i < 8
                                                ? " run_id:a evicted_keys:" + (700_000 + 200 * i)
                                                : " run_id:b evicted_keys:" + 20_000 * (i - 8))));
        assertEquals(new Phrase.Count(141_400), Cases.arg(suspect.evidence().get(0), 0));
    }

    @ParameterizedTest
    @CsvSource({"slave, true", "replica, true", "master, false", "primary, false"})
    void aReplicaFollowsItsPrimaryBeyondMaxmemory(String role, boolean told) {
        Suspect suspect = Cases.suspect(RULE, QUIET + " maxmemory:500M role:" + role);
        assertEquals("headroom.above", suspect.claim().key());
        assertEquals(told, Cases.evidence(suspect, "headroom.evidence.replica").isPresent());
    }

    @Test
    void aTinyMaxmemoryIsNoMatter() {
        Cases.assertOk("headroom.tiny", RULE, "redis_version:6.0.1 used_memory:1M used_memory_rss:5M maxmemory:2K");
        Cases.assertOk("headroom.tiny", RULE, "redis_version:6.0.1 used_memory:31M used_memory_rss:33M maxmemory:31M");
        Suspect full = Cases.suspect(RULE, "redis_version:6.0.1 used_memory:32M used_memory_rss:33M maxmemory:32M");
        assertEquals("headroom.full", full.claim().key());
    }

    @Test
    void aRoomyHostIsFine() {
        Cases.assertOk("headroom.nolimit", RULE, QUIET);
    }

    @Test
    void withoutLimitsItCannotBeDecided() {
        Cases.assertNotApplicable(RULE, Cases.OLD);
    }
}
