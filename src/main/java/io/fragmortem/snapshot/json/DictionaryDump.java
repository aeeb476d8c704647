package io.fragmortem.snapshot.json;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.text.SizeText;
import io.fragmortem.snapshot.text.SpeakerKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** One dump of a dictionary, and what stands around and below it until all of it was read. */
final class DictionaryDump {

    /** What surrounds a dump. */
    record Around(Optional<Stamp> stamp, Optional<String> label) {}

    private final SampleBuilder sample = new SampleBuilder();

    /** What those below were called after it before all of it was read. */
    private final Set<String> handed = new HashSet<>();

    private final List<Sample> waiting = new ArrayList<>();
    private final Map<String, List<Sample>> keyed = new LinkedHashMap<>();

    private Optional<Stamp> stamp;
    private Optional<String> label;
    private int nearest = SpeakerKey.NONE;
    private boolean exported;
    private boolean timed;
    private boolean strange;
    private double rss = Double.NaN;
    private double keys;
    private double expires;
    private int databases;

    DictionaryDump(Around around) {
        this.stamp = around.stamp();
        this.label = around.label();
    }

    SampleBuilder sample() {
        return sample;
    }

    /** What this one says for those below it. */
    Around around() {
        label.ifPresent(handed::add);
        return new Around(stamp, label);
    }

    Optional<Stamp> moment() {
        return stamp;
    }

    Optional<String> label() {
        return label;
    }

    /** Takes a time that stands in it. */
    void at(Stamp told) {
        stamp = told.known() ? Optional.of(told) : stamp;
        timed |= told.known();
    }

    /** Takes the time of the bucket that it stands in. */
    void inBucketOf(Stamp told) {
        stamp = Optional.of(told);
    }

    /** The nearest name of several is the server's. */
    void speaker(int rank, String name) {
        if (rank < nearest) {
            nearest = rank;
            label = Optional.of(name);
        }
    }

    /** How near the name that it has is; {@link SpeakerKey#NONE} without one of its own. */
    int nearest() {
        return nearest;
    }

    /** A name is in it that only this program gives, in {@code export --to jsonl}. */
    void exported() {
        exported = true;
    }

    /** Takes what a script calls {@code rss}: it is the server's beside its used memory. */
    void rss(double bytes) {
        rss = bytes;
    }

    /** A name is in it that is none of ours. */
    void strange() {
        strange = true;
    }

    void database() {
        databases++;
    }

    void addKeys(double count) {
        keys += Double.isNaN(count) ? 0 : count;
    }

    void addExpires(double count) {
        expires += Double.isNaN(count) ? 0 : count;
    }

    /** Keeps what stands below other keys: it waits for what is said behind it of time and speaker. */
    void below(List<Sample> samples) {
        waiting.addAll(samples);
    }

    /** Keeps what stands below a key that may be a server's name: it is one where another key beside it has dumps as well. */
    void below(String key, List<Sample> samples) {
        if (!samples.isEmpty()) {
            keyed.put(key, samples);
        }
    }

    /**
     * What stands below its keys, with what it does not say itself.
     *
     * @param fallback the time of the stream, which is no time of a dump's own
     */
    List<Sample> belows(Stamp fallback) {
        boolean servers = keyed.size() > 1;
        List<Sample> all = new ArrayList<>();
        keyed.forEach((key, below) -> below.forEach(one -> {
            boolean named = servers && one.origin().label().isEmpty();
            all.add(completed(named ? one.from(one.origin().by(Optional.of(key))) : one, fallback));
        }));
        waiting.forEach(one -> all.add(completed(one, fallback)));
        return all;
    }

    private Sample completed(Sample below, Stamp fallback) {
        boolean ours = below.origin().label().map(handed::contains).orElse(true);
        Sample named = ours && label.isPresent() ? below.from(below.origin().by(label)) : below;
        boolean undated = !named.stamp().known() || named.stamp().equals(fallback);
        return undated && stamp.isPresent() ? named.at(stamp.get()) : named;
    }

    boolean hasMemory() {
        return sample.has(Field.USED_MEMORY) || sample.has(Field.USED_MEMORY_RSS);
    }

    /** Lines that this program wrote may lack every size: a log tells the process and its version alone. */
    boolean isExported() {
        return exported || (timed && nearest != SpeakerKey.NONE && !strange && sample.has(Field.PROCESS_ID));
    }

    /** The dump itself: by the server's own clock, else the time beside it, else the stream's. */
    Sample build(Origin place, long line, Stamp fallback) {
        if (databases > 0) {
            sample.set(Field.KEYSPACE_KEYS, keys);
            sample.set(Field.KEYSPACE_EXPIRES, expires);
            sample.set(Field.KEYSPACE_DATABASES, databases);
        }
        if (rss >= SizeText.FEWEST_BYTES && sample.has(Field.USED_MEMORY) && !sample.has(Field.USED_MEMORY_RSS)) {
            sample.set(Field.USED_MEMORY_RSS, rss);
        }
        Origin origin = new Origin(place.stream(), line, -1, label);
        Sample untimed = sample.build(origin, Stamp.NONE);
        OptionalDouble clock = untimed.get(Field.SERVER_TIME_USEC);
        return untimed.at(
                clock.isPresent()
                        ? new Stamp((long) clock.getAsDouble(), TimeSource.SERVER_CLOCK)
                        : stamp.orElse(fallback));
    }
}
