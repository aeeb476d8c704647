package io.fragmortem.report;

import io.fragmortem.diagnosis.Phrase;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.timeline.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The one chart: bytes stacked over time, RSS as a line, limits, gaps shaded and never bridged, restarts and events marked,
 * every layer named with its bytes at the end. Static SVG that needs neither script nor style sheet.
 */
final class SvgChart {

    private static final String INK = "#22272e";
    private static final String DIM = "#5b6470";
    private static final String GRID = "#d9dde3";
    private static final double MARK_ROW = 18;
    private static final double BELOW_PLOT = 38;

    /** A limit is drawn when it is at most this many times the highest value: a far one would flatten everything. */
    private static final double LIMIT_IN_VIEW = 1.6;

    private final InstanceResult result;
    private final RssStack stack;
    private final Frame frame;
    private final Wording wording;
    private final Svg svg = new Svg();
    private final MarkRows marks;
    private final double top;
    private final double base;
    private final double from;
    private final double span;
    private final double reach;
    private final List<Double> ticks;
    private final double ceiling;

    private SvgChart(InstanceResult result, RssStack stack, List<ChartMark> all, Frame frame, Wording wording) {
        this.result = result;
        this.stack = stack;
        this.frame = frame;
        this.wording = wording;
        from = stack.at()[0];
        span = Math.max(1, stack.at()[stack.size() - 1] - from);
        double highest = stack.highest();
        double upTo = highest;
        for (double limit : result.series().limits().values()) {
            upTo = inView(limit, highest) ? Math.max(upTo, limit) : upTo;
        }
        reach = upTo;
        ticks = Ticks.bytes(upTo);
        ceiling = ticks.get(ticks.size() - 1);
        marks = MarkRows.place(all, frame, this::x);
        top = 10 + marks.rows() * MARK_ROW;
        base = top + frame.plotHeight();
    }

    /** The chart as an SVG element; {@code describedAs} is read to those who cannot see it. */
    static String draw(
            InstanceResult result, RssStack stack, List<ChartMark> marks, Frame frame, Wording wording, String title) {
        return new SvgChart(result, stack, marks, frame, wording).draw(title);
    }

    private String draw(String title) {
        double legend =
                frame.labels() == Frame.Labels.BELOW ? 6 + (stack.layers().size() + 2) * Frame.LINE : 0;
        double height = base + BELOW_PLOT + legend;
        boolean narrow = frame.labels() == Frame.Labels.BELOW;
        List<Object> attributes = new ArrayList<>(List.of(
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                narrow ? "chart-narrow" : "chart-wide",
                "viewBox",
                "0 0 " + Svg.number(frame.width()) + " " + Svg.number(height),
                "width",
                "100%",
                "role",
                "img",
                "aria-labelledby",
                frame.id() + "t " + frame.id() + "d",
                "font-family",
                "system-ui, sans-serif",
                "font-size",
                "12"));
        attributes.addAll(List.of(
                "data-left", frame.left(), "data-width", frame.plotWidth(), "data-top", top, "data-base", base));
        if (narrow) {
            // Shown by the style sheet on narrow screens only; without it the wide one is enough.
            attributes.addAll(List.of("display", "none"));
        }
        svg.open("svg", attributes.toArray());
        svg.text("title", title, "id", frame.id() + "t");
        svg.text("desc", description(), "id", frame.id() + "d");
        definitions();
        grid();
        gaps();
        areas();
        rssLine();
        limits();
        drawMarks();
        new ChartLabels(stack, frame, wording, svg).draw(top, base, this::y);
        svg.leaf(
                "line",
                "class",
                "cur",
                "x1",
                0.0,
                "x2",
                0.0,
                "y1",
                top,
                "y2",
                base,
                "stroke",
                INK,
                "visibility",
                "hidden");
        return svg.close("svg").toString();
    }

