package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
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

    @Test
    void whatTheyHoldIsToldAsAShareAndForEachClient() {
        Suspect suspect = Cases.suspect(RULE, QUIET + " " + FULL + " mem_clients_normal:600M");
        assertEquals(Phrase.percent(0.375), Cases.arg(suspect.claim(), 2));
        assertEquals(Phrase.bytes(10 * Cases.MIB), Cases.arg(suspect.evidence().get(0), 1));
        Suspect past =
                Cases.suspect(RULE, Cases.quiet().every(60, 20, i -> i < 9 ? FULL + " mem_clients_normal:600M" : ""));
        Phrase told = ((Phrase.Nested) Cases.arg(past.claim(), 0)).phrase();
        assertEquals(Phrase.percent(0.375), Cases.arg(told, 2));
    }

    @ParameterizedTest
    @CsvSource({"799M, buffers.claim.part", "800M, buffers.claim"})
    void halfOfUsedMemoryIsMostOfIt(String buffers, String key) {
        Suspect suspect = Cases.suspect(RULE, QUIET + " " + FULL + " mem_clients_normal:" + buffers);
        assertEquals(key, suspect.claim().key());
    }

    /** Of lists that tell 160, 400 and 200 MiB in all, the second; a version that counts its buffers is not asked for a list. */
    @Test
    void beforeTheServerCountsThemAListOfClientsTellsWhatTheyHold() {
        Capture lists = new Capture()
                .always(Cases.OLD)
                .at(0, "clients.output_buffers:100M clients.query_buffers:60M")
                .at(60, "clients.output_buffers:300M clients.query_buffers:100M")
                .at(120, "clients.output_buffers:150M clients.query_buffers:50M");
        Suspect suspect = Cases.suspect(RULE, lists);
        assertEquals(400 * Cases.MIB, suspect.bytes());
        assertEquals(0.4, suspect.share(), 1e-9, "of 1,000 MiB in use");
        Cases.assertOk("buffers.ok", RULE, QUIET + " clients.output_buffers:300M clients.query_buffers:100M");
    }

    @ParameterizedTest
    @CsvSource({"20M, 12M, true", "20M, 11M, false"})
    void aListOfClientsAloneTellsWhatTheyHold(String output, String query, boolean told) {
        Rule.Outcome outcome =
                Cases.apply(RULE, "clients.output_buffers:" + output + " clients.query_buffers:" + query);
        assertEquals(
                told ? List.of(32 * Cases.MIB) : List.of(),
                outcome.suspects().stream().map(Suspect::bytes).toList());
        outcome.first().ifPresent(s -> assertEquals(Phrase.bytes(32 * Cases.MIB), Cases.arg(s.claim(), 0)));
    }

    /** Data are refused at maxmemory under noeviction: what stands above it came in another way. */
    @ParameterizedTest
    @CsvSource({
        "maxmemory_policy:noeviction, true",
        "maxmemory_policy:noeviction role:slave, false",
        "maxmemory_policy:allkeys-lru, false",
        "maxmemory_policy:-, false"
    })
    void whatStandsAboveMaxmemoryUnderNoevictionIsBuffers(String policy, boolean told) {
        Rule.Outcome outcome = Cases.apply(RULE, Cases.OLD + " maxmemory:600M " + policy);
        assertEquals(
                told ? List.of("buffers.excess.claim") : List.of(),
                outcome.suspects().stream().map(s -> s.claim().key()).toList());
        outcome.first().ifPresent(s -> assertEquals(400 * Cases.MIB, s.bytes()));
    }

    private static Capture closed(Capture capture, int times, double mebibytes) {
        for (int i = 0; i < times; i++) {
            capture.event(
                    new Stamp(Capture.micros(i), TimeSource.STATED),
                    Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT,
                    "Client id=5 addr=10.0.0.9:33832 flags=N db=0 closed",
                    Map.of(Amount.OMEM_BYTES, mebibytes * Cases.MIB));
        }
        return capture;
    }

    @ParameterizedTest
    @CsvSource({"1, 31, INFO", "1, 32, WARNING", "2, 31, WARNING"})
    void whoWasClosedOnceWithLittleIsInformation(int times, double mebibytes, Severity severity) {
        Suspect suspect = Cases.suspect(RULE, closed(new Capture(), times, mebibytes));
        assertEquals("buffers.closed.claim", suspect.claim().key());
        assertEquals(severity, suspect.severity());
    }

    @Test
    void whatDumpsDoNotShowIsInformationHoweverOftenItWasClosed() {
        Suspect suspect = Cases.suspect(RULE, closed(Cases.quiet().at(0, ""), 3, 256));
        assertEquals("buffers.closed.claim", suspect.claim().key());
        assertEquals(Severity.INFO, suspect.severity());
        assertEquals(0.256, suspect.share(), 1e-9, "the most of one, of 1,000 MiB in use");
    }

    /** One that was closed counts where what it held would matter beside what the server used. */
    @ParameterizedTest
    @CsvSource({"1000M, 149, false", "1000M, 150, true", "40M, 31, false", "40M, 32, true"})
    void whatOneOfThemHeldMustMatterBesideTheDumps(String used, double mebibytes, boolean told) {
        Capture capture = new Capture()
                .at(0, "redis_version:7.0.15 mem_clients_normal:1M used_memory_rss:1080M used_memory:" + used);
        Rule.Outcome outcome = Cases.apply(RULE, closed(capture, 1, mebibytes));
        assertEquals(told, outcome.first().isPresent(), outcome.toString());
    }

    /** Half of the 400 MiB above maxmemory are 100 clients' buffers of 2 MiB: then they are likely. */
    @ParameterizedTest
    @CsvSource({"100, MEDIUM, buffers.excess.evidence", "99, LOW, ''"})
    void whatStandsAboveMaxmemoryIsLikelyBuffersWhereTheBiggestWouldMakeIt(
            int clients, Confidence confidence, String evidence) {
        Suspect suspect = Cases.suspect(
                RULE,
                Cases.OLD + " maxmemory:600M maxmemory_policy:noeviction client_biggest_input_buf:2M"
                        + " connected_clients:" + clients);
        assertEquals(confidence, suspect.confidence());
        assertEquals(evidence, String.join(" ", Cases.keys(suspect.evidence())));
        assertEquals(Phrase.bytes(600 * Cases.MIB), Cases.arg(suspect.claim(), 2), "maxmemory");
    }

    @Test
    void withoutClientsCountedOrClosedNothingIsSaidOfThem() {
        assertEquals(
                List.of(),
                Cases.suspect(RULE, QUIET + " connected_clients:0 mem_clients_normal:500M")
                        .evidence());
    }

    @Test
    void aLogThatClosesNobodySaysNothingOfBuffers() {
        Cases.assertNotApplicable(
                RULE, new Capture().event(30, Event.Kind.COPY_ON_WRITE, "RDB: 0 MB of memory used by copy-on-write"));
    }

    @Test
    void whatALogAloneTellsIsNoShareOfAnything() {
        Suspect suspect = Cases.suspect(RULE, closed(new Capture(), 2, 256));
        assertEquals(256 * Cases.MIB, suspect.bytes());
        assertEquals(0, suspect.share());
        assertEquals(List.of("log.only"), Cases.keys(suspect.evidence()));
    }

    /** Of a version that does not tell data from overhead; where data are told, they are not called buffers. */
    @ParameterizedTest
    @CsvSource({"keyspace.keys:0, true", "keyspace.keys:1, false", "keyspace.keys:0 used_memory_dataset:900M, false"})
    void usedMemoryWithoutAKeyIsBuffersWhereNothingElseCountsIt(String keys, boolean told) {
        Rule.Outcome outcome = Cases.apply(RULE, Cases.OLD + " " + keys);
        assertEquals(
                told ? List.of("buffers.keyless.claim") : List.of(),
                outcome.suspects().stream().map(s -> s.claim().key()).toList());
    }

    /** 3,001 quarters of a MiB: 749.25 MiB of overhead above that of the start are thrice 249.75 MiB of data. */
    @ParameterizedTest
    @CsvSource({"750.25M, false", "750.5M, true"})
    void overheadOfThriceTheDatasetIsAKeyspaceStill(String overhead, boolean told) {
        Rule.Outcome outcome = Cases.apply(
                RULE,
                "redis_version:4.0.14 used_memory:1000M used_memory_rss:1100M used_memory_startup:1M "
                        + "used_memory_dataset:249.75M used_memory_overhead:" + overhead);
        assertEquals(told, outcome.first().isPresent(), outcome.toString());
    }

    /** The same 400 MiB are four tenths of the first dump's used memory and half of the second one's. */
    @Test
    void ofTwoListsThatTellTheSameTheFirstCounts() {
        Capture lists = new Capture()
                .always(Cases.OLD)
                .at(0, "clients.output_buffers:300M clients.query_buffers:100M")
                .at(60, "used_memory:800M clients.output_buffers:300M clients.query_buffers:100M");
        assertEquals(0.4, Cases.suspect(RULE, lists).share(), 1e-9);
    }
}
