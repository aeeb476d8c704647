package io.fragmortem.snapshot.csv;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.CarriedTexts;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.text.SpeakerKey;
import io.fragmortem.snapshot.text.SpeakerName;
import io.fragmortem.snapshot.text.Utf8;
import io.fragmortem.snapshot.time.TimeKeys;
import io.fragmortem.snapshot.time.clock.StreamClock;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tables with a whole answer in one cell of several lines, as log services export what a collector sent them:
 *
 * <pre>
 * _time,host,_raw
 * "2026-11-22T08:40:50.000+0000","cache-1","# Memory
 * used_memory:856560
 * used_memory_rss:5710807040"
 * </pre>
 */
public final class CsvTextFormat implements Format {

    /** A quoted cell that opens with INFO and goes on in the next line. */
    private static final Pattern CELL = Pattern.compile(
            "[,;\\t]\"(?:# (?:Memory|Server)|used_memory\\w*:[^\"\\n]{1,40})\\r?\\n[^\"]{0,4000}used_memory");

    /** The same in one line: {@code used_memory=856560 used_memory_rss=5710807040}, or as JSON with its quotes doubled. */
    private static final Pattern RECORD = Pattern.compile(
            "[,;\\t]\"[^\"\\n]{0,200}?(?:\"\")?used_memory\\w*(?:\"\")?[=:][^\\n]{1,400}?used_memory\\w*(?:\"\")?[=:][^\\n]*\"\\s*(?:[,;\\t]|$)",
            Pattern.MULTILINE);

    private static final int LONGEST_CELL = 1 << 20;

    @Override
    public String name() {
        return "csv-text";
    }

    @Override
    public Sureness recognise(byte[] head, String name) {
        String text = Head.of(head).text();
        int end = text.indexOf('\n');
        boolean header = end > 0 && isHeader(text.substring(0, end));
        return header && (CELL.matcher(text).find() || RECORD.matcher(text).find()) ? Sureness.OWN_WORDS : Sureness.NO;
    }

    /** Names between commas, and one of them is for the time. */
    private static boolean isHeader(String line) {
        String[] cells = line.strip().split("[,;\\t]");
        boolean timed = false;
        for (String cell : cells) {
            timed |= isTime(cell.replace("\"", ""));
        }
        return cells.length > 1 && timed;
    }

    private static boolean isTime(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.equals("_time") || TimeKeys.isKey(lower);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        StreamClock clock = new StreamClock(entry.name(), entry.modifiedMicros(), options, sink::assumed);
        Sink settled = clock.settling(sink);
        CarriedTexts texts = new CarriedTexts(entry, options, settled);
        CsvParser parser = CsvRows.ofLongCells(LONGEST_CELL);
        parser.beginParsing(new InputStreamReader(Utf8.of(entry.stream()), StandardCharsets.UTF_8));
        try {
            String[] header = parser.parseNext();
            long line = 1;
            for (@Nullable String[] row = parser.parseNext(); row != null; row = parser.parseNext()) {
                line++;
                if (header != null) {
                    row(header, row, line, clock, texts);
                }
                line += lines(row);
            }
        } catch (TextParsingException e) {
            Origin place = new Origin(entry.name(), 0, -1, Optional.empty());
            settled.rejected(new Rejected(
                    place,
                    Phrase.of("input.found.long_line", Phrase.count(LONGEST_CELL)),
                    Phrase.of("input.expected.text")));
        }
        clock.settle();
        if (texts.given() == 0) {
            Origin place = new Origin(entry.name(), 1, 0, Optional.empty());
            sink.rejected(new Rejected(place, Phrase.of("input.found.nothing"), Phrase.of("input.expected.texts")));
        }
    }

    /** Line ends inside of the cells. */
    private static long lines(@Nullable String[] row) {
        long ends = 0;
        for (String cell : row) {
            ends += cell == null ? 0 : cell.chars().filter(c -> c == '\n').count();
        }
        return ends;
    }

    private static void row(String[] header, @Nullable String[] row, long line, StreamClock clock, CarriedTexts texts)
            throws IOException {
        Stamp stamp = Stamp.NONE;
        String label = "";
        int nearest = SpeakerKey.NONE;
        for (int i = 0; i < row.length && i < header.length; i++) {
            String cell = row[i];
            String name = header[i] == null ? "" : header[i].strip().toLowerCase(Locale.ROOT);
            if (cell != null && !stamp.known() && isTime(name)) {
                stamp = clock.cell(cell, line);
            } else if (cell != null && SpeakerKey.rank(name) < nearest && SpeakerName.tellsApart(cell)) {
                nearest = SpeakerKey.rank(name);
                label = cell.strip();
            }
        }
        for (String cell : row) {
            if (cell != null && (cell.indexOf('\n') >= 0 || cell.contains("used_memory"))) {
                texts.give(cell, line, label, stamp);
            }
        }
    }
}
