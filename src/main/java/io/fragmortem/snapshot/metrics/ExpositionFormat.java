package io.fragmortem.snapshot.metrics;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.json.JsonScalars;
import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.Epochs;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.Times;
import io.fragmortem.snapshot.time.clock.StreamClock;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.Optional;

/**
 * Prometheus text: scrapes of redis_exporter (no times: those of time lines before them, else the file's), OpenMetrics
 * (seconds), promtool tsdb dump (milliseconds), promtool query range:
 *
 * <pre>
 * redis_memory_used_bytes{instance="cache-1"} 1.3484048e+07 1714557600000
 * {__name__="redis_memory_used_bytes", instance="cache-1"} 1.3484048e+07 1714557600000
 * redis_memory_used_bytes{instance="cache-1"} =&gt;
 * 13484048 @[1714557600]
 * </pre>
 */
public final class ExpositionFormat implements Format {

    private static final byte[] HELP = Bytes.ascii("# HELP ");
    private static final byte[] TYPE = Bytes.ascii("# TYPE ");

    @Override
    public String name() {
        return "openmetrics";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        boolean typed = head.has("# TYPE ") && (head.has("# HELP ") || head.has("redis") || typesOurs(head));
        boolean dump = head.starts("{__name__=");
        int series = 0;
        for (String line : head.lines(20)) {
            boolean named =
                    MetricNames.isPrefixed(line) || line.startsWith("netdata_redis_") || line.contains("{__name__=");
            series += named && (line.indexOf('}') > 0 || line.indexOf(' ') > 0) && !isHeader(line) ? 1 : 0;
        }
        boolean open = series > 0 && head.has("\n# EOF");
        boolean query = head.has("} =>") && head.has(" @[");
        return typed || dump || query || open
                ? Sureness.LINES_OF_ONE_KIND
                : series >= 3 && head.has("{") ? Sureness.WEAK_SIGNS : Sureness.NO;
    }

    private static boolean typesOurs(Head head) {
        return head.lines(20).stream()
                .anyMatch(line ->
                        line.startsWith("# TYPE ") && MetricNames.isPrefixed(line.substring("# TYPE ".length())));
    }

    /** The names of a table's columns; labels may be called so too, but stand in braces. */
    private static boolean isHeader(String line) {
        int next = line.indexOf(",redis");
        int labels = line.indexOf('{');
        return next >= 0 && (labels < 0 || next < labels);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Origin origin = new Origin(entry.name(), 1, 0, Optional.empty());
        StreamClock clock = new StreamClock(entry.name(), entry.modifiedMicros(), options, sink::assumed);
        Sink settling = clock.settling(sink);
        TimeText time = new TimeText();
        Reading stated = new Reading(options, settling, origin);
        Scrapes scrapes = new Scrapes(options, settling, origin, clock.fallback());
        Lines lines = new Lines(entry.stream());
        while (lines.next()) {
            Stamp told = isTimeLine(lines, time) ? clock.stamp(time, lines.number()) : Stamp.NONE;
            if (told.known()) {
                scrapes.begin(told);
            } else if (lines.to() > lines.from() && lines.buffer()[lines.from()] != '#' && !lines.cut()) {
                if (isCut(lines)) {
                    Origin place = new Origin(entry.name(), lines.number(), lines.offset(), Optional.empty());
                    Phrase found = Phrase.of("input.found.cut_number", Phrase.name(Text.shown(lines.text())));
                    sink.rejected(new Rejected(place, found, Phrase.of("input.expected.line_end")));
                } else if (!line(lines.text(), stated, scrapes) && isMetric(lines)) {
                    Origin place = new Origin(entry.name(), lines.number(), lines.offset(), Optional.empty());
                    sink.rejected(Unread.line(place, lines.text(), Phrase.of("input.expected.exposition")));
                }
            }
        }
        stated.names.flush();
        scrapes.settle();
        clock.settle();
        if (stated.table.given() + scrapes.given() == 0) {
            sink.rejected(
                    new Rejected(origin, Phrase.of("input.found.no_series"), Phrase.of("input.expected.exporter")));
        }
    }

    /** Whether somebody wrote down when the next scrape was taken: no line of an exporter looks like that. */
    private static boolean isTimeLine(Lines lines, TimeText time) {
        byte[] b = lines.buffer();
        int from = lines.from();
        int to = lines.to();
        boolean series = from == to || b[from] == '{' || isMetric(b, from, to);
        boolean comment = Bytes.starts(b, from, to, HELP) || Bytes.starts(b, from, to, TYPE);
        return !series && !comment && time.parse(b, from, to) && time.isTimeLine();
    }

