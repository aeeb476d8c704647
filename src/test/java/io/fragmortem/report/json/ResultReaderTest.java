package io.fragmortem.report.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.compare.Side;
import io.fragmortem.fleet.compare.Sides;
import io.fragmortem.report.Fixtures;
import io.fragmortem.report.HtmlReport;
import io.fragmortem.statistics.level.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResultReaderTest {

    private static final InstanceResult PEAK = Fixtures.peak("cache-1", 600, 500_000, true);

    private static Side expected() {
        return Sides.of(PEAK, Fixtures.wording()::plain);
    }

    private static void assertSame(Side expected, Side read) {
        assertEquals(expected.name(), read.name());
        assertEquals(expected.window(), read.window());
        assertEquals(expected.server(), read.server());
        assertEquals(expected.verdict(), read.verdict());
        assertEquals(expected.settings(), read.settings());
        assertEquals(expected.levels().keySet(), read.levels().keySet());
        expected.levels().forEach((metric, level) -> {
            Level back = Objects.requireNonNull(read.levels().get(metric));
            assertEquals(level.n(), back.n(), metric);
            assertEquals(level.mean(), back.mean(), 0.5, metric);
            assertEquals(level.standardError(), back.standardError(), 0.5, metric);
        });
        assertEquals(expected.slopes().keySet(), read.slopes().keySet());
        assertEquals(
                Objects.requireNonNull(expected.slopes().get("used_memory_rss")).verdict(),
                Objects.requireNonNull(read.slopes().get("used_memory_rss")).verdict());
    }

    @Test
    void whatIsWrittenIsReadBack() {
        StringBuilder whole = new StringBuilder();
        JsonReport json = new JsonReport(Fixtures.wording());
        json.write(
                Fixtures.result(PEAK, Fixtures.founding()),
                List.of(json.instance(PEAK), json.instance(Fixtures.founding())),
                whole);
        assertTrue(ResultReader.isOurs(whole.toString()));
        List<Side> sides = ResultReader.read("result.json", whole.toString()).sides();
        assertEquals(2, sides.size());
        assertSame(expected(), sides.get(0));
        String line = new JsonReport(Fixtures.wording()).instance(PEAK);
        assertEquals(
                2,
                ResultReader.read("result.jsonl", line + "\n" + line + "\n")
                        .sides()
                        .size());
    }

    @Test
    void aPageIsReadBack() {
        String page = new HtmlReport(Fixtures.wording(), Optional.empty()).instance(Fixtures.result(PEAK), PEAK, "");
        assertTrue(ResultReader.isOurs(page));
        assertSame(expected(), ResultReader.read("page.html", page).sides().get(0));
    }

    @Test
    void otherTextsAreNotOurs() {
        assertFalse(ResultReader.isOurs("{\"resultType\":\"matrix\"}"));
        assertFalse(ResultReader.isOurs("# Memory\nused_memory:1"));
    }

    private static final String INSTANCE =
            "{\"schema\":\"fragmortem/1\",\"name\":\"%s\",\"verdict\":{\"severity\":\"%s\",\"cause\":\"healthy\"}}";

    private static final String OK = INSTANCE.formatted("cache-1", "ok");

    /** Nobody should have to know which library reads JSON. */
    @ParameterizedTest
    @MethodSource
    void whatCannotBeUsedSaysWhereWhatAndWhatInstead(String text, int sides, String said) {
        ResultReader.Found found = ResultReader.read("result.jsonl", text);
        assertEquals(sides, found.sides().size());
        assertEquals(
                said,
                found.refused().stream()
                        .map(one -> one.origin().stream() + ":" + one.origin().line() + ": found "
                                + Fixtures.wording().plain(one.found()) + ", expected "
                                + Fixtures.wording().plain(one.expected()))
                        .collect(Collectors.joining("; ")));
    }

    static List<Arguments> whatCannotBeUsedSaysWhereWhatAndWhatInstead() {
        String result = "results of analyze or diagnose: result.json, or an instance a line";
        String next = OK.replace("fragmortem/1", "fragmortem/2");
        return List.of(
                Arguments.of(
                        "{\"schema\":\"fragmortem/1\"}",
                        0,
                        "result.jsonl:1: found an instance without a name, expected " + result),
                Arguments.of(
                        "{\"schema\":\"fragmort",
                        0,
                        "result.jsonl:1: found damaged JSON (column 20), expected " + result),
                Arguments.of("", 0, "result.jsonl:1: found no instance, expected " + result),
                Arguments.of(next, 0, "result.jsonl:1: found schema fragmortem/2, expected schema fragmortem/1"),
                Arguments.of(
                        "{\"schema\":\"fragmortem/2\",\"instances\":[" + next + "]}\n",
                        0,
                        "result.jsonl:1: found schema fragmortem/2, expected schema fragmortem/1"),
                Arguments.of(
                        "{\"instances\":[" + OK + "]}",
                        0,
                        "result.jsonl:1: found no schema, expected schema fragmortem/1"),
                Arguments.of(
                        "{\"schema\":\"fragmortem/1\",\"comparisons\":[]}",
                        0,
                        "result.jsonl:1: found a comparison, expected " + result),
                Arguments.of(
                        OK + "\n" + OK.substring(0, 60) + "\n\n" + OK + "\n",
                        2,
                        "result.jsonl:2: found damaged JSON (column 61), expected " + result),
                Arguments.of(
                        OK + "\n" + next + "\n",
                        1,
                        "result.jsonl:2: found schema fragmortem/2, expected schema fragmortem/1"),
                Arguments.of(
                        "{\n\"schema\": \"fragmortem/1\",\n\"instances\": [" + OK + ",\n"
                                + INSTANCE.formatted("b", "fatal") + "]}",
                        1,
                        "result.jsonl:1: found severity \"fatal\" of b, expected ok, info, warning or critical"));
    }

    /** A result of thousands of instances has more values than any single document that is read whole. */
    @Test
    void aResultOfALargeFleetIsRead() {
        String instance = OK.replace("}}", "},\"timeline\":[" + "0,".repeat(999) + "0]}");
        String all = "{\"schema\":\"fragmortem/1\",\"instances\":[" + (instance + ",").repeat(2_500) + instance + "]}";
        assertEquals(2_501, ResultReader.read("result.json", all).sides().size());
    }
}
