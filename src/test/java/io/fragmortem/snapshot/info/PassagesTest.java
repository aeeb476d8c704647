package io.fragmortem.snapshot.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sniffer;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One text, several things: each passage is read by the format that knows it. */
final class PassagesTest {

    private static final String INFO =
            "# Memory\nused_memory:281650984\nused_memory_rss:406597632\nmem_allocator:jemalloc-5.3.0\n";
    private static final String MALLOC = """
            ___ Begin jemalloc statistics ___
            Version: "5.3.0-0-g0"
            Build-time option settings
              config.cache_oblivious: false
            Allocated: 281930744, active: 282726400, metadata: 10380960 (n_thp 0), resident: 407941120, mapped: 417941120, retained: 16898735104
            Background threads: 1, num_runs: 1, run_interval: 1 ns
            --- End jemalloc statistics ---
            """;
    private static final String STATS = """
             1) "peak.allocated"
             2) (integer) 900000000
             3) "total.allocated"
             4) (integer) 281650000
             5) "clients.normal"
             6) (integer) 77000
             7) "db.0"
             8) 1) "overhead.hashtable.main"
                2) (integer) 1000
                3) "overhead.hashtable.expires"
                4) (integer) 32
             9) "fragmentation"
            10) "1.44"
            """;
    private static final String CLIENTS = """
            id=3 addr=10.0.0.7:40114 laddr=10.0.0.5:6379 fd=8 name= age=9 idle=0 flags=N db=0 sub=0 qbuf=0 obl=0 oll=0 omem=7000000000 tot-mem=7000022298 cmd=hgetall
            id=4 addr=10.0.0.7:40115 laddr=10.0.0.5:6379 fd=9 name= age=9 idle=0 flags=N db=0 sub=0 qbuf=26 obl=0 oll=0 omem=0 tot-mem=22298 cmd=client|list
            """;
    private static final String CONFIG = "1) \"maxmemory\"\n2) \"21474836480\"\n";
    private static final String FREE = """
                          total        used        free      shared  buff/cache   available
            Mem:       32779212    21000000     9000000       10000     2779212    11000000
            Swap:             0           0           0
            """;
    private static final String SMAPS = """
            00400000-7fff5e7f1000 ---p 00000000 00:00 0                          [rollup]
            Rss:              397068 kB
            Pss:              397000 kB
            Private_Dirty:    396000 kB
            AnonHugePages:         0 kB
            Swap:                  0 kB
            """;
    private static final String DOCTOR = """
            Sam, I detected a few issues in this Redis instance memory implants:

             * Peak memory: In the past this instance used more than 150% the memory that is currently using.

            I'm here to keep you safe, Sam. I want to help you.
            """;
    private static final String KILL =
            "[12345.678901] Out of memory: Killed process 4018 (redis-server) total-vm:9000000kB, anon-rss:8000000kB, file-rss:0kB\n";
    private static final String LOG =
            "4018:M 14 Nov 2023 07:01:22.119 # Can't save in background: fork: Cannot allocate memory\n";

    /** A passage and what must come of it. */
    record Thing(String name, String command, String text) {
        /** Whether it was read. */
        boolean isIn(Recorder seen) {
            return switch (name) {
                case "malloc" -> any(seen, Field.MALLOC_RETAINED);
                case "stats" -> any(seen, Field.MEM_CLIENTS_NORMAL);
                case "clients" ->
                    any(seen, Field.CLIENTS_OUTPUT_BUFFERS)
                            && seen.exhibits.stream()
                                    .anyMatch(e -> e.kind() == Exhibit.Kind.CLIENT_LIST
                                            && e.rows().size() == 2);
                case "config" -> any(seen, Field.CONFIG_MAXMEMORY);
                case "free" -> any(seen, Field.HOST_MEM_AVAILABLE);
                case "smaps" -> any(seen, Field.OS_VM_RSS);
                case "doctor" -> seen.samples.stream().anyMatch(s -> s.facts().containsKey(Fact.DOCTOR_TEXT));
                case "kill" -> seen.events.stream().anyMatch(e -> e.kind() == Event.Kind.KERNEL_OOM_KILL);
                case "log" -> seen.events.stream().anyMatch(e -> e.kind() == Event.Kind.FORK_FAILED);
                default -> throw new IllegalArgumentException(name);
            };
        }

        private static boolean any(Recorder seen, Field field) {
            return seen.samples.stream().anyMatch(sample -> sample.has(field));
        }
    }

    static List<Thing> things() {
        return List.of(
                new Thing("malloc", "127.0.0.1:6379> memory malloc-stats", MALLOC),
                new Thing("stats", "127.0.0.1:6379> memory stats", STATS),
                new Thing("clients", "127.0.0.1:6379> client list", CLIENTS),
                new Thing("config", "127.0.0.1:6379> config get maxmemory", CONFIG),
                new Thing("free", "$ free", FREE),
                new Thing("smaps", "$ cat /proc/1/smaps_rollup", SMAPS),
                new Thing("doctor", "127.0.0.1:6379> memory doctor", DOCTOR),
                new Thing("kill", "$ dmesg | tail -1", KILL),
                new Thing("log", "$ tail -1 redis.log", LOG));
    }

