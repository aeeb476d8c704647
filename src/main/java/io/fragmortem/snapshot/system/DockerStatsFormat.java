package io.fragmortem.snapshot.system;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.json.JsonReader;
import io.fragmortem.snapshot.json.JsonValue;
import io.fragmortem.snapshot.text.ServerProgram;
import io.fragmortem.snapshot.text.SizeText;
import io.fragmortem.snapshot.text.SizeText.Decimal;
import io.fragmortem.snapshot.time.clock.StreamClock;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.Optional;

/**
 * What containers use: {@code docker stats --format json}, a line each, perhaps below time lines; {@code podman stats}; the
 * answers of Docker's API, which tell the time and count exactly.
 *
 * <pre>
 * {"Name":"redis","MemUsage":"4.440GiB / 8GiB","MemPerc":"55.50%","ID":"3f2a"}
 * {"kind":"PodMetricsList","items":[{"metadata":{"name":"redis-0"},"timestamp":"2026-11-20T00:00:00Z","containers":[{"name":"redis",
 *  "usage":{"memory":"6087680Ki"}}]}]}
 * {"name":"/redis","read":"2026-11-20T00:00:00.1Z","memory_stats":{"usage":4767557888,"limit":8589934592,"stats":{"anon":1}}}
 * </pre>
 */
public final class DockerStatsFormat implements Format {

    /** An answer of the API has some 5 kB. */
    private static final int MOST = 1 << 20;

    @Override
    public String name() {
        return "docker-stats";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        boolean lines = head.has("\"MemUsage\"") || head.has("\"mem_usage\"");
        boolean pods = head.has("\"PodMetrics") && head.has("\"usage\"");
        return lines || pods || head.has("\"memory_stats\"") ? Sureness.KERNEL_OR_CONTAINER : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Moments.read(
                entry,
                options,
                sink,
                Moments.Numbers.MAY_BE_TIMES,
                (moments, to) -> documents(
                        moments, new StreamClock(entry.name(), entry.modifiedMicros(), options, sink::assumed)));
    }

    private static void documents(Moments moments, StreamClock clock) throws IOException {
        StringBuilder document = new StringBuilder();
        int given = 0;
        while (moments.next()) {
            String line = moments.line().strip();
            boolean starts = line.startsWith("{") || line.startsWith("[");
            if (document.length() == 0 && !starts) {
                continue;
            }
            document.append(line).append('\n');
            boolean mayEnd = line.endsWith("}") || line.endsWith("]");
            Optional<JsonValue> whole = mayEnd ? JsonReader.parse(document.toString()) : Optional.empty();
            if (whole.isPresent() || document.length() > MOST) {
                given += whole.map(value -> value(value, moments, clock)).orElse(0);
                document.setLength(0);
            }
        }
        if (given == 0) {
            moments.reject(Phrase.of("input.found.no_server_row"), Phrase.of("input.expected.process_table"));
        }
    }

    private static int value(JsonValue value, Moments moments, StreamClock clock) {
        if (value.isArray()) {
            return value.elements().stream()
                    .mapToInt(element -> value(element, moments, clock))
                    .sum();
        }
        if (value.at("items").isArray() || value.at("containers").isArray()) {
            return value(value.at("items"), moments, clock) + pod(value, moments, clock);
        }
        SampleBuilder sample = new SampleBuilder();
        usage(value.first("MemUsage", "mem_usage").text(), sample, moments);
        JsonValue memory = value.at("memory_stats");
        sample.set(Field.CGROUP_CURRENT, memory.at("usage").number());
        sample.set(Field.CGROUP_LIMIT, memory.at("limit").number());
        sample.set(Field.CGROUP_PEAK, memory.at("max_usage").number());
        sample.set(Field.CGROUP_ANON, memory.at("stats").first("anon", "rss").number());
        if (sample.isEmpty()) {
            return 0;
        }
        String name = value.first("Name", "name", "Container", "ID", "id").text();
        Origin place = moments.origin();
        Optional<String> label =
                name.isEmpty() ? place.label() : Optional.of(name.startsWith("/") ? name.substring(1) : name);
        Stamp read = clock.cell(value.at("read").text(), place.line());
        Stamp stamp = read.known() ? read : moments.stamp();
        moments.sink().sample(sample.build(place.by(label), stamp));
        return 1;
    }

    /** What the metrics API of Kubernetes tells of a pod: of its containers, the one of the server counts. */
    private static int pod(JsonValue pod, Moments moments, StreamClock clock) {
        String name = pod.at("metadata", "name").text();
        Origin place = moments.origin();
        Stamp told = clock.cell(pod.at("timestamp").text(), place.line());
        int given = 0;
        for (JsonValue container : pod.at("containers").elements()) {
            if (!ServerProgram.isContainer(name, container.at("name").text())) {
                continue;
            }
            SampleBuilder sample = new SampleBuilder();
            size(container.at("usage", "memory").text(), Field.CGROUP_CURRENT, sample, moments);
            moments.sink().sample(sample.build(place.by(Optional.of(name)), told.known() ? told : moments.stamp()));
            given++;
        }
        return given;
    }

    /** {@code 4.440GiB / 8GiB}. */
    private static void usage(String text, SampleBuilder sample, Moments moments) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return;
        }
        size(text.substring(0, slash), Field.CGROUP_CURRENT, sample, moments);
        size(text.substring(slash + 1), Field.CGROUP_LIMIT, sample, moments);
    }

    private static void size(String text, Field field, SampleBuilder sample, Moments moments) {
        SizeText.parse(text, Decimal.POWERS_OF_1000)
                .ifPresentOrElse(
                        size -> sample.set(field, size.bytes(), size.error()), () -> moments.refuse(text.strip()));
    }
}
