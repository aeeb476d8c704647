package io.fragmortem.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.InstanceResult.Figure;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FiguresTest {

    private static List<Figure> figures(Capture capture) {
        return InstanceChain.analyze(capture.timeline(), Thresholds.defaults()).figures();
    }

    private static List<Figure> figures(String dump) {
        return figures(new Capture().at(0, dump));
    }

    private static List<String> labels(List<Figure> figures) {
        return figures.stream().map(f -> f.label().key()).toList();
    }

    private static Figure figure(List<Figure> figures, String label) {
        return figures.stream()
                .filter(f -> f.label().key().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static Phrase.Arg value(List<Figure> figures, String label) {
        return figure(figures, label).value().args().get(0);
    }

    private static Phrase.Arg note(List<Figure> figures, String label) {
        return figure(figures, label).note().orElseThrow().args().get(0);
    }

    @Test
    void aFullDumpHasEveryFigure() {
        List<Figure> figures =
                figures(RankingTest.QUIET + " maxmemory:2000M cgroup.limit:2160M total_system_memory:10800M");
        assertEquals(
                List.of(
                        "figure.rss",
                        "figure.used",
                        "figure.gap",
                        "figure.peak",
                        "figure.allocator.ratio",
                        "figure.limit.maxmemory",
                        "figure.limit.container",
                        "figure.limit.host"),
                labels(figures));
        assertEquals(Phrase.bytes(80 << 20), value(figures, "figure.gap"));
        assertEquals(Phrase.ratio(1.08), note(figures, "figure.gap"));
        assertEquals(1030.0 / 1001, ((Phrase.Ratio) value(figures, "figure.allocator.ratio")).value(), 1e-12);
        assertEquals(Phrase.percent(0.5), note(figures, "figure.limit.maxmemory"));
        assertEquals(Phrase.percent(0.5), note(figures, "figure.limit.container"));
        assertEquals(Phrase.percent(0.1), note(figures, "figure.limit.host"));
    }

    @Test
    void usedMemoryBeyondRssIsMissing() {
        List<Figure> figures = figures("used_memory:100M used_memory_rss:70M");
        assertEquals(List.of("figure.rss", "figure.used", "figure.missing"), labels(figures));
        assertEquals(Phrase.bytes(30 << 20), value(figures, "figure.missing"));
    }

    @Test
    void whatIsNotToldHasNoFigure() {
        assertEquals(List.of("figure.used"), labels(figures("used_memory:100M")));
        assertEquals(List.of("figure.rss"), labels(figures("used_memory_rss:100M")));
        assertEquals(List.of("figure.used"), labels(figures("used_memory:100M used_memory_rss:0")));
    }

    @Test
    void restartsAreCountedWithTheLastMoment() {
        List<Figure> figures =
                figures(new Capture().every(60, 6, i -> "used_memory:10M used_memory_rss:20M run_id:r" + i / 2));
        assertEquals(Phrase.count(2), value(figures, "figure.restarts"));
        assertEquals(Phrase.moment(Capture.micros(240)), note(figures, "figure.restarts"));
        Figure untimed = figure(
                figures(new Capture().untimed("used_memory:1 run_id:a").untimed("used_memory:1 run_id:b")),
                "figure.restarts");
        assertEquals(true, untimed.note().isEmpty());
    }

    private static List<Figure> over(double mibPerSample) {
        Random random = new Random(9);
        return figures(new Capture()
                .every(
                        600,
                        288,
                        i -> "used_memory:900M used_memory_rss:" + (1000 + mibPerSample * i + random.nextGaussian())
                                + "M"));
    }

    @Test
    void growthHasItsInterval() {
        Figure growth = figure(over(1), "figure.growth");
        double slope = ((Phrase.BytesPerDay) growth.value().args().get(0)).value();
        assertEquals(144.0 * (1 << 20), slope, 1 << 20);
        assertEquals("figure.growth.note", growth.note().orElseThrow().key());
        assertEquals(2, growth.note().orElseThrow().args().size());
    }

    @Test
    void noGrowthSaysFromHowManyPoints() {
        Figure steady = figure(over(0), "figure.growth");
        assertEquals("figure.growth.steady", steady.value().key());
        assertEquals(Phrase.count(288), note(List.of(steady), "figure.growth"));
    }
}
