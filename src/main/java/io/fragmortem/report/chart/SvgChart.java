package io.fragmortem.report.chart;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.story.TimelineRow;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.TextWidth;
import io.fragmortem.report.words.Wording;
import io.fragmortem.timeline.Gap;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The one chart: bytes stacked over time, RSS as a line, limits and where a forecast meets them, gaps shaded and never
 * bridged, what happened numbered as in the timeline, every layer named. Static SVG that needs neither script nor style
 * sheet.
 */
public final class SvgChart {

    private static final double BELOW_PLOT = 38;
    private static final double LETTER = 6.3;

    private final InstanceResult result;
    private final RssStack stack;
    private final Frame frame;
    private final Wording wording;
    private final List<Limits.Line> limits;
    private final Optional<Fan> fan;
    private final double reach;
    private final MarkRows marks;
    private final Scale scale;
    private final Svg svg;

    private SvgChart(
            InstanceResult result,
            RssStack stack,
            List<ChartMark> happened,
            Frame frame,
            double atLeast,
            Wording wording,
            String title) {
        this.result = result;
        this.stack = stack;
        this.frame = frame;
        this.wording = wording;
        limits = Limits.inView(result, stack, wording);
        double highestLimit =
                limits.stream().mapToDouble(Limits.Line::bytes).max().orElse(0);
        fan = Fan.of(result, stack).filter(drawn -> drawn.limit() <= highestLimit);
        reach = Math.max(atLeast, Math.max(stack.highest(), highestLimit));
        List<Double> ticks = Ticks.bytes(reach);
        double from = stack.at()[0];
        double last = Math.max(from + 1, stack.at()[stack.size() - 1]);
        double to = fan.map(drawn -> drawn.end(from, last)).orElse(last);
        Scale flat = new Scale(frame, from, to, ticks.get(ticks.size() - 1), 0);
        marks = MarkRows.place(happened, flat);
        scale = new Scale(frame, from, to, flat.ceiling(), 9 + marks.rows() * MarkRows.ROW);
        svg = Canvas.open(
                frame,
                scale.base() + BELOW_PLOT + LegendTable.heightBelow(stack, frame),
                12,
                title,
                description(),
                Svg.at("data-left", frame.left()),
                Svg.at("data-width", scale.x(last) - frame.left()));
    }

    /** The same chart for each of these frames as SVG elements; {@code title} is read to those who cannot see it. */
    public static List<String> draw(
            InstanceResult result,
            RssStack stack,
            List<ChartMark> marks,
            List<Frame> frames,
            Wording wording,
            String title) {
        return draw(
                stack,
                frames.stream()
                        .map(frame -> new SvgChart(result, stack, marks, frame, 0, wording, title))
                        .toList());
    }

    /**
     * One of several charts at one scale.
     *
     * @param atLeast bytes that the axis reaches
     */
    public static String draw(
            InstanceResult result, RssStack stack, Frame frame, double atLeast, Wording wording, String title) {
        return draw(stack, List.of(new SvgChart(result, stack, List.of(), frame, atLeast, wording, title)))
                .get(0);
    }

    private static List<String> draw(RssStack stack, List<SvgChart> charts) {
        List<DoubleUnaryOperator> across = charts.stream()
                .map(chart -> (DoubleUnaryOperator) chart.scale::x)
                .toList();
        StackEdges edges = StackEdges.of(stack, across);
        return charts.stream().map(chart -> chart.draw(edges)).toList();
    }

    private String draw(StackEdges edges) {
        grid();
        gaps();
        areas(edges);
        notResident(edges);
        rssLine(edges.line());
        fan.ifPresent(this::ahead);
        markLines();
        new BandNames(stack, edges, scale, wording, svg).draw(marks.placed());
        limits();
        badges();
        new LegendTable(stack, edges.excess(), frame, wording, svg).draw(scale.top(), scale.base());
        svg.line(0, scale.top(), 0, scale.base(), Ink.CURSOR);
        return svg.close("svg").toString();
    }

    private String description() {
        int last = Math.max(0, stack.lastSplit());
        StringBuilder text = new StringBuilder(wording.text("chart.desc", Phrase.count(stack.size())));
        for (int k = 0; k < stack.layers().size(); k++) {
            Phrase.Arg name = Phrase.name(LegendTable.name(stack.layers().get(k), wording));
            Phrase.Arg largest = Phrase.bytes(stack.largest(k));
            Phrase.Arg end = Phrase.bytes(stack.bytes(k, last));
            text.append(' ').append(wording.text("chart.desc.layer", name, largest, end));
        }
        return text.toString();
    }

    private double xOf(int sample) {
        return scale.x(stack.at()[sample]);
    }

    private void grid() {
        for (double tick : Ticks.bytes(reach)) {
            svg.line(frame.left(), scale.y(tick), frame.plotRight(), scale.y(tick), Ink.GRID);
            svg.label(Ticks.label(tick, reach), frame.left() - 7, scale.y(tick) + 4, Ink.TICK_LEFT);
        }
        double base = scale.base();
        for (TimeAxis.Tick tick : TimeAxis.ticks(stack.timed(), scale.from(), scale.to(), frame.ticks(), wording)) {
            double at = scale.x(tick.at());
            svg.line(at, base, at, base + 4, Ink.GRID);
            // The first label of a narrow picture would stick out of it.
            svg.label(tick.label(), within(at, tick.label()), base + 17, Ink.TICK_BELOW);
            if (!tick.day().isEmpty()) {
                svg.label(tick.day(), within(at, tick.day()), base + 31, Ink.TICK_BELOW);
            }
        }
    }

