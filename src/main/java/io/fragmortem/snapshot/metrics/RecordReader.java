package io.fragmortem.snapshot.metrics;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.json.JsonScalars;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a sample of each record: one moment of one instance with its metrics by name. */
public final class RecordReader {

    private static final int MAX_UNKNOWN = 1000;

    private final ReadOptions options;
    private final Sink sink;
    private final Origin stream;
    private final Set<String> unknown = new HashSet<>();
    private final Map<String, Optional<MetricNames.Target>> targets = new HashMap<>();
    private long given;

    public RecordReader(ReadOptions options, Sink sink, Origin stream) {
        this.options = options;
        this.sink = sink;
        this.stream = stream;
    }

    /** What is being put together. */
    public final class Entry {

        private final SampleBuilder sample = new SampleBuilder();
        private final List<String> unread = new ArrayList<>();

        private Entry() {}

        /** Takes a metric or a fact under the name that the source gives it; others are counted as unknown. */
        public Entry put(String name, String text) {
            Optional<MetricNames.Target> target = target(name);
            Optional<Fact> fact = target.isPresent() ? Optional.empty() : FactNames.resolve(name);
            if (target.isPresent()) {
                double value = JsonScalars.number(text);
                sample.set(target.get().field(), value * target.get().factor());
                if (Double.isNaN(value) && !Unread.isNoValue(text)) {
                    unread.add(text);
                }
            } else if (fact.isPresent()) {
                sample.fact(fact.get(), text);
            } else if (unknown.size() < MAX_UNKNOWN && unknown.add(name)) {
                sink.unknownField(stream, name);
            }
            return this;
        }

        /** What else the record says. */
        public SampleBuilder sample() {
            return sample;
        }

        /**
         * Gives the sample, unless the record told nothing.
         *
         * @param instance empty when the record does not name one
         * @param line 1-based
         */
        public boolean give(String instance, Stamp stamp, long line) {
            Origin place = new Origin(stream.stream(), line, -1, Optional.empty());
            unread.forEach(text -> sink.rejected(Unread.number(place, text)));
            if (sample.isEmpty()) {
                return false;
            }
            Optional<String> label = instance.isEmpty() ? Optional.empty() : Optional.of(instance);
            sink.sample(sample.build(new Origin(stream.stream(), line, -1, label), stamp));
            given++;
            return true;
        }
    }

    /** Begins a record. */
    public Entry start() {
        return new Entry();
    }

    private Optional<MetricNames.Target> target(String name) {
        Optional<MetricNames.Target> target = targets.get(name);
        if (target == null) {
            String mapping = options.columns().get(name);
            target = mapping == null
                    ? MetricNames.resolve(name.toLowerCase(Locale.ROOT))
                    : MetricNames.parseMapping(mapping);
            if (targets.size() < MAX_UNKNOWN) {
                targets.put(name, target);
            }
        }
        return target;
    }

    /** Samples given so far. */
    public long given() {
        return given;
    }
}
