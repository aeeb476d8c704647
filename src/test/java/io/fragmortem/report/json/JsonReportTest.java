package io.fragmortem.report.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.Golden;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.report.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class JsonReportTest {

    private final JsonReport json = new JsonReport(Fixtures.wording());

    private String whole(AnalysisResult result, InstanceResult... instances) {
        StringBuilder out = new StringBuilder();
        json.write(result, Arrays.stream(instances).map(json::instance).toList(), out);
        return out.toString();
    }

    @Test
    void anInstanceIsOneLineOfTheContract() {
        String line = json.instance(Fixtures.founding());
        assertFalse(line.contains("\n"));
        Map<String, Object> object = JsonCheck.object(line);
        for (String name : List.of(
                "schema",
                "name",
                "product",
                "version",
                "allocator",
                "window",
                "samples",
                "runs",
                "verdict",
                "suspects",
                "breakdown",
                "trends",
                "change_points",
                "forecast",
                "checks",
                "quality")) {
            assertTrue(object.containsKey(name), name);
        }
        assertNull(object.get("version"), "absent is null");
        Golden.assertMatches("founding.json", line + "\n");
    }

    @Test
    void theWholeResultHoldsTheSameObjects() {
        InstanceResult peak = Fixtures.peak("cache-1", 600, 500_000, true);
        String text = whole(Fixtures.result(peak, Fixtures.founding()), peak, Fixtures.founding());
        Map<String, Object> object = JsonCheck.object(text);
        assertEquals("fragmortem/1", object.get("schema"));
        assertTrue(text.contains(json.instance(peak)));
        assertTrue(text.endsWith("}\n"));
        assertEquals(
                "{instances=2.0, counts={critical=0.0, warning=2.0, info=0.0, ok=0.0},"
                        + " causes={allocator-retention=2.0}, rss_bytes=6.368113466E9, gap_bytes=6.362540578E9,"
                        + " cohorts=[], restarts=[], shards=[]}",
                String.valueOf(object.get("fleet")));
        Golden.assertMatches("result.json", text);
    }

    @Test
    void anEmptyRunIsStillAResult() {
        AnalysisResult none =
                new AnalysisResult("1.0.0", List.of(), List.of(), List.of(), List.of(), 0, List.of(), List.of());
        assertEquals(List.of(), JsonCheck.object(whole(none)).get("instances"));
    }

    @Test
    void unknownNumbersAreNull() {
        Breakdown used = new Breakdown(5, Double.NaN, 900, OptionalDouble.empty(), Map.of(), Breakdown.Split.USED_ONLY);
        String line = json.instance(Fixtures.with(Fixtures.founding(), Optional.of(used)));
        assertTrue(line.contains("\"split\":\"used_only\",\"rss\":null,\"used\":900,\"resident\":null"), line);
        Breakdown rss = new Breakdown(0, 7, 0, OptionalDouble.empty(), Map.of(), Breakdown.Split.RSS_ONLY);
        line = json.instance(Fixtures.with(Fixtures.founding(), Optional.of(rss)));
        assertTrue(line.contains("\"rss\":7,\"used\":null"), line);
        assertTrue(json.instance(Fixtures.with(Fixtures.founding(), Optional.empty()))
                .contains("\"breakdown\":null"));
    }

    @Test
    void anEvilNameStaysDataOnOneLine() {
        String line = json.instance(Fixtures.renamed(Fixtures.founding(), "</script>\"\n\u202e\ud800"));
        assertEquals("</script>\"\n\u202e\ud800", JsonCheck.object(line).get("name"));
        assertFalse(line.contains("\n"));
    }

    @Test
    void theEmbeddedTimelineCanBeLimited() {
        InstanceResult peak = Fixtures.peak("cache-1", 600, 500_000, true);
        Map<String, Object> object = JsonCheck.object(json.instance(peak, 2));
        assertEquals(5.0, object.get("timeline_rows"));
        assertEquals(2, ((List<?>) object.getOrDefault("timeline", List.of())).size());
    }

    @Test
    void everyNameOfAnInstanceIsDocumented() throws IOException {
        String page = Files.readString(Path.of("src", "site", "markdown", "json.md"), StandardCharsets.UTF_8);
        for (String name : JsonCheck.object(json.instance(Fixtures.founding())).keySet()) {
            assertTrue(page.contains("`" + name + "`") || page.contains("`" + name + "[]`"), name);
        }
    }
}
