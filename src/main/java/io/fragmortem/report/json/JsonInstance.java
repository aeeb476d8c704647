package io.fragmortem.report.json;

import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.rule.Check;
import io.fragmortem.diagnosis.rule.Input;
import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.story.TimelineRow;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.ServerInfo;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.words.Wording;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.timeline.Gap;
import io.fragmortem.timeline.Quality;
import io.fragmortem.timeline.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the object of one instance, the same in every command.
 *
 * <p>Long because it is one object, key by key, in the order of the schema.
 */
final class JsonInstance {

    private final JsonWriter json;
    private final InstanceResult result;
    private final Wording wording;
    private final JsonSuspects suspects;

    JsonInstance(JsonWriter json, InstanceResult result, Wording wording) {
        this.json = json;
        this.result = result;
        this.wording = wording;
        this.suspects = new JsonSuspects(json, wording);
    }

    void write(int timelineRows) {
        json.beginObject().name("schema").value(JsonReport.SCHEMA).name("name").value(result.name());
        identity(result.server());
        json.name("window").beginObject();
        json.name("from").moment(result.fromMicros()).name("to").moment(result.toMicros());
        json.endObject();
        json.name("samples").value(result.samples());
        json.name("runs").beginArray();
        result.runs().forEach(run -> run(run));
        json.endArray();
        verdict(result.diagnosis().verdict());
        json.name("suspects").beginArray();
        result.diagnosis().suspects().forEach(suspects::write);
        json.endArray();
        json.name("explained");
        new JsonLedger(json).write(result.diagnosis().explained());
        peers(result.peers());
        json.name("breakdown");
        breakdown(result.now());
        json.name("worst_breakdown");
        breakdown(result.worst());
        json.name("trends").beginArray();
        result.trends().forEach(trend -> trend(trend));
        json.endArray();
        json.name("change_points").beginArray();
        result.changes().forEach(change -> change(change));
        json.endArray();
        forecasts(result.forecasts());
        json.name("alert");
        new JsonAlert(json).write(result.diagnosis().alert());
        checks(result.diagnosis().checks());
        quality(result.quality());
        extras(timelineRows);
        new JsonParticulars(json, wording).write(result);
        json.endObject();
    }

    private void identity(ServerInfo server) {
        json.name("product").value(Spelling.lower(server.product()));
        json.name("version").value(server.version().orElse(null));
        json.name("allocator").value(server.allocator().orElse(null));
        json.name("server").beginObject();
        json.name("version_range")
                .value(server.versionRange().map(wording::plain).orElse(null));
        json.name("allocator_kind").value(Spelling.lower(server.allocatorKind()));
        json.name("defrag").value(Spelling.lower(server.defrag()));
        json.name("role").value(server.role().map(ServerInfo.Role::info).orElse(null));
        json.name("os").value(server.os().orElse(null));
        json.endObject();
    }

    private void run(Run run) {
        boolean timed = result.fromMicros().isPresent();
        json.beginObject().name("index").value(run.index());
        json.name("from");
        if (timed) {
            json.moment(run.fromMicros()).name("to").moment(run.toMicros());
        } else {
            json.nothing().name("to").nothing();
        }
        json.name("samples").value(run.size());
        json.name("run_id").value(run.runId().orElse(null));
        json.name("reason").value(Spelling.lower(run.reason()));
        json.endObject();
    }

    private void verdict(Verdict verdict) {
        json.name("verdict").beginObject();
        json.name("severity").value(Spelling.lower(verdict.severity()));
        json.name("cause").value(verdict.cause().id());
        json.name("confidence").value(Spelling.lower(verdict.confidence()));
        json.name("sentence").value(wording.plain(verdict.sentence()));
        json.name("context").value(words(verdict.context()));
        if (!verdict.silenced().isEmpty()) {
            json.name("silenced").beginArray();
            for (Verdict.Silence one : verdict.silenced()) {
                json.beginObject().name("cause").value(one.cause().id());
                json.name("severity").value(Spelling.lower(one.severity()));
                json.name("bytes").bytes(one.bytes()).endObject();
            }
            json.endArray();
        }
        json.endObject();
    }

