package io.fragmortem.report.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.Fixtures;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a secret, and what stays. */
class RedactionTest {

    private static String said(String text) {
        Phrase phrase = Phrase.of("event", Phrase.name(text));
        Redaction redaction = Redaction.numbered(new Redaction.Names().instance("shop:7001"), List.of(phrase));
        return ((Phrase.Name) redaction.of(phrase).args().get(0)).text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            used_memory 12.5 MiB at 08:40:44, 43 %                    | used_memory 12.5 MiB at 08:40:44, 43 %
            jemalloc-5.3.0 on Linux 6.1.0-28-amd64 x86_64             | jemalloc-5.3.0 on Linux 6.1.0-28-amd64 x86_64
            redis-cli -h 10.1.36.33 -p 6379 MEMORY PURGE              | redis-cli -h host-1 -p 6379 MEMORY PURGE
            redis-cli -h 10.1.36.33 -p 7003 CONFIG GET maxmemory      | redis-cli -h host-1 -p port-1 CONFIG GET maxmemory
            connecting to fe80::12:34 or [2001:db8::7]:6380              | connecting to host-2 or [host-1]:6380
            shop:7001 follows shop                                    | host-1:port-1 follows host-1
            from 10.77.3.4223:59:600122 or 10.77.3.41.7               | from host-2:port-1:port-2 or host-1
            DEL customer:4711                                         | DEL name-1:4711
            saved /var/lib/redis/dump.rdb                             | saved path-1
            read /proc/17532/smaps_rollup                             | read /proc/17532/smaps_rollup
            C:\\redis\\dump.rdb                                       | path-1
            cache-1                                                   | host-1
            127.0.0.1:6379                                            | 127.0.0.1:6379
            user=Mallory name=checkout                                | user=name-1 name=name-2
            0123456789abcdef0123456789abcdef01234567                  | id-1
            """)
    void whatIsUnknownIsASecret(String text, String expected) {
        assertEquals(expected.strip(), said(text.strip()));
    }

    @Test
    void pseudonymsFollowTheOrderOfTheNamesNotOfTheirUse() {
        List<Phrase> later = List.of(
                Phrase.of("a", Phrase.name("zeta-1.example.org")), Phrase.of("a", Phrase.name("alpha-1.example.org")));
        Redaction redaction = Redaction.numbered(new Redaction.Names(), later);
        assertEquals("[Name[text=host-2]]", redaction.of(later.get(0)).args().toString());
        assertEquals(Map.of("host-2", "zeta-1.example.org"), redaction.map());
    }

    @Test
    void namesOfSeveralWordsAreOne() {
        Phrase phrase = Phrase.of("event", Phrase.name("from (old) Payment data 2/info.txt:12, not from data 2"));
        Redaction redaction = Redaction.numbered(
                new Redaction.Names().stream("(old) Payment data 2/info.txt").instance("data 2"), List.of(phrase));
        assertEquals(
                "from (path-1:12, not from host-1",
                ((Phrase.Name) redaction.of(phrase).args().get(0)).text());
    }

    @Test
    void aCommandKeepsItsSectionThoughAnInstanceIsCalledSo() {
        Phrase phrase = Phrase.of("a", Phrase.name("redis-cli -h replication INFO replication; replication"));
        Redaction redaction = Redaction.numbered(new Redaction.Names().instance("replication"), List.of(phrase));
        assertEquals(
                "redis-cli -h host-1 INFO replication; host-1",
                ((Phrase.Name) redaction.of(phrase).args().get(0)).text());
    }

    @Test
    void whatNamesNobodyIsTheSameObject() {
        Phrase phrase = Phrase.of("any.key", Phrase.bytes(12), Phrase.name("MEMORY PURGE"));
        assertSame(
                phrase,
                Redaction.numbered(new Redaction.Names(), List.of(phrase)).of(phrase));
    }

    @Test
    void fieldsOfAHostileInputAreHiddenAndOursAreNot() {
        TreeMap<String, Double> fields =
                new TreeMap<>(Map.of("used_memory", 1.0, "kraken_field", 2.0, "tcp_port", 7003.0));
        Redaction redaction = Redaction.numbered(new Redaction.Names(), List.of(fields));
        assertEquals(Map.of("used_memory", 1.0, "name-1", 2.0), redaction.of(fields));
    }

    @Test
    void everyPartOfAResultCanBeLookedInto() {
        InstanceResult peak = Fixtures.peak("kraken-7", 60, 5_000_000, true);
        AnalysisResult run = Fixtures.result(peak, Fixtures.founding());
        Redaction redaction =
                Redaction.numbered(new Redaction.Names().of(run), List.of(run, peak, Fixtures.founding()));
        AnalysisResult harmless = redaction.of(run);
        assertEquals("host-2", harmless.instances().get(0).name());
        assertEquals("host-2", redaction.of(peak).name());
        assertEquals(peak.series(), redaction.of(peak).series());
    }

    /** A class that is no record might hold a name where nobody looks. */
    private static final class Opaque {}

    @Test
    void whatCannotBeLookedIntoIsRefused() {
        Redaction redaction = Redaction.numbered(new Redaction.Names(), List.of());
        assertThrows(IllegalStateException.class, () -> redaction.of(List.of(new Opaque())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deployed 4.2 to all, see the log             | deployed 4.2 to all, see the log
            alice.smith, @alice.smith (alice.smith)      | host-1, @host-1 (host-1)
            asked mallory:4711                           | asked name-1:4711
            see https://wiki.corp.example/x?u=alice&p=1. | see path-x.
            see:redis://:pw@cart.corp.example:6381/0     | see:path-x
            mail bob@corp.example or carol.jones         | mail host-x or host-x
            db-master.corp.example:6381 and cart-9:6382  | host-x:port-x and host-x:port-x
            \\\\fileserver\\share\\dump.rdb, dump.rdb.gz    | path-x, dump.rdb.gz
            redis.conf, e.g. used_memory 6.2.7           | redis.conf, e.g. used_memory 6.2.7
            """)
    void whatPeopleWroteHidesWhatTheRunHidesAndWhatLeadsToSomebody(String text, String expected) {
        List<Phrase> run = List.of(Phrase.of("client", Phrase.name("user=alice.smith name=mallory")));
        Redaction numbered = Redaction.numbered(new Redaction.Names(), run);
        assertEquals(expected.strip(), numbered.typed(text.strip()));
        Redaction keyed = Redaction.keyed(new Redaction.Names(), new byte[32], taker -> run.forEach(taker));
        String hidden = keyed.typed(text.strip());
        assertFalse(hidden.contains("alice") || hidden.contains("mallory") || hidden.contains("corp"), hidden);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://wiki.corp.example/x",
                "bob@corp.example",
                "db-master.corp.example:6381",
                "corp.example:6381",
                "cart-9:6382",
                "db.prod.internal",
                "\\\\fileserver\\share\\dump.rdb",
                "\\\\\\\\fileserver\\\\share"
            })
    void whatLeadsToSomebodyIsLeftOver(String text) {
        Leftovers leftovers = new Leftovers(List.of());
        assertEquals(
                List.of(new Leftovers.Leftover(1, text)), leftovers.in("{\"text\":\"see " + text + ", or (dump.rdb)\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dump.rdb",
                "appendonly.aof.1.incr.aof",
                "redis.log.gz:49",
                "6.2.7-debian-12",
                "jemalloc-5.3.0",
                "host-12:6379",
                "08:35:01",
                "svg.dataset.width",
                "http://www.w3.org/2000/svg",
                "used_memory:12345",
                "redis-server.service"
            })
    void whatLeadsToNobodyIsNot(String text) {
        assertEquals(List.of(), new Leftovers(List.of()).in("see " + text + "."));
    }

    @Test
    void leftoversAreFoundByShapeAndByName() {
        Leftovers leftovers = new Leftovers(List.of("kraken", "ab"));
        assertEquals(
                List.of(
                        new Leftovers.Leftover(2, "10.1.2.3:6379"),
                        new Leftovers.Leftover(2, "kraken"),
                        new Leftovers.Leftover(3, "/srv/data/dump.rdb"),
                        new Leftovers.Leftover(4, "0123456789abcdef0123456789abcdef01234567")),
                leftovers.in("Redis 7.0.15 at 08:40:44, ab\nkraken is 10.1.2.3:6379\nin /srv/data/dump.rdb\n"
                        + "0123456789abcdef0123456789abcdef01234567\n<td>a</td><br/>127.0.0.1 krakens"));
    }
}
