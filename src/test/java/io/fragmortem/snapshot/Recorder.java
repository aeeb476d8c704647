package io.fragmortem.snapshot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.report.words.English;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A sink that keeps everything, and what tests ask of it. */
public final class Recorder implements Sink {

    public final List<Sample> samples = new ArrayList<>();
    public final List<Event> events = new ArrayList<>();
    public final List<Exhibit> exhibits = new ArrayList<>();
    public final List<Region> rejected = new ArrayList<>();
    public final List<String> assumed = new ArrayList<>();
    public final List<String> unknown = new ArrayList<>();

    /** A rejected region, worded in English. */
    public record Region(Origin origin, String found, String expected) {}

    /** Reads the text with the format. */
    public static Recorder read(Format format, String text, ReadOptions options) {
        return read(format, text.getBytes(StandardCharsets.UTF_8), options);
    }

    /** Reads the bytes with the format, as a stream named {@code test}. */
    public static Recorder read(Format format, byte[] bytes, ReadOptions options) {
        Recorder recorder = new Recorder();
        try {
            format.read(
                    new Entry("test", OptionalLong.of(1_000_000L), new ByteArrayInputStream(bytes)), options, recorder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recorder;
    }

    /** Reads a text that the format must be surer of than so much. */
    public static Recorder recognised(Format format, String text, Sureness least, ReadOptions options) {
        assertTrue(sure(format, text).beats(least), text);
        return read(format, text, options);
    }

    /** How sure the format is of the text. */
    public static Sureness sure(Format format, String text) {
        return format.recognise(text.getBytes(StandardCharsets.UTF_8), "test");
    }

    /** Events as {@code micros KIND text numbers}, one a line. */
    public String eventLines() {
        StringBuilder out = new StringBuilder();
        for (Event event : events) {
            out.append(event.stamp().epochMicros())
                    .append(' ')
                    .append(event.stamp().source())
                    .append(' ')
                    .append(event.kind())
                    .append(' ')
                    .append(event.origin()
                            .label()
                            .map(label -> "[" + label + "] ")
                            .orElse(""))
                    .append(event.text())
                    .append(event.numbers().isEmpty() ? "" : " " + event.numbers())
                    .append('\n');
        }
        return out.toString();
    }

    /** Samples as {@code micros SOURCE [label] field=value ... facts marks}, one a line. */
    public String sampleLines() {
        StringBuilder out = new StringBuilder();
        for (Sample sample : samples) {
            out.append(sample.stamp().epochMicros())
                    .append(' ')
                    .append(sample.stamp().source())
                    .append(sample.origin()
                            .label()
                            .map(label -> " [" + label + "]")
                            .orElse(""));
            sample.forEach((field, value) -> out.append(' ')
                    .append(field.infoName())
                    .append('=')
                    .append(number(value))
                    .append(sample.error(field) > 0 ? "~" + number(sample.error(field)) : ""));
            sample.facts()
                    .forEach((fact, text) -> out.append(' ')
                            .append(fact.infoName())
                            .append("='")
                            .append(text)
                            .append('\''));
            out.append(sample.marks().isEmpty() ? "" : " " + sample.marks()).append('\n');
        }
        return out.toString();
    }

    /** Everything, one thing a line: what golden files hold. */
    public String everything() {
        StringBuilder out = new StringBuilder();
        sampleLines().lines().forEach(line -> out.append("sample ").append(line).append('\n'));
        eventLines().lines().forEach(line -> out.append("event ").append(line).append('\n'));
        exhibits.forEach(exhibit -> out.append(exhibitLines(exhibit)));
        assumed.forEach(text -> out.append("assumed ").append(text).append('\n'));
        rejected.forEach(region -> out.append("rejected line ")
                .append(region.origin().line())
                .append(": ")
                .append(region.found())
                .append("; expected ")
                .append(region.expected())
                .append('\n'));
        unknown.forEach(name -> out.append("unknown ").append(name).append('\n'));
        return out.toString();
    }

    private static String exhibitLines(Exhibit exhibit) {
        StringBuilder out = new StringBuilder("exhibit " + exhibit.kind() + " at line "
                + exhibit.origin().line() + " " + exhibit.stamp().epochMicros() + " "
                + exhibit.stamp().source() + "\n");
        if (!exhibit.columns().isEmpty()) {
            out.append("    ").append(String.join(" | ", exhibit.columns())).append('\n');
        }
        exhibit.rows()
                .forEach(row ->
                        out.append("    ").append(String.join(" | ", row)).append('\n'));
        exhibit.text().lines().forEach(line -> out.append("    > ").append(line).append('\n'));
        return out.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public void accept(Finding finding) {
        if (finding instanceof Sample sample) {
            samples.add(sample);
        } else if (finding instanceof Event event) {
            events.add(event);
        } else if (finding instanceof Exhibit exhibit) {
            exhibits.add(exhibit);
        } else if (finding instanceof Rejected region) {
            rejected.add(new Region(region.origin(), English.of(region.found()), English.of(region.expected())));
        } else if (finding instanceof Assumption assumption) {
            assumed.add(English.of(assumption.words()));
        } else if (finding instanceof UnknownField field) {
            unknown.add(field.name());
        }
    }
}
