package io.fragmortem.report.chart;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceResult.TimelineRow.Kind;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.TextWidth;
import io.fragmortem.report.words.Wording;
import io.fragmortem.timeline.Gap;
import java.util.List;

/**
 * The one chart: bytes stacked over time, RSS as a line, limits, gaps shaded and never bridged, restarts and events marked,
 * every layer named with its bytes at the end. Static SVG that needs neither script nor style sheet.
 */
public final class SvgChart {

    private static final double MARK_ROW = 18;
    private static final double BELOW_PLOT = 38;
    private static final double LETTER = 6.2;

    private final InstanceResult result;
    private final RssStack stack;
    private final Frame frame;
    private final Wording wording;
    private final MarkRows marks;
    private final List<Limits.Limit> limits;
    private final double from;
    private final double span;
    private final double reach;
    private final List<Double> ticks;
    private final double ceiling;
    private final double top;
    private final double base;
    private final double right;
    private final Svg svg;

    private SvgChart(
            InstanceResult result, RssStack stack, List<ChartMark> all, Frame frame, Wording wording, String title) {
        this.result = result;
        this.stack = stack;
        this.frame = frame;
        this.wording = wording;
        from = stack.at()[0];
        span = Math.max(1, stack.at()[stack.size() - 1] - from);
        limits = Limits.inView(result, stack, wording);
        reach = Math.max(
                stack.highest(),
                limits.stream().mapToDouble(Limits.Limit::bytes).max().orElse(0));
        ticks = Ticks.bytes(reach);
        ceiling = ticks.get(ticks.size() - 1);
        marks = MarkRows.place(all, frame, this::x);
        top = 10 + marks.rows() * MARK_ROW;
        base = top + frame.plotHeight();
        right = frame.left() + frame.plotWidth();
        double legend =
                frame.labels() == Frame.Labels.BELOW ? 6 + (stack.layers().size() + 2) * Frame.LINE : 0;
        svg = Canvas.open(
                frame,
                base + BELOW_PLOT + legend,
                12,
                title,
                description(),
                Svg.at("data-left", frame.left()),
                Svg.at("data-width", frame.plotWidth()));
    }

    /** The chart as an SVG element; {@code title} is read to those who cannot see it. */
    public static String draw(
            InstanceResult result, RssStack stack, List<ChartMark> marks, Frame frame, Wording wording, String title) {
        return new SvgChart(result, stack, marks, frame, wording, title).draw();
    }

    private String draw() {
        Canvas.patterns(svg, frame.id(), stack.layers());
        grid();
        gaps();
        areas();
        notResident();
        rssLine();
        limits();
        drawMarks();
        new ChartLabels(stack, frame, wording, svg).draw(top, base, this::y);
        svg.line(0, top, 0, base, Ink.CURSOR);
        return svg.close("svg").toString();
    }

    private String description() {
        int last = stack.size() - 1;
        StringBuilder text = new StringBuilder(wording.text("chart.desc", Phrase.count(stack.size())));
        for (int k = 0; k < stack.layers().size(); k++) {
            Phrase.Arg name = Phrase.name(wording.text(stack.layers().get(k).labelKey()));
            Phrase.Arg first = Phrase.bytes(stack.bytes(k, 0));
            Phrase.Arg end = Phrase.bytes(stack.bytes(k, last));
            text.append(' ').append(wording.text("chart.desc.layer", name, first, end));
        }
        return text.toString();
    }

    private double x(double at) {
        return frame.left() + (at - from) / span * frame.plotWidth();
    }

    private double y(double bytes) {
        return base - bytes / ceiling * frame.plotHeight();
    }

    private double xOf(int sample) {
        return x(stack.at()[sample]);
    }

    private void grid() {
        for (double tick : ticks) {
            svg.line(frame.left(), y(tick), right, y(tick), Ink.GRID);
            svg.label(Ticks.label(tick, reach), frame.left() - 7, y(tick) + 4, Ink.TICK_LEFT);
        }
        for (TimeAxis.Tick tick : TimeAxis.ticks(stack, frame.ticks(), wording)) {
            double at = x(tick.at());
            svg.line(at, base, at, base + 4, Ink.GRID);
            svg.label(tick.label(), at, base + 17, Ink.TICK_BELOW);
            if (!tick.day().isEmpty()) {
                svg.label(tick.day(), at, base + 31, Ink.TICK_BELOW);
            }
        }
    }

