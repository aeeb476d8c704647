package io.fragmortem.report.chart;

import io.fragmortem.diagnosis.trend.Trends.Outlook;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.Total;
import io.fragmortem.statistics.forecast.ForecastResult.Outcome;
import java.util.Optional;

/**
 * Where a forecast leads: from the last value to the limit, at the earliest, likely and latest moment.
 *
 * @param from last moment that was measured
 * @param bytes last value of what runs into the limit
 * @param latest the end of the picture where the interval has no end
 */
record Fan(double from, double bytes, double limit, double earliest, double likely, double latest) {

    /** The picture grows by at most this share of the window for what has not happened yet. */
    private static final double LOOK_AHEAD = 0.4;

    /** The nearest limit with a date. */
    static Optional<Fan> of(InstanceResult result, RssStack stack) {
        return result.forecasts().stream()
                .map(InstanceResult.ForecastLine::outlook)
                .filter(outlook -> stack.timed() && outlook.outcome() == Outcome.EXPECTED)
                .filter(outlook -> outlook.dates().likely().isPresent())
                .findFirst()
                .flatMap(outlook -> of(outlook, result));
    }

    private static Optional<Fan> of(Outlook outlook, InstanceResult result) {
        double[] column = outlook.metric() == Total.USED_MEMORY
                ? result.series().used()
                : result.series().rss();
        int last = result.series().lastWhole().orElse(-1);
        if (last < 0 || !(column[last] < outlook.bound().bytes())) {
            return Optional.empty();
        }
        double likely = outlook.dates().likely().getAsLong();
        return Optional.of(new Fan(
                result.series().timeMicros()[last],
                column[last],
                outlook.bound().bytes(),
                outlook.dates().earliest().orElse((long) likely),
                likely,
                outlook.dates().latest().orElse(Long.MAX_VALUE)));
    }

    /** How far the time axis goes on for it. */
    double end(double windowFrom, double windowTo) {
        double most = windowTo + LOOK_AHEAD * (windowTo - windowFrom);
        return Math.min(most, Math.max(likely, Math.min(latest, most)));
    }

    void draw(Scale scale, Svg svg) {
        double x = scale.x(from);
        double y = scale.y(bytes);
        PathData area = new PathData();
        area.move(x, y);
        corner(earliest, scale, area);
        if (latest < scale.to()) {
            area.line(scale.x(latest), scale.y(limit));
        } else {
            if (earliest < scale.to()) {
                area.line(scale.x(scale.to()), scale.y(limit));
            }
            area.line(scale.x(scale.to()), scale.y(at(latest, scale.to())));
        }
        area.close();
        svg.path(area.toString(), Ink.FAN);
        PathData middle = new PathData();
        middle.move(x, y);
        corner(likely, scale, middle);
        svg.path(middle.toString(), Ink.FAN_LINE);
    }

    /** To the limit, or to the edge of the picture. */
    private void corner(double reached, Scale scale, PathData path) {
        double at = Math.min(reached, scale.to());
        path.line(scale.x(at), scale.y(at(reached, at)));
    }

    /** Height at a moment of the line that meets the limit at {@code reached}. */
    private double at(double reached, double moment) {
        return reached <= from ? limit : bytes + (limit - bytes) * (moment - from) / (reached - from);
    }
}
