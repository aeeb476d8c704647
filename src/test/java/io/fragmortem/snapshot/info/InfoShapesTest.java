package io.fragmortem.snapshot.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sniffer;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.info.prefix.PodText;
import io.fragmortem.snapshot.time.Tai64n;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One test per shape in which operators keep INFO. */
@SuppressWarnings("StringConcatToTextBlock") // line ends matter here
final class InfoShapesTest {

    static final String PLAIN = """
            # Memory
            used_memory:856560
            used_memory_human:836.48K
            used_memory_rss:5710807040
            used_memory_rss_human:5.32G
            mem_fragmentation_ratio:7002.45
            mem_allocator:jemalloc-5.1.0
            active_defrag_running:0
            """;

    @Test
    void linesMayEndInAnyWay() {
        String expected = numbers(one(PLAIN));
        assertTrue(expected.startsWith("used_memory=856560.0 used_memory_rss=5.71080704E9 mem_frag"), expected);
        for (String end : List.of("\r\n", "\n\n", "\r\n\r\n", "\r\r\n", "\r", "\n \n")) {
            assertEquals(expected, numbers(one(PLAIN.replace("\n", end))), end);
        }
        assertEquals(expected, numbers(one(PLAIN.strip())));
        assertEquals(expected, numbers(one("\ufeff" + PLAIN)));
    }

