package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.metrics.MetricStream;
import io.fragmortem.snapshot.metrics.RecordReader;
import io.fragmortem.snapshot.time.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * New Relic's older answer (the Insights query API): what is measured stands once in {@code metadata}, the values without
 * names in the same order, by facet, by bucket of time, or by both:
 *
 * <pre>
 * {"facets":[{"name":"cache-1","timeSeries":[{"beginTimeSeconds":1795132800,"results":[{"average":13484048.0}]}]}],
 *  "metadata":{"contents":{"timeSeries":{"contents":[{"function":"average","attribute":"system.usedMemoryBytes"}]}}}}
 * </pre>
 */
final class NewRelicFacets {

    private final List<String> attributes;
    private final JsonValue begin;
    private final long line;
    private final MetricStream stream;

    private NewRelicFacets(JsonValue answer, long line, MetricStream stream) {
        this.attributes = attributes(answer.at("metadata", "contents"));
        this.begin = answer.at("metadata").first("beginTime", "beginTimeMillis");
        this.line = line;
        this.stream = stream;
    }

    /** Whether the values of an answer are named by its metadata. */
    static boolean is(JsonValue answer) {
        return answer.at("metadata", "contents").exists()
                && answer.first("facets", "timeSeries").isArray();
    }

    /** Gives the samples of such an answer. */
    static void read(JsonValue answer, long line, MetricStream stream) {
        NewRelicFacets facets = new NewRelicFacets(answer, line, stream);
        answer.at("facets").elements().forEach(facet -> facets.facet(facet, name(facet.at("name"))));
        if (!answer.at("facets").isArray()) {
            facets.facet(answer, "");
        }
    }

    private static String name(JsonValue name) {
        return name.isArray()
                ? name.elements().stream().map(JsonValue::text).collect(Collectors.joining(" "))
                : name.text();
    }

    private void facet(JsonValue facet, String name) {
        List<JsonValue> buckets = facet.at("timeSeries").elements();
        buckets.forEach(bucket -> values(bucket, name));
        if (buckets.isEmpty()) {
            values(facet, name);
        }
    }

    private void values(JsonValue bucket, String name) {
        JsonValue told = bucket.first("beginTimeSeconds", "timestamp");
        long micros = stream.time(told.exists() ? told : begin);
        if (micros == Times.NONE) {
            return;
        }
        RecordReader.Entry record = stream.records().start();
        List<JsonValue> results = bucket.at("results").elements();
        for (int i = 0; i < results.size() && i < attributes.size(); i++) {
            String attribute = attributes.get(i);
            results.get(i).texts().values().stream().limit(1).forEach(value -> record.put(attribute, value));
        }
        record.give(name, new Stamp(micros, TimeSource.STATED), line);
    }

    /** What each value is of; an alias stands around its function. */
    private static List<String> attributes(JsonValue contents) {
        JsonValue list = contents.isArray() ? contents : contents.first("timeSeries", "contents");
        while (!list.isArray() && list.exists()) {
            list = list.at("contents");
        }
        List<String> names = new ArrayList<>();
        for (JsonValue one : list.elements()) {
            JsonValue function = one.at("attribute").exists() ? one : one.at("contents");
            names.add(function.at("attribute").text());
        }
        return names;
    }
}
