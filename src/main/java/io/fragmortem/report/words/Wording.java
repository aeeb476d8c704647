package io.fragmortem.report.words;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Phrase.Arg;
import io.fragmortem.phrase.Spelling;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Words every {@link Phrase} in one language, and every moment in one zone.
 *
 * <p>In a message {@code {0}} stands for the first argument, and {@code {0|sample|samples}} for the first or second form by
 * whether the first argument is one; a form may hold {@code {0}} again. Nothing else is special: no quoting, no nested formats.
 *
 * <p>{@code new Wording("en", ZoneOffset.UTC).plain(Phrase.of("k", Phrase.bytes(6.8e9)))}
 *
 * <p>Long because every kind of argument of a sentence has its own wording.
 */
public final class Wording {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Messages messages;
    private final String language;
    private final ZoneId zone;

    public Wording(String language, ZoneId zone) {
        this(language, zone, Messages.of(language));
    }

    private Wording(String language, ZoneId zone, Messages messages) {
        this.language = language;
        this.zone = zone;
        this.messages = messages;
    }

    /** The same words with moments in another zone. */
    public Wording in(ZoneId other) {
        return new Wording(language, other, messages);
    }

    /** This wording with more messages, for tests. */
    public Wording with(Map<String, String> more) {
        return new Wording(language, zone, messages.with(more));
    }

    /** The language, for example {@code en}. */
    public String language() {
        return language;
    }

    /** The zone of every moment. */
    public ZoneId zone() {
        return zone;
    }

    /** The zone of every moment, as a page or header names it once. */
    public String zoneName() {
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** Whether a message with this key exists. */
    public boolean has(String key) {
        return messages.get(key) != null;
    }

    /** Every message that reports in a language are made of, by its key, unfilled: the words that are ours. */
    public static Map<String, String> ofReports(String language) {
        return Messages.ofReports(language).all();
    }

    /** The phrase as plain text; a missing key shows itself. Escaping for HTML or JSON is up to the writer. */
    public String plain(Phrase phrase) {
        Message message = messages.get(phrase.key());
        return message == null ? phrase.key() : filled(message.parts(), phrase.args());
    }

    /** The language as HTML names it, for example {@code en} or {@code zh-CN}. */
    public String htmlLanguage() {
        return text("language.html");
    }

    /** Texts one after the other, for example {@code a, b, c}. */
    public String list(List<String> texts) {
        String all = texts.isEmpty() ? "" : texts.get(0);
        for (String text : texts.subList(Math.min(1, texts.size()), texts.size())) {
            all = text("list", Phrase.name(all), Phrase.name(text));
        }
        return all;
    }

    /** What something is and its value, for example {@code Owner: ops}. */
    public String labelled(String label, String value) {
        return text("labelled", Phrase.name(label), Phrase.name(value));
    }

    /** Sentences one after the other; a full-width stop brings its own room. Empty ones are left out. */
    public static String sentences(List<String> sentences) {
        StringBuilder out = new StringBuilder();
        for (String sentence : sentences) {
            boolean room = out.isEmpty() || TextWidth.of(out.substring(out.length() - 1)) == 2;
            out.append(room || sentence.isEmpty() ? "" : " ").append(sentence);
        }
        return out.toString();
    }

    /** A message of the user interface. */
    public String text(String key, Arg... args) {
        return plain(Phrase.of(key, args));
    }

    public String cause(Cause cause) {
        return text("cause." + cause.id());
    }

    public String severity(Severity severity) {
        return text("severity." + Spelling.lower(severity));
    }

    public String confidence(Confidence confidence) {
        return text("confidence." + Spelling.lower(confidence));
    }

    public String component(Component component) {
        return text("component." + component.jsonName());
    }

    /** For example {@code 2026-11-22 08:38:04} in the zone of this wording. */
    public String moment(long epochMicros) {
        return MOMENT.format(local(epochMicros));
    }

    /** Only the time of day, for places that name the day elsewhere. */
    public String timeOfDay(long epochMicros) {
        return TIME_OF_DAY.format(local(epochMicros));
    }

    /** The local date and time in the zone of this wording. */
    public LocalDateTime local(long epochMicros) {
        Instant instant = Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS);
        return LocalDateTime.ofInstant(instant, zone);
    }

