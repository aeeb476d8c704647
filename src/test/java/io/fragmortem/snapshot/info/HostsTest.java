package io.fragmortem.snapshot.info;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.info.heading.Heading;
import io.fragmortem.snapshot.info.heading.Headings;
import io.fragmortem.snapshot.info.line.Prompt;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose numbers are these: headings, prompts, loops and prefixes that name a server. */
final class HostsTest {

    private static final String SICK =
            "# Memory\nused_memory:12992420\nused_memory_rss:5757353328\nmem_allocator:jemalloc-5.1.0\n";
    private static final String WELL =
            "# Memory\nused_memory:2156076195\nused_memory_rss:2281617760\nmem_allocator:jemalloc-5.1.0\n";

    /** How the tools that ask many hosts part their answers; {@code @} is the host, {@code $} the dump. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "---------------\n@\n---------------\n$",
                "@:\n    $",
                "### `@` (primary)\n\n```\n$```\n",
                "@\nArray\n(\n$)\n",
                "# kubectl -n shop exec -it @ -- sh\n/data # redis-cli info memory\n$/data # exit\n",
                "# docker exec -it @ /bin/bash\nbash-5.1# redis-cli info memory\n$bash-5.1# exit\n",
                "# zabbix_get -s @ -k redis.info\n$",
                "# curl -s http://@:8080/redis/info\n$",
                "# nc @ 6379\n$",
                "# cat @.info\n$",
                "==> /var/log/redis/@/info.txt <==\n$",
                "@\n-----\n\n::\n\n$",
                "* @\n#+begin_example\n$#+end_example\n",
                "# ssh -p 22 @\n# redis-cli info memory\n$# logout\n",
                "ok: [@] => {\n    \"out.stdout_lines\": [\n$    ]\n}\n",
                "@.txt:7:$"
            })
    void answersOfSeveralHostsAreNotMixed(String form) {
        StringBuilder text = new StringBuilder();
        for (String host : List.of("kv-a1", "kv-b2")) {
            String dump = host.equals("kv-a1") ? SICK : WELL;
            String before = form.substring(0, form.indexOf('$')).replace("@", host);
            String each = before.substring(before.lastIndexOf('\n') + 1);
            String first = before.substring(0, before.length() - each.length());
            text.append(first)
                    .append(each)
                    .append(dump.strip().replace("\n", "\n" + each))
                    .append('\n');
            text.append(form.substring(form.indexOf('$') + 1));
        }
        Recorder seen = Recorder.read(new InfoFormat(), text.toString(), ReadOptions.defaults());
        assertEquals(
                List.of("kv-a1 12992420", "kv-b2 2156076195"),
                seen.samples.stream()
                        .map(sample -> sample.origin().label().orElse("").replace(".txt", "") + " "
                                + (long) sample.get(Field.USED_MEMORY).orElse(-1))
                        .toList());
    }

    /** A host with its port is spelled like a field of INFO that nobody knows. */
    @ParameterizedTest
    @ValueSource(
            strings = {"kv-%d:6379\n", "\nkv-%d:6379\n", "orders%d:7000\n", "10.0.0.%d:6380\n", "kv-%d:6379\nMemory\n"})
    void anAddressAboveADumpIsNoFieldOfTheOneAboveIt(String form) {
        for (String title : List.of("# Memory\n", "")) {
            String text = String.format(form, 1) + SICK + String.format(form, 2) + WELL;
            Recorder seen = Recorder.read(new InfoFormat(), text.replace("# Memory\n", title), ReadOptions.defaults());
            String name = form.strip().replace("\nMemory", "");
            assertEquals(
                    List.of(String.format(name, 1), String.format(name, 2)),
                    seen.samples.stream()
                            .map(sample -> sample.origin().label().orElse(""))
                            .toList(),
                    text);
        }
    }

    @Test
    void aFieldThatNobodyKnowsIsNoAddress() {
        Recorder seen = Recorder.read(
                new InfoFormat(), SICK + "new-1:6379\n\n# Clients\nconnected_clients:5\n", ReadOptions.defaults());
        assertEquals(1, seen.samples.size());
        assertEquals(5, seen.samples.get(0).get(Field.CONNECTED_CLIENTS).orElse(-1));
    }