    /** Ten digits are a time elsewhere; below cat they are what a file holds. */
    @Test
    void numbersBelowCatAreNoTimes() {
        Recorder seen = read(INFO
                + "ops@kv-3:~$ cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory.current\n1795336850\n1695336850\n");
        assertEquals(1, seen.samples.size(), seen.sampleLines());
        assertEquals(1795336850, seen.samples.get(0).get(Field.CGROUP_LIMIT).orElse(0));
        assertEquals(1695336850, seen.samples.get(0).get(Field.CGROUP_CURRENT).orElse(0));
        assertEquals(TimeSource.NONE, seen.samples.get(0).stamp().source());
    }

    /** Two logs in one text: the format of logs would take them for one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "Log of the master: ¦ Log of the slave: ¦ master ¦ slave",
                "here is the log of the primary ¦ and the log of its replica ¦ primary ¦ replica",
                "==> kv-a1.log <== ¦ ==> kv-a2.log <== ¦ kv-a1 ¦ kv-a2",
                "### kv-a1 ¦ ### kv-a2 ¦ kv-a1 ¦ kv-a2"
            })
    void logsUnderDifferentHeadingsAreOfDifferentServers(String first, String second, String one, String other) {
        for (String fence : List.of("", "```\n")) {
            String text =
                    first + "\n" + fence + LOG + fence + second + "\n" + fence + LOG.replace("4018", "77") + fence;
            assertEquals(
                    List.of(one, other),
                    read(text).events.stream()
                            .map(event -> event.origin().label().orElse(""))
                            .toList(),
                    text);
        }
    }

    static Recorder read(String text) {
        Recorder recorder = new Recorder();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            new Sniffer(Formats.all())
                    .read(
                            new Entry("test", OptionalLong.empty(), new ByteArrayInputStream(bytes)),
                            ReadOptions.defaults(),
                            recorder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recorder;
    }

    /** The time of a log's last line is not that of a dump that somebody asked for later on. */
    @Test
    void aPromptEndsTheTimeOfTheLogAboveIt() {
        String log = "1:M 14 Nov 2023 07:01:22.119 * Background saving started by pid 21\n";
        Recorder below = read("$ docker logs cache\n" + log + "$ docker exec cache redis-cli info memory\n" + INFO);
        assertEquals(TimeSource.NONE, below.samples.get(0).stamp().source());
    }

    private static void assertRead(Thing thing, String text) {
        Recorder seen = read(text);
        assertTrue(thing.isIn(seen), () -> thing.name() + "\n" + text + "\n" + seen.everything());
        List<Sample> dumps = seen.samples.stream()
                .filter(s -> s.get(Field.USED_MEMORY).orElse(0) == 281650984)
                .toList();
        assertEquals(1, dumps.size(), () -> thing.name() + "\n" + text + "\n" + seen.everything());
        assertEquals(406597632, dumps.get(0).get(Field.USED_MEMORY_RSS).getAsDouble(), thing.name());
        assertEquals("jemalloc-5.3.0", dumps.get(0).facts().get(Fact.MEM_ALLOCATOR));
    }

    @ParameterizedTest
    @MethodSource("things")
    void aPassageIsReadBesideTheDump(Thing thing) {
        assertRead(thing, INFO + "\n" + thing.text());
        assertRead(thing, INFO + thing.text());
        assertRead(thing, thing.text() + "\n" + INFO);
        assertRead(thing, "127.0.0.1:6379> info memory\n" + INFO + thing.command() + "\n" + thing.text());
        assertRead(thing, thing.command() + "\n" + thing.text() + "127.0.0.1:6379> info memory\n" + INFO);
        assertRead(thing, "Hello,\n\n```\n" + INFO + "```\nand then\n```\n" + thing.text() + "```\nWhat is wrong?\n");
        assertRead(thing, "{noformat}\n" + INFO + "{noformat}\nh3. More\n{code}\n" + thing.text() + "{code}\n");
        assertRead(thing, "<pre>\n" + INFO + "</pre>\n<p>and</p>\n<pre>\n" + thing.text() + "</pre>\n");
    }

    @ParameterizedTest
    @MethodSource("things")
    void aQuotedPassageIsRead(Thing thing) {
        String quoted = ("On Monday somebody wrote:\n" + INFO + "\n" + thing.text())
                .lines()
                .map(line -> "> " + line + "\n")
                .reduce("", String::concat);
        assertRead(thing, quoted);
    }

