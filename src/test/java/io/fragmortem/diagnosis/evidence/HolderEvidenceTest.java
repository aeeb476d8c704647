package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of exhibits are cells with blanks between them, rows with commas. */
final class HolderEvidenceTest {

    private static final List<String> CLIENTS = List.of("addr", "name", "flags", "cmd", "qbuf_bytes", "omem_bytes");

    private static Exhibit exhibit(Exhibit.Kind kind, Stamp stamp, List<String> columns, String rows, String text) {
        return new Exhibit(
                kind,
                new Origin("list.txt", 1 + stamp.epochMicros() % 1_000, 0, Optional.empty()),
                stamp,
                columns,
                Arrays.stream(rows.split(",", -1))
                        .map(row -> List.of(row.strip().split(" ", -1)))
                        .toList(),
                text);
    }

    private static Stamp second(double seconds) {
        return new Stamp(Capture.micros(seconds), TimeSource.STATED);
    }

    private static Exhibit clients(double seconds, String rows) {
        return exhibit(Exhibit.Kind.CLIENT_LIST, second(seconds), CLIENTS, rows, "");
    }

    private static Capture capture(String dump) {
        return new Capture().at(0, "used_memory:100M used_memory_rss:120M " + dump);
    }

    private static List<Phrase> said(Capture capture) {
        List<Phrase> said = new HolderEvidence(Cases.of(capture)).clients(false);
        said.forEach(Cases::assertFits);
        return said;
    }

    private static String client(int port, double held) {
        return "10.0.0.7:" + port + " app N get 0 " + (long) held;
    }

    @Test
    void clientsAreToldByWhatTheyHoldTheLargestFirst() {
        double mib = Cases.MIB;
        List<Phrase> said = said(capture("")
                .exhibit(clients(0, "10.0.0.7:1  N get 1048576 1048576," + client(2, 6 * mib) + "," + client(3, 1))));
        assertEquals(List.of("holders.client", "holders.client"), Cases.keys(said), "one byte is not worth a line");
        assertEquals(Phrase.name("10.0.0.7:2 (app)"), Cases.arg(said.get(0), 0));
        assertEquals(Phrase.bytes(6 * mib), Cases.arg(said.get(0), 1));
        assertEquals(Phrase.percent(6 * mib / (8 * mib + 1)), Cases.arg(said.get(0), 2));
        assertEquals(Phrase.name("10.0.0.7:1"), Cases.arg(said.get(1), 0));
        assertEquals(Phrase.bytes(mib), Cases.arg(said.get(1), 4));
        assertEquals(Phrase.bytes(mib), Cases.arg(said.get(1), 5));
    }

    @Test
    void whatIsAllocatedOfAQueryBufferAndNotFilledCounts() {
        Exhibit list = exhibit(
                Exhibit.Kind.CLIENT_LIST,
                second(0),
                List.of("addr", "flags", "qbuf_bytes", "qbuf_free_bytes", "omem_bytes"),
                "a:1 N 2000000 3000000 0",
                "");
        assertEquals(
                Phrase.bytes(5_000_000),
                Cases.arg(said(capture("").exhibit(list)).get(0), 5));
    }

    /** A mebibyte is worth a line; three lines are told. */
    @ParameterizedTest
    @CsvSource({
        "1048576, 1, holders.client",
        "1048575, 1, ''",
        "1048576, 3, holders.client holders.client holders.client",
        "1048576, 5, holders.client holders.client holders.client holders.more"
    })
    void ofManyThreeAreNamed(double held, int clients, String keys) {
        String[] rows = new String[clients];
        Arrays.setAll(rows, i -> client(i, held));
        List<Phrase> said = said(capture("").exhibit(clients(0, String.join(",", rows))));
        assertEquals(keys, String.join(" ", Cases.keys(said)));
        if (keys.endsWith("more")) {
            assertEquals(Phrase.of("holders.more", Phrase.count(2)), said.get(3));
        }
    }

    @ParameterizedTest
    @CsvSource({"3, true", "2, false", "0, false"})
    void aListOfAPartIsExtrapolated(int connected, boolean part) {
        List<Phrase> said = said(capture("connected_clients:" + connected)
                .exhibit(clients(0, client(1, 2 * Cases.MIB) + "," + client(2, 1))));
        assertEquals(part ? 2 : 1, said.size());
        if (part) {
            assertEquals(
                    Phrase.of(
                            "holders.part",
                            Phrase.count(2),
                            Phrase.count(3),
                            Phrase.bytes(2 * Cases.MIB),
                            Phrase.bytes(6 * Cases.MIB)),
                    said.get(1));
        }
    }

