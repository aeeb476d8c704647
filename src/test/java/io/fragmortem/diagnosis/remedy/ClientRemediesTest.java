package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.diagnosis.Cases.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told about buffers of clients: who holds them, and what bounds them. */
final class ClientRemediesTest {

    private static final String SERVER = "redis_version:7.0.15 tcp_port:7021 used_memory:900M used_memory_rss:950M "
            + "mem_clients_normal:400M connected_clients:2 ";

    private static final Claim CLAIM = Cases.claim(400 * MIB, 0.4);

    private static final List<String> COLUMNS =
            List.of("id", "addr", "name", "flags", "cmd", "qbuf_bytes", "qbuf_free_bytes", "omem_bytes");

    private static List<String> client(String id, String name, String cmd, double query, double free, double output) {
        return List.of(
                id,
                "10.3.0.7:50" + id,
                name,
                cmd.equals("subscribe") ? "P" : "N",
                cmd,
                number(query),
                number(free),
                number(output));
    }

    private static String number(double mib) {
        return Long.toString((long) (mib * MIB));
    }

    @SafeVarargs
    private static Case with(String dump, List<String>... clients) {
        return with(new Capture().at(0, SERVER + dump), clients);
    }

    @SafeVarargs
    private static Case with(Capture capture, List<String>... clients) {
        List<List<String>> rows = new ArrayList<>();
        for (List<String> client : clients) {
            rows.add(client);
        }
        Exhibit list = new Exhibit(
                Exhibit.Kind.CLIENT_LIST, new Origin("list", 1, 0, Optional.empty()), Stamp.NONE, COLUMNS, rows, "");
        return Cases.of(capture.exhibit(list));
    }

    @Test
    void aClientThatHoldsMostOfItMayBeCutOff() {
        Action action = ClientRemedies.who(
                with("", client("71", "", "subscribe", 0, 0, 300), client("8", "", "publish", 0, 0, 1)), CLAIM);
        assertEquals("remedy.clients.one", action.what().key());
        assertEquals(List.of("redis-cli -p 7021 CLIENT KILL ID 71"), action.command());
    }

    /** The late list of a subscriber's server shows the healthy publisher: 64 KiB explain nothing. */
    @Test
    void aSmallClientIsNeverNamed() {
        Action action = ClientRemedies.who(with("", client("4", "", "publish", 0, 0.0625, 0)), CLAIM);
        assertEquals("remedy.clients.list", action.what().key());
        assertEquals(List.of("redis-cli -p 7021 CLIENT LIST"), action.command());
    }

    @Test
    void whomTheLogNamesIsNamedWhenTheListIsLate() {
        Capture capture = new Capture().at(0, SERVER).at(60, SERVER + "mem_clients_normal:90K");
        capture.event(
                new Stamp(Capture.micros(30), TimeSource.STATED),
                Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT,
                "Client id=72 addr=10.3.0.9:4544 flags=P qbuf=0 omem=209715200 cmd=subscribe closed",
                Map.of(Amount.OMEM_BYTES, 200 * MIB));
        Case c = Cases.of(capture);
        Action who = ClientRemedies.who(c, CLAIM);
        assertEquals("mend-reader", who.id());
        String said = English.of(who.what());
        assertTrue(said.contains("10.3.0.9:4544") && said.contains("200 MiB") && said.contains("subscribe"), said);
        assertTrue(who.command().isEmpty(), "nobody is left to be cut off");
        assertEquals(
                "remedy.clients.limit.works",
                ClientRemedies.limit(c, CLAIM).what().key());
    }

    /** Allocated query buffer counts whether it is filled or not. */
    @Test
    void clientsOfOneApplicationAreToldTogetherWithAllThatIsAllocated() {
        Action action = ClientRemedies.who(
                with(
                        "",
                        client("5", "importer", "set", 44, 53, 0),
                        client("6", "importer", "set", 44, 53, 0),
                        client("7", "web", "get", 60, 0, 0)),
                CLAIM);
        assertEquals("remedy.clients.application", action.what().key());
        String said = English.of(action.what());
        assertTrue(said.contains("2 clients of importer hold 194 MiB"), said);
        assertTrue(action.command().isEmpty(), action.command().toString());
    }

