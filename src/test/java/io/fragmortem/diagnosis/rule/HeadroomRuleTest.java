package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.timeline.Capture;
import java.util.List;
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
                        .every(60, 9, i -> "maxmemory:2000M maxmemory_policy:noeviction errorstat_OOM:"
                                + (i < 5 ? 3 : 3 + 10 * (i - 4))));
        assertEquals("headroom.refused.between", suspect.claim().key());
        assertEquals(new Phrase.Count(40), Cases.arg(suspect.claim(), 0));
        assertEquals(Severity.WARNING, suspect.severity());
        assertEquals(Capture.micros(5 * 60), suspect.sinceMicros().orElseThrow());
    }

    @Test
    void refusalsOfLongAgoAreToldAndNoVerdict() {
        Cases.assertOk(
                "headroom.refused.ever",
                RULE,
                QUIET + " maxmemory:2000M maxmemory_policy:noeviction errorstat_OOM:17");
    }

    @ParameterizedTest
    @CsvSource({"0, headroom.full", "1, headroom.refuses"})
    void justBelowMaxmemoryOnlyRefusalsShowThatItRefuses(int aMinute, String claim) {
        Suspect suspect = Cases.suspect(
                RULE,
                Cases.quiet().every(60, 9, i -> "maxmemory:1030M maxmemory_policy:noeviction errorstat_OOM:"
                        + aMinute * i));
        assertEquals(claim, suspect.claim().key());
        assertEquals(
                aMinute > 0,
                suspect.evidence().stream().anyMatch(e -> e.key().equals("headroom.evidence.answers")));
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
        assertEquals(told, suspect.evidence().stream().anyMatch(e -> e.key().equals("headroom.evidence.replica")));
    }

    @Test
    void aTinyMaxmemoryIsNoMatter() {
        Cases.assertOk("headroom.tiny", RULE, "redis_version:6.0.1 used_memory:1M used_memory_rss:5M maxmemory:2K");
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
