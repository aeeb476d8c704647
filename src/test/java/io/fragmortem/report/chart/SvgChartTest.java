package io.fragmortem.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.Golden;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceResult.TimelineRow.Kind;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.report.Fixtures;
import io.fragmortem.report.view.TimelineViews;
import io.fragmortem.report.words.Wording;
import io.fragmortem.timeline.Run;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class SvgChartTest {

    private static String wide(InstanceResult result) {
        RssStack stack = RssStack.of(result);
        List<ChartMark> marks = new TimelineViews(result, Fixtures.wording()).marks();
        return SvgChart.draw(result, stack, marks, Frame.wide("c"), Fixtures.wording(), "title");
    }

    private static Document xml(String svg) {
        return Jsoup.parse(svg, Parser.xmlParser());
    }

    private static String path(String svg, String css) {
        return xml(svg).select("path." + css).attr("d");
    }

    private static long pieces(String path) {
        return path.chars().filter(c -> c == 'M').count();
    }

    @Test
    void theChartOfThePeakStaysAsItIs() {
        Golden.assertMatches("peak.svg", wide(Fixtures.peak("cache-1", 120, 2_500_000, true)) + "\n");
    }

    @Test
    void gapsAndRestartsEndLinesAndAreas() {
        String whole = wide(Fixtures.peak("a", 600, 500_000, false));
        String broken = wide(Fixtures.peak("a", 600, 500_000, true));
        assertEquals(1, pieces(path(whole, "line")));
        assertEquals(3, pieces(path(broken, "line")));
        assertEquals(3, pieces(path(broken, "kept")));
        assertEquals(0, xml(whole).select("rect.gap").size());
        assertEquals(1, xml(broken).select("rect.gap").size());
        assertTrue(broken.contains("no samples for 30.5 s") || broken.contains("no samples for 31 s"), "gap is named");
    }

    @Test
    void aSpikeOfOneSampleAmong60000StaysVisible() {
        InstanceResult flat = series(60_000, i -> i == 31_007 ? 900 : 100);
        String line = path(wide(flat), "line");
        double height = 0;
        double y = 0;
        for (String pair : line.substring(line.indexOf('l') + 1).split("(?=-)|[ l]", -1)) {
            if (!pair.isEmpty()) {
                y = Double.parseDouble(pair);
                height = Math.max(height, Math.abs(y));
            }
        }
        assertTrue(height > 150, "the spike is " + height + " pixels high");
        assertTrue(line.length() < 20_000, "level stretches cost nothing: " + line.length());
    }

    @Test
    void withoutTimesSamplesAreNumbered() {
        String svg = wide(untimed(series(200, i -> 100 + i)));
        assertTrue(xml(svg).select("text").eachText().containsAll(List.of("1", "51", "101", "151")), svg);
    }

    @Test
    void bytesThatAreCountedButNotResidentAreHatched() {
        InstanceResult swapped = series(50, i -> 100, i -> -60);
        String svg = wide(swapped);
        assertFalse(path(svg, "gone").isEmpty());
        assertTrue(svg.contains("not resident"), svg);
        assertTrue(path(wide(series(50, i -> 100)), "gone").isEmpty());
    }

    @Test
    void aLoneSampleBetweenGapsIsAThinBar() {
        PathData path = new PathData();
        new Curve(i -> 10, i -> 20).area(new RssStack.Stretch(0, 1), 50, path);
        assertEquals("M9.3 50l0-30 .7 0 .8 0 0 30Z", path.toString());
        PathData line = new PathData();
        new Curve(i -> 10, i -> 20).line(new RssStack.Stretch(0, 1), line);
        assertEquals("M10 20l1.5 0", line.toString());
    }

    @Test
    void whatIsNotKnownIsNotDrawn() {
        PathData line = new PathData();
        new Curve(i -> i * 2, i -> i == 2 ? Double.NaN : i).line(new RssStack.Stretch(0, 5), line);
        assertEquals(2, pieces(line.toString()));
        PathData none = new PathData();
        new Curve(i -> i, i -> Double.NaN).area(new RssStack.Stretch(0, 5), 9, none);
        assertTrue(none.isEmpty());
    }

    @Test
    void everythingWorksInTheNarrowFrameToo() {
        InstanceResult peak = Fixtures.peak("a", 600, 500_000, true);
        List<ChartMark> marks = new TimelineViews(peak, Fixtures.wording()).marks();
        String svg = SvgChart.draw(peak, RssStack.of(peak), marks, Frame.narrow("n"), Fixtures.wording(), "title");
        assertEquals("none", xml(svg).select("svg").attr("display"));
        assertTrue(svg.contains("kept by allocator"));
    }

    @Test
    void marksFindRowsAndTheRestKeepTheirLine() {
        List<ChartMark> marks = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            marks.add(new ChartMark(
                    i * 3, i == 60 ? Kind.RESTART : Kind.EVENT, i + 1, "something long that happened here"));
        }
        MarkRows rows = MarkRows.place(marks, Frame.wide("c"), at -> 62 + at * 1.5);
        assertEquals(MarkRows.MOST_ROWS, rows.rows());
        assertEquals(60, rows.placed().size());
        assertEquals(61, rows.placed().get(0).mark().number(), "the restart is placed first");
        assertTrue(rows.placed().stream().anyMatch(mark -> mark.row() < 0));
        MarkRows end =
                MarkRows.place(List.of(new ChartMark(0, Kind.PEAK, 1, "at the very end")), Frame.wide("c"), at -> 740);
        assertTrue(end.placed().get(0).toTheLeft());
    }

    @Test
    void daysAreNamedWhereTheyBegin() {
        InstanceResult days = Fixtures.peak("a", 600, 300_000_000, false);
        List<TimeAxis.Tick> ticks = TimeAxis.ticks(RssStack.of(days), 7, Fixtures.wording());
        assertEquals("12:00", ticks.get(0).label());
        assertEquals("2026-11-22", ticks.get(0).day());
        assertEquals("00:00", ticks.get(1).label());
        assertEquals("2026-11-23", ticks.get(1).day());
        InstanceResult weeks = Fixtures.peak("a", 600, 3_000_000_000L, false);
        assertEquals(
                "2026-11-23",
                TimeAxis.ticks(RssStack.of(weeks), 30, Fixtures.wording())
                        .get(0)
                        .label());
        Wording kathmandu = new Wording("en", ZoneId.of("Asia/Kathmandu"));
        assertEquals(
                "14:30",
                TimeAxis.ticks(RssStack.of(Fixtures.peak("a", 600, 9_000_000, false)), 7, kathmandu)
                        .get(0)
                        .label());
    }

    @Test
    void aSparklineNeedsTwoSamplesAndStaysSmall() {
        assertEquals("", Sparkline.draw(Fixtures.founding().series(), 60, "x"));
        String spark = Sparkline.draw(Fixtures.peak("a", 60_000, 500_000, true).series(), 60, "x");
        assertTrue(spark.length() < 1_100, spark.length() + " bytes");
        assertEquals(2, xml(spark).select("path").size());
    }

    @Test
    void svgEscapesTextAndAttributes() {
        String svg = new Svg()
                .text("text", "&>", Svg.attribute("a", "<\"'"), Svg.at("x", 1.5))
                .toString();
        assertEquals("<text a=\"&lt;&quot;&#39;\" x=\"1.5\">&amp;&gt;</text>", svg);
        assertEquals("-.3", Svg.number(-0.3));
        assertEquals("0", Svg.number(-0.04));
    }

    private interface Value {
        double at(int sample);
    }

    private static InstanceResult series(int n, Value rss) {
        return series(n, rss, i -> 5);
    }

    private static InstanceResult series(int n, Value data, Value outside) {
        long[] times = new long[n];
        List<Breakdown> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            times[i] = Fixtures.START + i * 10L * Fixtures.SECOND;
            double bytes = data.at(i) * Fixtures.MIB;
            double rest = outside.at(i) * Fixtures.MIB;
            rows.add(new Breakdown(
                    times[i],
                    bytes + rest,
                    bytes,
                    OptionalDouble.empty(),
                    Map.of(Component.DATASET, bytes, Component.OUTSIDE, rest),
                    Breakdown.Split.FULL));
        }
        return on(Fixtures.series(times, rows, Map.of()), OptionalLong.of(times[0]));
    }

    private static InstanceResult untimed(InstanceResult timed) {
        return on(timed.series(), OptionalLong.empty());
    }

    private static InstanceResult on(RssSeries series, OptionalLong from) {
        InstanceResult r = Fixtures.founding();
        int n = series.rss().length;
        return new InstanceResult(
                new InstanceResult.Subject(
                        "a",
                        r.server(),
                        from,
                        from,
                        n,
                        List.of(new Run(0, 0, n, 0, 0, Optional.empty(), Run.Reason.FIRST)),
                        List.of(),
                        r.quality()),
                new InstanceResult.Bytes(r.now(), r.worst(), series, r.latest()),
                r.diagnosis(),
                new InstanceResult.Statistics(r.trends(), r.changes(), r.forecasts()),
                r.timeline(),
                r.figures(),
                r.peers());
    }
}