    private void peers(List<InstanceResult.PeerLine> peers) {
        json.name("peers").beginArray();
        for (InstanceResult.PeerLine peer : peers) {
            json.beginObject().name("name").value(peer.name()).name("role").value(Spelling.lower(peer.role()));
            json.name("at").moment(peer.atMicros());
            json.name("dataset").bytes(peer.data()).name("used").bytes(peer.used());
            json.name("rss").bytes(peer.rss());
            json.name("sentence").value(wording.plain(peer.sentence())).endObject();
        }
        json.endArray();
    }

    private void breakdown(Optional<Breakdown> breakdown) {
        if (breakdown.isEmpty()) {
            json.nothing();
            return;
        }
        Breakdown bytes = breakdown.get();
        json.beginObject().name("at");
        if (bytes.atMicros() == 0) {
            json.nothing();
        } else {
            json.moment(bytes.atMicros());
        }
        json.name("split").value(Spelling.lower(bytes.split()));
        boolean hasRss = bytes.split() != Breakdown.Split.USED_ONLY;
        boolean hasUsed = bytes.split() != Breakdown.Split.RSS_ONLY;
        json.name("rss").bytes(hasRss ? bytes.rss() : Double.NaN);
        json.name("used").bytes(hasUsed ? bytes.used() : Double.NaN);
        json.name("resident").bytes(bytes.resident());
        for (Component component : Component.values()) {
            if (component != Component.USED) {
                json.name(component.jsonName());
                json.bytes(bytes.has(component) ? bytes.bytes(component) : Double.NaN);
            }
        }
        json.endObject();
    }

    private void trend(InstanceResult.TrendLine line) {
        TrendResult trend = line.trend();
        json.beginObject().name("metric").value(line.metric().jsonName());
        json.name("scope").value(Spelling.dashed(line.scoped().scope()));
        json.name("run").value(line.scoped().run());
        json.name("n").value(trend.n()).name("effective_n").value(trend.effectiveN());
        json.name("slope_per_day").value(trend.slope());
        json.name("low").value(trend.slopeLow()).name("high").value(trend.slopeHigh());
        json.name("p").value(trend.p()).name("q").value(line.q());
        json.name("q_hochberg").value(line.hochberg());
        json.name("verdict").value(Spelling.lower(trend.verdict()));
        json.name("confirmed").value(trend.confirmed());
        json.name("caveats");
        json.strings(trend.caveats().stream().map(Spelling::dashed).toList());
        json.endObject();
    }

    private void change(InstanceResult.ChangeLine line) {
        Change change = line.change();
        json.beginObject().name("metric").value(change.metric().jsonName());
        json.name("at").moment(change.atMicros()).name("kind").value(Spelling.lower(change.kind()));
        json.name("before").value(change.before()).name("after").value(change.after());
        json.name("low").moment(change.lowMicros()).name("high").moment(change.highMicros());
        json.name("certified").value(change.certified());
        json.name("explained_by").value(words(line.explainedBy()));
        json.endObject();
    }

    /** The nearest limit as one object, for whoever wants one date; all of them beside it. */
    private void forecasts(List<InstanceResult.ForecastLine> lines) {
        json.name("forecast");
        if (lines.isEmpty()) {
            json.nothing();
        } else {
            forecast(lines.get(0));
        }
        json.name("forecasts").beginArray();
        lines.forEach(this::forecast);
        json.endArray();
    }

    private void forecast(InstanceResult.ForecastLine line) {
        Trends.Outlook outlook = line.outlook();
        json.beginObject().name("limit").value(outlook.bound().limit().id());
        json.name("metric").value(outlook.metric().jsonName());
        json.name("limit_bytes").bytes(outlook.bound().bytes());
        json.name("reserve_bytes").bytes(outlook.reserve());
        json.name("outcome").value(Spelling.dashed(outlook.outcome()));
        json.name("earliest").moment(outlook.dates().earliest());
        json.name("likely").moment(outlook.dates().likely());
        json.name("latest").moment(outlook.dates().latest());
        json.name("not_before").moment(outlook.dates().notBefore());
        json.name("note").value(wording.plain(line.note()));
        json.endObject();
    }