    @Test
    void aMapOfGoIsThatOfTheServerBeforeIt() {
        String line = "2026/11/22 08:35:34 %s: map[used_memory:%d used_memory_rss:5757353328]\n";
        String text = String.format(line, "kv-1", 12992420) + String.format(line, "kv-2:6380", 2156076195L);
        Recorder seen = Recorder.read(new InfoFormat(), text, ReadOptions.defaults());
        assertEquals(
                List.of("kv-1", "kv-2:6380"),
                seen.samples.stream()
                        .map(sample -> sample.origin().label().orElse(""))
                        .toList());
    }

    /** What the kernel tells of a process is no other server's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$ cat /proc/1217/status\n",
                "# cat /etc/redis/redis-7.conf\n",
                "==> /proc/1217/smaps_rollup <==\n"
            })
    void aFileOfTheSystemNamesNobody(String line) {
        Recorder seen = Recorder.read(
                new InfoFormat(),
                "kv-1:6379> info\n" + SICK + line + "\nkv-1:6379> info\n" + WELL,
                ReadOptions.defaults());
        assertEquals(
                List.of("kv-1:6379", "kv-1:6379"),
                seen.samples.stream()
                        .map(sample -> sample.origin().label().orElse(""))
                        .toList());
    }

    /** Hosts are called as lines of INFO begin: {@code db0:keys=1}, {@code slave0:ip=10.0.0.6}, {@code master0:name=a}. */
    @ParameterizedTest
    @ValueSource(strings = {"db01", "db2", "slave1", "slave12", "master1"})
    void aNumberedHostIsNoField(String host) {
        String text = SICK.strip().replaceAll("(?m)^", host + ": ") + "\n"
                + WELL.strip().replaceAll("(?m)^", "other-7: ") + "\n";
        Recorder seen = Recorder.read(new InfoFormat(), text, ReadOptions.defaults());
        assertEquals(
                List.of(host, "other-7"),
                seen.samples.stream()
                        .map(sample -> sample.origin().label().orElse(""))
                        .toList());
        Recorder one =
                Recorder.read(new InfoFormat(), SICK + "db0:keys=7,expires=0,avg_ttl=0\n", ReadOptions.defaults());
        assertEquals(7, one.samples.get(0).get(Field.KEYSPACE_KEYS).orElse(-1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '@',
            value = {
                "--- cache-1 --- ¦ cache-1",
                "== redis-0 == ¦ redis-0",
                "=== alpha-db === ¦ alpha-db",
                "=====[ db7.example.net ]===== ¦ db7.example.net",
                "### cache-1 ¦ cache-1",
                "## 10.0.0.5:6380 ¦ 10.0.0.5:6380",
                "# kv-03 ¦ kv-03",
                "**10.0.0.5** ¦ 10.0.0.5",
                "**Master** ¦ Master",
                "Slave: ¦ Slave",
                "-----BEGIN node1----- ¦ node1",
                "Реплика: ¦ Реплика",
                "## Esclavo ¦ Esclavo",
                "복제본: ¦ 복제본",
                "从节点： ¦ 从节点",
                "### 主节点 10.0.0.5:6379 ¦ 10.0.0.5:6379",
                "Host: cache-1 ¦ cache-1",
                "主机：cache-1 ¦ cache-1",
                "on box machine : kv-cache7.example.org ¦ kv-cache7.example.org",
                "Node 2: ¦ node 2",
                "Redis instance 3: ¦ instance 3",
                "==> info-cache-1.txt <== ¦ info-cache-1",
                ">>> cache-1 <<< ¦ cache-1",
                "cache-1: ¦ cache-1",
                "pod/redis-2: ¦ redis-2",
                "h3. cache-1 ¦ cache-1",
                "<h3>cache-1</h3> ¦ cache-1",
                "【Redis cache-1】 ¦ cache-1",
                "cache-1 | CHANGED | rc=0 >> ¦ cache-1",
                "10.0.0.9 | SUCCESS | rc=0 >> ¦ 10.0.0.9",
                "### `cache-1` (primary) ¦ cache-1",
                "cache-1 | FAILED | rc=1 >> ¦ cache-1",
                "ok: [cache-1] => { ¦ cache-1",
                "changed: [cache-1] ¦ cache-1",
                "[1] 09:15:02 [SUCCESS] cache-1 ¦ cache-1",
                "=== cache-1 2026-11-22 08:35:00 === ¦ cache-1"
            })
    void aHeadingNamesTheServerBelowIt(String line, String label) {
        Heading heading = Headings.of(line);
        assertEquals(Heading.speaker(label), new Heading(heading.kind(), heading.label()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "### Steps to reproduce",
                "## Redis version: 7.0.15",
                "**Environment**",
                "### redis-7.0.5",
                "### v7.2",
                "Image: redis:7.0-alpine",
                "Redis version 7.0.15:",
                "Instance type: r5.large",
                "Kernel: 5.10.0-27",
                "Output:",
                "# Command_Exec_Count",
                "# Replication(MASTER)",
                "here is what we see:",
                "### 2.1 Memory",
                "memory: 768Mi",
                "Redis: 16GB",
                "maxmemory-policy: allkeys-lru",
                "=== 2026-11-22 08:41:53.707 ===",
                "# Keyspace",
                "--- info memory ---",
                "### redis.conf",
                "### Step-2",
                "Follow-up:",
                "used_memory_rss_human",
                "x: y",
                "https://example.org/a-1"
            })
    void otherHeadingsNameNoServer(String line) {
        assertEquals("", speakerOf(Headings.of(line)), line);
    }

    private static String speakerOf(Heading heading) {
        return heading.kind() == Heading.Kind.SPEAKER ? heading.label() : "";
    }

    @ParameterizedTest
    @CsvSource({
        "**清空前**, BEFORE",
        "清空后：, AFTER",
        "### After the flush, AFTER",
        "Before:, BEFORE",
        "After MEMORY PURGE:, AFTER",
        "--- before restart ---, BEFORE",
        "<b>重启后</b>, AFTER",
        "## Nachher, AFTER",
        "**До**, BEFORE",
        "=== RESULTS ===, OTHER"
    })
    void momentsOfOneServerAreNoServers(String line, Heading.Kind kind) {
        assertEquals(kind, Headings.of(line).kind());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "10.1.36.33:6379> info memory ¦ 10.1.36.33:6379",
                "10.1.36.34:6380[2]> INFO ¦ 10.1.36.34:6380",
                "root@cache-1:~# redis-cli info memory ¦ cache-1",
                "[root@cache-1 ~]# redis-cli -p 6380 info ¦ cache-1:6380",
                "$ redis-cli -u redis://:pw@10.0.0.7:6390/0 info ¦ 10.0.0.7:6390",
                "$ kubectl exec -it redis-2 -n shop -c redis -- redis-cli info ¦ redis-2",
                "$ kubectl -n shop exec pod/redis-2 -- redis-cli info ¦ redis-2",
                "$ docker exec cache-1 redis-cli info memory ¦ cache-1",
                "$ ssh -p 22 ops@cache-1 redis-cli info memory ¦ cache-1",
                "$ ssh cache-1 \"redis-cli -p 7001 info memory\" ¦ cache-1:7001",
                "$ redis-cli -s /run/redis-6380.sock info ¦ redis-6380",
                "redis /var/redis/redis.sock> info memory ¦ ''",
                "redis> INFO ¦ ''",
                "not connected> info ¦ ''",
                "$ docker exec redis redis-cli info ¦ ''",
                "$ redis-cli info memory | grep rss > out-1.txt ¦ ''"
            })
    void aPromptNamesTheServerThatIsAsked(String line, String label) {
        assertEquals(label, Prompt.in(line).orElseThrow().label());
    }

    private static Recorder read(String text) {
        return Recorder.read(new InfoFormat(), text, ReadOptions.defaults());
    }

    /** {@code label=used} of each sample. */
    private static List<String> speakers(String text) {
        return read(text).samples.stream()
                .map(sample -> sample.origin().label().orElse("-") + "="
                        + (long) sample.get(Field.USED_MEMORY).orElse(Double.NaN))
                .toList();
    }

    /** A writer that died in the middle of a line; the next one began where it stopped. */
    @ParameterizedTest
    @ValueSource(strings = {"us", "used_memory_pe", "mem_fragmentatio", "a", "number_"})
    void aLineCutOffBeforeAnEpochNamesNoServer(String cut) {
        String broken = "1791091140\n" + SICK + cut + "1791091200\n" + WELL + "1791091260\n" + WELL;
        assertEquals(List.of("-=12992420", "-=2156076195", "-=2156076195"), speakers(broken));
        assertEquals(
                "shop1791091200=12992420",
                speakers("### shop1791091200\n" + SICK).get(0));
    }

    private static final List<String> BOTH = List.of("cache-1=12992420", "cache-2=2156076195");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--- %s ---\n",
                "%s | CHANGED | rc=0 >>\n",
                "### %s\n\n```\n",
                "%s\n",
                "------------\n%s\n------------\n",
                "**%s**\nsome words about it\n\n```text\n",
                "$ ssh %s redis-cli info memory\n",
                "root@%s:~# redis-cli info memory\n",
                "> ### %s\n> \n"
            })
    void dumpsUnderDifferentHeadingsBelongToDifferentServers(String heading) {
        String end = heading.contains("```") ? "```\n" : "";
        String quote = heading.startsWith("> ") ? "> " : "";
        String text = heading.formatted("cache-1")
                + quoted(quote, SICK)
                + end
                + heading.formatted("cache-2")
                + quoted(quote, WELL)
                + end;
        assertEquals(BOTH, speakers(text), text);
    }

