package io.fragmortem.report;

import io.fragmortem.diagnosis.Action;
import io.fragmortem.diagnosis.Cause;
import io.fragmortem.diagnosis.Check;
import io.fragmortem.diagnosis.Phrase;
import io.fragmortem.diagnosis.Severity;
import io.fragmortem.diagnosis.Suspect;
import io.fragmortem.diagnosis.Verdict;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.ServerInfo;
import io.fragmortem.timeline.Gap;
import io.fragmortem.timeline.Quality;
import io.fragmortem.timeline.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The machine-readable result, schema {@value #SCHEMA}: one object per instance, the same in every command, and the whole
 * result around them. Times are ISO-8601 in UTC, sizes whole bytes, ratios plain numbers, and what is not known is null.
 */
public final class JsonReport {

    /** Name and version of the schema; a field may be added within a version, never changed or removed. */
    public static final String SCHEMA = "fragmortem/1";

    private final Wording wording;

    public JsonReport(Wording wording) {
        this.wording = wording;
    }

    /** One instance on one line, without a line end. */
    public String instance(InstanceResult instance) {
        StringBuilder out = new StringBuilder(8_192);
        instance(instance, new JsonWriter(out), Integer.MAX_VALUE);
        return out.toString();
    }

    /** One instance with at most this many rows of its timeline, for embedding in a page. */
    String instance(InstanceResult instance, int timelineRows) {
        StringBuilder out = new StringBuilder(8_192);
        instance(instance, new JsonWriter(out), timelineRows);
        return out.toString();
    }

    /** The whole result; ends with a line end. */
    public void write(AnalysisResult result, Appendable out) {
        JsonWriter json = new JsonWriter(out);
        json.beginObject().name("schema").value(SCHEMA);
        json.name("tool").beginObject();
        json.name("name").value("fragmortem").name("version").value(result.toolVersion());
        json.name("command_line");
        strings(json, result.commandLine());
        json.endObject();
        json.name("inputs").beginArray();
        result.inputs().forEach(input -> input(json, input));
        json.endArray();
        json.name("instances").beginArray();
        result.instances().forEach(instance -> instance(instance, json, Integer.MAX_VALUE));
        json.endArray();
        json.name("fleet");
        fleet(json, result.instances());
        rejected(json, result);
        json.endObject();
        LineEnd.append(out);
    }

    private static void input(JsonWriter json, AnalysisResult.Input input) {
        json.beginObject();
        json.name("name")
                .value(input.name())
                .name("format")
                .value(input.format().isEmpty() ? null : input.format());
        json.name("bytes").value(input.bytes()).name("sha256").value(input.sha256());
        json.name("samples").value(input.samples()).name("events").value(input.events());
        json.name("exhibits").value(input.exhibits()).name("rejected").value(input.rejected());
        json.endObject();
    }

    private static void fleet(JsonWriter json, List<InstanceResult> instances) {
        FleetSums sums = FleetSums.of(instances);
        json.beginObject().name("instances").value(instances.size());
        json.name("counts").beginObject();
        for (Severity severity : FleetSums.WORST_FIRST) {
            json.name(Wording.lower(severity)).value(sums.count(severity));
        }
        json.endObject();
        json.name("causes").beginObject();
        for (Cause cause : Cause.values()) {
            long count = sums.count(cause);
            if (count > 0) {
                json.name(cause.id()).value(count);
            }
        }
        json.endObject();
        json.name("rss_bytes").bytes(sums.rss()).name("gap_bytes").bytes(sums.gap());
        json.endObject();
    }

    private static void rejected(JsonWriter json, AnalysisResult result) {
        json.name("rejected_total").value(result.rejectedTotal());
        json.name("rejected").beginArray();
        result.rejected().forEach(region -> {
            json.beginObject();
            json.name("stream").value(region.origin().stream());
            json.name("line").value(region.origin().line());
            long offset = region.origin().byteOffset();
            json.name("byte_offset");
            if (offset < 0) {
                json.nothing();
            } else {
                json.value(offset);
            }
            json.name("found").value(region.found()).name("expected").value(region.expected());
            json.endObject();
        });
        json.endArray();
        json.name("problems").beginArray();
        result.problems()
                .forEach(problem -> json.beginObject()
                        .name("name")
                        .value(problem.name())
                        .name("reason")
                        .value(problem.reason())
                        .endObject());
        json.endArray();
    }

    private void instance(InstanceResult result, JsonWriter json, int timelineRows) {
        json.beginObject().name("schema").value(SCHEMA).name("name").value(result.name());
        identity(json, result.server());
        json.name("window").beginObject();
        json.name("from").moment(result.fromMicros()).name("to").moment(result.toMicros());
        json.endObject();
        json.name("samples").value(result.samples());
        json.name("runs").beginArray();
        result.runs().forEach(run -> run(json, run, result));
        json.endArray();
        verdict(json, result.diagnosis().verdict());
        json.name("suspects").beginArray();
        result.diagnosis().suspects().forEach(suspect -> suspect(json, suspect));
        json.endArray();
        json.name("breakdown");
        breakdown(json, result.now());
        json.name("worst_breakdown");
        breakdown(json, result.worst());
        json.name("trends").beginArray();
        result.trends().forEach(trend -> trend(json, trend));
        json.endArray();
        json.name("change_points").beginArray();
        result.changes().forEach(change -> change(json, change));
        json.endArray();
        forecast(json, result.forecast());
        checks(json, result.diagnosis().checks());
        quality(json, result.quality());
        extras(json, result, timelineRows);
        json.endObject();
    }

    private static void identity(JsonWriter json, ServerInfo server) {
        json.name("product").value(Wording.lower(server.product()));
        json.name("version").value(server.version().orElse(null));
        json.name("allocator").value(server.allocator().orElse(null));
        json.name("server").beginObject();
        json.name("version_range").value(server.versionRange().orElse(null));
        json.name("allocator_kind").value(Wording.lower(server.allocatorKind()));
        json.name("defrag").value(Wording.lower(server.defrag()));
        json.name("role").value(server.role().orElse(null));
        json.name("os").value(server.os().orElse(null));
        json.endObject();
    }

    private static void run(JsonWriter json, Run run, InstanceResult result) {
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
        json.name("reason").value(Wording.lower(run.reason()));
        json.endObject();
    }

    private void verdict(JsonWriter json, Verdict verdict) {
        json.name("verdict").beginObject();
        json.name("severity").value(Wording.lower(verdict.severity()));
        json.name("cause").value(verdict.cause().id());
        json.name("confidence").value(Wording.lower(verdict.confidence()));
        json.name("sentence").value(wording.plain(verdict.sentence()));
        json.name("context").value(words(verdict.context()));
        json.endObject();
    }

    private void suspect(JsonWriter json, Suspect suspect) {
        json.beginObject().name("cause").value(suspect.cause().id());
        json.name("severity").value(Wording.lower(suspect.severity()));
        json.name("confidence").value(Wording.lower(suspect.confidence()));
        json.name("bytes").bytes(suspect.bytes()).name("share").value(suspect.share());
        json.name("since").moment(suspect.sinceMicros());
        json.name("claim").value(wording.plain(suspect.claim()));
        json.name("evidence");
        phrases(json, suspect.evidence());
        json.name("ruled_out").beginArray();
        for (Suspect.RuledOut rival : suspect.ruledOut()) {
            json.beginObject().name("cause").value(rival.cause().id());
            json.name("how").value(wording.plain(rival.how())).endObject();
        }
        json.endArray();
        json.name("remedies");
        actions(json, suspect.remedies());
        json.endObject();
    }

    private void actions(JsonWriter json, List<Action> actions) {
        json.beginArray();
        for (Action action : actions) {
            json.beginObject().name("kind").value(Wording.lower(action.kind()));
            json.name("id").value(action.id()).name("what").value(wording.plain(action.what()));
            json.name("command");
            strings(json, action.command());
            json.name("bytes_back").bytes(action.bytesBack());
            json.name("risk").value(words(action.risk()));
            json.name("not_when").value(words(action.notWhen()));
            json.name("verify").value(words(action.verify()));
            json.name("steps");
            phrases(json, action.steps());
            json.endObject();
        }
        json.endArray();
    }

    private static void breakdown(JsonWriter json, Optional<Breakdown> breakdown) {
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
        json.name("split").value(Wording.lower(bytes.split()));
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

    private static void trend(JsonWriter json, InstanceResult.TrendLine trend) {
        json.beginObject().name("metric").value(trend.metric()).name("run").value(trend.run());
        json.name("n").value(trend.n()).name("effective_n").value(trend.effectiveN());
        json.name("slope_per_day").value(trend.slopePerDay());
        json.name("low").value(trend.low()).name("high").value(trend.high());
        json.name("p").value(trend.p()).name("q").value(trend.q());
        json.name("verdict").value(trend.verdict()).name("confirmed").value(trend.confirmed());
        json.name("caveats");
        strings(json, trend.caveats());
        json.endObject();
    }

    private void change(JsonWriter json, InstanceResult.ChangeLine change) {
        json.beginObject().name("metric").value(change.metric());
        json.name("at").moment(change.atMicros()).name("kind").value(change.kind());
        json.name("before").value(change.before()).name("after").value(change.after());
        json.name("low").moment(change.lowMicros()).name("high").moment(change.highMicros());
        json.name("certified").value(change.certified());
        json.name("explained_by").value(words(change.explainedBy()));
        json.endObject();
    }

    private void forecast(JsonWriter json, Optional<InstanceResult.ForecastLine> forecast) {
        json.name("forecast");
        if (forecast.isEmpty()) {
            json.nothing();
            return;
        }
        InstanceResult.ForecastLine line = forecast.get();
        json.beginObject().name("limit").value(line.limit());
        json.name("limit_bytes").bytes(line.limitBytes());
        json.name("earliest").moment(line.earliestMicros());
        json.name("likely").moment(line.likelyMicros());
        json.name("latest").moment(line.latestMicros());
        json.name("not_before").moment(line.notBeforeMicros());
        json.name("note").value(wording.plain(line.note()));
        json.endObject();
    }

    private void checks(JsonWriter json, List<Check> checks) {
        json.name("checks").beginArray();
        for (Check check : checks) {
            json.beginObject().name("id").value(check.id());
            json.name("status").value(Wording.lower(check.status()));
            json.name("text").value(wording.plain(check.text()));
            json.endObject();
        }
        json.endArray();
    }

    private static void quality(JsonWriter json, Quality quality) {
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
                .forEach((source, count) -> json.name(Wording.lower(source)).value(count));
        json.endObject();
        json.name("clock_jumps").beginArray();
        quality.clockJumps().forEach(json::moment);
        json.endArray();
        json.name("assumptions");
        strings(json, quality.assumptions());
        json.name("unknown_fields").beginObject();
        new TreeMap<>(quality.unknownFields())
                .forEach((name, count) -> json.name(name).value(count));
        json.endObject().endObject();
    }

    private void extras(JsonWriter json, InstanceResult result, int timelineRows) {
        json.name("doctor");
        phrases(json, result.diagnosis().doctor());
        json.name("actions");
        actions(json, result.diagnosis().actions());
        json.name("gaps").beginArray();
        for (Gap gap : result.gaps()) {
            json.beginObject().name("from").moment(gap.fromMicros());
            json.name("to").moment(gap.toMicros());
            json.name("missing").value(gap.missing()).endObject();
        }
        json.endArray();
        json.name("limits").beginObject();
        new TreeMap<>(result.series().limits())
                .forEach((name, bytes) -> json.name(name).bytes(bytes));
        json.endObject();
        json.name("timeline_rows").value(result.timeline().size());
        json.name("timeline").beginArray();
        result.timeline().stream().limit(timelineRows).forEach(row -> row(json, row, result));
        json.endArray();
        json.name("latest").beginObject();
        for (Map.Entry<String, Double> entry : result.latest().entrySet()) {
            json.name(entry.getKey()).value(entry.getValue());
        }
        json.endObject();
    }

    private void row(JsonWriter json, InstanceResult.TimelineRow row, InstanceResult result) {
        json.beginObject().name("at");
        if (result.fromMicros().isPresent()) {
            json.moment(row.atMicros());
        } else {
            json.nothing();
        }
        json.name("until").moment(row.untilMicros()).name("kind").value(row.kind());
        json.name("what").value(wording.plain(row.what())).name("source").value(row.source());
        json.endObject();
    }

    private @Nullable String words(Optional<Phrase> phrase) {
        return phrase.map(wording::plain).orElse(null);
    }

    private void phrases(JsonWriter json, List<Phrase> phrases) {
        strings(json, phrases.stream().map(wording::plain).toList());
    }

    private static void strings(JsonWriter json, Iterable<String> texts) {
        json.beginArray();
        texts.forEach(json::value);
        json.endArray();
    }
}