    /** From one moment to another; the day is not repeated. */
    public String window(long fromMicros, long toMicros) {
        boolean sameDay = local(fromMicros).toLocalDate().equals(local(toMicros).toLocalDate());
        String to = sameDay ? timeOfDay(toMicros) : moment(toMicros);
        return text("window", Phrase.name(moment(fromMicros)), Phrase.name(to), Phrase.name(zoneName()));
    }

    /** For example {@code 3 h 20 min}, {@code 12 s}: at most two units. */
    public String span(double seconds) {
        if (!Double.isFinite(seconds)) {
            return Quantities.NONE;
        }
        double length = Math.abs(seconds);
        if (length < 9.95 && length != Math.rint(length)) {
            return text("span.s", Phrase.name(Quantities.grouped(seconds, 1)));
        }
        long whole = Math.round(length);
        String shown;
        if (whole < 60) {
            shown = unit("s", whole);
        } else if (whole < 3_600) {
            shown = units("min", whole / 60, "s", whole % 60);
        } else if (whole < 86_400) {
            long minutes = Math.round(whole / 60.0);
            shown = units("h", minutes / 60, "min", minutes % 60);
        } else {
            long hours = Math.round(whole / 3_600.0);
            shown = units("d", hours / 24, "h", hours % 24);
        }
        return seconds < 0 ? "−" + shown : shown;
    }

    private String units(String large, long many, String small, long rest) {
        return rest == 0 ? unit(large, many) : unit(large, many) + " " + unit(small, rest);
    }

    private String unit(String unit, long many) {
        return text("span." + unit, Phrase.name(Quantities.grouped((double) many, 0)));
    }

    /** For example {@code 1.2 GiB/day}. */
    public String slope(double bytesPerDay) {
        return slope(bytesPerDay, Double.POSITIVE_INFINITY);
    }

    /** A rate in the unit of time that suits the length over which it was seen: {@code 35.8 MiB/min} of six minutes. */
    public String slope(double bytesPerDay, double seenSeconds) {
        boolean minutes = seenSeconds < 2 * 3600;
        boolean hours = seenSeconds < 2 * 86_400;
        double rate = bytesPerDay / (minutes ? 1440 : hours ? 24 : 1);
        return text(minutes ? "slope.minute" : hours ? "slope.hour" : "slope.day", Phrase.name(bytes(rate)));
    }

    /** For example {@code 43 %}. */
    public String percent(double fraction) {
        return text("percent", Phrase.name(Quantities.percent(fraction)));
    }

    /** For example {@code 6.33 GiB}. */
    public String bytes(double value) {
        return Quantities.bytes(value);
    }

    /** For example {@code 1,392}. */
    public String count(double value) {
        return Quantities.count(value);
    }

    private String filled(List<Message.Part> parts, List<Arg> args) {
        if (parts.size() == 1 && !parts.get(0).isFilled(args.size())) {
            return parts.get(0).source();
        }
        StringBuilder out = new StringBuilder();
        for (Message.Part part : parts) {
            String text = part.source();
            if (part.isFilled(args.size())) {
                Arg arg = args.get(part.index());
                boolean one = arg instanceof Phrase.Count count && count.value() == 1;
                text = part.forms().isEmpty()
                        ? argument(arg)
                        : filled(part.forms().get(one ? 0 : 1), args);
            }
            Seams.append(out, text);
        }
        return out.toString();
    }

    private String argument(Arg arg) {
        if (arg instanceof Phrase.Bytes bytes) {
            return bytes(bytes.value());
        } else if (arg instanceof Phrase.BytesPerDay slope) {
            return slope(slope.value(), slope.seenSeconds());
        } else if (arg instanceof Phrase.Ratio ratio) {
            return Quantities.ratio(ratio.value());
        } else if (arg instanceof Phrase.Percent percent) {
            return percent(percent.fraction());
        } else if (arg instanceof Phrase.Count count) {
            return count(count.value());
        } else if (arg instanceof Phrase.Moment moment) {
            return moment(moment.epochMicros());
        } else if (arg instanceof Phrase.Span span) {
            return span(span.seconds());
        } else if (arg instanceof Phrase.Nested nested) {
            return plain(nested.phrase());
        } else if (arg instanceof Phrase.Name name) {
            return Untrusted.visible(name.text());
        }
        throw new IllegalArgumentException("unknown kind of argument: " + arg);
    }
}