    private static String quoted(String quote, String text) {
        return quote + text.strip().replace("\n", "\n" + quote) + "\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s: ",
                "%s | ",
                "[%s] ",
                "[%s] out: ",
                " ** [out :: %s] ",
                "%s\t",
                "2026-11-22T08:41:53Z %s redis-mem[812]: "
            })
    void aPrefixOfEachLineNamesItsServer(String prefix) {
        String text = SICK.lines()
                        .map(line -> prefix.formatted("cache-1") + line + "\n")
                        .reduce("", String::concat)
                + WELL.lines()
                        .map(line -> prefix.formatted("cache-2") + line + "\n")
                        .reduce("", String::concat);
        assertEquals(BOTH, speakers(text), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$ for p in cache-1 cache-2; do kubectl exec $p -- redis-cli info memory; done\n",
                "$ for h in cache-{1,2}; do redis-cli -h ${h} info memory; done\n",
                "$ for i in 1 2; do ssh cache-$i redis-cli info memory; done\n",
                "$ for h in cache-1 cache-2\n> do\n> ssh $h redis-cli info memory\n> done\n"
            })
    void aLoopNamesItsServersInTurn(String loop) {
        List<String> found = speakers(loop + SICK + WELL);
        assertEquals(BOTH, found.stream().map(s -> s.replace(":6379", "")).toList(), loop);
    }

    @Test
    void aLoopOverNamesThatOnlyTheShellKnowsKeepsItsServersApart() {
        String loop = "$ for p in $(kubectl get pods -o name); do kubectl exec $p -- redis-cli info memory; done\n";
        assertEquals(List.of("p 1=12992420", "p 2=2156076195"), speakers(loop + SICK + WELL));
        String same = "$ for i in 1 2; do redis-cli info memory; sleep 60; done\n";
        assertEquals(List.of("-=12992420", "-=2156076195"), speakers(same + SICK + WELL));
    }

    @Test
    void listingsOfAFleetAreReadByHostAndPort() {
        String listing = """
                ---- 20240311 09:15:02 Memory ----
                10.9.3.11 7001      used_memory_human:9.41G
                10.9.3.11 7002      used_memory_human:38.20M
                10.9.3.11 7001      used_memory_rss_human:9.88G
                10.9.3.11 7002      used_memory_rss_human:7.92G
                """;
        Recorder recorder = read(listing);
        assertEquals(2, recorder.samples.size(), recorder.sampleLines());
        assertEquals("10.9.3.11:7002", recorder.samples.get(1).origin().label().orElseThrow());
        assertEquals(
                7.92 * (1L << 30),
                recorder.samples.get(1).get(Field.USED_MEMORY_RSS).getAsDouble(),
                1);
        StringBuilder wide = new StringBuilder();
        for (String field : List.of("used_memory:1000", "used_memory_rss:2000")) {
            for (int i = 0; i < 1000; i++) {
                wide.append("10.9.")
                        .append(i / 250)
                        .append('.')
                        .append(i % 250)
                        .append(":7001 ")
                        .append(field)
                        .append('\n');
            }
        }
        assertEquals(1000, read(wide.toString()).samples.size());
    }

    @Test
    void aHostThatDidNotAnswerIsAnEventOfItsOwn() {
        Recorder recorder = read("cache-1 | CHANGED | rc=0 >>\n" + SICK
                + "cache-3 | UNREACHABLE! => {\n    \"changed\": false,\n    \"msg\": \"Failed to connect\",\n"
                + "    \"unreachable\": true\n}\ncache-2 | CHANGED | rc=0 >>\n" + WELL);
        assertEquals(2, recorder.samples.size());
        assertEquals(Event.Kind.UNREACHABLE, recorder.events.get(0).kind());
        assertEquals("cache-3", recorder.events.get(0).origin().label().orElseThrow());
    }

    /** What the default callback of Ansible prints has the answer twice, as a string and as its lines. */
    @Test
    void anAnswerOfAnsibleCountsOnce() {
        StringBuilder text = new StringBuilder();
        for (String host : List.of("cache-1", "cache-2")) {
            String dump = host.equals("cache-1") ? SICK : WELL;
            text.append("ok: [" + host + "] => {\n    \"redis\": {\n        \"rc\": 0,\n        \"stdout\": \"")
                    .append(dump.strip().replace("\n", "\\r\\n"))
                    .append("\",\n        \"stdout_lines\": [\n");
            dump.lines().forEach(line -> text.append("            \"" + line + "\",\n"));
            text.append("        ]\n    }\n}\n");
        }
        assertEquals(BOTH, speakers(text.toString()));
        String oneLine = "cache-1 | CHANGED | rc=0 | (stdout) " + SICK.replace("\n", "\\r\\n")
                + "\ncache-2 | CHANGED | rc=0 | (stdout) " + WELL.replace("\n", "\\r\\n") + "\n";
        assertEquals(BOTH, speakers(oneLine));
    }

    /** Headings of moments leave the speaker alone, and the order is that of the moments. */
    /** With a colon behind it a name looks like a field without a value, below a dump as clean as a server prints it. */
    @ParameterizedTest
    @CsvSource({
        "cache-1, cache-2",
        "redis_cache, redis_queue",
        "master, slave",
        "primary, replica",
        "redis-a.example.net, redis-b.example.net"
    })
    void aNameWithAColonIsNoFieldOfTheDumpAboveIt(String one, String other) {
        for (String blank : List.of("", "\n")) {
            String text = one + ":\n" + blank + bare(SICK) + blank + other + ":\n" + blank + bare(WELL);
            assertEquals(List.of(one + "=12992420", other + "=2156076195"), speakers(text), text);
        }
    }

    /** Without the title, which parts dumps by itself. */
    private static String bare(String dump) {
        return dump.replace("# Memory\n", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=> ", "-> ", ": "})
    void aQuestionWithItsAnswerOnOneLineNamesTheServer(String mark) {
        String text = "redis-cli -h r1 info memory" + mark + "used_memory:12992420 used_memory_rss:5757353328\n"
                + "redis-cli -h r2 info memory" + mark + "used_memory:2156076195 used_memory_rss:2281617760\n";
        assertEquals(List.of("r1:6379=12992420", "r2:6379=2156076195"), speakers(text));
    }

    /** One line a server, as people and their scripts list them; {@code @} is the host, {@code $} its figures. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "@: used_memory=$, used_memory_rss=9",
                "@ used_memory=$ used_memory_rss=9",
                "@ - used_memory: $, used_memory_rss: 9",
                "- @: used_memory: $, used_memory_rss: 9",
                "* **@** (replica): used_memory: $, used_memory_rss: 9",
                "`@` used_memory:$ used_memory_rss:9",
                "@, used_memory:$, used_memory_rss:9",
                "(@) used_memory:$ used_memory_rss:9",
                "@ => used_memory:$ used_memory_rss:9",
                "@ -> used_memory:$ used_memory_rss:9",
                "1) @ used_memory:$ used_memory_rss:9",
                "redis@@: used_memory:$ used_memory_rss:9",
                "@ used_memory=$ / used_memory_rss=9 / max 10",
                "used_memory:$ used_memory_rss:9 (@)",
                "used_memory:$ used_memory_rss:9 on @"
            })
    void aLineAServerIsNotMixed(String form) {
        StringBuilder text = new StringBuilder();
        for (String host : List.of("kv-a1=12992420", "kv-b2=2156076195")) {
            String[] parts = host.split("=", 2);
            int at = form.lastIndexOf('@');
            String line = form.substring(0, at) + parts[0] + form.substring(at + 1);
            text.append(line.replace("$", parts[1])).append('\n');
        }
        assertEquals(List.of("kv-a1=12992420", "kv-b2=2156076195"), speakers(text.toString()), text.toString());
    }

    /** What stands where a name may stand is a moment, a version or a formula. */
    @ParameterizedTest
    @CsvSource({
        "before:, after:",
        "Monday:, Tuesday:",
        "day-1:, day-2:",
        "redis 7.2.4, redis 7.0.1",
        "at start, after purge"
    })
    void momentsOfOneServerStayItsOwn(String one, String other) {
        String text = one + " used_memory:12992420 used_memory_rss:5757353328\n" + other
                + " used_memory:2156076195 used_memory_rss:2281617760\n";
        assertEquals(List.of("-=12992420", "-=2156076195"), speakers(text));
    }

    @Test
    void columnsOfMomentsBelongToTheServerAboveThem() {
        String table = "**kv-a1**\n\n|  | 1 day ago | now |\n|---|---|---|\n| used_memory | 5000000000 | 5100000000 |\n"
                + "| used_memory_rss | 5400000000 | 9800000000 |\n\n";
        assertEquals(
                List.of("kv-a1=5000000000", "kv-a1=5100000000", "kv-b2=5000000000", "kv-b2=5100000000"),
                speakers(table + table.replace("kv-a1", "kv-b2")));
    }

    /** What is left of lines of a log that lost a piece looks like names, and names nobody. */
    @Test
    void aPieceThatIsMissingMakesNoServer() {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            log.append("2026-10-01T1" + i + ":00:00Z\n# Memory\nused_memory:" + (1_292_828_383L + i)
                    + "\nused_memory_human:1.20G\nused_memory_rss:1692828383\nused_memory_peak:1692828399\n"
                    + "used_memory_lua:37888\nnumber_of_cached_scripts:0\nnumber_of_libraries:0\n"
                    + "mem_fragmentation_ratio:1.31\nmem_allocator:jemalloc-5.1.0\n\n");
        }
        int dump = log.length() / 8;
        for (int at = 4 * dump; at < 5 * dump; at++) {
            for (int length : new int[] {7, 101, dump + 13}) {
                String cut = log.substring(0, at) + log.substring(at + length);
                if (cut.lines().anyMatch(line -> line.startsWith("#") && !line.equals("# Memory"))) {
                    continue; // what is left of a title may be one that names a server
                }
                assertEquals(
                        List.of(),
                        speakers(cut).stream()
                                .filter(one -> !one.startsWith("-="))
                                .toList(),
                        cut.substring(at - 40, at + 40));
            }
        }
    }

    /** The kernel tells its memory in words with numbers behind a colon, as hosts have ports. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[Mon Sep  8 03:12:44 2025] active_anon:1900241 inactive_anon:2881 isolated_anon:0",
                "[ 4021.113402]  active_file:1033 inactive_file:1167 isolated_file:32",
                "** hits:1033 misses:1167 **"
            })
    void figuresAreNoHosts(String line) {
        assertEquals(List.of("-=12992420"), speakers(line + "\n" + SICK));
    }

    @Test
    void beforeAndAfterAreMomentsInTheirOrder() {
        String before = "**Before**\n```\n" + WELL + "```\n";
        String after = "**After the flush**\n```\n" + SICK + "```\n";
        List<String> order = List.of("-=2156076195", "-=12992420");
        assertEquals(order, speakers(before + after));
        assertEquals(order, speakers(after + before));
        assertEquals(List.of("cache-1=2156076195", "cache-1=12992420"), speakers("### cache-1\n" + before + after));
    }

    @Test
    void aPromptWithoutAHostSpeaksForTheHeading() {
        assertEquals(
                BOTH,
                speakers("## cache-1\n127.0.0.1:6379> info memory\n" + SICK + "## cache-2\n$ redis-cli info memory\n"
                        + WELL));
    }

    @Test
    void aHeadingMayTellTheTimeAsWell() {
        Recorder recorder =
                read("=== cache-1 2026-11-22 08:35:00 ===\n" + SICK + "=== cache-2 2026-11-22 08:36:00 ===\n" + WELL);
        assertEquals(
                60_000_000L,
                recorder.samples.get(1).stamp().epochMicros()
                        - recorder.samples.get(0).stamp().epochMicros());
        assertEquals(
                BOTH.get(1),
                speakers("=== cache-2 2026-11-22 08:36:00 ===\n" + WELL).get(0));
    }

    /** A title above its rule, an address before each line, what Markdown escapes, what a reader of pictures gives. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache-1\n=======\n# Memory\nused_memory:12992420\nused_memory_rss:5757353328\n",
                "10.1.1.1 # Memory\n10.1.1.1 used_memory:12992420\n10.1.1.1 used_memory_rss:5757353328\n",
                "cache-1  # Memory\ncache-1  used_memory:12992420\ncache-1  used_memory_rss:5757353328\n",
                "# Memory\nused\\_memory:12992420\nused\\_memory\\_rss:5757353328\n",
                "# Memory\nused memory: 12992420\nused memory rss: 5757353328\n",
                "<p># Memory<br/>used_memory:12992420<br>used_memory_rss:5757353328</p>\n",
                "   1  # Memory\n   2  used_memory:12992420\n   3  used_memory_rss:5757353328\n"
            })
    void whatPeoplePutAroundFieldsIsTakenOff(String text) {
        Recorder seen = Recorder.read(new InfoFormat(), text, ReadOptions.defaults());
        assertEquals(1, seen.samples.size(), text);
        assertEquals(12992420, seen.samples.get(0).get(Field.USED_MEMORY).orElse(0));
        assertEquals(
                5757353328.0, seen.samples.get(0).get(Field.USED_MEMORY_RSS).orElse(0));
        String label = text.startsWith("cache") ? "cache-1" : text.startsWith("10.") ? "10.1.1.1" : "";
        assertEquals(label, seen.samples.get(0).origin().label().orElse(""));
    }

    /** Titles that are no names of hosts, ports and roles: none of them may hide a sick server behind a healthy one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "alpha ¦ beta ¦ alpha ¦ beta",
                "### production ¦ ### staging ¦ production ¦ staging",
                "机器A： ¦ 机器B： ¦ 机器A ¦ 机器B",
                "1) prod ¦ 2) stage ¦ prod ¦ stage",
                "Server Alpha: ¦ Server Beta: ¦ Server Alpha ¦ Server Beta",
                "Here is what we see: ¦ and the other one: ¦ '' ¦ other one",
                "Output: ¦ Second output: ¦ '' ¦ ''",
                "Yesterday: ¦ Today: ¦ '' ¦ ''",
                "===== sessions primary ===== ¦ ===== carts primary ===== ¦ sessions primary ¦ carts primary",
                "### Session cache (primary) ¦ ### Cart cache (primary) ¦ Session cache (primary) ¦ Cart cache (primary)",
                "== 缓存 1（主） == ¦ == 缓存 2（主） == ¦ 缓存 1（主） ¦ 缓存 2（主）",
                "# 会话缓存主节点 ¦ # 购物车主节点 ¦ 会话缓存主节点 ¦ 购物车主节点",
                "# 会话缓存 主节点 ¦ # 购物车 主节点 ¦ 会话缓存 主节点 ¦ 购物车 主节点",
                "# 从库1 ¦ # 从库 2 ¦ 从库1 ¦ 从库 2",
                "# cache eu 1 ¦ # cache eu 2 ¦ cache eu 1 ¦ cache eu 2",
                "-- redis-master-0 (primary) -- ¦ -- redis-slave-0 (replica) -- ¦ redis-master-0 ¦ redis-slave-0",
                "== primary == ¦ == replica == ¦ primary ¦ replica",
                "## Redis primary ¦ ## Redis replica ¦ primary ¦ replica"
            })
    void titlesTellServersApartWhereEachDumpHasOne(String first, String second, String one, String other) {
        Recorder seen = Recorder.read(
                new InfoFormat(), first + "\n" + SICK + "\n" + second + "\n" + WELL, ReadOptions.defaults());
        assertEquals(List.of(one, other), labelsOf(seen));
    }

    /** A comment that tells what happened to a server names none, whatever words for servers are in it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "# the replica was restarted here ¦ # the primary was restarted here",
                "## before failover of the primary ¦ ## after failover of the primary",
                "# replica is slow ¦ # replica is back",
                "# restarted the primary ¦ # primary fine again",
                "# no replica attached ¦ # replica resync finished",
                "== replica was restarted == ¦ == replica came back ==",
                "# ran on master again ¦ # this is the primary",
                "# 这里重启了从节点 ¦ # 从节点很慢",
                "# 主节点重启之后 ¦ # 主节点恢复正常",
                "# 从节点已切换 ¦ # 故障切换前"
            })
    void aSentenceNamesNoServer(String first, String second) {
        Recorder seen = Recorder.read(
                new InfoFormat(), first + "\n" + SICK + "\n" + second + "\n" + WELL, ReadOptions.defaults());
        assertEquals(List.of("", ""), labelsOf(seen));
    }

    /** People say in a chat whose dump they paste; in a sentence that goes on nobody is named. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "tom: here is node a ¦ tom: and node b ¦ node a ¦ node b",
                "[10:31] anna: this is the first one ¦ [10:32] anna: here is the other one: ¦ '' ¦ other one",
                "@lena 10:31 AM ¦ and the other ¦ '' ¦ other",
                "<kim> first node ¦ <kim> second node ¦ first node ¦ second node",
                "1번 서버 ¦ 2번 서버 ¦ 1번 서버 ¦ 2번 서버",
                "【甲号機】 ¦ 【乙号機】 ¦ 甲号機 ¦ 乙号機",
                "=== production === ¦ === staging === ¦ production ¦ staging",
                "王工: 这台有问题 ¦ 王工: 另一台 ¦ '' ¦ 另一台",
                "joe: cache-1 ¦ joe: cache-2 now ¦ cache-1 ¦ cache-2",
                "tom: that was it ¦ tom: same node 2 hours later ¦ '' ¦ ''",
                "tom: on redis 7.0.5 ¦ tom: again ¦ '' ¦ ''",
                "A redis master has this much memory: ¦ but its slave has this: ¦ master ¦ slave",
                "INFO from the master: ¦ INFO from slave1: ¦ master ¦ slave1",
                "**master1** ¦ **slave1** ¦ master1 ¦ slave1",
                "The primary `INFO` in full ¦ And info of the replica, an hour later ¦ primary ¦ replica",
                "slave ¦ master ¦ slave ¦ master",
                "主库内存如下： ¦ 从库的内存： ¦ 主库 ¦ 从库",
                "主从节点内存如下： ¦ 再看一次： ¦ '' ¦ ''",
                "主机内存： ¦ 从机内存： ¦ 主机 ¦ 从机",
                "主机 info ¦ 从机 info ¦ 主机 ¦ 从机",
                "# 主库 内存 ¦ # 从库 内存 ¦ 主库 ¦ 从库",
                "# 主库 数据 ¦ # 从库 数据 ¦ 主库 ¦ 从库",
                "主机 cache-7 ¦ 主机 cache-8 ¦ 主机 cache-7 ¦ 主机 cache-8",
                "# 主机 数据库 ¦ # 主机 数据库 ¦ '' ¦ ''",
                "Here is the INFO from our session redis: ¦ and from the queue redis: ¦ session redis ¦ queue redis",
                "INFO of our redis: ¦ INFO from the same redis: ¦ '' ¦ ''",
                "node1 (master) ¦ node2 (slave) ¦ node1 ¦ node2",
                "primary kv-a ¦ replica kv-b ¦ primary kv-a ¦ replica kv-b",
                "slave:\\n------ ¦ master\\n------ ¦ slave ¦ master",
                "on the master as on the slave we see: ¦ and on slave and master we then saw: ¦ '' ¦ ''"
            })
    void linesOfAChatTellServersApart(String first, String second, String one, String other) {
        String text = first + "\n" + SICK + "\n" + second + "\n" + WELL;
        Recorder seen = Recorder.read(new InfoFormat(), text.replace("\\n", "\n"), ReadOptions.defaults());
        assertEquals(List.of(one, other), labelsOf(seen));
    }

    /** What is used follows from its two parts: a few lines are a server of its own, and not more of the next one. */
    @Test
    void aFewLinesUnderARoleAreAServer() {
        Recorder seen = Recorder.read(
                new InfoFormat(),
                "This is what the master says:\n```\nused_memory_dataset:4017991840\nused_memory_overhead:6767291236\n```\n"
                        + "while the slave is fine:\n```\n" + WELL + "```\n",
                ReadOptions.defaults());
        assertEquals(List.of("master", "slave"), labelsOf(seen));
    }

    @Test
    void portsAndRolesTellServersApart() {
        String port = "# Server\ntcp_port:%d\n";
        Recorder ports = Recorder.read(
                new InfoFormat(), port.formatted(6379) + SICK + port.formatted(6380) + WELL, ReadOptions.defaults());
        assertEquals(List.of("", "127.0.0.1:6380"), labelsOf(ports));
        String role = "# Replication\nrole:%s\n";
        Recorder roles = Recorder.read(
                new InfoFormat(),
                SICK + role.formatted("master") + WELL + role.formatted("slave"),
                ReadOptions.defaults());
        assertEquals(List.of("master", "slave"), labelsOf(roles));
    }

    private static List<String> labelsOf(Recorder seen) {
        return seen.samples.stream()
                .map(sample -> sample.origin().label().orElse(""))
                .toList();
    }
}
