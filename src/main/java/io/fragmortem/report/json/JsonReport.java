package io.fragmortem.report.json;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.intake.ReadInput;
import io.fragmortem.fleet.review.Earlier;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.fleet.review.Labels;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.words.Wording;
import java.util.Optional;

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
        return instance(instance, Integer.MAX_VALUE);
    }

    /** One instance with at most this many rows of its timeline, for embedding in a page. */
    public String instance(InstanceResult instance, int timelineRows) {
        StringBuilder out = new StringBuilder(8_192);
        new JsonInstance(new JsonWriter(out), instance, wording).write(timelineRows);
        return out.toString();
    }

    /** The object of an instance with how it stands against an earlier run. */
    public static String standing(String instance, Earlier.Standing standing, Optional<Earlier.Verdict> then) {
        StringBuilder out = new StringBuilder(instance.length() + 100);
        out.append(instance, 0, instance.length() - 1).append(",\"earlier\":");
        JsonWriter json = new JsonWriter(out);
        json.beginObject().name("standing").value(Spelling.lower(standing));
        JsonFleet.then(json, then);
        json.endObject();
        return out.append('}').toString();
    }

    /**
     * The whole result; ends with a line end.
     *
     * @param instances each of them as {@link #instance} gives it, in the order of the result
     */
    public void write(AnalysisResult result, Iterable<String> instances, Appendable out) {
        write(result, FleetReview.of(result.instances(), Labels.NONE, Optional.empty()), instances, out);
    }

    /** The same with what the user said of the instances, and how they stand against an earlier run, in its review. */
    public void write(AnalysisResult result, FleetReview review, Iterable<String> instances, Appendable out) {
        JsonWriter json = new JsonWriter(out);
        json.beginObject().name("schema").value(SCHEMA);
        json.name("tool").beginObject();
        json.name("name").value("fragmortem").name("version").value(result.toolVersion());
        json.name("command_line");
        json.strings(result.commandLine());
        json.endObject();
        json.name("inputs").beginArray();
        result.inputs().forEach(input -> input(json, input));
        json.endArray();
        json.name("instances").beginArray();
        instances.forEach(json::written);
        json.endArray();
        json.name("fleet");
        new JsonFleet(json).write(result.instances(), review);
        rejected(json, result);
        json.endObject();
        LineEnd.append(out);
    }

    /** One instance per line, each as {@link #instance} gives it. */
    public static void lines(Iterable<String> instances, Appendable out) {
        for (String instance : instances) {
            new JsonWriter(out).written(instance);
            LineEnd.append(out);
        }
    }

    private static void input(JsonWriter json, ReadInput input) {
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

    private void rejected(JsonWriter json, AnalysisResult result) {
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
            json.name("found").value(wording.plain(region.found()));
            json.name("expected").value(wording.plain(region.expected()));
            json.name("found_key").value(region.found().key());
            json.name("expected_key").value(region.expected().key());
            json.endObject();
        });
        json.endArray();
        json.name("problems").beginArray();
        result.problems()
                .forEach(problem -> json.beginObject()
                        .name("name")
                        .value(problem.name())
                        .name("reason")
                        .value(wording.plain(problem.reason()))
                        .name("key")
                        .value(problem.reason().key())
                        .endObject());
        json.endArray();
        json.name("defects").beginArray();
        result.defects().forEach(defect -> {
            json.beginObject().name("stage").value(Spelling.lower(defect.stage()));
            json.name("name").value(defect.name()).name("line");
            if (defect.line() > 0) {
                json.value(defect.line());
            } else {
                json.nothing();
            }
            json.name("format").value(defect.format().isEmpty() ? null : defect.format());
            json.name("error").value(defect.error()).name("trace");
            json.strings(defect.trace());
            json.endObject();
        });
        json.endArray();
    }
}