    /** How languages print a dictionary, and how people and editors set its lines. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[('used_memory', 731906048), ('used_memory_rss', 911204352), ('mem_allocator', 'libc')]",
                "Map(used_memory -> 731906048, used_memory_rss -> 911204352, maxmemory_policy -> noeviction)",
                "[{<<\"used_memory\">>,<<\"731906048\">>},{<<\"used_memory_rss\">>,<<\"911204352\">>}]",
                "{:used_memory \"731906048\", :used_memory_rss \"911204352\"}",
                "InfoDict { map: {\"used_memory\": BulkString(\"731906048\"), \"used_memory_rss\": BulkString(\"911204352\")} }",
                "[used_memory, 731906048]\n[maxmemory_policy, noeviction]\n[role, master]\n[used_memory_rss, 911204352]",
                "redis_info.used_memory => 731906048\nredis_info.used_memory_rss => 911204352",
                "redis.info.used_memory=731906048\nredis.info.maxmemory_policy=noeviction\nredis.info.used_memory_rss=911204352",
                "   7 | used_memory:731906048\n   8 | used_memory_rss:911204352",
                "|@used_memory@|731906048|\n|@used_memory_rss@|911204352|",
                "* **used_memory** \u2014 `731906048`\n* **used_memory_rss** \u2014 `911204352`",
                "used_memory\n731906048\nused_memory_rss\n911204352",
                "<p><b>used_memory</b>: 731906048</p><p><b>used_memory_rss</b>: 911204352</p>"
            })
    void everyNotationOfAPairIsRead(String text) {
        Recorder seen = Recorder.read(new InfoFormat(), text + "\n", ReadOptions.defaults());
        assertEquals(1, seen.samples.size(), seen.everything());
        assertEquals(731_906_048, seen.samples.get(0).get(Field.USED_MEMORY).orElse(-1));
        assertEquals(911_204_352, seen.samples.get(0).get(Field.USED_MEMORY_RSS).orElse(-1));
        assertEquals(Optional.empty(), seen.samples.get(0).origin().label());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alert if used_memory > 1000000000 or used_memory_rss > 2000000000",
                "used_memory, which is what it uses, and used_memory_rss, which is more",
                "used_memory < 100 && used_memory_rss < 200"
            })
    void comparisonsAndProseAreNoPairs(String text) {
        assertEquals(
                0,
                Recorder.read(new InfoFormat(), text + "\n", ReadOptions.defaults())
                        .samples
                        .size());
    }

    @Test
    void aDecimalCommaInProseBelongsToItsNumber() {
        Sample sample =
                one("Laut INFO used_memory 2,5 GB, used_memory_rss: 6,25 GB und used_memory_peak war 6,5 GB.\n");
        assertEquals(2.5 * (1L << 30), sample.get(Field.USED_MEMORY).orElse(-1));
        assertEquals(6.25 * (1L << 30), sample.get(Field.USED_MEMORY_RSS).orElse(-1));
        assertEquals(6.5 * (1L << 30), sample.get(Field.USED_MEMORY_PEAK).orElse(-1));
    }

    @Test
    void utf16IsReadWithAndWithoutAMark() {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            for (String mark : List.of("\ufeff", "")) {
                byte[] bytes = (mark + PLAIN + "// \ud83d\ude00\n").getBytes(charset);
                Recorder recorder = Recorder.read(new InfoFormat(), bytes, ReadOptions.defaults());
                assertEquals(numbers(one(PLAIN)), numbers(recorder.samples.get(0)), charset + mark);
                assertTrue(new InfoFormat().recognise(bytes, "x").beats(Sureness.SOME_LINES));
            }
        }
    }

    /** Ten seconds before the label's own 0x5df8affd: 2019-12-17 10:37:39 UTC and 0.5 s. */
    @Test
    void labelsOfMultilogAreTimes() {
        String label = "@400000005df8affd1dcd6500 ";
        Sample sample = one(label + PLAIN.strip().replace("\n", "\n" + label) + "\n" + label + "\n");
        assertEquals(numbers(one(PLAIN)), numbers(sample));
        assertEquals(TimeSource.STATED, sample.stamp().source());
        assertEquals(
                Instant.ofEpochSecond(0x5df8affdL - 10, 500_000_000),
                Instant.ofEpochSecond(0, sample.stamp().epochMicros() * 1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@400000005df8affd1dcd650", "@400000005df8affd1dcd650g ", "@400000005df8affd1dcd6500x"})
    void otherWordsBehindAnAtAreNoLabels(String line) {
        assertFalse(Tai64n.starts(line));
    }

    /** A tail of several pods names the pod and its container before each line, also before empty ones. */
    @Test
    void namesOfPodsAreNoPartOfTheLine() {
        for (String pod : List.of("cache-0 redis ", "shop-valkey-7d9f-x2x ")) {
            Sample sample = one(pod + PLAIN.strip().replace("\n", "\n" + pod) + "\n" + pod + "\n");
            assertEquals(numbers(one(PLAIN)), numbers(sample), pod);
            assertEquals(
                    Optional.of(pod.substring(0, pod.indexOf(' '))),
                    sample.origin().label());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the cache-like used_memory:1000 rose",
                "our used_memory:1000",
                "Cache-0 used_memory:1000",
                "a-b c d used_memory:1000",
                "a-b used_memory :1000 and more"
            })
    void proseThatMentionsAFieldNamesNoPod(String line) {
        assertEquals(-1, PodText.end(line));
    }

    @Test
    void aBareListOfAnOldServerIsRead() {
        Sample sample = one("redis_version:2.4.17\r\nused_memory:1000\r\nused_memory_rss:2000\r\nuse_tcmalloc:0\r\n"
                + "db0:keys=5,expires=1\r\nslave0:10.0.0.2,6379,online\r\ndb1:keys=6,expires=0\r\n");
        assertEquals("2.4.17", sample.facts().get(Fact.REDIS_VERSION));
        assertEquals(11, sample.get(Field.KEYSPACE_KEYS).getAsDouble());
        assertEquals(1, sample.get(Field.KEYSPACE_EXPIRES).getAsDouble());
        assertEquals(2, sample.get(Field.KEYSPACE_DATABASES).getAsDouble());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    ",
                "\t",
                "> ",
                "// ",
                "-- ",
                "* ",
                "\u001b[32m",
                "redis_1  | ",
                "07:41:09 redis.1   | ",
                "2026-11-22T08:41:53.707Z ",
                "2026-11-22T08:41:53.707Z stdout F ",
                "Nov 22 08:41:53 host1 redis-mem[812]: ",
                "2026-11-22T08:41:53+0000 host1 redis[812]: ",
                "<134>1 2026-11-22T08:41:53.707Z host1 redis 812 - - ",
                "<13>Nov 22 08:41:53 host1 logger: ",
                "[2026-11-22 08:41:53,707] INFO probe - ",
                "2026-11-22 08:41:53.707  INFO 12 --- [main] c.x.Probe : ",
                "127.0.0.1:7000: ",
                "host1: ",
                "dump/redis.txt:",
                "\u00a0\u3000"
            })
    void prefixesOfCarriersFallAway(String prefix) {
        Sample sample = one(prefixed(prefix, PLAIN));
        assertEquals(numbers(one(PLAIN)), numbers(sample));
        assertEquals("jemalloc-5.1.0", sample.facts().get(Fact.MEM_ALLOCATOR));
    }

    @Test
    void markdownIsNoObstacle() {
        assertEquals(numbers(one(PLAIN)), numbers(one("Here it is:\n\n```\n" + PLAIN + "```\nWhat do you think?\n")));
        String table = "| field | value |\n| --- | --- |\n| used_memory | 856560 |\n| used_memory_rss | 5710807040 |\n";
        assertEquals("used_memory=856560.0 used_memory_rss=5.71080704E9 ", numbers(one(table)));
        String quoted = "> _used_memory:856560\n> **used_memory_rss:5710807040**\n> `mem_allocator:libc`\n";
        Sample sample = one(quoted);
        assertEquals("used_memory=856560.0 used_memory_rss=5.71080704E9 ", numbers(sample));
        assertEquals("libc", sample.facts().get(Fact.MEM_ALLOCATOR));
    }

    @Test
    void jsonIsReadInEveryForm() {
        String expected = "used_memory=856560.0 used_memory_rss=5.71080704E9 ";
        String pretty = "{\n  \"timestamp\": \"2026-11-22T08:41:53Z\",\n  \"memory\": {\n    \"used_memory\": 856560,\n"
                + "    \"used_memory_rss\": \"5710807040\"\n  }\n}\n";
        assertEquals(expected, numbers(one(pretty)));
        assertEquals(micros("2026-11-22T08:41:53Z"), one(pretty).stamp().epochMicros());
        String line = "{\"host\":\"db1\",\"port\":6380,\"time\":1795336525,\"used_memory\":856560,"
                + "\"used_memory_rss\":5710807040}\n";
        Recorder lines = read(line + line.replace("1795336525", "1795336526"));
        assertEquals(2, lines.samples.size());
        assertEquals(expected, numbers(lines.samples.get(1)));
        assertEquals(
                micros("2026-11-22T08:35:26Z"), lines.samples.get(1).stamp().epochMicros());
        assertEquals(Optional.of("db1:6380"), lines.samples.get(0).origin().label());
        assertEquals(
                2, read("[" + line.strip() + "," + line.strip() + "]").samples.size());
        String python = "{'used_memory': 856560, 'used_memory_rss': 5710807040, 'db0': {'keys': 1}}";
        assertEquals(expected, numbers(one(python)));
    }

    @Test
    void escapedTextIsUnfolded() {
        String escaped = PLAIN.replace("\n", "\\r\\n");
        assertEquals(numbers(one(PLAIN)), numbers(one("\"" + escaped + "\"\n")));
        assertEquals(numbers(one(PLAIN)), numbers(one("\"" + PLAIN.replace("\n", "\\n") + "\"\n")));
        for (String end : List.of("\\x0d\\x0a", "\\x0A", "\\015\\012")) {
            assertEquals(
                    numbers(one(PLAIN)), numbers(one("[+] answers INFO: $99" + end + PLAIN.replace("\n", end) + "\n")));
        }
        Sample wrapped = one("{\"time\":\"2026-11-22T08:41:53Z\",\"info\":\"" + escaped + "\",\"ok\":true}\n");
        assertEquals(numbers(one(PLAIN)), numbers(wrapped));
        assertEquals(micros("2026-11-22T08:41:53Z"), wrapped.stamp().epochMicros());
        StringBuilder docker = new StringBuilder();
        for (String line : PLAIN.split("\n")) {
            docker.append(
                    "{\"log\":\"" + line + "\\r\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-22T08:41:53.5Z\"}\n");
        }
        assertEquals(numbers(one(PLAIN)), numbers(one(docker.toString())));
        assertEquals(
                micros("2026-11-22T08:41:53.5Z"), one(docker.toString()).stamp().epochMicros());
    }

    @Test
    void aWindowsPathIsNoEscape() {
        String text = PLAIN.replace("mem_allocator", "config_file:D:\\nginx\\redis.conf\nmem_allocator");
        assertEquals("D:\\nginx\\redis.conf", one(text).facts().get(Fact.CONFIG_FILE));
        assertEquals(
                "D:\\nginx\\redis.conf",
                one(" " + text.replace("\n", "\n ")).facts().get(Fact.CONFIG_FILE));
    }

    @Test
    void theWireProtocolIsPeeledOff() {
        String body = PLAIN.replace("\n", "\r\n");
        assertEquals(numbers(one(PLAIN)), numbers(one("$" + body.length() + "\r\n" + body + "\r\n")));
        assertEquals(numbers(one(PLAIN)), numbers(one("=" + (body.length() + 4) + "\r\ntxt:" + body + "\r\n")));
        assertEquals(
                2,
                read("$200\r\n" + body + "\r\n$200\r\n" + body + "\r\n").samples.size());
    }

    @Test
    void promptsAndShellsNameTheInstance() {
        Recorder recorder = read("10.1.36.33:6379> info memory\n" + PLAIN + "10.1.36.34:6380[2]> INFO memory\n" + PLAIN
                + "root@h:~# redis-cli -h 10.1.36.35 -p 7000 -a secret info memory\n" + PLAIN
                + "$ valkey-cli -p 7001 info\n" + PLAIN + "localhost:6379> \n");
        assertEquals(
                List.of("10.1.36.33:6379", "10.1.36.34:6380", "10.1.36.35:7000", "127.0.0.1:7001"), labels(recorder));
    }

    @Test
    void furtherSectionsAskedForCompleteTheDump() {
        for (String indent : List.of("", " ")) {
            Recorder recorder = read(prefixed(
                    indent,
                    "localhost:6379> info memory\n" + PLAIN
                            + "localhost:6379> info server\n# Server\nredis_version:6.2.1\nuptime_in_seconds:12\n"
                            + "localhost:6379> info memory\n" + PLAIN));
            assertEquals(2, recorder.samples.size(), recorder.sampleLines());
            assertEquals("6.2.1", recorder.samples.get(0).facts().get(Fact.REDIS_VERSION));
        }
    }

    @Test
    void clusterCallsGlueTheNodeToTheFirstLine() {
        String dump = PLAIN.replace("\n", "\r\n");
        Recorder recorder = read("2026-11-22T08:41:53Z\n>>> Calling info memory\n10.0.0.1:7000: " + dump
                + "\n10.0.0.2:7001: " + dump + "\n10.0.0.3:7002: Failed!\n");
        assertEquals(List.of("10.0.0.1:7000", "10.0.0.2:7001"), labels(recorder));
        for (Sample sample : recorder.samples) {
            assertEquals(micros("2026-11-22T08:41:53Z"), sample.stamp().epochMicros());
            assertEquals(numbers(one(PLAIN)), numbers(sample));
        }
    }

    @Test
    void interleavedServicesAreToldApart() {
        StringBuilder log = new StringBuilder();
        for (String line : PLAIN.split("\n")) {
            log.append("redis-a_1 | ").append(line).append('\n');
            log.append("redis-b_1 | ").append(line.replace("856560", "856000")).append('\n');
        }
        Recorder recorder = read(log.toString());
        assertEquals(List.of("redis-a_1", "redis-b_1"), labels(recorder));
        assertEquals(856000, recorder.samples.get(1).get(Field.USED_MEMORY).getAsDouble());
    }

    @Test
    void slipsAndFullWidthColonsAreUnderstood() {
        Sample sample = one("#Memory\nused_memeory_human\uff1a12.10M\nused_memory_lua_hunan\uff1a37.00k\n");
        assertEquals(12.10 * 1048576, sample.get(Field.USED_MEMORY).getAsDouble(), 1);
        assertEquals(37.00 * 1024, sample.get(Field.USED_MEMORY_LUA).getAsDouble(), 1);
    }

    @Test
    void probesAndLineProtocolGiveOneSamplePerLine() {
        Recorder probes = read(
                "2025-01-02 22:00:30.100 -06:00 probe: probe get UsedMemoryRss 42000384, FragRatio: 1.71 ok\n"
                        + "2025-01-02 23:00:30.141 -06:00 probe: probe get UsedMemoryRss 91000832, FragRatio: 3.70 ok\n");
        assertEquals(2, probes.samples.size());
        assertEquals("used_memory_rss=9.1000832E7 mem_fragmentation_ratio=3.7 ", numbers(probes.samples.get(1)));
        assertEquals(
                micros("2025-01-03T05:00:30.141Z"),
                probes.samples.get(1).stamp().epochMicros());
        Sample telegraf = one("redis,host=h1,port=6379 clients=1i,used_memory=757248i,maxmemory_policy=\"noeviction\","
                + "used_memory_rss=698688i 1649239129000000000\n");
        assertEquals("used_memory=757248.0 used_memory_rss=698688.0 ", numbers(telegraf));
        assertEquals("noeviction", telegraf.facts().get(Fact.MAXMEMORY_POLICY));
        assertEquals(Optional.of("h1:6379"), telegraf.origin().label());
        assertEquals(micros("2022-04-06T09:58:49Z"), telegraf.stamp().epochMicros());
    }

    @Test
    void anUnreachableServerIsAnEvent() {
        Recorder recorder = read("=== 2026-11-22 08:43:55.976 ===\nError: Connection reset by peer\n"
                + "=== 2026-11-22 08:43:56.703 ===\nCould not connect to Redis at 127.0.0.1:17180: Connection refused\n"
                + "=== 2026-11-22 08:43:57.203 ===\n" + PLAIN);
        assertEquals(2, recorder.events.size());
        Event event = recorder.events.get(1);
        assertEquals(Event.Kind.UNREACHABLE, event.kind());
        assertEquals(micros("2026-11-22T08:43:56.703Z"), event.stamp().epochMicros());
        assertEquals(
                micros("2026-11-22T08:43:57.203Z"),
                recorder.samples.get(0).stamp().epochMicros());
        assertTrue(read("Could not connect to Redis at 127.0.0.1:1: Connection refused\n")
                .rejected
                .isEmpty());
    }

    @Test
    void aCrashReportIsTheLastMoment() {
        String log = "1:M 22 Nov 2026 08:53:46.477 # Redis is about to crash\n\n\n"
                + "=== REDIS BUG REPORT START: Cut & paste starting from here ===\n"
                + "1:M 22 Nov 2026 08:53:46.500 # Redis 7.0.15 crashed by signal: 11, si_code: 0\n"
                + "\n------ INFO OUTPUT ------\r\n# Server\r\nredis_version:7.0.15\r\n\r\n"
                + PLAIN.replace("\n", "\r\n") + "hash_init_value: 1388416\n\n------ CLIENT LIST OUTPUT ------\n"
                + "id=3 addr=127.0.0.1:1 fd=8\n=== REDIS BUG REPORT END. Make sure to include from START to END. ===\n";
        Sample sample = one(log);
        assertEquals(Set.of(Sample.Mark.CRASH), sample.marks());
        assertEquals("7.0.15", sample.facts().get(Fact.REDIS_VERSION));
        assertEquals(856560, sample.get(Field.USED_MEMORY).getAsDouble());
    }

    @Test
    void aCutDumpIsMarked() {
        String long_ = "# Memory\r\nused_memory:856560\r\nused_memory_overhead:5\r\nallocator_allocated:7\r\n";
        assertEquals(Set.of(Sample.Mark.PARTIAL), one(long_).marks());
        assertEquals(
                Set.of(Sample.Mark.PARTIAL),
                one("# Memory\nused_memory:5\n......\nmem_clients_normal:2\n").marks());
        String crlf = PLAIN.replace("\n", "\r\n");
        Sample cut = one(crlf.substring(0, crlf.indexOf("5710807040") + 4));
        assertEquals(Set.of(Sample.Mark.PARTIAL), cut.marks());
        assertTrue(cut.get(Field.USED_MEMORY_RSS).isEmpty());
        Recorder second = read(PLAIN + PLAIN.substring(0, PLAIN.indexOf("5710807040") + 4));
        assertTrue(second.samples.get(1).get(Field.USED_MEMORY_RSS).isEmpty());
    }

    @Test
    void figuresRepeatedBelowADumpAreNoSecondDump() {
        assertEquals(
                1,
                read(PLAIN + "\nas one can see\n\nused_memory_rss:5710807040\n")
                        .samples
                        .size());
        assertEquals(
                2,
                read(PLAIN + "\nan hour later\n\nused_memory_rss:5710807041\n")
                        .samples
                        .size());
    }

    /** Each record of a stream has a time of its own, not only the first. */
    @Test
    void timesInsideRecordsHoldForEachDump() {
        String[] times = {"2026-11-22T08:52:17Z", "2026-11-22T08:53:17Z", "2026-11-22T08:54:17Z"};
        StringBuilder json = new StringBuilder();
        StringBuilder docker = new StringBuilder();
        StringBuilder csv = new StringBuilder();
        StringBuilder flat = new StringBuilder();
        for (String time : times) {
            json.append("{\"ts\": \"" + time + "\", \"info\": \"" + PLAIN.replace("\n", "\\r\\n") + "\"}\n");
            PLAIN.lines()
                    .forEach(line -> docker.append(
                            "{\"log\": \"" + line + "\\n\", \"stream\": \"stdout\", \"time\": \"" + time + "\"}\n"));
            csv.append("\"" + time + "\",\"" + PLAIN + "\"\n");
            flat.append(time + " " + PLAIN.replace("\n", " ") + "\n");
        }
        for (StringBuilder text : List.of(json, docker, csv, flat)) {
            Recorder recorder = read(text.toString());
            assertEquals(3, recorder.samples.size(), text.toString());
            for (int i = 0; i < times.length; i++) {
                assertEquals(micros(times[i]), recorder.samples.get(i).stamp().epochMicros(), text.toString());
                assertEquals(numbers(one(PLAIN)), numbers(recorder.samples.get(i)));
            }
        }
        assertEquals(3, read(PLAIN.replace("\n", " ").repeat(3)).samples.size());
    }

    @Test
    void aStreamWithoutDumpsIsRejectedWithItsFirstLine() {
        Recorder recorder = read("\n\nhello\u0007 world\nmaxclients 10000\n");
        assertEquals("hello\\u0007 world", recorder.rejected.get(0).found());
        assertEquals(3, recorder.rejected.get(0).origin().line());
        assertEquals("an empty stream", read("").rejected.get(0).found());
    }

    @Test
    void configurationAndProseAreNoDumps() {
        assertEquals(
                Set.of(Fact.CONFIG_SOURCE, Fact.CONFIG_APPENDONLY),
                Set.copyOf(one("maxclients 10000\nhz 10\nport 6379\nappendonly no\n")
                        .facts()
                        .keySet()));
        assertEquals(
                0,
                read("The used memory is fine: we looked at hz:10 and that was it.\n")
                        .samples
                        .size());
        assertEquals(Sureness.NO, Recorder.sure(new InfoFormat(), "time,used_memory\n1,2\n"));
        String metric = "redis_instance_info{maxmemory_policy=\"noeviction\",os=\"x\",redis_mode=\"a\",role=\"m\","
                + "run_id=\"1\",tcp_port=\"6379\"} 1\n";
        assertEquals(Sureness.NO, Recorder.sure(new InfoFormat(), metric));
    }

    @Test
    void originsTellLineOffsetAndLabel() {
        Recorder recorder = read("2026-11-22T08:41:53Z\n" + PLAIN + "2026-11-22T08:41:54Z\n" + PLAIN);
        assertEquals(2, recorder.samples.get(0).origin().line());
        assertEquals(21, recorder.samples.get(0).origin().byteOffset());
        assertEquals(11, recorder.samples.get(1).origin().line());
        assertEquals(42 + PLAIN.length(), recorder.samples.get(1).origin().byteOffset());
        assertEquals(TimeSource.STATED, recorder.samples.get(1).stamp().source());
    }

    @Test
    void recognitionGrowsWithTheShareOfInfo() {
        assertEquals(Sureness.NOTHING_BUT_INFO, Recorder.sure(new InfoFormat(), PLAIN));
        assertEquals(Sureness.NOTHING_BUT_INFO, Recorder.sure(new InfoFormat(), longLog()));
        assertEquals(Sureness.INFO_OR_DOCUMENT, Recorder.sure(new InfoFormat(), "a word\n" + PLAIN));
        assertEquals(Sureness.INFO_OR_DOCUMENT, Recorder.sure(new InfoFormat(), PLAIN + "a word\n"));
        assertEquals(Sureness.NO, Recorder.sure(new InfoFormat(), "nothing here"));
        Sureness traces = Recorder.sure(new InfoFormat(), "some words of a log\n".repeat(300) + PLAIN);
        assertEquals(Sureness.TRACES_OF_INFO, traces);
    }

    /** As much as is looked at, which ends in the middle of a dump. */
    private static String longLog() {
        StringBuilder log = new StringBuilder();
        for (int i = 0; log.length() < Sniffer.HEAD; i++) {
            log.append(1_795_336_525 + 60 * i).append("\n\n").append(PLAIN);
        }
        log.setLength(Sniffer.HEAD);
        return log.toString();
    }

    static Recorder read(String text) {
        return Recorder.read(new InfoFormat(), text, ReadOptions.defaults());
    }

    static Sample one(String text) {
        Recorder recorder = read(text);
        assertEquals(1, recorder.samples.size(), () -> recorder.sampleLines() + recorder.rejected);
        return recorder.samples.get(0);
    }

    static String prefixed(String prefix, String text) {
        return prefix + text.strip().replace("\n", "\n" + prefix) + "\n";
    }

    static String numbers(Sample sample) {
        StringBuilder out = new StringBuilder();
        sample.forEach((field, value) ->
                out.append(field.infoName()).append('=').append(value).append(' '));
        return out.toString();
    }

    private static List<String> labels(Recorder recorder) {
        return recorder.samples.stream()
                .map(sample -> sample.origin().label().orElse(""))
                .toList();
    }

    private static long micros(String instant) {
        Instant parsed = Instant.parse(instant);
        return parsed.getEpochSecond() * 1_000_000L + parsed.getNano() / 1000;
    }

    /** A dump with lines left out is one dump, however people say that they left them out. */
    @ParameterizedTest
    @ValueSource(
            strings = {"...", "[...]", "> [...]", "--- snip ---", "<truncated>", "（中略）", "……", "# ... omitted ..."})
    void linesThatWereLeftOutDoNotEndADump(String mark) {
        String text = "# Memory\nused_memory:12992420\n" + mark + "\nused_memory_rss:5757353328\n";
        Recorder seen = Recorder.read(new InfoFormat(), text, ReadOptions.defaults());
        assertEquals(1, seen.samples.size(), text);
        assertEquals(2, seen.samples.get(0).size(), text);
    }
}