    @Test
    void theFullestListIsToldTheFirstOfTwoAsFull() {
        Capture capture = capture("")
                .exhibit(clients(60, client(3, 4 * Cases.MIB)))
                .exhibit(clients(0, client(1, 2 * Cases.MIB)))
                .exhibit(clients(120, client(4, 4 * Cases.MIB)));
        assertEquals(Phrase.name("10.0.0.7:3 (app)"), Cases.arg(said(capture).get(0), 0));
    }

    private static Claim claim(double mebibytes) {
        return Claim.standing(new Claim.Held(mebibytes * Cases.MIB, 0, 0.5), OptionalLong.empty());
    }

    /** Of 100 MiB a quarter; of a list that shows two of ten clients a quarter of their part. */
    @ParameterizedTest
    @CsvSource({"'', 25, true", "'', 24, false", "connected_clients:10, 5, true", "connected_clients:10, 4, false"})
    void whoHoldsAGoodPartIsNamed(String dump, double mebibytes, boolean named) {
        Capture capture = capture(dump).exhibit(clients(0, client(1, mebibytes * Cases.MIB) + ", b:1 x N get 0 7"));
        assertEquals(named, ListedClients.holder(Cases.of(capture), claim(100)).isPresent());
    }

    @Test
    void connectionsOfOneApplicationHoldTogether() {
        Capture capture = capture("")
                .exhibit(clients(
                        0,
                        "10.0.0.7:1  N get 0 30, 10.0.0.8:1  N get 0 40, 10.0.0.7:2  N get 0 20, 10.0.0.7:3  N set 0 9,"
                                + " /run/redis.sock  N get 0 5"));
        ListedClients.Holder holder =
                ListedClients.holder(Cases.of(capture), claim(0)).orElseThrow();
        assertEquals("10.0.0.7", holder.host());
        assertEquals(2, holder.clients());
        assertEquals(50, holder.bytes());
        Capture socket = capture("").exhibit(clients(0, "/run/redis.sock  N get 0 5"));
        assertEquals(
                "/run/redis.sock",
                ListedClients.holder(Cases.of(socket), claim(0)).orElseThrow().host());
    }

    /** Buffers rise to 100 MiB by minute 2; a list counts for them from half of that on. */
    @ParameterizedTest
    @CsvSource({"50, 60, true", "49, 60, false", "50, 59, false", "90, 119, true", "49, 120, true", "90, -60, false"})
    void aListThatWasTakenAfterTheTroubleNamesNobody(int first, double seconds, boolean named) {
        Capture capture = new Capture()
                .always("redis_version:7.0.15 used_memory:900M used_memory_rss:999M used_memory_startup:1M "
                        + "used_memory_overhead:500M used_memory_dataset:400M")
                .at(0, "mem_clients_normal:10M")
                .at(60, "mem_clients_normal:" + first + "M")
                .at(120, "mem_clients_normal:100M")
                .exhibit(clients(seconds, client(1, 80 * Cases.MIB)));
        assertEquals(named, ListedClients.holder(Cases.of(capture), claim(100)).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"5 2 6, true", "5 2 7, false", "1 0 9, false", "9 0 1, true"})
    void whichBuffersHoldMoreIsTold(String buffers, boolean query) {
        Exhibit list = exhibit(
                Exhibit.Kind.CLIENT_LIST,
                second(0),
                List.of("addr", "flags", "qbuf_bytes", "qbuf_free_bytes", "omem_bytes"),
                "a:1 N " + buffers,
                "");
        assertEquals(
                Optional.of(query),
                ListedClients.isMostlyQuery(Cases.of(capture("").exhibit(list)), claim(0)));
    }

    @Test
    void theNewestScanTellsTheLargestKeys() {
        List<String> columns = List.of("type", "biggest_key", "biggest_size", "unit");
        Capture capture = capture("")
                .exhibit(exhibit(
                        Exhibit.Kind.BIG_KEYS,
                        second(60),
                        columns,
                        "hash big:1 50 fields, string big:2 900 bytes, list  70 items, set big:4 0 members",
                        ""))
                .exhibit(exhibit(Exhibit.Kind.BIG_KEYS, second(0), columns, "zset old 5000 members", ""));
        List<Phrase> said = new HolderEvidence(Cases.of(capture)).keys();
        said.forEach(Cases::assertFits);
        assertEquals(
                List.of(
                        Phrase.of(
                                "holders.key",
                                Phrase.name("string"),
                                Phrase.name("big:2"),
                                Phrase.bytes(900),
                                Phrase.name("")),
                        Phrase.of(
                                "holders.key",
                                Phrase.name("hash"),
                                Phrase.name("big:1"),
                                Phrase.count(50),
                                Phrase.name("fields"))),
                said);
    }
}
