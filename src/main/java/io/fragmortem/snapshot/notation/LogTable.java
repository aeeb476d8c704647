package io.fragmortem.snapshot.notation;

import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.text.SpeakerKey;
import io.fragmortem.snapshot.time.TimeKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A table of log lines as consoles of log services export them: each row becomes the record that a reader of logs knows, with its time
 * and with whoever is nearest to the server. Read as mere lines, the lines of several hosts would be those of one server.
 *
 * <pre>
 * "@timestamp","host.name",message
 * "2026-11-22T08:35:34.120Z","cache-7","1217:M 22 Nov 2026 08:35:34.120 * Background saving started by pid 4411"
 * </pre>
 */
final class LogTable {

    /** What a server's own line, or the kernel's on a kill, begins with or has. */
    private static final Pattern LINE = Pattern.compile(
            "(?:\\d{1,9}:[MSCX] |\\[\\d{1,9}\\] )\\d{1,2} [A-Z][a-z]{2} (?:\\d{4} )?\\d\\d:\\d\\d:\\d\\d|Killed process \\d");

    private static final int LOOK_AT = 40;

    /** A quote that is open for longer was never one that opens. */
    private static final int LONGEST_ROW = 1 << 18;

    private LogTable() {}

    /** A header that names a time and whose the rows are, above cells with lines of a log. */
    static boolean opens(Head head) {
        if (!Notation.opensTable(head)) {
            return false;
        }
        String text = head.readable();
        int end = text.indexOf('\n');
        if (end < 0 || end > 2_000) {
            return false;
        }
        char delimiter = delimiter(text.substring(0, end));
        if (delimiter == 0 || LINE.matcher(text.substring(0, end)).find()) {
            return false;
        }
        List<String> names = row(text, 0, delimiter).cells;
        return names.stream().anyMatch(LogTable::isTime)
                && names.stream().anyMatch(name -> SpeakerKey.isOne(name) || isLabels(name))
                && message(text, names.size(), delimiter) >= 0;
    }

    private static char delimiter(String header) {
        for (char c : new char[] {',', ';', '\t'}) {
            if (header.indexOf(c) > 0) {
                return c;
            }
        }
        return 0;
    }

    /** {@code TimeGenerated [UTC]} names a zone beside the time. */
    private static boolean isTime(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        int zone = lower.indexOf(" [");
        String bare = zone > 0 ? lower.substring(0, zone) : lower;
        return TimeKeys.isKey(bare) || TimeKeys.isOfMoment(bare) || bare.equals("timegenerated");
    }

    private static boolean isLabels(String name) {
        return name.equalsIgnoreCase("labels") || name.equalsIgnoreCase("attributes");
    }

    /** The column of the first cells that are lines of a log, -1 for none. */
    private static int message(String text, int columns, char delimiter) {
        int at = row(text, 0, delimiter).end;
        for (int i = 0; i < LOOK_AT && at < text.length(); i++) {
            Row row = row(text, at, delimiter);
            for (int column = 0; column < Math.min(columns, row.cells.size()); column++) {
                if (LINE.matcher(row.cells.get(column)).lookingAt()
                        || row.cells.get(column).contains("Killed process ")) {
                    return column;
                }
            }
            at = row.end;
        }
        return -1;
    }

    static String asJson(String text) {
        char delimiter = delimiter(text.substring(0, Math.max(0, text.indexOf('\n'))));
        Row header = row(text, 0, delimiter);
        int message = message(text, header.cells.size(), delimiter);
        int speaker = SpeakerKey.nearest(header.cells);
        StringBuilder out = new StringBuilder(text.length()).append('\n');
        int at = header.end;
        while (at < text.length()) {
            Row row = row(text, at, delimiter);
            if (message < row.cells.size()) {
                out.append(record(header.cells, row.cells, message, speaker));
            }
            text.substring(at, row.end).chars().filter(c -> c == '\n').forEach(c -> out.append('\n'));
            at = row.end;
        }
        return out.toString();
    }

    private static String record(List<String> names, List<String> cells, int message, int speaker) {
        StringBuilder json = new StringBuilder("{\"message\":").append(Notation.quoted(cells.get(message)));
        boolean timed = false;
        for (int i = 0; i < Math.min(names.size(), cells.size()); i++) {
            String cell = cells.get(i).strip();
            if (cell.isEmpty() || i == message) {
                continue;
            }
            boolean utc = names.get(i).contains("[UTC]");
            if (!timed && isTime(names.get(i))) {
                json.append(",\"timestamp\":").append(Notation.quoted(utc ? cell + " UTC" : cell));
                timed = true;
            } else if (i == speaker) {
                json.append(",\"host\":").append(Notation.quoted(cell));
            } else if (isLabels(names.get(i)) && cell.startsWith("{") && cell.endsWith("}")) {
                json.append(",\"labels\":").append(cell);
            }
        }
        return json.append('}').toString();
    }

    /**
     * A row and where the next one begins.
     *
     * @param end behind the line end
     */
    private record Row(List<String> cells, int end) {}

    /** The cells of one line. */
    static List<String> cells(String line, char delimiter) {
        return row(line, 0, delimiter).cells;
    }

    /** Quotes hold line ends, and are doubled within. */
    private static Row row(String text, int from, char delimiter) {
        Row row = row(text, from, delimiter, true);
        return row.end - from > LONGEST_ROW ? row(text, from, delimiter, false) : row;
    }

    private static Row row(String text, int from, char delimiter, boolean quotes) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int i = from;
        for (; i < text.length() && i - from <= LONGEST_ROW; i++) {
            char c = text.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
            if (doubled) {
                cell.append('"');
                i++;
            } else if (quotes && c == '"' && (quoted || cell.isEmpty())) {
                quoted = !quoted;
            } else if (!quoted && c == delimiter) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (!quoted && c == '\n') {
                break;
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return new Row(cells, Math.min(text.length(), i + 1));
    }
}
