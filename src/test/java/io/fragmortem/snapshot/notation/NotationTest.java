package io.fragmortem.snapshot.notation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NotationTest {

    private static String json(Notation notation, String text) throws IOException {
        return new String(notation.plain(bytes(text)), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyLineOfYamlStaysInItsPlace() throws IOException {
        String yaml = "# answer\n"
                + "Label: 'it''s'\n"
                + "Datapoints:\n"
                + "- Average: 1.5\n"
                + "  Unit: Bytes\n"
                + "- Average: 2\n"
                + "empty: []\n"
                + "nothing:\n"
                + "last: \"a\\n"
                + "b\"\n";
        assertEquals(
                "\n"
                        + "{\"Label\":\"it's\"\n"
                        + ",\"Datapoints\":\n"
                        + "[{\"Average\":1.5\n"
                        + ",\"Unit\":\"Bytes\"\n"
                        + "},{\"Average\":2\n"
                        + "}],\"empty\":[]\n"
                        + ",\"nothing\":\n"
                        + ",\"last\":\"a\\n"
                        + "b\"\n"
                        + "}\n",
                json(Notation.YAML, yaml).replace("null", ""));
    }

    @Test
    void listsInListsAndTextsOfSeveralLines() throws IOException {
        assertEquals(
                "[{\"a\":[1,\"x y\"],\"text\":\"one\\ntwo\\n\",\"b\":null}]",
                json(Notation.YAML, "- a:\n  - 1\n  - x y\n  text: |\n    one\n    two\n  b:\n")
                        .replace("\n", ""));
    }

    @Test
    void theDictionaryOfInfoIsNoListOfAService() {
        assertEquals(Optional.empty(), Notation.possible(bytes("used_memory: 1\nused_memory_rss: 2\nmaxmemory: 0\n")));
        assertEquals(Optional.of(Notation.YAML), Notation.possible(bytes("Label: x\nDatapoints:\n- Average: 1\n")));
    }

    @Test
    void anObjectOfRubyBecomesAText() throws IOException {
        String event = "{\n"
                + "  \"@timestamp\" => 2024-05-01T10:00:00.000Z,\n"
                + "  :a => nil,\n"
                + "  \"tags\" => [\n"
                + "    [0] \"x\"\n"
                + "  ]\n"
                + "}\n";
        assertEquals(Optional.of(Notation.RUBY_DEBUG), Notation.certain(bytes(event)));
        assertEquals(
                "{\n"
                        + "  \"@timestamp\": \"2024-05-01T10:00:00.000Z\",\n"
                        + "  \"a\": null,\n"
                        + "  \"tags\": [\n"
                        + "    \"x\"\n"
                        + "  ]\n"
                        + "}\n",
                json(Notation.RUBY_DEBUG, event));
    }

    @Test
    void aValueOfSeveralLinesStandsBehindItsLength() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes("__CURSOR=a\nMESSAGE\n"));
        out.write(new byte[] {3, 0, 0, 0, 0, 0, 0, 0, 'x', '\n', 'y', '\n'});
        out.write(bytes("_PID=7\n\n__CURSOR=b\nMESSAGE\n"));
        out.write(new byte[] {9, 0, 0});
        assertEquals(Optional.of(Notation.JOURNAL_EXPORT), Notation.certain(out.toByteArray()));
        String json = new String(Notation.JOURNAL_EXPORT.plain(out.toByteArray()), StandardCharsets.UTF_8);
        assertEquals(
                "{\"__CURSOR\":\"a\",\"MESSAGE\":\"x\\ny\",\"_PID\":\"7\"}{\"__CURSOR\":\"b\"}",
                json.replace("\n", ""));
    }

    @Test
    void aTableOfLogLinesIsTheRecordsThatItWasMadeOf() throws IOException {
        String table = "\"labels\",\"Time\",\"Line\"\n"
                + "\"{\"\"pod\"\":\"\"kv-0\"\"}\",2023-11-14 07:01:22.119,\"4018:M 14 Nov 2023 07:01:22.119 * DB saved, \"\"all\"\"\n"
                + " of it\"\n"
                + "\"{\"\"pod\"\":\"\"kv-1\"\"}\",2023-11-14 07:01:23.119,4018:M 14 Nov 2023 07:01:23.119 * DB saved on disk\n";
        assertEquals(Optional.of(Notation.LOG_TABLE), Notation.certain(bytes(table)));
        assertEquals(
                "\n{\"message\":\"4018:M 14 Nov 2023 07:01:22.119 * DB saved, \\\"all\\\"\\n of it\",\"labels\":{\"pod\":\"kv-0\"},"
                        + "\"timestamp\":\"2023-11-14 07:01:22.119\"}\n\n"
                        + "{\"message\":\"4018:M 14 Nov 2023 07:01:23.119 * DB saved on disk\",\"labels\":{\"pod\":\"kv-1\"},"
                        + "\"timestamp\":\"2023-11-14 07:01:23.119\"}\n",
                json(Notation.LOG_TABLE, table));
    }

    /** A quote that nobody closes must not take the rows behind it with it. */
    @Test
    void aQuoteThatStaysOpenCostsItsOwnLine() throws IOException {
        String open = "time,host,message\n1,kv-0,\"4018:M 14 Nov 2023 07:01:22.119 * DB saved on disk\n";
        String more = "2,kv-1,4018:M 14 Nov 2023 07:01:23.119 * DB saved on disk\n".repeat(6_000);
        assertEquals(6_001, json(Notation.LOG_TABLE, open + more).split("saved on disk", -1).length - 1);
    }

    @Test
    void aTableWithoutAHostOrWithoutLinesIsNone() {
        String line = "4018:M 14 Nov 2023 07:01:22.119 * DB saved on disk\n";
        assertEquals(Optional.empty(), Notation.certain(bytes("time,message\n1," + line)));
        assertEquals(Optional.empty(), Notation.certain(bytes("time,host,used_memory\n1,kv-0,5\n")));
        assertEquals(Optional.empty(), Notation.certain(bytes(line + "1,kv-0," + line)));
    }

    @Test
    void theVerboseJournalIsRecords() throws IOException {
        String text = "Tue 2023-11-14 07:01:22.119170 UTC [s=8c1f;i=7;b=77d1;m=2a;t=60a175aada602;x=9]\n"
                + "    PRIORITY=6\n    _HOSTNAME=db7\n    MESSAGE=one\n            two\n"
                + "Tue 2023-11-14 07:01:23.119170 UTC [s=8c1f;i=8;b=77d1;m=2a;t=60a175abce842;x=9]\n    MESSAGE=three\n";
        assertEquals(Optional.of(Notation.JOURNAL_VERBOSE), Notation.certain(bytes(text)));
        assertEquals(
                "{\"__REALTIME_TIMESTAMP\":\"1699945282119170\",\"PRIORITY\":\"6\",\"_HOSTNAME\":\"db7\",\"MESSAGE\":\"one\\ntwo\"}\n\n\n\n\n"
                        + "{\"__REALTIME_TIMESTAMP\":\"1699945283119170\",\"MESSAGE\":\"three\"}\n\n",
                json(Notation.JOURNAL_VERBOSE, text));
    }

    @Test
    void aTableWithoutTimesIsADumpOfEachServer() throws IOException {
        String wide = "host;Memory used;RSS (MB)\nkv-1;2.21 GiB;3620\nkv-2;4.02 GB;3900\n";
        assertEquals(Optional.of(Notation.UNTIMED_TABLE), Notation.possible(bytes(wide)));
        assertEquals(
                "\n### kv-1\nused_memory_human:2.21G\nused_memory_rss:3795845120\n\n### kv-2\nused_memory:4020000000\nused_memory_rss:4089446400\n",
                json(Notation.UNTIMED_TABLE, wide));
        String rows =
                "metric,value,host\nused_memory,2370000000,kv-1\nused_memory_rss,3804704768,kv-1\nused_memory,2380000000,kv-2\n";
        assertEquals(Optional.of(Notation.UNTIMED_TABLE), Notation.certain(bytes(rows)));
        assertEquals(
                "\n### kv-1\nused_memory:2370000000\nused_memory_rss:3804704768\n\n### kv-2\nused_memory:2380000000\n",
                json(Notation.UNTIMED_TABLE, rows));
    }

    @Test
    void aTableWithTimesOrWithoutServersIsNotUntimed() {
        assertEquals(
                Optional.empty(),
                Notation.certain(bytes("time,host,metric,value\n2026-11-22T08:35:34Z,kv-1,used_memory,2370000000\n"
                        + "2026-11-22T08:35:34Z,kv-1,used_memory_rss,3804704768\n")));
        assertEquals(
                Optional.empty(), Notation.certain(bytes("metric,value\nused_memory,2370000000\nused_memory_rss,1\n")));
        assertEquals(
                Optional.empty(), Notation.possible(bytes("instance,Value #A,Value #B\nkv-1,2370000000,3804704768\n")));
    }

    @Test
    void objectsOfMongoAreTheirNumbersAndTimes() throws IOException {
        String text =
                "{\"_id\":{\"$oid\":\"65f0\"},\"ts\":{\"$date\":{\"$numberLong\":\"1795336534000\"}},\"n\":{\n \"$numberLong\":\"5\"\n},\"x\":1}\n";
        assertEquals(Optional.of(Notation.EXTENDED_JSON), Notation.certain(bytes(text)));
        assertEquals(
                "{\"_id\":\"65f0\",\"ts\":1795336534000,\"n\":5\n\n,\"x\":1}\n", json(Notation.EXTENDED_JSON, text));
        assertEquals(
                "{ ts: \"2026-11-22T08:35:34Z\", n: 5 }",
                json(Notation.EXTENDED_JSON, "{ ts: ISODate(\"2026-11-22T08:35:34Z\"), n: NumberLong(\"5\") }"));
    }
}
