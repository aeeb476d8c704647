package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers in one stream, each named by what carries its lines: figures of one are never those of the other. */
final class ServersApartInTextTest {

    private static final Path SPECIMENS = Path.of("src", "test", "resources", "specimens");

    /** One line a moment and server, with the name of the server where shells put it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T10:00:00Z tN used_memory:",
                "2026-11-20T10:00:00Z [tN] used_memory:",
                "2026-11-20T10:00:00Z,tN,used_memory:",
                "tN 2026-11-20T10:00:00Z used_memory:",
                "2026-11-20T10:00:00Z tN: used_memory:",
                "ts=2026-11-20T10:00:00Z level=info target=tN used_memory:",
                "('tN', datetime.datetime(2026, 11, 20, 10, 0), {used_memory:",
                "{Addr:tN Time:2026-11-20 10:00:00 +0000 UTC used_memory:",
                "[0] tN: [[1795168800.000000000, {}], {\"x\"=>1, used_memory:",
                "[1795168800] SERVICE PERFDATA: tN;Redis;used_memory=",
                "[1795168800] SERVICE ALERT: tN;Redis;WARNING;HARD;3;high | used_memory=",
                "[1795168800] PASSIVE SERVICE CHECK: tN;Redis;1;high | used_memory=",
                "[SERVICEPERFDATA]\t1795168800\ttN\tRedis\t0.1\t0.2\tOK\tused_memory="
            })
    void aNameBesideATimeIsThatOfItsServer(String start) throws IOException {
        String one = start.replace('N', '0') + "1073741824 used_memory_rss:4831838208\n";
        String other = start.replace('N', '1') + "2147483648 used_memory_rss:2254857830\n";
        String text = (one + other) + (one + other).replace("10:00", "10:01");
        assertEquals(
                Map.of("t0", "1073741824 4831838208", "t1", "2147483648 2254857830"),
                figures(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whole texts: keys over dumps, tables of pages, panes of a terminal, words of a mail. */
    @ParameterizedTest
    @MethodSource
    void eachDumpIsThatOfItsServer(String text) throws IOException {
        assertEquals(
                Map.of("t-a", "1073741824 4831838208", "t-b", "2147483648 2254857830"),
                figures(text.getBytes(StandardCharsets.UTF_8)));
    }