    /** The last line of a page ends like every other one; without its end a number of several digits may have more. */
    private static boolean isCut(Lines lines) {
        if (lines.whole()) {
            return false;
        }
        String line = lines.text();
        String value = line.substring(nameEnd(line)).strip();
        return value.length() > 1 && value.chars().allMatch(Text::isDigit);
    }

    /** Names of metrics have an underscore in their first word. */
    private static boolean isMetric(byte[] b, int from, int to) {
        int i = from;
        while (i < to && ((b[i] >= 'a' && b[i] <= 'z') || Bytes.isDigit(b[i]))) {
            i++;
        }
        return i < to && b[i] == '_' && !Bytes.isDigit(b[from]);
    }

    /** Whether the line begins as those of an exporter and of promtool do. */
    private static boolean isMetric(Lines lines) {
        byte first = lines.buffer()[lines.from()];
        return first == '{'
                || isMetric(lines.buffer(), lines.from(), lines.to())
                || lines.text().contains(" @[");
    }

    /** Takes what the line tells; false when it tells no point. */
    private static boolean line(String line, Reading stated, Scrapes scrapes) {
        if (line.endsWith("=>")) {
            stated.current = stated.find(line.substring(0, line.length() - 2).strip());
            return true;
        }
        int at = line.indexOf(" @[");
        if (at > 0) {
            return queried(line, at, stated);
        }
        int nameEnd = nameEnd(line);
        String[] words = line.substring(nameEnd).strip().split(" +");
        double value = JsonScalars.number(words[0]);
        if (nameEnd == 0 || (words.length > 2 && !words[2].startsWith("#"))) {
            return false;
        }
        if (Double.isNaN(value)) {
            return Unread.isNoValue(words[0]) && !words[0].isEmpty();
        }
        long time = words.length > 1 && !words[1].startsWith("#") ? time(words[1]) : Times.NONE;
        if (time != Times.NONE) {
            stated.find(line.substring(0, nameEnd))
                    .ifPresent(series -> series.add(time, value, rounding(words[0], value)));
        } else {
            scrapes.add(line.substring(0, nameEnd), value);
        }
        return true;
    }

    /** {@code 13484048 @[1714557600]}, or {@code name{...} => 13484048 @[1714557600]} of an instant query. */
    private static boolean queried(String line, int at, Reading stated) {
        int close = line.indexOf(']', at);
        if (close < 0) {
            return false;
        }
        int arrow = line.lastIndexOf("=>", at);
        Optional<KnownSeries.Known> series =
                arrow > 0 ? stated.find(line.substring(0, arrow).strip()) : stated.current;
        String value = line.substring(arrow > 0 ? arrow + 2 : 0, at).strip();
        long time = time(line.substring(at + 3, close));
        double number = JsonScalars.number(value);
        series.ifPresent(known -> known.add(time, number));
        return time != Times.NONE && (!Double.isNaN(number) || Unread.isNoValue(value));
    }

    /** The index after the name and its labels. */
    private static int nameEnd(String line) {
        int open = line.indexOf('{');
        int space = line.indexOf(' ');
        if (open >= 0 && (space < 0 || open < space)) {
            return line.lastIndexOf('}') + 1;
        }
        return Math.max(0, space);
    }

    /** Old promtool prints six digits ({@code 1.3484e+07}); the rest is lost. */
    private static double rounding(String text, double value) {
        int e = text.indexOf('e');
        long digits = e < 0
                ? 0
                : text.substring(0, e).chars().filter(Character::isDigit).count();
        return digits == 6 && value > 0 ? 0.5 * Math.pow(10, Math.floor(Math.log10(value)) - 5) : 0;
    }

    private static long time(String text) {
        int dot = text.indexOf('.');
        return Epochs.of(dot == 10 ? text : dot > 0 ? text.substring(0, dot) : text);
    }

    /** One table of series, by their names as written. */
    private static final class Reading {

        private final KnownSeries names;
        private final SeriesTable table;
        private final Remembered<String> known = new Remembered<>(this::search);
        private Optional<KnownSeries.Known> current = Optional.empty();

        Reading(ReadOptions options, Sink sink, Origin origin) {
            this.table = new SeriesTable(origin, TimeSource.STATED, sink::sample);
            this.names = new KnownSeries(options, sink, origin, table);
        }

        Optional<KnownSeries.Known> find(String text) {
            return known.find(text);
        }

        private Optional<KnownSeries.Known> search(String text) {
            return names.find(SeriesName.parse(text));
        }
    }
}
