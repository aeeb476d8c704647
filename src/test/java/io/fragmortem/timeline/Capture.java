package io.fragmortem.timeline;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Unit;
import io.fragmortem.timeline.instance.InstanceNames;
import io.fragmortem.timeline.instance.Instances;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;

/**
 * One instance's capture made of short texts, for tests: {@code new Capture().always("redis_version:7.0.15").at(0,
 * "used_memory:100M used_memory_rss:130M").timeline()}. Fields and facts stand under their INFO names, blanks between
 * them; K, M and G multiply by powers of 1024.
 */
public final class Capture {

    /** 2026-11-22T00:00:00Z. */
    public static final long START = 1_795_305_600_000_000L;

    private final List<Sample> samples = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Exhibit> exhibits = new ArrayList<>();
    private final Map<Fact, String> facts = new EnumMap<>(Fact.class);
    private final List<Sample.Mark> marks = new ArrayList<>();
    private String always = "";
    private String stream = "cache-7/info.log";
    private Optional<String> label = Optional.empty();
    private TimeSource source = TimeSource.STATED;
    private double scale = 1;

    /** Fields and facts of every later sample; its own text overrules them, and a value of - takes one away. */
    public Capture always(String text) {
        always = always + " " + text;
        return this;
    }

    /** A fact of every later sample whose text has blanks. */
    public Capture fact(Fact fact, String text) {
        facts.put(fact, text);
        return this;
    }

    /** A mark of every later sample. */
    public Capture mark(Sample.Mark mark) {
        marks.add(mark);
        return this;
    }

    /** Name of the stream of all later samples. */
    public Capture stream(String name) {
        stream = name;
        return this;
    }

    /** Who speaks in all later samples; becomes the instance's name. */
    public Capture label(String speaker) {
        label = Optional.of(speaker);
        return this;
    }

    /** Where the times of all later samples come from. */
    public Capture source(TimeSource from) {
        source = from;
        return this;
    }

    /** Multiplies every byte count of all later samples. */
    public Capture scale(double factor) {
        scale = factor;
        return this;
    }

    /** A sample so many seconds after the start. */
    public Capture at(double seconds, String text) {
        samples.add(sample(text, new Stamp(micros(seconds), source)));
        return this;
    }

    /** A sample of which no time is known. */
    public Capture untimed(String text) {
        samples.add(sample(text, Stamp.NONE));
        return this;
    }

    /** Samples one step apart, the first at the start. */
    public Capture every(double stepSeconds, int n, IntFunction<String> text) {
        for (int i = 0; i < n; i++) {
            at(i * stepSeconds, text.apply(i));
        }
        return this;
    }

    /** An event so many seconds after the start. */
    public Capture event(double seconds, Event.Kind kind, String text) {
        return event(new Stamp(micros(seconds), TimeSource.STATED), kind, text, Map.of());
    }

    public Capture event(Stamp stamp, Event.Kind kind, String text, Map<Amount, Double> numbers) {
        return event(new Event(kind, new Origin("redis.log", events.size() + 1L, 0, label), stamp, text, numbers));
    }

    public Capture event(Event event) {
        events.add(event);
        return this;
    }

    public Capture exhibit(Exhibit exhibit) {
        exhibits.add(exhibit);
        return this;
    }

    public Capture exhibit(Exhibit.Kind kind, String text) {
        exhibits.add(new Exhibit(kind, origin(), Stamp.NONE, List.of(), List.of(), text));
        return this;
    }

    /** The samples so far. */
    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** All of it as one instance's timeline, in the way the program builds it. */
    public Timeline timeline() {
        Instances instances = new Instances(new InstanceNames(Optional.empty()), rejected -> {
            throw new IllegalStateException(rejected.toString());
        });
        samples.forEach(instances::sample);
        events.forEach(instances::event);
        exhibits.forEach(instances::exhibit);
        List<Timeline> timelines = instances.timelines();
        if (timelines.size() != 1) {
            throw new IllegalStateException(timelines.size() + " instances, expected one");
        }
        return timelines.get(0);
    }

    /** Microseconds since the epoch of a moment so many seconds after the start. */
    public static long micros(double seconds) {
        return START + Math.round(seconds * 1e6);
    }

    private Origin origin() {
        return new Origin(stream, samples.size() + 1L, 0, label);
    }

    private Sample sample(String text, Stamp stamp) {
        SampleBuilder builder = new SampleBuilder();
        Map<String, String> words = new HashMap<>();
        List<String> order = new ArrayList<>();
        for (String word : (always + " " + text).strip().split("\\s+")) {
            if (word.isEmpty()) {
                continue;
            }
            int colon = word.indexOf(':');
            String name = word.substring(0, colon);
            if (words.put(name, word.substring(colon + 1)) == null) {
                order.add(name);
            }
        }
        for (String name : order) {
            put(builder, name, words.getOrDefault(name, ""));
        }
        facts.forEach(builder::fact);
        marks.forEach(builder::mark);
        return builder.build(origin(), stamp);
    }

    private void put(SampleBuilder builder, String name, String value) {
        Optional<Field> field = Field.named(name);
        if (value.equals("-")) {
            return;
        }
        if (field.isPresent()) {
            double factor = field.get().unit() == Unit.BYTES ? scale : 1;
            builder.set(field.get(), number(value) * factor);
            return;
        }
        Fact fact = Fact.named(name).orElseThrow(() -> new IllegalArgumentException("no field or fact " + name));
        builder.fact(fact, value);
    }

    private static double number(String text) {
        String unit = text.substring(text.length() - 1).toUpperCase(Locale.ROOT);
        int power = "KMG".indexOf(unit) + 1;
        return power == 0
                ? Double.parseDouble(text)
                : Double.parseDouble(text.substring(0, text.length() - 1)) * Math.pow(1024, power);
    }

    /** The value of one field at one sample. */
    public static OptionalDouble value(Timeline timeline, String field, int sample) {
        return timeline.at(Field.named(field).orElseThrow(), sample);
    }
}