    /** Three of a hundred connected: the list is held against its part of what is to be explained. */
    @Test
    void aListThatShowsAPartIsHeldAgainstItsPart() {
        List<List<String>> few = List.of(
                client("5", "", "set", 4, 0, 0), client("6", "", "set", 4, 0, 0), client("7", "", "set", 4, 0, 0));
        Case c = with("connected_clients:100", few.get(0), few.get(1), few.get(2));
        String said = English.of(ClientRemedies.who(c, CLAIM).what());
        assertTrue(said.contains("3 clients of 10.3.0.7 hold 12.0 MiB"), said);
        List<String> evidence = new io.fragmortem.diagnosis.evidence.HolderEvidence(c)
                .clients(false).stream().map(English::of).toList();
        assertTrue(
                evidence.contains(
                        "The list shows 3 of 100 connected clients; if each held as much as the largest, 4.0 MiB,"
                                + " that would be 400 MiB."),
                evidence.toString());
    }

    @Test
    void aListTakenWhenTheBuffersWereGoneNamesNobody() {
        Exhibit late = new Exhibit(
                Exhibit.Kind.CLIENT_LIST,
                new Origin("list", 1, 0, Optional.empty()),
                new Stamp(Capture.micros(60), TimeSource.STATED),
                COLUMNS,
                List.of(client("9", "", "get", 0, 0, 120)),
                "");
        Case c = Cases.of(new Capture()
                .at(0, SERVER)
                .at(60, SERVER + "mem_clients_normal:130M")
                .exhibit(late));
        assertEquals("remedy.clients.list", ClientRemedies.who(c, CLAIM).what().key());
    }

    @ParameterizedTest
    @CsvSource({"pubsub 0 0 0, subscribe, pubsub 32mb 8mb 60", "normal 0 0 0, get, normal 256mb 64mb 60"})
    void aLimitThatTheConfigurationSetsToNoneIsGivenAValue(String limit, String command, String set) {
        Capture capture = new Capture()
                .fact(Fact.CONFIG_CLIENT_OUTPUT_BUFFER_LIMIT, limit)
                .at(0, SERVER + "config_file:/etc/shop.conf");
        Case c = with(capture, client("71", "", command, 0, 0, 300));
        Action action = ClientRemedies.limit(c, CLAIM);
        assertEquals("remedy.clients.limit.open", action.what().key());
        assertEquals(
                List.of(
                        "redis-cli -p 7021 CONFIG SET client-output-buffer-limit \"" + set + "\"",
                        "redis-cli -p 7021 CONFIG REWRITE"),
                action.command());
    }

    @ParameterizedTest
    @CsvSource({
        "redis_version:3.2.12, remedy.clients.limit.query.fixed",
        "redis_version:6.2.6, remedy.clients.limit.query",
        "redis_version:7.0.15, remedy.clients.limit.query.seven"
    })
    void queryBuffersAreBoundedByWhatTheVersionHas(String version, String key) {
        Case c = Cases.of(new Capture().at(0, "used_memory:900M clients.query_buffers:800M " + version));
        assertEquals(key, ClientRemedies.limit(c, CLAIM).what().key());
    }

    /** Five thousand clients with 40 KiB each: none is large, INFO tells that it is input, and only idleness bounds it. */
    @Test
    void manySmallQueryBuffersAreBoundedByTimeAndNumber() {
        String dump =
                "used_memory:300M mem_clients_normal:200M connected_clients:5000 client_recent_max_input_buffer:40960"
                        + " client_recent_max_output_buffer:0 tcp_port:7021 redis_version:";
        Case c = Cases.of(new Capture().at(0, dump + "7.2.4"));
        Claim claim = Cases.claim(200 * MIB, 0.67);
        Action action = ClientRemedies.limit(c, claim);
        assertEquals("remedy.clients.limit.query.many.seven", action.what().key());
        assertEquals(List.of("redis-cli -p 7021 CONFIG SET timeout 300"), action.command());
        Case older = Cases.of(new Capture().at(0, dump + "6.2.6"));
        assertEquals(
                "remedy.clients.limit.query.many",
                ClientRemedies.limit(older, claim).what().key());
        Case output = Cases.of(new Capture().at(0, dump.replace("output_buffer:0", "output_buffer:90000") + "7.2.4"));
        assertEquals(
                "remedy.clients.limit.seven",
                ClientRemedies.limit(output, claim).what().key());
    }

    /** A list that shows a part of the clients still shows which of their buffers is full. */
    @Test
    void aListOfAFewTellsWhichBufferItIs() {
        Capture capture = new Capture()
                .at(0, "used_memory:300M mem_clients_normal:200M connected_clients:5000 redis_version:7.2.4");
        Claim claim = Cases.claim(200 * MIB, 0.67);
        Case c = with(capture, client("1", "", "NULL", 0.033, 0, 0));
        assertTrue(ClientRemedies.isMostlyQuery(c, claim));
    }
}
