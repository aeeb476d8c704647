package io.fragmortem.report.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.junit.jupiter.api.Test;

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
        List<Side> sides = ResultReader.sides(whole.toString());
        assertEquals(2, sides.size());
        assertSame(expected(), sides.get(0));
        String line = new JsonReport(Fixtures.wording()).instance(PEAK);
        assertEquals(2, ResultReader.sides(line + "\n" + line + "\n").size());
    }

    @Test
    void aPageIsReadBack() {
        String page = new HtmlReport(Fixtures.wording(), Optional.empty()).instance(Fixtures.result(PEAK), PEAK, "");
        assertTrue(ResultReader.isOurs(page));
        assertSame(expected(), ResultReader.sides(page).get(0));
    }

    @Test
    void otherTextsAreNotOurs() {
        assertFalse(ResultReader.isOurs("{\"resultType\":\"matrix\"}"));
        assertFalse(ResultReader.isOurs("# Memory\nused_memory:1"));
        assertThrows(IllegalArgumentException.class, () -> ResultReader.sides("{\"schema\":\"fragmortem/1\"}"));
        assertThrows(IllegalArgumentException.class, () -> ResultReader.sides("{\"schema\":\"fragmort"));
    }
}