    /** The middle of a text, so that all of it lies inside the picture. */
    private double within(double middle, String text) {
        double half = TextWidth.of(text) * LETTER / 2;
        return Math.max(half + 1, Math.min(frame.width() - half - 1, middle));
    }

    private void gaps() {
        for (Gap gap : stack.timed() ? result.gaps() : List.<Gap>of()) {
            double left = Math.max(frame.left(), scale.x((double) gap.fromMicros()));
            double width = Math.min(frame.plotRight(), scale.x((double) gap.toMicros())) - left;
            if (width < 1) {
                continue;
            }
            Phrase.Arg length = Phrase.span((gap.toMicros() - gap.fromMicros()) / 1e6);
            String label = wording.text("chart.gap", length);
            String brief = wording.text("chart.gap.brief", length);
            svg.open("g").text("title", label);
            svg.rect(left, scale.top(), width, frame.plotHeight(), Ink.GAP);
            for (String text : List.of(label, brief)) {
                if (width > TextWidth.of(text) * LETTER) {
                    svg.label(text, left + width / 2, scale.base() - 8, Ink.TICK_BELOW);
                    break;
                }
            }
            svg.close("g");
        }
    }

    private Curve curve(Bins.Edge edge, int[] column) {
        return new Curve(edge, column, scale::x, scale::y);
    }

    private void areas(StackEdges edges) {
        // From the top down: each area reaches to the base line and the next one covers its lower part.
        int[] column = edges.bins().columns(scale::x);
        for (int k = stack.layers().size() - 1; k >= 0; k--) {
            PathData path = new PathData();
            curve(edges.tops().get(k), column).area(scale.base(), path);
            svg.path(path.toString(), stack.layers().get(k).ink());
        }
    }

    /** Where the stack is higher than RSS, bytes are counted that are not in memory. */
    private void notResident(StackEdges edges) {
        if (!(edges.excess() / scale.ceiling() * frame.plotHeight() >= 1)) {
            return;
        }
        double[] top = new double[stack.size()];
        double[] below = new double[stack.size()];
        for (int i : stack.split()) {
            double rss = stack.rss()[i];
            top[i] = Double.isNaN(rss) ? Double.NaN : stack.top(i);
            below[i] = Math.min(rss, stack.top(i));
        }
        int[] column = edges.bins().columns(scale::x);
        Curve lower = curve(edges.bins().edge(below), column);
        PathData path = new PathData();
        curve(edges.bins().edge(top), column).between(lower, path);
        svg.path(path.toString(), Ink.fill(Textures.NOT_RESIDENT, Textures.notResident()));
    }

    private void rssLine(Bins.Edge rss) {
        PathData path = new PathData();
        curve(rss, rss.bins().columns(scale::x)).line(path);
        if (!path.isEmpty()) {
            svg.path(path.toString(), Ink.RSS);
        }
    }

    /** What has not happened yet stands on a shade of its own. */
    private void ahead(Fan drawn) {
        double left = xOf(stack.size() - 1);
        svg.open("g").text("title", wording.text("chart.forecast"));
        svg.rect(left, scale.top(), frame.plotRight() - left, frame.plotHeight(), Ink.AHEAD);
        drawn.draw(scale, svg);
        svg.close("g");
    }

    private void limits() {
        for (Limits.Line limit : limits) {
            double y = scale.y(limit.bytes());
            svg.line(frame.left(), y, frame.plotRight(), y, Ink.LIMIT);
            svg.label(limit.text(), frame.left() + 6, y - 5, Ink.LIMIT_TEXT);
        }
    }

    private void markLines() {
        for (MarkRows.Placed mark : marks.placed()) {
            boolean restart = mark.mark().kind() == TimelineRow.Kind.RESTART;
            svg.line(
                    mark.x(),
                    mark.row() * MarkRows.ROW + MarkRows.ROW - 2,
                    mark.x(),
                    scale.base(),
                    restart ? Ink.RESTART : Ink.MARK);
        }
    }

    private void badges() {
        for (MarkRows.Placed mark : marks.placed()) {
            String number = String.valueOf(mark.mark().number());
            double middle = mark.row() * MarkRows.ROW + MarkRows.RADIUS + 1;
            svg.open("g").text("title", number + " · " + mark.mark().text());
            svg.circle(mark.badgeX(), middle, MarkRows.RADIUS, Ink.BADGE);
            svg.label(number, mark.badgeX(), middle + 3.6, Ink.BADGE_TEXT);
            if (!mark.label().isEmpty()) {
                svg.label(
                        mark.label(),
                        mark.textX(),
                        middle + 4.2,
                        mark.side() == MarkRows.Side.LEFT ? Ink.TEXT_END : Ink.TEXT);
            }
            svg.close("g");
        }
    }
}