    private void checks(List<Check> checks) {
        json.name("checks").beginArray();
        for (Check check : checks) {
            json.beginObject().name("id").value(check.id());
            json.name("status").value(Spelling.lower(check.status()));
            json.name("text").value(wording.plain(check.text()));
            json.name("severity").value(check.severity().map(Spelling::lower).orElse(null));
            json.name("score").value(check.score());
            json.name("missing");
            json.strings(check.missing().stream().map(Input::name).toList());
            json.name("capture");
            json.strings(check.missing().stream()
                    .map(input -> wording.text("capture." + input.way()))
                    .distinct()
                    .toList());
            json.endObject();
        }
        json.endArray();
    }

    private void quality(Quality quality) {
        json.name("quality").beginObject();
        json.name("samples").value(quality.samples());
        json.name("duplicates").value(quality.duplicates()).name("merged").value(quality.merged());
        json.name("partial").value(quality.partial()).name("wrapped").value(quality.wrapped());
        json.name("not_finite").value(quality.notFinite()).name("rounded").value(quality.rounded());
        json.name("derived").value(quality.derived());
        json.name("cadence_seconds");
        json.value(quality.cadenceMicros() == 0 ? Double.NaN : quality.cadenceMicros() / 1e6);
        json.name("coverage").value(quality.coverage());
        json.name("time_sources").beginObject();
        new TreeMap<>(quality.timeSources())
                .forEach((source, count) -> json.name(Spelling.lower(source)).value(count));
        json.endObject();
        json.name("clock_jumps").beginArray();
        quality.clockJumps().forEach(json::moment);
        json.endArray();
        json.name("assumptions");
        phrases(quality.assumptions());
        json.name("assumption_keys");
        json.strings(quality.assumptions().stream().map(Phrase::key).toList());
        json.name("unknown_fields").beginObject();
        new TreeMap<>(quality.unknownFields())
                .forEach((name, count) -> json.name(name).value(count));
        json.endObject().endObject();
    }

    private void extras(int timelineRows) {
        json.name("doctor");
        phrases(result.diagnosis().doctor());
        json.name("actions");
        suspects.actions(result.diagnosis().actions());
        json.name("gaps").beginArray();
        for (Gap gap : result.gaps()) {
            json.beginObject().name("from").moment(gap.fromMicros());
            json.name("to").moment(gap.toMicros());
            json.name("missing").value(gap.missing()).endObject();
        }
        json.endArray();
        json.name("limits").beginObject();
        result.series().limits().entrySet().stream()
                .sorted(Comparator.comparing(limit -> limit.getKey().id()))
                .forEach(limit -> json.name(limit.getKey().id()).bytes(limit.getValue()));
        json.endObject();
        json.name("timeline_rows").value(result.timeline().size());
        json.name("timeline").beginArray();
        result.timeline().stream().limit(timelineRows).forEach(row -> row(row));
        json.endArray();
        json.name("latest").beginObject();
        for (Map.Entry<String, Double> entry : result.latest().entrySet()) {
            json.name(entry.getKey()).value(entry.getValue());
        }
        json.endObject();
    }

    private void row(TimelineRow row) {
        json.beginObject().name("at");
        if (result.fromMicros().isPresent()) {
            json.moment(row.atMicros());
        } else {
            json.nothing();
        }
        json.name("until").moment(row.untilMicros()).name("kind").value(Spelling.lower(row.kind()));
        json.name("what").value(wording.plain(row.what())).name("source").value(row.source());
        json.name("label").value(wording.plain(row.label())).name("also");
        phrases(row.also());
        json.name("moved_bytes").bytes(row.movedBytes());
        json.endObject();
    }

    private @Nullable String words(Optional<Phrase> phrase) {
        return phrase.map(wording::plain).orElse(null);
    }

    private void phrases(List<Phrase> phrases) {
        json.strings(phrases.stream().map(wording::plain).toList());
    }
}