    private String description() {
        int last = stack.size() - 1;
        StringBuilder text = new StringBuilder(wording.text("chart.desc", Phrase.count(stack.size())));
        for (int k = 0; k < stack.layers().size(); k++) {
            text.append(' ')
                    .append(wording.text(
                            "chart.desc.layer",
                            Phrase.name(wording.text(stack.layers().get(k).labelKey())),
                            Phrase.bytes(stack.bytes(k, 0)),
                            Phrase.bytes(stack.bytes(k, last))));
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

    private void definitions() {
        svg.open("defs");
        stack.layers().forEach(layer -> Textures.define(svg, frame.id(), layer));
        Textures.defineNotResident(svg, frame.id());
        svg.close("defs");
    }

    private void grid() {
        for (double tick : ticks) {
            double at = y(tick);
            svg.leaf(
                    "line",
                    "class",
                    "grid",
                    "stroke",
                    GRID,
                    "x1",
                    frame.left(),
                    "x2",
                    frame.left() + frame.plotWidth(),
                    "y1",
                    at,
                    "y2",
                    at);
            svg.text(
                    "text",
                    Ticks.label(tick, reach),
                    "class",
                    "dim",
                    "fill",
                    DIM,
                    "font-size",
                    "11",
                    "text-anchor",
                    "end",
                    "x",
                    frame.left() - 7,
                    "y",
                    at + 4);
        }
        for (TimeAxis.Tick tick : TimeAxis.ticks(stack, frame.ticks(), wording)) {
            double at = x(tick.at());
            svg.leaf("line", "class", "grid", "stroke", GRID, "x1", at, "x2", at, "y1", base, "y2", base + 4);
            axisText(at, base + 17, tick.label());
            axisText(at, base + 31, tick.day());
        }
    }

    private void axisText(double at, double y, String label) {
        if (!label.isEmpty()) {
            svg.text(
                    "text",
                    label,
                    "class",
                    "dim",
                    "fill",
                    DIM,
                    "font-size",
                    "11",
                    "text-anchor",
                    "middle",
                    "x",
                    at,
                    "y",
                    y);
        }
    }

    private void gaps() {
        for (Gap gap : stack.timed() ? result.gaps() : List.<Gap>of()) {
            double left = Math.max(frame.left(), x((double) gap.fromMicros()));
            double width = Math.min(frame.left() + frame.plotWidth(), x((double) gap.toMicros())) - left;
            if (width < 1) {
                continue;
            }
            double seconds = (gap.toMicros() - gap.fromMicros()) / 1e6;
            String label = wording.text("chart.gap", Phrase.span(seconds));
            svg.open("g");
            svg.text("title", label);
            svg.leaf(
                    "rect",
                    "class",
                    "gap",
                    "fill",
                    "#8a8f98",
                    "fill-opacity",
                    ".16",
                    "x",
                    left,
                    "width",
                    width,
                    "y",
                    top,
                    "height",
                    frame.plotHeight());
            if (width > TextWidth.of(label) * 6.2) {
                svg.text(
                        "text",
                        label,
                        "class",
                        "dim",
                        "fill",
                        DIM,
                        "font-size",
                        "11",
                        "text-anchor",
                        "middle",
                        "x",
                        left + width / 2,
                        "y",
                        base - 8);
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
            svg.leaf("path", "class", layer.id(), "fill", layer.paint(frame.id()), "d", path);
        }
        notResident();
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
        svg.leaf("path", "class", "gone", "fill", Textures.notResident(frame.id()), "d", path);
    }

    private void rssLine() {
        Curve curve = new Curve(this::xOf, i -> y(stack.rss()[i]));
        PathData path = new PathData();
        stack.stretches().forEach(stretch -> curve.line(stretch, path));
        if (!path.isEmpty()) {
            svg.leaf(
                    "path",
                    "class",
                    "line",
                    "fill",
                    "none",
                    "stroke",
                    INK,
                    "stroke-width",
                    1.6,
                    "stroke-linejoin",
                    "round",
                    "d",
                    path);
        }
    }

    private static boolean inView(double limit, double highest) {
        return limit > 0 && limit <= LIMIT_IN_VIEW * highest;
    }

    private void limits() {
        double highest = stack.highest();
        for (Map.Entry<String, Double> limit : result.series().limits().entrySet()) {
            if (!inView(limit.getValue(), highest)) {
                continue;
            }
            double at = y(limit.getValue());
            svg.leaf(
                    "line",
                    "class",
                    "limit",
                    "stroke",
                    "#b3261e",
                    "stroke-width",
                    1.4,
                    "stroke-dasharray",
                    "7 4",
                    "x1",
                    frame.left(),
                    "x2",
                    frame.left() + frame.plotWidth(),
                    "y1",
                    at,
                    "y2",
                    at);
            svg.text(
                    "text",
                    wording.text(
                            "chart.limit",
                            Phrase.name(limitName(limit.getKey(), wording)),
                            Phrase.bytes(limit.getValue())),
                    "class",
                    "limit-text",
                    "fill",
                    "#b3261e",
                    "font-size",
                    "11.5",
                    "x",
                    frame.left() + 6,
                    "y",
                    at - 5);
        }
    }

    /** Limits that are too far away to be drawn, for a note below the chart. */
    static List<String> farLimits(InstanceResult result, RssStack stack, Wording wording) {
        double highest = stack.highest();
        return result.series().limits().entrySet().stream()
                .filter(limit -> limit.getValue() > 0 && !inView(limit.getValue(), highest))
                .map(limit -> wording.text(
                        "chart.limit", Phrase.name(limitName(limit.getKey(), wording)), Phrase.bytes(limit.getValue())))
                .toList();
    }

    /** Known limits have words in the bundle; others show their name. */
    static String limitName(String name, Wording wording) {
        String key = "limit." + name.replace(' ', '_');
        return wording.has(key) ? wording.text(key) : name;
    }

    private void drawMarks() {
        for (MarkRows.Placed mark : marks.placed()) {
            boolean restart = mark.mark().kind().equals("restart");
            String colour = INK;
            svg.open("g");
            svg.text("title", mark.mark().number() + " · " + mark.mark().text());
            svg.leaf(
                    "line",
                    "class",
                    "mark",
                    "stroke",
                    colour,
                    "stroke-width",
                    restart ? 1.6 : 1.0,
                    "stroke-dasharray",
                    restart ? "none" : "3 3",
                    "x1",
                    mark.x(),
                    "x2",
                    mark.x(),
                    "y1",
                    mark.row() < 0 ? top : mark.row() * MARK_ROW + 14,
                    "y2",
                    base);
            if (mark.row() >= 0) {
                double y = mark.row() * MARK_ROW + 9;
                svg.leaf("circle", "class", "badge", "fill", INK, "cx", mark.x(), "cy", y, "r", 8.0);
                svg.text(
                        "text",
                        String.valueOf(mark.mark().number()),
                        "class",
                        "badge-text",
                        "fill",
                        "#ffffff",
                        "font-size",
                        mark.mark().number() > 99 ? "8" : "10",
                        "font-weight",
                        "700",
                        "text-anchor",
                        "middle",
                        "x",
                        mark.x(),
                        "y",
                        y + 3.6);
                svg.text(
                        "text",
                        mark.label(),
                        "class",
                        "ink",
                        "fill",
                        INK,
                        "text-anchor",
                        mark.anchor(),
                        "x",
                        mark.textX(),
                        "y",
                        y + 4.2);
            }
            svg.close("g");
        }
    }
}
