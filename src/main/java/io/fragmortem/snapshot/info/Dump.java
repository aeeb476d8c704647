package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Unit;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One dump while its lines come in, on the forgiving path. */
final class Dump {

    private static final int MANY_FIELDS = 5;
    private static final String[] COMMENTS = {" //", " #", " ->", " =>", " <-", " --", " \u2190", " \u2192", "\t", "  "
    };

    private final SampleBuilder builder = new SampleBuilder();
    private final Map<Field, NumberText.Reading> humans = new EnumMap<>(Field.class);
    private final Set<String> seen = new HashSet<>();
    private final String label;
    private final long line;
    private final long offset;
    private final boolean carried;
    private Stamp stamp;

    private int sections;
    private int lastSection = -1;
    private int fields;
    private boolean ofMemory;
    private double keys;
    private double expires;
    private int databases;
    private long serverMicros;

    Dump(String label, long line, long offset, Stamp stamp, boolean carried) {
        this.label = label;
        this.line = line;
        this.offset = offset;
        this.stamp = stamp;
        this.carried = carried;
    }

    /** Whether each of its lines bears a time in front. */
    boolean carried() {
        return carried;
    }

    String label() {
        return label;
    }

    int sections() {
        return sections;
    }

    boolean hasName(String name) {
        return seen.contains(name);
    }

    void stampIfNone(Stamp known) {
        stamp = stamp.known() ? stamp : known;
    }

    /** Whether a section of this title cannot belong to this dump any more. */
    boolean endsAt(int section) {
        return (sections >> section & 1) != 0 || (section < lastSection && !seen.isEmpty());
    }

    void section(int section) {
        sections |= 1 << section;
        lastSection = section;
    }

    void mark(Sample.Mark mark) {
        builder.mark(mark);
    }

    /** Takes one field; false when its value could not be read. */
    boolean take(FieldText.Pair pair) {
        seen.add(pair.name());
        return switch (pair.target().kind()) {
            case FIELD -> number(pair);
            case HUMAN -> human(pair);
            case FACT -> fact(pair);
            case KEYSPACE -> keyspace(pair.value());
            case OTHER, UNKNOWN -> true;
        };
    }

    private boolean number(FieldText.Pair pair) {
        Field field = pair.target().needField();
        NumberText.Reading reading = NumberText.read(pair.value(), 0, field.unit());
        if (reading == null) {
            return false;
        }
        if (!reading.finite()) {
            builder.mark(Sample.Mark.NOT_FINITE);
            return true;
        }
        if (reading.wrapped()) {
            builder.mark(Sample.Mark.WRAPPED);
        }
        if (reading.error() > 0) {
            builder.mark(Sample.Mark.ROUNDED);
        }
        if (field == Field.SERVER_TIME_USEC) {
            serverMicros = (long) reading.value();
        }
        builder.set(field, reading.value(), reading.error());
        fields++;
        ofMemory |= InfoNames.ofMemory(field.infoName());
        return true;
    }

    private boolean human(FieldText.Pair pair) {
        Field field = pair.target().needField();
        NumberText.Reading reading = NumberText.read(pair.value(), 0, Unit.BYTES);
        if (reading == null) {
            return false;
        }
        if (reading.finite()) {
            humans.put(field, reading);
            ofMemory = true;
            fields++;
        }
        return true;
    }

    private boolean fact(FieldText.Pair pair) {
        String value = cut(pair.value());
        if (!value.isEmpty()) {
            builder.fact(pair.target().needFact(), value);
            fields++;
        }
        return true;
    }

    /** A text without the comment behind it and the quotes around it. */
    private static String cut(String value) {
        String text = value;
        for (String comment : COMMENTS) {
            int at = text.indexOf(comment);
            text = at >= 0 ? text.substring(0, at) : text;
        }
        text = text.strip();
        while (!text.isEmpty() && "\"'`*,".indexOf(text.charAt(text.length() - 1)) >= 0) {
            text = text.substring(0, text.length() - 1);
        }
        return !text.isEmpty() && "\"'`".indexOf(text.charAt(0)) >= 0 ? text.substring(1) : text;
    }

    /** {@code keys=1,expires=0,avg_ttl=0}. */
    private boolean keyspace(String value) {
        int keysAt = value.indexOf("keys=");
        int expiresAt = value.indexOf("expires=");
        if (keysAt < 0) {
            return false;
        }
        NumberText.Reading count = NumberText.read(value, keysAt + 5, Unit.RATIO);
        NumberText.Reading expiring = expiresAt < 0 ? null : NumberText.read(value, expiresAt + 8, Unit.RATIO);
        keys += count == null ? 0 : count.value();
        expires += expiring == null ? 0 : expiring.value();
        databases++;
        fields++;
        return true;
    }

    /** Whether this says enough to be a dump of INFO rather than a word in prose. */
    boolean usable() {
        return fields > 0 && (ofMemory || fields >= MANY_FIELDS);
    }

    /** Whether lines that every server prints at the end of such a dump are still missing. */
    boolean unfinished() {
        return Integer.bitCount(sections) > 2
                ? lastSection < Sections.KEYSPACE
                : ofMemory && sections != 0 && !seen.contains(Fact.MEM_ALLOCATOR.infoName());
    }

    /** The time of the server's own clock, if the dump has it. */
    Stamp finalStamp() {
        return serverMicros > 0 ? new Stamp(serverMicros, TimeSource.SERVER_CLOCK) : stamp;
    }

    Sample finish(String stream) {
        humans.forEach((field, reading) -> {
            if (!builder.has(field)) {
                builder.set(field, reading.value(), reading.error());
                if (reading.error() > 0) {
                    builder.mark(Sample.Mark.ROUNDED);
                }
            }
        });
        if (databases > 0 || (sections >> Sections.KEYSPACE & 1) != 0) {
            builder.set(Field.KEYSPACE_KEYS, keys);
            builder.set(Field.KEYSPACE_EXPIRES, expires);
            builder.set(Field.KEYSPACE_DATABASES, databases);
        }
        boolean tailless = builder.has(Field.USED_MEMORY_OVERHEAD) && !seen.contains(Fact.MEM_ALLOCATOR.infoName());
        boolean headless = builder.has(Field.USED_MEMORY_OVERHEAD) && !builder.has(Field.USED_MEMORY);
        if (tailless || headless) {
            // since 4.0 mem_allocator stands near the end of # Memory, and used_memory is its first line
            builder.mark(Sample.Mark.PARTIAL);
        }
        Origin origin = new Origin(stream, line, offset, label.isEmpty() ? Optional.empty() : Optional.of(label));
        return builder.build(origin, finalStamp());
    }
}