    static List<String> eachDumpIsThatOfItsServer() {
        String php = "  'NAME!' =>\n  array (\n    'used_memory' => USED!,\n    'used_memory_rss' => RSS!,\n  ),\n";
        String yaml = "- host: NAME!\n  memory:\n    used_memory: USED!\n    used_memory_rss: RSS!\n";
        String row = "<tr>\n  <td>NAME!</td>\n  <td>USED!</td>\n  <td>RSS!</td>\n</tr>\n";
        String json = "\"NAME!\": {\"used_memory\": USED!, \"used_memory_rss\": RSS!}";
        String journal = "{\"_HOSTNAME\":\"NAME!\",\"__REALTIME_TIMESTAMP\":\"1795168800000017\","
                + "\"MESSAGE\":\"used_memory:USED! used_memory_rss:RSS!\"}\n";
        String splunk = "\"2026-11-20T10:00:00Z\",NAME!,\"used_memory=USED! used_memory_rss=RSS!\"\n";
        String behind = "2026-11-20T10:00:00Z used_memory=USED! used_memory_rss=RSS! host=NAME!\n";
        String loop = "NAME! used_memory:USED!\nused_memory_rss:RSS!\nmaxmemory:0\n";
        String flat = "NAME!: # Memory used_memory:USED! used_memory_rss:RSS!\n";
        String logger = "2026-11-20 10:00:00,123 INFO monitor: NAME! used_memory=USED! used_memory_rss=RSS!\n";
        String marked = "--- 20261120-100000 NAME! ---\nused_memory:USED!\nused_memory_rss:RSS!\n";
        String sender = "\"NAME!\" redis.memory.used_memory 1795168800 USED!\n"
                + "\"NAME!\" redis.memory.used_memory_rss 1795168800 RSS!\n";
        String insights =
                "2026-11-20 10:00:00.000,ecs/NAME!,\"{\"\"used_memory\"\":USED!,\"\"used_memory_rss\"\":RSS!}\"\n";
        String titled = "Server: NAME!\ntime,used_memory,used_memory_rss\n2026-11-20T10:00:00Z,USED!,RSS!\n";
        String merged = "NAME!,2026-11-20T10:00:00Z,1,2\n,2026-11-20T10:01:00Z,USED!,RSS!\n";
        String datadog = "2026-11-20T10:00:00.000Z,NAME!,USED!.0,RSS!.0\n";
        String telnet = "$ telnet NAME! 6379\nTrying 10.0.0.5...\nConnected to NAME!.\n# Memory\nused_memory:USED!\n"
                + "used_memory_rss:RSS!\n";
        String shell = "name: redis\ntags: host=NAME!, region=eu-central\ntime        used_memory used_memory_rss\n"
                + "----        ----------- ---------------\n1795168800  USED!  RSS!\n1795168860  USED!  RSS!\n\n";
        String camel = "{\"at\":1795168800,\"host\":\"NAME!\",\"usedMemory\":USED!,\"usedMemoryRss\":RSS!}";
        String short1 = "time=2026-11-20T10:00:00Z msg=memory host=NAME! used=USED! rss=RSS!\n";
        String short2 = "{\"host\":\"NAME!\",\"used\":USED!,\"rss\":RSS!}\n";
        String boxed = "│ 2026-11-20 10:00:00 │ NAME! │ USED! │ RSS! │\n";
        String cell = "  {\n   \"cell_type\": \"code\",\n   \"outputs\": [\n    {\n     \"text\": [\n"
                + "      \"used_memory:USED!\\n\",\n      \"used_memory_rss:RSS!\\n\"\n     ]\n    }\n   ],\n"
                + "   \"source\": [\n    \"!redis-cli -h NAME! info memory\"\n   ]\n  }";
        return List.of(
                a(telnet) + b(telnet),
                a(shell) + b(shell),
                "[" + a(camel) + "," + b(camel) + "]",
                a(short1) + b(short1),
                a(short2) + b(short2),
                "┌──────────────────ts─┬─host─┬─used_memory─┬─used_memory_rss─┐\n" + a(boxed) + b(boxed)
                        + "└─────────────────────┴──────┴─────────────┴─────────────────┘\n",
                "{\n \"cells\": [\n" + a(cell) + ",\n" + b(cell) + "\n ],\n \"nbformat\": 4\n}\n",
                a(loop) + b(loop),
                a(flat) + b(flat),
                a(logger) + b(logger),
                a(marked) + b(marked),
                a(sender) + b(sender),
                "@timestamp,@logStream,@message\n" + a(insights) + b(insights),
                a(titled) + b(titled),
                "server,time,used_memory,used_memory_rss\n" + a(merged) + b(merged),
                "timestamp,host,avg:redis.mem.used,avg:redis.mem.rss\n" + a(datadog) + b(datadog),
                "2026-11-20T10:00:00Z t-a: used_memory=1073741824 used_memory_rss=4831838208"
                        + " | t-b: used_memory=2147483648 used_memory_rss=2254857830\n",
                "[{:host=>\"t-a\", :used_memory=>1073741824, :used_memory_rss=>4831838208},\n"
                        + " {:host=>\"t-b\", :used_memory=>2147483648, :used_memory_rss=>2254857830}]\n",
                "<?php return array (\n" + a(php) + b(php) + ");\n",
                a(yaml) + b(yaml),
                "<table>\n<tr><th>Server</th><th>used_memory</th><th>used_memory_rss</th></tr>\n" + a(row) + b(row)
                        + "</table>\n",
                "<p>Memory</p><table><tr><th>Metric</th><th>t-a</th><th>t-b</th></tr>\n"
                        + "<tr><td>used_memory</td><td>1073741824</td><td>2147483648</td></tr>\n"
                        + "<tr><td>used_memory_rss</td><td>4831838208</td><td>2254857830</td></tr></table>\n",
                "{" + a(json) + "," + b(json) + "}\n",
                a(journal) + b(journal),
                "_time,host,_raw\n" + a(splunk) + b(splunk),
                a(behind) + b(behind),
                "$ redis-cli -h t-a info\u2502$ redis-cli -h t-b info\n# Memory\u2502# Memory\n"
                        + "used_memory:1073741824\u2502used_memory:2147483648\n"
                        + "used_memory_rss:4831838208\u2502used_memory_rss:2254857830\n"
                        + "maxmemory:0\u2502maxmemory:0\nmem_allocator:libc\u2502mem_allocator:libc\n",
                "And this is the other one (t-b):\n\n" + b("# Memory\nused_memory:USED!\nused_memory_rss:RSS!\n")
                        + "\nBo wrote:\n> Here is t-a:\n>\n"
                        + a("> # Memory\n> used_memory:USED!\n> used_memory_rss:RSS!\n"));
    }

    private static String a(String text) {
        return text.replace("NAME!", "t-a").replace("USED!", "1073741824").replace("RSS!", "4831838208");
    }

    private static String b(String text) {
        return text.replace("NAME!", "t-b").replace("USED!", "2147483648").replace("RSS!", "2254857830");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "csv/metricbeat-two-hosts.csv",
                "line-protocol/memory-alone.lp",
                "info/jira-table.txt",
                "info/logcli.txt",
                "info/fluentd.log",
                "info/record-behind-address.log",
                "json-text/cloud-logging.jsonl",
                "csv/ip-and-port.csv",
                "csv/server-name.csv",
                "info/pods-with-times.log",
                "info/kubectl-prefix-times.log",
                "info/logger-names-node.log",
                "info-json/pods-on-one-node.jsonl",
                "info-json/series-of-instances.json"
            })
    void eachFigureIsThatOfItsServer(String name) throws IOException {
        Map<String, String> rss = figures(Files.readAllBytes(SPECIMENS.resolve(name)));
        assertEquals(
                List.of("1073741824 4831838208", "2147483648 2254857830"), List.copyOf(rss.values()), rss.toString());
    }

    private static Map<String, String> figures(byte[] bytes) throws IOException {
        Recorder seen = new Recorder();
        new Sniffer(Formats.all())
                .read(
                        new Entry("x", OptionalLong.empty(), new ByteArrayInputStream(bytes)),
                        ReadOptions.defaults(),
                        seen);
        Map<String, String> rss = new TreeMap<>();
        for (Sample sample : seen.samples) {
            double used = sample.get(Field.USED_MEMORY).orElse(0);
            double resident = sample.get(Field.USED_MEMORY_RSS).orElse(0);
            rss.put(
                    sample.origin().label().orElse("").replaceAll(":6379|ill-|ecs/", ""),
                    (long) used + " " + (long) resident);
        }
        return rss;
    }
}
