package io.fragmortem.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.Golden;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.story.TimelineRow.Kind;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.report.Fixtures;
import io.fragmortem.report.view.TimelineViews;
import io.fragmortem.report.words.Wording;
import io.fragmortem.timeline.Run;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class SvgChartTest {

    private static String wide(InstanceResult result) {
        RssStack stack = RssStack.of(result);
        List<ChartMark> marks = new TimelineViews(result, Fixtures.wording()).marks();
        return SvgChart.draw(result, stack, marks, List.of(Frame.wide("c")), Fixtures.wording(), "title")
                .get(0);
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

    private static Curve curve(double[] x, double... y) {
        int[] all = IntStream.range(0, y.length).toArray();
        RssStack.Stretch whole = new RssStack.Stretch(0, y.length);
        Bins bins = Bins.of(x, all, List.of(whole), List.of(at -> at), List.of(y));
        return new Curve(bins.edge(y), bins.columns(at -> at), at -> at, value -> value);
    }

    @Test
    void aLoneSampleBetweenGapsIsAThinBar() {
        PathData path = new PathData();
        curve(new double[] {10}, 20).area(50, path);
        assertEquals("M9.3 50l0-30 .7 0 .8 0 0 30Z", path.toString());
        PathData line = new PathData();
        curve(new double[] {10}, 20).line(line);
        assertEquals("M10 20l1.5 0", line.toString());
    }

    @Test
    void numbersOfPathsAreShortTenths() {
        PathData path = new PathData();
        path.move(0, -0.04);
        path.line(0.3, -0.5);
        path.line(1234.5, 1e9);
        path.line(1234.6, 1e9 + 10);
        path.line(-99.94, 1e9 + 9.9);
        path.close();
        assertEquals("M0 0l.3-.5 1234.2 1000000000.5 .1 10-1334.5-.1Z", path.toString());
        PathData far = new PathData();
        far.move(Double.POSITIVE_INFINITY, 0);
        assertEquals("M922337203685477580.7 0", far.toString());
        PathData zigzag = new PathData();
        zigzag.move(0, 0);
        for (int i = 1; i <= 3_000; i++) {
            zigzag.line(i, i % 2);
        }
        assertEquals(4 + 3_000 * 4, zigzag.toString().length());
    }

    @Test
    void whatIsNotKnownIsNotDrawn() {
        PathData line = new PathData();
        curve(new double[] {0, 2, 4, 6, 8}, 0, 1, Double.NaN, 3, 4).line(line);
        assertEquals(2, pieces(line.toString()));
        PathData none = new PathData();
        curve(new double[] {0, 1}, Double.NaN, Double.NaN).area(9, none);
        assertTrue(none.isEmpty());
    }

    @Test
    void everythingWorksInTheNarrowFrameToo() {
        InstanceResult peak = Fixtures.peak("a", 600, 500_000, true);
        List<ChartMark> marks = new TimelineViews(peak, Fixtures.wording()).marks();
        String svg = SvgChart.draw(
                        peak, RssStack.of(peak), marks, List.of(Frame.narrow("n")), Fixtures.wording(), "title")
                .get(0);
        assertEquals("none", xml(svg).select("svg").attr("display"));
        assertTrue(svg.contains("kept by allocator"));
    }

    private static MarkRows place(Frame frame, ChartMark... marks) {
        return MarkRows.place(List.of(marks), new Scale(frame, 0, 1_000, 1, 0));
    }

    private static ChartMark mark(double at, int number, String label, double weight) {
        return new ChartMark(at, Kind.EVENT, number, label, "what happened", weight);
    }

    @Test
    void whatMovedMostIsMarkedFirstAndNothingOverlaps() {
        List<ChartMark> marks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            marks.add(mark(i * 5, i + 1, "something that happened", i == 60 ? 9 : 1));
        }
        for (Frame frame : List.of(Frame.wide("w"), Frame.narrow("n"))) {
            MarkRows rows = place(frame, marks.toArray(ChartMark[]::new));
            assertEquals(61, rows.placed().get(0).mark().number(), "what moved most is placed first");
            assertEquals("something that happened", rows.placed().get(0).label());
            assertEquals(frame.lanes(), rows.rows());
            assertTrue(
                    rows.placed().size() > 10 && rows.placed().size() < 80,
                    rows.placed().size() + " marks");
            for (MarkRows.Placed placed : rows.placed()) {
                assertTrue(placed.badgeX() >= 9 && placed.badgeX() <= frame.width() - 9, "badges inside the picture");
                boolean whole = placed.label().isEmpty() || placed.label().equals("something that happened");
                assertTrue(whole, "no label is cut: " + placed.label());
                for (MarkRows.Placed other : rows.placed()) {
                    boolean apart = placed.equals(other)
                            || placed.row() != other.row()
                            || Math.abs(placed.badgeX() - other.badgeX()) >= 17;
                    assertTrue(apart, "badges do not overlap");
                }
            }
        }
    }

    @Test
    void marksAtTheEdgesStayInsideThePicture() {
        MarkRows end = place(Frame.narrow("n"), mark(1_001, 1, "at the very end", 1));
        assertEquals(MarkRows.Side.LEFT, end.placed().get(0).side());
        assertTrue(place(Frame.narrow("n"), mark(2_000, 1, "long after", 1))
                .placed()
                .isEmpty());
    }

    @Test
    void everyLineHasItsNumberAndEveryNumberItsLine() {
        Document svg = xml(wide(Fixtures.peak("a", 600, 500_000, true)));
        List<String> numbers = svg.select("text.badge-text").eachText();
        assertEquals(svg.select("line.mark").size(), numbers.size());
        assertEquals(List.of("2", "4"), numbers.stream().sorted().toList(), "3 falls on 4, which moved more");
        assertTrue(svg.select("text").eachText().contains("data −598 MiB"));
    }

    @Test
    void bandsAreNamedInsideWhereTheyAreWideEnough() {
        Document svg = xml(wide(Fixtures.peak("a", 600, 500_000, false)));
        List<String> inside = svg.select("text[paint-order]").eachText();
        assertTrue(inside.contains("dataset") && inside.contains("kept by allocator"), inside.toString());
        assertFalse(inside.contains("fragmentation"), "6 MiB of 630 are no place for a name");
    }

    @Test
    void theLegendTellsTheLastAndTheLargest() {
        String all = xml(wide(Fixtures.peak("a", 600, 500_000, false)))
                .select("text")
                .eachText()
                .toString();
        assertTrue(all.contains("last, largest"), all);
        assertTrue(all.contains("dataset, 3.6 MiB, 602 MiB"), all);
    }

    @Test
    void thinLayersAreJoined() {
        Map<Component, Double> parts = new EnumMap<>(Component.class);
        parts.put(Component.DATASET, 990 * Fixtures.MIB);
        parts.put(Component.ALLOCATOR_CACHE, 3 * Fixtures.MIB);
        parts.put(Component.FRAGMENTATION, 3 * Fixtures.MIB);
        parts.put(Component.LUA, 0.0);
        parts.put(Component.OUTSIDE, 4 * Fixtures.MIB);
        RssStack joined = RssStack.of(constant(parts));
        assertEquals(
                List.of("data", "small"),
                joined.layers().stream().map(Layer::id).toList());
        assertEquals(10 * Fixtures.MIB, joined.bytes(1, 0));
        assertEquals("3 small parts", LegendTable.name(joined.layers().get(1), Fixtures.wording()));
    }

    private static InstanceResult constant(Map<Component, Double> parts) {
        double rss = parts.values().stream().mapToDouble(bytes -> bytes).sum();
        long[] times = new long[20];
        List<Breakdown> rows = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            times[i] = Fixtures.START + i * 10L * Fixtures.SECOND;
            rows.add(new Breakdown(times[i], rss, rss, OptionalDouble.empty(), parts, Breakdown.Split.FULL));
        }
        return on(Fixtures.series(times, rows, Map.of()), OptionalLong.of(times[0]));
    }

    /** Two sources in turn: every {@code n}th sample tells all, the others used memory and RSS only. */
    private static InstanceResult turns(int samples, int n) {
        long[] times = new long[samples];
        double[] rss = new double[samples];
        double[] used = new double[samples];
        SortedMap<Component, double[]> parts = new TreeMap<>();
        for (Component component :
                List.of(Component.DATASET, Component.FRAGMENTATION, Component.USED, Component.UNATTRIBUTED)) {
            double[] column = new double[samples];
            Arrays.fill(column, Double.NaN);
            parts.put(component, column);
        }
        for (int i = 0; i < samples; i++) {
            times[i] = Fixtures.START + i * Fixtures.SECOND;
            used[i] = 100 * Fixtures.MIB;
            rss[i] = 160 * Fixtures.MIB;
            boolean rich = i % n == 0;
            column(parts, rich ? Component.DATASET : Component.USED)[i] = used[i];
            column(parts, rich ? Component.FRAGMENTATION : Component.UNATTRIBUTED)[i] = 60 * Fixtures.MIB;
        }
        return on(new RssSeries(times, parts, rss, used, Map.of()), OptionalLong.of(times[0]));
    }

    private static double[] column(Map<Component, double[]> parts, Component component) {
        return Objects.requireNonNull(parts.get(component));
    }

    @Test
    void twoSourcesInTurnAreDrawnAsOne() {
        String each = wide(turns(600, 2));
        assertEquals(1, pieces(path(each, "data")), "no comb");
        assertTrue(xml(each).select("path.used").isEmpty(), "the source that tells more tells the layers");
        assertEquals(1, pieces(path(each, "line")));
        String rare = wide(turns(600, 60));
        assertEquals(1, pieces(path(rare, "used")), "too few tell more: what both tell is drawn");
        assertTrue(xml(rare).select("path.data").isEmpty());
    }

    @Test
    void aForecastIsAFanOnAShadeOfItsOwn() {
        InstanceResult peak = Fixtures.peak("a", 600, 500_000, false);
        assertTrue(xml(wide(peak)).select("path.fan").isEmpty());
        long end = peak.toMicros().getAsLong();
        Document svg = xml(wide(Fixtures.forecast(peak, end + 40 * Fixtures.SECOND, end + 80 * Fixtures.SECOND)));
        assertEquals(1, svg.select("path.fan").size());
        double plot = 1040 - 60 - 318;
        double measured = Double.parseDouble(svg.select("svg").attr("data-width"));
        assertTrue(measured < plot && measured > plot / 2, measured + " of " + plot + " pixels are measured");
    }

    private static List<TimeAxis.Tick> ticks(InstanceResult result, int most, Wording wording) {
        double[] at = RssStack.of(result).at();
        return TimeAxis.ticks(true, at[0], at[at.length - 1], most, wording);
    }

    @Test
    void daysAreNamedWhereTheyBegin() {
        InstanceResult days = Fixtures.peak("a", 600, 300_000_000, false);
        List<TimeAxis.Tick> ticks = ticks(days, 7, Fixtures.wording());
        assertEquals("12:00", ticks.get(0).label());
        assertEquals("2026-11-22", ticks.get(0).day());
        assertEquals("00:00", ticks.get(1).label());
        assertEquals("2026-11-23", ticks.get(1).day());
        InstanceResult weeks = Fixtures.peak("a", 600, 3_000_000_000L, false);
        assertEquals("2026-11-23", ticks(weeks, 30, Fixtures.wording()).get(0).label());
        Wording kathmandu = new Wording("en", ZoneId.of("Asia/Kathmandu"));
        assertEquals(
                "14:30",
                ticks(Fixtures.peak("a", 600, 9_000_000, false), 7, kathmandu)
                        .get(0)
                        .label());
    }

    private static String spark(InstanceResult result) {
        return Sparkline.draw(result.series().used(), result.series().rss(), 60, "x");
    }

    @Test
    void aSparklineNeedsTwoSamplesAndStaysSmall() {
        assertEquals("", spark(Fixtures.founding()));
        String spark = spark(Fixtures.peak("a", 60_000, 500_000, true));
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
                        List.of(new Run(0, 0, n, 0, 0, OptionalLong.empty(), Optional.empty(), Run.Reason.FIRST)),
                        List.of(),
                        r.quality()),
                new InstanceResult.Bytes(r.now(), r.bytes().worst(), series, r.latest()),
                r.diagnosis(),
                r.statistics(),
                r.timeline(),
                r.peers(),
                r.particulars());
    }
}