    private void gaps() {
        for (Gap gap : stack.timed() ? result.gaps() : List.<Gap>of()) {
            double left = Math.max(frame.left(), x((double) gap.fromMicros()));
            double width = Math.min(right, x((double) gap.toMicros())) - left;
            if (width < 1) {
                continue;
            }
            Phrase.Arg length = Phrase.span((gap.toMicros() - gap.fromMicros()) / 1e6);
            String label = wording.text("chart.gap", length);
            String brief = wording.text("chart.gap.brief", length);
            svg.open("g").text("title", label);
            svg.rect(left, top, width, frame.plotHeight(), Ink.GAP);
            for (String text : List.of(label, brief)) {
                if (width > TextWidth.of(text) * LETTER) {
                    svg.label(text, left + width / 2, base - 8, Ink.TICK_BELOW);
                    break;
                }
            }
            svg.close("g");
        }
    }

    private void areas() {
        // From the top down: each area reaches to the base line and the next one covers its lower part.
        for (int k = stack.layers().size() - 1; k >= 0; k--) {
            double[] edge = stack.tops()[k];
            Curve curve = new Curve(this::xOf, i -> y(edge[i]));
            PathData path = new PathData();
            stack.stretches().forEach(stretch -> curve.area(stretch, base, path));
            Layer layer = stack.layers().get(k);
            svg.path(path.toString(), Ink.fill(layer.id(), layer.paint(frame.id())));
        }
    }

    /** Where the stack is higher than RSS, bytes are counted that are not in memory. */
    private void notResident() {
        double most = 0;
        for (int i = 0; i < stack.size() && !stack.layers().isEmpty(); i++) {
            double excess = y(stack.rss()[i]) - y(stack.top(i));
            most = Math.max(most, Double.isNaN(excess) ? 0 : excess);
        }
        if (most < 1) {
            return;
        }
        Curve upper = new Curve(this::xOf, i -> Double.isNaN(stack.rss()[i]) ? Double.NaN : y(stack.top(i)));
        Curve lower = new Curve(this::xOf, i -> y(Math.min(stack.rss()[i], stack.top(i))));
        PathData path = new PathData();
        stack.stretches().forEach(stretch -> upper.between(stretch, lower, path));
        svg.path(path.toString(), Ink.fill(Textures.NOT_RESIDENT, Textures.notResident(frame.id())));
    }

    private void rssLine() {
        Curve curve = new Curve(this::xOf, i -> y(stack.rss()[i]));
        PathData path = new PathData();
        stack.stretches().forEach(stretch -> curve.line(stretch, path));
        if (!path.isEmpty()) {
            svg.path(path.toString(), Ink.RSS);
        }
    }

    private void limits() {
        for (Limits.Limit limit : limits) {
            svg.line(frame.left(), y(limit.bytes()), right, y(limit.bytes()), Ink.LIMIT);
            svg.label(limit.text(), frame.left() + 6, y(limit.bytes()) - 5, Ink.LIMIT_TEXT);
        }
    }

    private void drawMarks() {
        for (MarkRows.Placed mark : marks.placed()) {
            String number = String.valueOf(mark.mark().number());
            boolean restart = mark.mark().kind() == Kind.RESTART;
            double middle = mark.row() * MARK_ROW + 9;
            svg.open("g").text("title", number + " · " + mark.mark().text());
            svg.line(mark.x(), mark.row() < 0 ? top : middle + 5, mark.x(), base, restart ? Ink.RESTART : Ink.MARK);
            if (mark.row() >= 0) {
                svg.circle(mark.x(), middle, 8, Ink.BADGE);
                svg.label(number, mark.x(), middle + 3.6, Ink.BADGE_TEXT);
                svg.label(mark.label(), mark.textX(), middle + 4.2, mark.toTheLeft() ? Ink.TEXT_END : Ink.TEXT);
            }
            svg.close("g");
        }
    }
}
