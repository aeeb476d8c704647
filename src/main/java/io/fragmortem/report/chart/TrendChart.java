package io.fragmortem.report.chart;

import io.fragmortem.report.words.Wording;
import io.fragmortem.statistics.level.Level;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** One metric over the window, small, with the line that was fitted to its last regime and the interval of its slope. */
public final class TrendChart {

    private static final double WIDTH = 330;
    /** Length of a date. */
    private static final int DATE = 10;

    private static final double LEFT = 2;
    private static final double TOP = 16;
    private static final double BASE = 86;
    private static final double MICROS_PER_DAY = 86_400e6;

    private final RssStack stack;
    private final double[] values;
    private final double low;
    private final double high;
    private final Svg svg = new Svg();

    private TrendChart(RssStack stack, double[] values) {
        this.stack = stack;
        this.values = values;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = value < least ? value : least;
            most = value > most ? value : most;
        }
        // What hardly moves shall not look like a mountain range.
        double margin = Math.max((most - least) * 0.06, Math.abs(most) * 0.01);
        low = Math.max(0, least - margin);
        high = most + margin;
    }

    /**
     * The drawing.
     *
     * @param values of the metric, one for each sample of the stack
     * @param regimeFromMicros since when the trend speaks
     * @param title read to those who cannot see it
     */
    public static String draw(
            RssStack stack, double[] values, TrendResult trend, long regimeFromMicros, Wording wording, String title) {
        TrendChart chart = new TrendChart(stack, values);
        chart.svg.open(
                "svg",
                "xmlns=\"http://www.w3.org/2000/svg\"",
                "class=\"trend\"",
                "viewBox=\"0 0 330 104\"",
                "width=\"330\" height=\"104\" role=\"img\"",
                Svg.attribute("aria-label", title),
                "font-family=\"system-ui, sans-serif\" font-size=\"11\"");
        chart.axis(wording);
        Bins bins = Bins.of(stack.at(), stack.all(), stack.stretches(), List.of(chart::x), List.of(values));
        PathData path = new PathData();
        new Curve(bins.edge(values), bins.columns(chart::x), chart::x, chart::y).line(path);
        chart.svg.path(path.toString(), Ink.THIN);
        chart.fit(trend, regimeFromMicros);
        return chart.svg.close("svg").toString();
    }

    private double x(double at) {
        double from = stack.at()[0];
        double span = Math.max(1, stack.at()[stack.size() - 1] - from);
        return LEFT + (at - from) / span * (WIDTH - LEFT - 2);
    }

    private double y(double bytes) {
        double drawn = BASE - (bytes - low) / Math.max(1, high - low) * (BASE - TOP);
        return Double.isNaN(bytes) ? Double.NaN : Math.max(TOP - 4, Math.min(BASE + 4, drawn));
    }

    private void axis(Wording wording) {
        svg.line(LEFT, TOP - 4, WIDTH - 2, TOP - 4, Ink.GRID);
        svg.line(LEFT, BASE + 4, WIDTH - 2, BASE + 4, Ink.GRID);
        svg.label(wording.bytes(high), LEFT, TOP - 7, Ink.TICK);
        svg.label(wording.bytes(low), LEFT, BASE + 16, Ink.TICK);
        if (stack.timed()) {
            String from = wording.moment((long) stack.at()[0]);
            String to = wording.moment((long) stack.at()[stack.size() - 1]);
            boolean oneDay = from.substring(0, DATE).equals(to.substring(0, DATE));
            String ends = oneDay
                    ? from.substring(DATE + 1) + " – " + to.substring(DATE + 1)
                    : from.substring(0, DATE) + " – " + to.substring(0, DATE);
            svg.label(ends, WIDTH - 2, BASE + 16, Ink.TICK_LEFT);
        }
    }

    /** Sen's line goes through the medians; the interval turns about the middle of the regime. */
    private void fit(TrendResult trend, long regimeFromMicros) {
        double end = stack.at()[stack.size() - 1];
        double[] rest = new double[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (stack.at()[i] >= regimeFromMicros && !Double.isNaN(values[i])) {
                rest[count++] = values[i] - trend.slope() / MICROS_PER_DAY * (stack.at()[i] - end);
            }
        }
        if (count < 3 || Double.isNaN(trend.slope())) {
            return;
        }
        double level = Level.median(Arrays.copyOf(rest, count));
        double begin = Math.max(stack.at()[0], regimeFromMicros);
        double middle = (begin + end) / 2;
        double centre = level + trend.slope() / MICROS_PER_DAY * (middle - end);
        interval(trend.slopeLow(), trend.slopeHigh(), begin, middle, end, centre);
        PathData line = new PathData();
        line.move(x(begin), y(centre + trend.slope() / MICROS_PER_DAY * (begin - middle)));
        line.line(x(end), y(centre + trend.slope() / MICROS_PER_DAY * (end - middle)));
        svg.path(line.toString(), Ink.FIT);
    }

    private void interval(
            OptionalDouble slopeLow, OptionalDouble slopeHigh, double begin, double middle, double end, double centre) {
        if (slopeLow.isEmpty() || slopeHigh.isEmpty()) {
            return;
        }
        double flat = slopeLow.getAsDouble() / MICROS_PER_DAY;
        double steep = slopeHigh.getAsDouble() / MICROS_PER_DAY;
        PathData area = new PathData();
        area.move(x(begin), y(centre + flat * (begin - middle)));
        area.line(x(middle), y(centre));
        area.line(x(end), y(centre + flat * (end - middle)));
        area.line(x(end), y(centre + steep * (end - middle)));
        area.line(x(middle), y(centre));
        area.line(x(begin), y(centre + steep * (begin - middle)));
        area.close();
        svg.path(area.toString(), Ink.FAN);
    }
}
