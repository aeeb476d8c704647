package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.snapshot.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BuffersRuleTest {

    private static final Rule RULE = new BuffersRule();
    private static final String FULL = "used_memory:1600M used_memory_overhead:700M mem_clients_normal:601M "
            + "connected_clients:60 used_memory_rss:1700M";

    @Test
    void buffersOfClientsAreNotData() {
        Suspect suspect = Cases.suspect(
                RULE, Cases.quiet().every(60, 5, i -> FULL).event(30, Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT, "closed"));
        assertEquals(Cause.CLIENT_BUFFERS, suspect.cause());
        assertEquals("buffers.claim.part", suspect.claim().key());
        assertEquals(601 * Cases.MIB, suspect.bytes());
        assertEquals(List.of("buffers.evidence.clients", "buffers.evidence.closed"), Cases.keys(suspect.evidence()));
        assertEquals(List.of(Cause.DATASET_GROWTH), Cases.ruledOut(suspect));
        assertEquals(List.of("client-list", "limit-clients"), Cases.ids(suspect.remedies()));
    }

    @Test
    void buffersThatAreGoneAreInformation() {
        Suspect suspect = Cases.suspect(RULE, Cases.quiet().every(60, 20, i -> i < 9 ? FULL : ""));
        assertEquals("buffers.past", Cases.past(suspect));
        assertEquals(Severity.INFO, suspect.severity());
    }

    @Test
    void fewBuffersAreFine() {
        Cases.assertOk("buffers.ok", RULE, QUIET);
    }

    @ParameterizedTest
    @CsvSource({"161M, 0", "163M, 1"})
    void theyMustReachAShare(String bytes, int suspects) {
        String dump = QUIET + " mem_clients_normal:" + bytes;
        assertEquals(suspects, Cases.apply(RULE, dump).suspects().size());
    }

    @ParameterizedTest
    @CsvSource({"99999, 0", "100000, 1"})
    void aLongOutputListGivesAReaderAwayThatDoesNotRead(String entries, int suspects) {
        Rule.Outcome outcome = Cases.apply(RULE, Cases.OLD + " client_longest_output_list:" + entries);
        assertEquals(suspects, outcome.suspects().size());
        outcome.first()
                .ifPresent(s -> assertEquals("buffers.longlist.claim", s.claim().key()));
    }

    @Test
    void overheadSeveralTimesTheDatasetIsNoKeyspace() {
        String four = "redis_version:4.0.14 used_memory:1000M used_memory_rss:1100M used_memory_startup:1M "
                + "used_memory_overhead:";
        Suspect suspect = Cases.suspect(RULE, four + "900M");
        assertEquals("buffers.overhead.claim", suspect.claim().key());
        assertEquals(899 * Cases.MIB, suspect.bytes());
        assertTrue(suspect.confidence() == Confidence.MEDIUM);
        Cases.assertNotApplicable(RULE, four + "700M");
    }

    @Test
    void withoutAnyOfThemItCannotBeDecided() {
        Cases.assertNotApplicable(RULE, Cases.OLD);
        Cases.assertNotApplicable(RULE, "used_memory_rss:900M");
    }

    @Test
    void sinceVersion7ThereIsALimitForAllClients() {
        Suspect suspect = Cases.suspect(RULE, QUIET + " evicted_clients:0 mem_clients_normal:500M");
        assertEquals(
                "remedy.clients.limit.seven", suspect.remedies().get(1).what().key());
    }
}
