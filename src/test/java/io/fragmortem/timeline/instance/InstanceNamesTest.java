package io.fragmortem.timeline.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.text.SpeakerName;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InstanceNamesTest {

    private static final InstanceNames NAMES = new InstanceNames(Optional.empty());

    private static Origin origin(String stream) {
        return new Origin(stream, 1, 0, Optional.empty());
    }

    private static Origin labelled(String stream, String label) {
        return new Origin(stream, 1, 0, Optional.of(label));
    }

    @ParameterizedTest
    @CsvSource({
        "cache-7.info, cache-7",
        "node1/info.txt, node1",
        "node1/info-everything-2026-11-22T085341Z.txt, node1",
        "cache-7-2026-11-22.log, cache-7",
        "redis-cache-0000-2026-10-01.log, redis-cache-0000",
        "redis-cache-1999-20261001.log, redis-cache-1999",
        "2026-11-22_orders.txt.gz, orders",
        "redis-6379.log, redis-6379",
        "10.80.0.1_1772373600.info, 10.80.0.1",
        "orders-1772373600123.info, orders",
        "redis1/memory-stats.txt, redis1",
        "incident.tar.gz!sessions/info.log, sessions",
        "host\\shard-b\\dump.txt, shard-b",
        "shop.log.3.gz, shop",
        "shop.2, shop",
        "cache-1.info.20261001, cache-1",
        "regions/de/info.txt, de",
        "sosreport-cache-7-2026-11-22-abcdefg.tar.xz!sosreport-cache-7-2026-11-22-abcdefg/sos_commands/kernel/dmesg_-T,"
                + " cache-7",
        "sosreport-db-2-03312345-2026-11-22-abcdefg/etc/redis/redis.conf, db-2"
    })
    void theFirstTellingPartFromTheFileUpwardsNames(String stream, String name) {
        assertEquals(name, NAMES.nameOf(origin(stream)));
    }

    /** What a file manager or an editor calls the copy of a file is of the server that the file is of. */
    @ParameterizedTest
    @CsvSource({
        "h/copy of cache-1.log, cache-1",
        "h/Copy of cache-1.log, cache-1",
        "h/cache-1 - Copy.log, cache-1",
        "h/cache-1 - Copy (2).log, cache-1",
        "h/cache-1 copy.log, cache-1",
        "h/cache-1_copy.log, cache-1",
        "h/cache-1 - 副本.log, cache-1",
        "h/cache-1 的副本.log, cache-1",
        "h/cache-1.log.bak, cache-1",
        "h/cache-1.log.old, cache-1",
        "h/cache-1.log~, cache-1",
        // two downloads of one name may be of two servers
        "h/cache-1 (1).log, cache-1 (1)",
        "h/photocopy.log, photocopy",
        "h/cache-1-old.log, cache-1-old"
    })
    void aCopyIsCalledLikeItsOriginal(String stream, String name) {
        assertEquals(name, NAMES.nameOf(origin(stream)));
    }

    /** A capture that is called after a week, a month, an hour or a part of itself is called after no server. */
    @ParameterizedTest
    @CsvSource({
        "cache-1/2026-W41.log, cache-1",
        "cache-1/2026W41-3.log, cache-1",
        "cache-1_2026-W41.log.gz, cache-1",
        "2026-W41/cache-1.log, cache-1",
        "cache-1/week41.log, cache-1",
        "cache-1/2026-Q4.log, cache-1",
        "cache-1/Q4-2026.log, cache-1",
        "cache-1/05-Oct-2026.log, cache-1",
        "cache-1/05Oct2026.log, cache-1",
        "cache-1/October-2026.log, cache-1",
        "cache-1/2026-oct.log, cache-1",
        "cache-1/2026Oct05.log, cache-1",
        "cache-1/2026-10-05T08.log, cache-1",
        "cache-1/2026-10-05_08h.log, cache-1",
        "cache-1/yesterday.log, cache-1",
        "cache-1/part-0001.log, cache-1",
        // without a year it may be a server
        "web/w12.log, w12",
        "web/monday.log, monday",
        "web/may-1.log, may-1",
        "market2026/info.log, market2026",
        "q4/info.log, q4",
        "2026-w99/info.log, 2026-w99"
    })
    void aTimeInWordsNamesNobody(String stream, String name) {
        assertEquals(name, NAMES.nameOf(origin(stream)));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1.txt, 10.0.0.1",
        "node-10.0.0.2.txt, node-10.0.0.2",
        "10.0.0.3-6379.info.gz, 10.0.0.3-6379",
        "dumps/192.168.100.200/info.txt, 192.168.100.200",
        "info-10.1.2.3-20261122.log, info-10.1.2.3"
    })
    void anAddressIsNotTakenForARotationNumber(String stream, String name) {
        assertEquals(name, NAMES.nameOf(origin(stream)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "info.txt",
                "info-memory.log",
                "dump3.txt",
                "./dumps/info-all-2026-11-22.txt",
                "../captures/4.txt",
                "info.log.12",
                "-",
                "redis.conf",
                "INFO_Memory (copy).TXT",
                "redis-1234567.txt",
                "exports/grafana-wide.csv",
                "prometheus_de.csv"
            })
    void genericWordsAndNumbersNameNothing(String stream) {
        assertEquals(InstanceNames.UNNAMED, NAMES.nameOf(origin(stream)));
    }

    @Test
    void aNameThatIsOnlyATimeIsKeptAsItIs() {
        assertFalse(SpeakerName.tellsApart("2026-11-22"));
        assertTrue(SpeakerName.tellsApart("valkey2"));
        assertTrue(SpeakerName.tellsApart("server-01"));
        assertFalse(SpeakerName.tellsApart("info1"));
        assertEquals("ä-1", InstanceNames.fromPath("ä-1.txt"));
    }

    @Test
    void theLabelOfTheInputGoesBeforeThePath() {
        assertEquals("10.1.36.33:6379", NAMES.nameOf(labelled("cache-7.info", "10.1.36.33:6379")));
        assertTrue(NAMES.isStated(labelled("cache-7.info", "x")));
        assertFalse(NAMES.isStated(origin("cache-7.info")));
    }

    @Test
    void theUsersPatternGoesBeforeEverything() {
        InstanceNames names = new InstanceNames(Optional.of(Pattern.compile("prod-(\\w+)")));
        assertEquals("shop", names.nameOf(labelled("dumps/prod-shop/a.txt", "10.0.0.1:6379")));
        assertTrue(names.isStated(origin("prod-shop/a.txt")));
        assertEquals("label", names.nameOf(labelled("dumps/test/a.txt", "label")));
    }

    @Test
    void aPatternWithoutGroupTakesTheWholeMatchAndAnEmptyGroupTakesNothing() {
        InstanceNames whole = new InstanceNames(Optional.of(Pattern.compile("shard\\d")));
        assertEquals("shard4", whole.nameOf(origin("x/shard4-old/info.txt")));
        InstanceNames empty = new InstanceNames(Optional.of(Pattern.compile("^(z*)")));
        assertEquals("cache-7", empty.nameOf(origin("cache-7.info")));
        InstanceNames optional = new InstanceNames(Optional.of(Pattern.compile("^(z)?")));
        assertEquals("cache-7", optional.nameOf(origin("cache-7.info")));
    }
}
