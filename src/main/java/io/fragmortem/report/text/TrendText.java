package io.fragmortem.report.text;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.Locale;
import java.util.OptionalDouble;

/** The statistics of one series for people: what {@code fragmortem trend --text} prints. */
public final class TrendText {

    private TrendText() {}

    /** A few lines; the last regime first, then changes, then the forecast. */
    public static String of(String series, SeriesAnalysis analysis, String unit, Wording wording) {
        StringBuilder out = new StringBuilder();
        TrendResult now = analysis.now().trend();
        String verdict = wording.text("series." + Spelling.lower(now.verdict()));
        out.append(wording.labelled(Untrusted.cut(series, 80), verdict)).append('\n');
        out.append("  ")
                .append(wording.text(
                        "series.slope",
                        Phrase.name(number(now.slope())),
                        Phrase.name(number(now.slopeLow())),
                        Phrase.name(number(now.slopeHigh())),
                        Phrase.name(unit)))
                .append('\n');
        out.append("  ")
                .append(wording.text(
                        "series.n",
                        Phrase.count(now.n()),
                        Phrase.count(Math.round(now.effectiveN())),
                        Phrase.name(number(now.p())),
                        Phrase.name(number(analysis.classic().mannKendall().p()))))
                .append('\n');
        for (SeriesAnalysis.Change change : analysis.changes()) {
            String key = change.certified() ? "series.change" : "series.visible";
            out.append("  ")
                    .append(wording.text(
                            key,
                            Phrase.name(number(change.time())),
                            Phrase.name(number(change.before())),
                            Phrase.name(number(change.after()))))
                    .append('\n');
        }
        analysis.forecast()
                .ifPresent(f -> out.append("  ")
                        .append(wording.text(
                                "series.forecast",
                                Phrase.name(number(f.limit())),
                                Phrase.nested(Phrase.of("series.outcome." + Spelling.lower(f.outcome()))),
                                Phrase.name(number(f.earliest())),
                                Phrase.name(number(f.likely())),
                                Phrase.name(number(f.latest()))))
                        .append('\n'));
        return out.toString();
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "-";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