    /** What has no time of its own completes the dump beside it, so that one verdict sees both. */
    @Test
    void anAnswerCompletesTheDumpBesideIt() {
        for (String text : List.of(INFO + MALLOC, MALLOC + INFO, INFO + "\n" + STATS, INFO + CLIENTS + CONFIG)) {
            Recorder seen = read(text);
            assertEquals(1, seen.samples.size(), text + seen.sampleLines());
            assertEquals(281650984, seen.samples.get(0).get(Field.USED_MEMORY).getAsDouble());
        }
        Recorder apart = read(INFO + "127.0.0.1:6379> flushall\nOK\n127.0.0.1:6379> memory stats\n" + STATS);
        assertEquals(2, apart.samples.size(), "a flush begins another moment");
        Recorder hosts = read("### cache-1\n" + INFO + "### cache-2\n" + CLIENTS);
        assertEquals(
                Set.of("cache-1", "cache-2"),
                hosts.samples.stream().map(s -> s.origin().label().orElse("")).collect(Collectors.toSet()));
    }

    @Test
    void passagesKnowTheirPlaceAndTime() {
        Recorder seen = read(
                "### cache-1\n\n2026-11-22T08:41:53Z\n" + INFO + "\n" + CLIENTS + "\n2026-11-22T08:42:53Z\n" + INFO);
        Exhibit list = seen.exhibits.get(0);
        assertEquals(9, list.origin().line());
        assertEquals("cache-1", list.origin().label().orElse(""));
        assertEquals(seen.samples.get(0).stamp(), list.stamp());
        assertEquals(2, seen.samples.size(), seen.sampleLines());
        assertEquals(13, seen.samples.get(1).origin().line());
        assertEquals(
                60_000_000,
                seen.samples.get(1).stamp().epochMicros() - list.stamp().epochMicros());
    }

    /** However long a passage is, it is never held as a whole. */
    @Test
    void aPassageMayBeLongerThanTheWindow() {
        String many = CLIENTS.lines().findFirst().orElseThrow().concat("\n").repeat(40_000);
        Recorder seen = read(INFO + many + "\n127.0.0.1:6379> info memory\n" + INFO.replace("281650984", "281650985"));
        assertEquals(
                40_000 * 7e9,
                seen.samples.get(0).get(Field.CLIENTS_OUTPUT_BUFFERS).getAsDouble());
        assertEquals(281650985, seen.samples.get(1).get(Field.USED_MEMORY).getAsDouble());
    }

    @Test
    void anErrorReplyIsARemarkAndTheDumpBelowIsRead() {
        Recorder seen = read(
                "127.0.0.1:6379> memory stats\n(error) ERR unknown command 'memory'\n127.0.0.1:6379> info\n" + INFO);
        assertEquals(1, seen.samples.size());
        assertEquals(List.of("the server answered: (error) ERR unknown command 'memory'"), seen.assumed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maxmemory is what bounds the data, not the process",
                "The peak.allocated of the day was higher",
                "We looked at id=3 and saw nothing",
                "1) first do this",
                "Rss: and other words",
                "total used memory is free of charge"
            })
    void proseOpensNoPassage(String line) {
        Recorder seen = read(INFO + "\n" + line + "\n");
        assertEquals(1, seen.samples.size(), seen.everything());
        assertTrue(seen.rejected.isEmpty(), seen.everything());
    }

    /** The settings that an answer recommends are not those of the server. */
    @Test
    void recommendedSettingsAreNotTheServers() {
        Recorder seen =
                read(INFO + "\n建议修改配置：\n\n```\nmaxmemory 8gb\nmaxmemory-policy allkeys-lru\nactivedefrag yes\n```\n");
        assertTrue(seen.samples.stream().noneMatch(s -> s.has(Field.CONFIG_MAXMEMORY)), seen.sampleLines());
        Recorder english = read(INFO + "\nYou should set:\n\n```\nmaxmemory 8gb\nmaxmemory-policy allkeys-lru\n```\n");
        assertTrue(english.samples.stream().noneMatch(s -> s.has(Field.CONFIG_MAXMEMORY)), english.sampleLines());
        Recorder own = read(INFO + "\nOur configuration:\n\n```\nmaxmemory 8gb\nmaxmemory-policy allkeys-lru\n```\n");
        assertTrue(own.samples.stream().anyMatch(s -> s.has(Field.CONFIG_MAXMEMORY)), own.sampleLines());
    }

    /** A log with a dump at its end, and a dump with a log behind it. */
    @Test
    void logsAndDumpsMayFollowEachOther() {
        String log = LOG.repeat(50);
        Recorder seen = read(log + "\n127.0.0.1:6379> info memory\n" + INFO);
        assertEquals(50, seen.events.size());
        assertEquals(
                1,
                seen.samples.stream().filter(s -> s.has(Field.USED_MEMORY_RSS)).count());
        Recorder back = read(INFO + "\n" + log);
        assertEquals(50, back.events.size());
        assertEquals(1, back.samples.size());
    }

    @Test
    void theFormatThatReadIsTheOneThatGaveTheDumps() throws IOException {
        Format format = new Sniffer(Formats.all())
                .read(
                        new Entry(
                                "x",
                                OptionalLong.empty(),
                                new ByteArrayInputStream((MALLOC + INFO).getBytes(StandardCharsets.UTF_8))),
                        ReadOptions.defaults(),
                        new Recorder())
                .orElseThrow();
        assertEquals("info", format.name());
    }
}
