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
}
