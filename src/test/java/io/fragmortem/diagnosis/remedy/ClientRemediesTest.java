package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.diagnosis.Cases.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.phrase.Phrase;
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
import java.util.OptionalLong;
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

    /** What one client must hold to be named, MiB, of what is to be explained. */
    @ParameterizedTest
    @CsvSource({
        "1, 2, remedy.clients.one",
        "0.99, 1, remedy.clients.list",
        "200, 400, remedy.clients.one",
        "199, 400, remedy.clients.listed",
        "100, 400, remedy.clients.listed",
        "99, 400, remedy.clients.list"
    })
    void whoeverHoldsAQuarterIsNamedAndWhoHoldsHalfMayBeCutOff(double held, double all, String key) {
        Case c = with("connected_clients:1", client("71", "", "subscribe", 0, 0, held));
        Action action = ClientRemedies.who(c, Cases.claim(all * MIB, 0.4));
        assertEquals(key, action.what().key());
        assertEquals(
                key.endsWith("one"),
                action.command().stream().anyMatch(command -> command.contains("KILL")),
                action.command().toString());
    }

    @Test
    void whatIsOverCutsNobodyOff() {
        Case c = with("", client("71", "", "subscribe", 0, 0, 300));
        Claim over = new Claim(
                new Claim.Held(400 * MIB, 0, 0.4), new Claim.Held(0, 0, 0), Claim.Presence.OVER, OptionalLong.empty());
        assertEquals("remedy.clients.listed", ClientRemedies.who(c, over).what().key());
    }

    @ParameterizedTest
    @CsvSource({"'', 10.3.0.7:5071", "importer, 10.3.0.7:5071 importer"})
    void aClientIsCalledByItsAddressAndItsName(String name, String called) {
        Action action = ClientRemedies.who(with("", client("71", name, "set", 0, 0, 300)), CLAIM);
        assertEquals(Phrase.name(called), Cases.arg(action.what(), 0));
        assertEquals(Phrase.name("set"), Cases.arg(action.what(), 1));
        assertEquals(Phrase.bytes(300 * MIB), Cases.arg(action.what(), 2));
    }

    @ParameterizedTest
    @CsvSource({"importer, importer", "'', 10.3.0.7"})
    void clientsOfOneApplicationAreCalledByItsNameOrItsHost(String name, String called) {
        Case c = with("", client("71", name, "set", 0, 0, 100), client("72", name, "set", 0, 0, 100));
        Action action = ClientRemedies.who(c, CLAIM);
        assertEquals("remedy.clients.application", action.what().key());
        assertEquals(Phrase.name(called), Cases.arg(action.what(), 0));
    }

    private static Capture cut(Capture capture, double mib, String address) {
        return capture.event(
                new Stamp(Capture.micros(30), TimeSource.STATED),
                Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT,
                "Client id=72" + address + " flags=N cmd=get closed",
                Map.of(Amount.OMEM_BYTES, mib * MIB));
    }

    @ParameterizedTest
    @CsvSource({
        "1, ' addr=10.3.0.9:4544', remedy.clients.cut, remedy.clients.limit.works",
        "0.99, ' addr=10.3.0.9:4544', remedy.clients.list, remedy.clients.limit.seven",
        "1, '', remedy.clients.list, remedy.clients.limit.works"
    })
    void whoWasCutOffWithAMebibyteIsNamedAndTheLimitWorks(double mib, String address, String who, String limit) {
        Case c = Cases.of(cut(new Capture().at(0, SERVER), mib, address));
        assertEquals(who, ClientRemedies.who(c, CLAIM).what().key());
        assertEquals(limit, ClientRemedies.limit(c, CLAIM).what().key());
        List<Action> both = ClientRemedies.of(c, CLAIM);
        assertEquals(List.of(who, limit), both.stream().map(a -> a.what().key()).toList());
    }

    /** The hard limit, the soft one where that is the only one, or what the client held. */
    @ParameterizedTest
    @CsvSource({"normal 100mb 10mb 60, 100", "normal 0 10mb 60, 10", "pubsub 100mb 10mb 60, 7"})
    void theLimitThatWorksIsToldAsItIsSet(String configured, double mib) {
        Capture capture = new Capture()
                .fact(Fact.CONFIG_CLIENT_OUTPUT_BUFFER_LIMIT, configured)
                .at(0, SERVER);
        Action limit = ClientRemedies.limit(Cases.of(cut(capture, 7, " addr=10.3.0.9:4544")), CLAIM);
        assertEquals(Phrase.of("remedy.clients.limit.works", Phrase.count(1), Phrase.bytes(mib * MIB)), limit.what());
    }

    /** From 5.0 on INFO tells what clients hold, from 7.0 on there is a limit for all of them. */
    @ParameterizedTest
    @CsvSource({
        "redis_version:4.0.14, remedy.clients.limit.verify.used, false",
        "redis_version:6.2.6, remedy.clients.limit.verify, false",
        "redis_version:7.0.15, remedy.clients.limit.verify, true"
    })
    void whatALimitIsVerifiedByFollowsFromTheVersion(String version, String verify, boolean needs) {
        for (String held : List.of(
                "client_recent_max_input_buffer:20K", "client_recent_max_input_buffer:900M connected_clients:2")) {
            Case c = Cases.of(new Capture().at(0, "used_memory:900M " + held + " " + version));
            Action action = ClientRemedies.limit(c, CLAIM);
            assertEquals(verify, action.verify().orElseThrow().key(), held);
            assertEquals(needs, action.needs().isPresent(), held);
        }
    }

    /** 200 MiB of query buffers, less than a MiB for each client or not. */
    @ParameterizedTest
    @CsvSource({
        "7.2.4, 200, remedy.clients.limit.query.seven, true",
        "7.2.4, 400, remedy.clients.limit.query.many.seven, true",
        "6.2.6, 400, remedy.clients.limit.query.many, false"
    })
    void manyClientsWithLittleEachAreBoundedByTime(String version, int clients, String key, boolean needs) {
        Case c = Cases.of(new Capture()
                .at(
                        0,
                        "used_memory:300M clients.query_buffers:200M redis_version:" + version + " connected_clients:"
                                + clients));
        Action action = ClientRemedies.limit(c, Cases.claim(200 * MIB, 0.67));
        assertEquals(key, action.what().key());
        assertEquals(needs, action.needs().isPresent());
        if (key.contains("many")) {
            assertEquals(
                    List.of(Phrase.count(400), Phrase.bytes(0.5 * MIB)),
                    action.what().args());
        }
    }

    /** Of 400 MiB. */
    @ParameterizedTest
    @CsvSource({
        "clients.query_buffers:10M clients.output_buffers:9M, true",
        "clients.query_buffers:10M clients.output_buffers:10M, false",
        "clients.query_buffers:10M, true",
        "clients.output_buffers:10M, false",
        "client_recent_max_input_buffer:1M client_recent_max_output_buffer:0, true",
        "client_recent_max_input_buffer:1023K connected_clients:1, false",
        "client_recent_max_input_buffer:2M client_recent_max_output_buffer:2M, false",
        "client_recent_max_input_buffer:512K connected_clients:400, true",
        "client_recent_max_input_buffer:512K connected_clients:399, false",
        "client_biggest_input_buf:2M, true",
        "client_biggest_input_buf:2M client_recent_max_input_buffer:20K, false",
        "client_biggest_input_buf:2M client_longest_output_list:1, false",
        "client_biggest_input_buf:2M client_longest_output_list:0, true"
    })
    void buffersAreMostlyOfQueriesWhereTheseAreLargerAndExplainThem(String dump, boolean query) {
        Case c = Cases.of(new Capture().at(0, "redis_version:6.2.6 used_memory:900M " + dump));
        assertEquals(query, ClientRemedies.isMostlyQuery(c, CLAIM));
    }

    /** A client that was cut off with a MiB of output says what it was, whatever lists and INFO show later. */
    @ParameterizedTest
    @CsvSource({"0.99, true", "1, false"})
    void whoWasCutOffHeldOutput(double mib, boolean query) {
        Case summed = Cases.of(cut(new Capture().at(0, SERVER + "clients.query_buffers:300M"), mib, ""));
        assertEquals(query, ClientRemedies.isMostlyQuery(summed, CLAIM));
        Case listed = with(cut(new Capture().at(0, SERVER), mib, ""), client("1", "", "set", 300, 0, 0));
        assertEquals(query, ClientRemedies.isMostlyQuery(listed, CLAIM));
        Case told = Cases.of(cut(new Capture().at(0, SERVER + "client_recent_max_input_buffer:2M"), mib, ""));
        assertFalse(ClientRemedies.isMostlyQuery(told, CLAIM), "the largest alone is no list");
    }
}
