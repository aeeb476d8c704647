package io.fragmortem.report.json;

import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.words.SeriesAxis;
import io.fragmortem.report.words.SeriesSource;
import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.forecast.ForecastResult;
import io.fragmortem.statistics.trend.ClassicResult;
import io.fragmortem.statistics.trend.Recurrence;
import io.fragmortem.statistics.trend.TrendResult;
import java.util.OptionalDouble;

/**
 * The statistics of one series as one JSON object on one line: what {@code fragmortem trend} prints. Times are as in the table: ISO-8601 where
 * it has dates, else numbers.
 */
public final class TrendJson {

    private final JsonWriter json;
    private final SeriesAxis axis;

    private TrendJson(JsonWriter json, SeriesAxis axis) {
        this.json = json;
        this.axis = axis;
    }

    /** Words one analysis. */
    public static String of(SeriesSource source, SeriesAnalysis analysis) {
        StringBuilder out = new StringBuilder();
        new TrendJson(new JsonWriter(out), source.axis()).write(source, analysis);
        return out.append('\n').toString();
    }

    private void write(SeriesSource source, SeriesAnalysis analysis) {
        json.beginObject().name("series").value(source.name());
        json.name("n").value(analysis.sampling().n());
        json.name("missing").value(analysis.sampling().missing());
        trend("trend", analysis.now().trend());
        time("regime_from", analysis.now().from());
        trend("overall", analysis.overall().trend());
        json.name("change_points").beginArray();
        analysis.changes().forEach(this::change);
        json.endArray();
        json.name("spikes").value(analysis.shape().spikes().size());
        json.name("curved").value(analysis.shape().curvedTrend());
        json.name("rows").value(source.rows());
        json.name("dropped").beginObject().name("without_time").value(source.withoutTime());
        json.name("same_time").value(source.sameTime()).endObject();
        sampling(analysis);
        shape(analysis.shape());
        forecast(analysis);
        analysis.classic().ifPresent(c -> classic(json.name("classic"), c));
        json.endObject();
    }

    private void time(String name, double time) {
        json.name(name);
        if (axis.kind() == SeriesAxis.Kind.DATES) {
            json.moment(axis.micros(time));
        } else {
            json.value(time);
        }
    }

    private void time(String name, OptionalDouble time) {
        if (time.isPresent()) {
            time(name, time.getAsDouble());
        } else {
            json.name(name).nothing();
        }
    }

    private void change(SeriesAnalysis.Change change) {
        json.beginObject().name("index").value(change.index());
        time("at", change.time());
        json.name("kind").value(Spelling.lower(change.kind()));
        json.name("before").value(change.before()).name("after").value(change.after());
        time("low", change.low());
        time("high", change.high());
        json.name("certified").value(change.certified());
        json.name("evidence");
        if (change.certified()) {
            json.beginObject().name("likelihood_ratio_over_bar").value(change.evidence());
            json.name("size_in_noise").value(change.sizeInNoise()).endObject();
        } else {
            json.nothing();
        }
        json.endObject();
    }

    private void sampling(SeriesAnalysis analysis) {
        time("from", analysis.overall().from());
        time("to", analysis.overall().to());
        json.name("bins").beginObject().name("count").value(analysis.sampling().bins());
        json.name("width").value(analysis.sampling().binWidth());
        json.name("coverage").value(analysis.sampling().coverage()).endObject();
    }

    private void shape(SeriesAnalysis.Shape shape) {
        json.name("scale").value(Spelling.lower(shape.scale()));
        json.name("cycle");
        if (shape.cycle().isPresent()) {
            SeriesAnalysis.RemovedCycle cycle = shape.cycle().get();
            json.beginObject().name("period").value(cycle.period());
            json.name("amplitude").value(cycle.amplitude());
            json.name("p").value(cycle.p()).endObject();
        } else {
            json.nothing();
        }
        json.name("weekend").value(shape.weekend());
        json.name("recurrence");
        if (shape.recurrence().isPresent()) {
            Recurrence r = shape.recurrence().get();
            json.beginObject().name("falls").value(r.falls());
            json.name("period").value(r.period());
            json.name("height").value(r.height());
            json.name("peak_slope").value(r.peakSlope()).endObject();
        } else {
            json.nothing();
        }
    }

    private void trend(String name, TrendResult t) {
        json.name(name).beginObject().name("method").value(t.method()).name("n").value(t.n());
        json.name("effective_n").value(t.effectiveN());
        json.name("p").value(t.p());
        json.name("slope").value(t.slope());
        json.name("low").value(t.slopeLow());
        json.name("high").value(t.slopeHigh());
        json.name("unit").value(axis.unit());
        json.name("verdict").value(Spelling.lower(t.verdict()));
        json.name("confirmed").value(t.confirmed());
        json.name("caveats").beginArray();
        t.caveats().forEach(c -> json.value(Spelling.dashed(c)));
        json.endArray().endObject();
    }

    private void forecast(SeriesAnalysis analysis) {
        json.name("forecast");
        if (analysis.forecast().isEmpty()) {
            json.nothing();
            return;
        }
        ForecastResult f = analysis.forecast().get();
        json.beginObject().name("outcome").value(Spelling.dashed(f.outcome()));
        json.name("limit").value(f.limit());
        time("earliest", f.earliest());
        time("likely", f.likely());
        time("latest", f.latest());
        time("not_before", f.notBefore());
        time("horizon", f.horizon());
        json.name("beyond_horizon").value(f.beyondHorizon());
        json.name("levels_off").value(f.saturating()).endObject();
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
