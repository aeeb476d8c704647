package io.fragmortem.diagnosis.rule;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;

/**
 * Something that a rule looks at, by the name that people know it by.
 *
 * @param kind what sort of thing it is
 * @param name a field or fact as INFO prints it, else a stable lower-case name: {@code fork-failed}, {@code one-day}
 */
public record Input(Kind kind, String name) {

    /** What sort of thing an input is. */
    public enum Kind {
        /** A number of INFO or of the system, or a text of INFO. */
        FIELD,
        /** Something that a log tells. */
        EVENT,
        /** A table or text saved beside INFO. */
        EXHIBIT,
        /** Enough samples over enough time. */
        SPAN
    }

    static final Input USED = of(Field.USED_MEMORY);
    static final Input RSS = of(Field.USED_MEMORY_RSS);

    /** Enough samples for a test of trend. */
    static final Input SERIES = new Input(Kind.SPAN, "series");

    /** Samples over at least a day. */
    static final Input ONE_DAY = new Input(Kind.SPAN, "one-day");

    public static Input of(Field field) {
        return new Input(Kind.FIELD, field.infoName());
    }

    public static Input of(Fact fact) {
        return new Input(Kind.FIELD, fact.infoName());
    }

    public static Input of(Event.Kind event) {
        return new Input(Kind.EVENT, Spelling.dashed(event));
    }

    public static Input of(Exhibit.Kind exhibit) {
        return new Input(Kind.EXHIBIT, Spelling.dashed(exhibit));
    }

    /** The name for people: a field's own, else words ({@code input.event.fork-failed}). */
    public Phrase.Arg shown() {
        return kind == Kind.FIELD
                ? Phrase.name(name)
                : Phrase.nested(Phrase.of("input." + Spelling.lower(kind) + "." + name));
    }

    /** How to get it next time: the end of the key {@code capture.WAY}. */
    public String way() {
        return switch (kind) {
            case EVENT -> name.equals("kernel-oom-kill") ? "kernel-log" : "server-log";
            case EXHIBIT -> name;
            case SPAN -> "repeat";
            case FIELD -> wayOfField();
        };
    }

    private String wayOfField() {
        int dot = name.indexOf('.');
        return switch (dot < 0 ? "" : name.substring(0, dot)) {
            case "os", "child", "host", "thp" -> "process";
            case "cgroup" -> "container";
            case "config" -> "config";
            case "malloc" -> "malloc-bins";
            case "clients" -> "client-list";
            default -> "info";
        };
    }
}
