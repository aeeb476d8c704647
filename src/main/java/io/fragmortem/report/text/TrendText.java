package io.fragmortem.report.text;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.words.SeriesAxis;
import io.fragmortem.report.words.SeriesSource;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.statistics.forecast.ForecastResult;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.Locale;
import java.util.OptionalDouble;

/** The statistics of one series for people: what {@code fragmortem trend --text} prints. */
public final class TrendText {

    private static final double HOUR = 3600;
    private static final double DAY = 24 * HOUR;
    /** Fewer rows cannot be tested. */
    private static final int LEAST_ROWS = 3;

    private final SeriesAxis axis;
    private final Wording wording;
    private final StringBuilder out = new StringBuilder();
    /** Slopes are told for so much time, and in these words. */
    private final double per;

    private final String unit;

    private TrendText(SeriesAxis axis, SeriesAnalysis analysis, Wording wording) {
        this.axis = axis;
        this.wording = wording;
        double seen =
                analysis.overall().to().orElse(0) - analysis.overall().from().orElse(0);
        if (axis.calendar()) {
            boolean days = seen >= 2 * DAY * axis.second();
            per = (days ? DAY : HOUR) * axis.second();
            unit = wording.text(days ? "series.per_day" : "series.per_hour");
        } else {
            per = 1;
            unit = axis.kind() == SeriesAxis.Kind.ROWS
                    ? wording.text("series.per_sample")
                    : wording.text("series.per_unit", Phrase.name(axis.name()));
        }
    }

    /** A few lines; the last regime first, then the whole, what was taken out, changes, and the forecast. */
    public static String of(SeriesSource source, SeriesAnalysis analysis, Wording wording) {
        TrendText text = new TrendText(source.axis(), analysis, wording);
        text.write(source, analysis);
        return text.out.toString();
    }

    private void write(SeriesSource source, SeriesAnalysis analysis) {
        int n = analysis.sampling().n();
        TrendResult now = analysis.now().trend();
        String verdict = n < LEAST_ROWS
                ? wording.text(n == 1 ? "series.nothing_to_test.one" : "series.nothing_to_test", Phrase.count(n))
                : verdict(now);
        out.append(wording.labelled(Untrusted.cut(source.name(), 80), verdict)).append('\n');
        window(analysis.overall());
        dropped(source, analysis.sampling());
        if (n < LEAST_ROWS) {
            return;
        }
        line(
                "series.slope",
                value(now.slope() * per),
                value(now.slopeLow(), per),
                value(now.slopeHigh(), per),
                Phrase.name(unit));
        line(
                "series.n",
                Phrase.count(now.n()),
                Phrase.count(Math.round(now.effectiveN())),
                value(now.p(), 1),
                value(analysis.classic().map(c -> c.mannKendall().p()).orElse(Double.NaN)));
        if (analysis.changes().stream().anyMatch(SeriesAnalysis.Change::certified)) {
            line("series.since", time(analysis.now().from()));
            line("series.overall", Phrase.name(verdict(analysis.overall().trend())));
        }
        shape(analysis.shape());
        // what turns with a cycle is that cycle, and no shift that somebody would look for
        boolean returns = analysis.shape().cycle().isPresent()
                || analysis.shape().recurrence().isPresent();
        analysis.changes().stream()
                .filter(change -> change.certified() || !returns)
                .forEach(this::change);
        analysis.forecast().ifPresent(this::forecast);
    }

    private String verdict(TrendResult trend) {
        String verdict = wording.text("series." + Spelling.lower(trend.verdict()));
        if (trend.confirmed()) {
            verdict = wording.text("series.confirmed", Phrase.name(verdict));
        }
        return trend.caveats().isEmpty()
                ? verdict
                : wording.text(
                        "trend.caveats",
                        Phrase.name(verdict),
                        Phrase.name(wording.list(trend.caveats().stream()
                                .map(c -> wording.text("caveat." + Spelling.dashed(c)))
                                .toList())));
    }

    private void line(String key, Phrase.Arg... args) {
        out.append("  ").append(wording.text(key, args)).append('\n');
    }

    private void window(SeriesAnalysis.Window window) {
        if (window.from().isPresent() && axis.calendar()) {
            line("series.window", time(window.from()), time(window.to()), Phrase.name(wording.zoneName()));
        } else if (window.from().isPresent()) {
            line("series.range", time(window.from()), time(window.to()));
        }
    }

    private void dropped(SeriesSource source, SeriesAnalysis.Sampling sampling) {
        if (source.withoutTime() > 0) {
            line("series.without_time", Phrase.count(source.withoutTime()));
        }
        if (source.sameTime() > 0) {
            line("series.same_time", Phrase.count(source.sameTime()));
        }
        if (sampling.missing() > 0) {
            line("series.missing", Phrase.count(sampling.missing()));
        }
    }

    private void shape(SeriesAnalysis.Shape shape) {
        shape.cycle().ifPresent(c -> line("series.cycle", length(c.period()), value(c.amplitude()), value(c.p())));
        if (shape.weekend().isPresent()) {
            line("series.weekend", value(shape.weekend().getAsDouble()));
        }
        shape.recurrence()
                .ifPresent(r -> line(
                        "series.recurrence",
                        Phrase.count(r.falls()),
                        length(r.period()),
                        value(r.height()),
                        value(r.peakSlope() * per),
                        Phrase.name(unit)));
    }

    private void change(SeriesAnalysis.Change change) {
        boolean bend = change.kind() == ChangePoint.Kind.SLOPE;
        String key = change.certified() ? (bend ? "series.bend" : "series.change") : "series.visible";
        double by = bend ? per : 1;
        line(key, time(change.time()), value(change.before() * by), value(change.after() * by), Phrase.name(unit));
    }

    private void forecast(ForecastResult f) {
        Phrase.Arg limit = value(f.limit());
        String key = "series.forecast." + Spelling.lower(f.outcome());
        switch (f.outcome()) {
            case EXPECTED ->
                line(
                        f.latest().isPresent() ? key : key + ".open",
                        limit,
                        time(f.likely()),
                        time(f.earliest()),
                        time(f.latest()),
                        time(f.horizon()));
            case NOT_BEFORE, NOT_WITHIN_HORIZON -> line(key, limit, time(f.notBefore()), time(f.horizon()));
            case REACHED, LEVELS_OFF, RECEDING, TOO_SHORT, CONSTANT, NO_LIMIT -> line(key, limit);
        }
    }

    private Phrase.Arg time(OptionalDouble time) {
        return time.isPresent() ? time(time.getAsDouble()) : Phrase.name("-");
    }

    private Phrase.Arg time(double time) {
        return Phrase.name(axis.calendar() ? wording.moment(axis.micros(time)) : number(time));
    }

    private Phrase.Arg length(double time) {
        return Phrase.name(axis.calendar() ? wording.span(time / axis.second()) : number(time));
    }

    private static Phrase.Arg value(OptionalDouble value, double by) {
        return value.isPresent() ? value(value.getAsDouble() * by) : Phrase.name("-");
    }

    private static Phrase.Arg value(double value) {
        return Phrase.name(number(value));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
