package io.fragmortem.report.json;

import io.fragmortem.phrase.Spelling;
import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.forecast.ForecastResult;
import io.fragmortem.statistics.trend.ClassicResult;
import io.fragmortem.statistics.trend.TrendResult;

/** The statistics of one series as one JSON object on one line: what {@code fragmortem trend} prints. */
public final class TrendJson {

    private TrendJson() {}

    /**
     * Words one analysis.
     *
     * @param series name of the column
     * @param unit of slopes, for example {@code per sample}
     */
    public static String of(String series, SeriesAnalysis analysis, String unit) {
        StringBuilder out = new StringBuilder();
        JsonWriter json = new JsonWriter(out);
        json.beginObject().name("series").value(series);
        json.name("n")
                .value(analysis.sampling().n())
                .name("missing")
                .value(analysis.sampling().missing());
        trend(json.name("trend"), analysis.now().trend(), unit);
        json.name("regime_from").value(analysis.now().from());
        trend(json.name("overall"), analysis.overall().trend(), unit);
        json.name("change_points").beginArray();
        for (SeriesAnalysis.Change change : analysis.changes()) {
            json.beginObject().name("index").value(change.index()).name("at").value(change.time());
            json.name("kind").value(Spelling.lower(change.kind()));
            json.name("before").value(change.before()).name("after").value(change.after());
            json.name("low").value(change.low()).name("high").value(change.high());
            json.name("certified").value(change.certified()).endObject();
        }
        json.endArray();
        json.name("spikes").value(analysis.shape().spikes().size());
        json.name("curved").value(analysis.shape().curvedTrend());
        forecast(json.name("forecast"), analysis);
        classic(json.name("classic"), analysis.classic());
        json.endObject();
        return out.append('\n').toString();
    }

    private static void trend(JsonWriter json, TrendResult t, String unit) {
        json.beginObject().name("method").value(t.method()).name("n").value(t.n());
        json.name("effective_n").value(t.effectiveN());
        json.name("p").value(t.p());
        json.name("slope").value(t.slope());
        json.name("low").value(t.slopeLow());
        json.name("high").value(t.slopeHigh());
        json.name("unit").value(unit);
        json.name("verdict").value(Spelling.lower(t.verdict()));
        json.name("confirmed").value(t.confirmed());
        json.name("caveats").beginArray();
        t.caveats().forEach(c -> json.value(Spelling.dashed(c)));
        json.endArray().endObject();
    }

    private static void forecast(JsonWriter json, SeriesAnalysis analysis) {
        if (analysis.forecast().isEmpty()) {
            json.nothing();
            return;
        }
        ForecastResult f = analysis.forecast().get();
        json.beginObject().name("outcome").value(Spelling.dashed(f.outcome()));
        json.name("limit").value(f.limit());
        json.name("earliest").value(f.earliest());
        json.name("likely").value(f.likely());
        json.name("latest").value(f.latest());
        json.name("not_before").value(f.notBefore());
        json.name("horizon").value(f.horizon());
        json.name("beyond_horizon").value(f.beyondHorizon()).endObject();
    }

    private static void classic(JsonWriter json, ClassicResult c) {
        json.beginObject().name("mann_kendall").beginObject();
        json.name("s")
                .value(c.mannKendall().s())
                .name("var_s")
                .value(c.mannKendall().varS());
        json.name("z")
                .value(c.mannKendall().z())
                .name("p")
                .value(c.mannKendall().p())
                .endObject();
        json.name("sen_slope").value(c.senSlope());
        json.name("sen_low").value(c.senLow());
        json.name("sen_high").value(c.senHigh());
        json.name("pettitt").beginObject().name("k").value(c.pettitt().k());
        json.name("index")
                .value(c.pettitt().index())
                .name("p")
                .value(c.pettitt().p())
                .endObject();
        json.endObject();
    }
}
