package io.fragmortem.report.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.InstanceChain;
import io.fragmortem.report.Fixtures;
import io.fragmortem.report.view.page.Answer;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FigureViewsTest {

    private static final String FULL =
            "redis_version:7.0.15 mem_allocator:jemalloc-5.3.0 used_memory:1000M allocator_allocated:1001M"
                    + " allocator_active:1030M allocator_resident:1060M used_memory_rss:1080M";

    private static List<Answer.Figure> figures(Capture capture) {
        return FigureViews.of(InstanceChain.analyze(capture.timeline(), Thresholds.defaults()), Fixtures.wording());
    }

    private static List<String> labels(List<Answer.Figure> figures) {
        return figures.stream().map(Answer.Figure::label).toList();
    }

    private static Answer.Figure figure(List<Answer.Figure> figures, String label) {
        return figures.stream().filter(f -> f.label().equals(label)).findFirst().orElseThrow();
    }

    @Test
    void aDumpTellsTheGapAndBothRatios() {
        List<Answer.Figure> figures = figures(new Capture().at(0, FULL));
        assertEquals(List.of("Beyond used memory now", "RSS / used · active / allocated"), labels(figures));
        assertEquals("80.0 MiB", figures.get(0).value());
        assertEquals("RSS 1.05 GiB for 1000 MiB in use", figures.get(0).note());
        assertEquals("1.08 · 1.03", figures.get(1).value());
    }

    @Test
    void usedMemoryBeyondRssIsMissing() {
        List<Answer.Figure> figures = figures(new Capture().at(0, "used_memory:100M used_memory_rss:70M"));
        assertEquals("30.0 MiB", figure(figures, "Below used memory now").value());
        assertEquals("0.70", figure(figures, "RSS / used").value());
    }

    @Test
    void whatIsNotToldIsSaid() {
        assertEquals(
                "the input does not tell RSS",
                figures(new Capture().at(0, "used_memory:100M")).get(0).note());
        assertEquals(
                "the input does not tell used_memory",
                figures(new Capture().at(0, "used_memory_rss:100M")).get(0).note());
    }

    @Test
    void theWorstMomentHasItsTime() {
        List<Answer.Figure> figures = figures(
                new Capture().every(60, 60, i -> "used_memory:100M used_memory_rss:" + (i == 20 ? 400 : 120) + "M"));
        Answer.Figure worst = figure(figures, "At worst");
        assertEquals("300 MiB", worst.value());
        assertEquals("RSS 400 MiB for 100 MiB in use, 00:20:00", worst.note());
    }

    @Test
    void restartsAreCountedWithTheLastMoment() {
        List<Answer.Figure> figures =
                figures(new Capture().every(60, 6, i -> "used_memory:10M used_memory_rss:20M run_id:r" + i / 2));
        assertEquals("2", figure(figures, "Restarts seen").value());
        assertEquals(
                "last 2026-11-22 00:04:00", figure(figures, "Restarts seen").note());
    }

    private static List<Answer.Figure> over(double mibPerSample, String limit) {
        Random random = new Random(9);
        return figures(new Capture()
                .every(
                        600,
                        288,
                        i -> "used_memory:900M used_memory_rss:" + (1000 + mibPerSample * i + random.nextGaussian())
                                + "M" + limit));
    }

    @Test
    void growthHasItsInterval() {
        Answer.Figure growth = figure(over(1, ""), "RSS as it goes now");
        assertEquals("6.0 MiB/h", growth.value());
        assertEquals("6.0 MiB/h to 6.0 MiB/h", growth.note());
    }

    @Test
    void withoutGrowthNoDateIsInvented() {
        List<Answer.Figure> figures = over(0, " total_system_memory:2000M");
        assertEquals("steady", figure(figures, "RSS as it goes now").value());
        assertEquals("no credible trend", figure(figures, "Time to a limit").value());
        assertTrue(figure(figures, "Time to a limit").note().contains("host memory 1.95 GiB"));
    }

    @Test
    void aProvenTrendTellsWhenTheLimitIsReached() {
        Answer.Figure limit = figure(over(1, " total_system_memory:1400M"), "Time to a limit");
        assertTrue(limit.value().startsWith("about "), limit.value());
        assertTrue(limit.note().endsWith("; host memory 1.37 GiB"), limit.note());
    }
}
