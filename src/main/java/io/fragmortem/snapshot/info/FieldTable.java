package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Unit;
import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.NumberText;
import io.fragmortem.snapshot.info.line.Prose;
import io.fragmortem.snapshot.time.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A table of fields without a time in each row, one server or moment a column, or one server a row:
 *
 * <pre>
 * | metric          | cache-a    | cache-b     |
 * |-----------------|------------|-------------|
 * | used_memory     | 1073741824 | 4294967296  |
 * | used_memory_rss | 1181116006 | 12884901888 |
 *
 * | host | used_memory | used_memory_rss |
 * | eu-1 | 4294967296  | 4724464025      |
 * </pre>
 */
final class FieldTable {

    private static final int FEWEST_CELLS = 3;
    private static final int MOST_ROWS = 1000;
    private static final int NONE = -1;
    private static final String USED_MEMORY = "used_memory";
    private static final int LONGEST_HEAD = 2000;

    /** Two blanks or more between columns that are aligned. */
    private static final String COLUMNS = "  ";

    private static final String AROUND = " \t\n\u000B\f\r`*\"'";

    /** Columns that compare the others or explain the row. */
    private static final Set<String> NO_READINGS = Set.of(
            "delta",
            "diff",
            "difference",
            "change",
            "ratio",
            "factor",
            "unit",
            "limit",
            "normal",
            "max",
            "min",
            "变化",
            "差值",
            "差异",
            "单位",
            "正常值",
            "增长",
            "差分",
            "変化",
            "разница",
            "изменение");

    private List<String> header = List.of();
    private String separator = "";

    /** Index of the column that names the server of each row, {@link #NONE}: the fields stand in the first column. */
    private int servers = NONE;

    /** Whether all columns are fields: each row is a dump. */
    private boolean alone;

    private final TimeText time = new TimeText();
    private final List<List<String>> rows = new ArrayList<>();

    /** One column or row: what stands at its head, and a line {@code name:value} for each row. */
    record Column(String header, List<String> lines) {}

    /**
     * Whether the line belongs to such a table, as its head, as a rule below the head or as a row.
     *
     * @param next the line that follows, rules aside
     */
    boolean takes(String line, Supplier<String> next) {
        if (header.isEmpty()) {
            return mayBegin(line) && begins(line, next.get());
        }
        if (isRule(line)) {
            return true;
        }
        List<String> cells = cells(line, separator);
        if (cells.size() != header.size() || rows.size() >= MOST_ROWS) {
            return false;
        }
        rows.add(cells);
        return true;
    }

    /** Without looking at the next line. */
    private static boolean mayBegin(String line) {
        boolean parted = line.indexOf('|') >= 0
                || line.indexOf('\t') >= 0
                || line.indexOf(';') >= 0
                || line.indexOf(',') >= 0
                || line.indexOf(COLUMNS) >= 0;
        return parted && line.length() < LONGEST_HEAD;
    }

    private boolean begins(String line, String next) {
        for (String mark : new String[] {"|", "\t", ";", ",", COLUMNS}) {
            if (!line.contains(mark) || !next.contains(mark)) {
                continue;
            }
            List<String> titles = cells(line, mark);
            List<String> values = cells(next, mark);
            if (titles.size() != values.size() || titles.size() < FEWEST_CELLS) {
                continue;
            }
            servers = serverColumn(titles, values);
            alone = servers == NONE && isAlone(titles, values);
            if (servers != NONE || alone || isTransposed(titles, values)) {
                header = titles;
                separator = mark;
                return true;
            }
        }
        return false;
    }

    private static boolean isTransposed(List<String> titles, List<String> values) {
        return !FieldText.isKnown(titles.get(0))
                && FieldText.isName(values.get(0))
                && readings(values) >= 2
                && titles.stream().skip(1).noneMatch(FieldTable::isReading);
    }

    /** The column that is no field and holds neither numbers nor times, beside two that are fields and hold numbers. */
    private int serverColumn(List<String> titles, List<String> values) {
        int named = NONE;
        int fields = 0;
        for (int i = 0; i < titles.size(); i++) {
            boolean reading = isReading(values.get(i));
            if (FieldText.isName(titles.get(i)) && reading) {
                fields++;
            } else if (FieldText.isTimeName(titles.get(i).toLowerCase(Locale.ROOT))) {
                return NONE;
            } else if (!reading && time.parseCell(values.get(i))) {
                return NONE;
            } else if (named == NONE
                    && !reading
                    && !FieldText.isKnown(titles.get(i))
                    && !values.get(i).isEmpty()) {
                named = i;
            }
        }
        return fields >= 2 ? named : NONE;
    }

    /** {@code | used_memory | used_memory_rss |} above one row of figures: nothing but fields, and no time. */
    private boolean isAlone(List<String> titles, List<String> values) {
        boolean figures = FieldText.isName(titles.get(0)) || FieldText.isKnown(titles.get(0));
        for (int i = 0; i < titles.size() && figures; i++) {
            figures = FieldText.isKnown(titles.get(i)) && !FieldText.isKnown(values.get(i));
        }
        return figures && titles.contains(USED_MEMORY) && isReading(values.get(titles.indexOf(USED_MEMORY)));
    }

    /** Whether the table ends above this line. */
    boolean endsBefore(String next) {
        return !header.isEmpty() && !isRule(next) && cells(next, separator).size() != header.size();
    }

    /** The columns that hold readings; the table is over. */
    List<Column> take() {
        List<Column> columns = servers == NONE && !alone ? columns() : servers();
        header = List.of();
        rows.clear();
        return columns;
    }

    private List<Column> servers() {
        List<Column> columns = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> lines = new ArrayList<>();
            for (int c = 0; c < header.size(); c++) {
                if (FieldText.isKnown(header.get(c)) && !row.get(c).isEmpty()) {
                    lines.add(header.get(c) + ":" + row.get(c));
                }
            }
            String below = rows.size() == 1 ? "" : "row-" + (columns.size() + 1);
            columns.add(new Column(servers == NONE ? below : row.get(servers), lines));
        }
        return columns;
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (int c = 1; c < header.size(); c++) {
            List<String> lines = new ArrayList<>();
            for (List<String> row : rows) {
                if (FieldText.isKnown(row.get(0)) && !row.get(c).isEmpty()) {
                    lines.add(row.get(0) + ":" + row.get(c));
                }
            }
            String title = header.get(c);
            boolean readings = !NO_READINGS.contains(title.toLowerCase(Locale.ROOT)) && !Prose.isAdvice(title);
            int column = c;
            if (readings && rows.stream().anyMatch(row -> isReading(row.get(column)))) {
                columns.add(new Column(title, lines));
            }
        }
        return columns;
    }

    private static int readings(List<String> cells) {
        return (int) cells.stream().skip(1).filter(FieldTable::isReading).count();
    }

    /** A number with its unit and nothing else. */
    private static boolean isReading(String cell) {
        NumberText.Reading reading = NumberText.read(cell, 0, Unit.BYTES);
        return reading != null && cell.substring(reading.end()).isBlank();
    }

    /** {@code |---|:--:|}, {@code +-----+-----+}. */
    static boolean isRule(String line) {
        boolean dash = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ("|+: -=─┼│├┤".indexOf(c) < 0) {
                return false;
            }
            dash |= c == '-' || c == '=' || c == '─';
        }
        return dash && (line.indexOf('|') >= 0 || line.indexOf('+') >= 0 || line.indexOf('┼') >= 0);
    }

    private static List<String> cells(String line, String mark) {
        String text = line.strip();
        if (mark.equals("|")) {
            text = text.startsWith("||") ? text.replace("||", "|") : text; // the head of a table of Jira
            text = text.startsWith("|") ? text.substring(1) : text;
            text = text.endsWith("|") ? text.substring(0, text.length() - 1) : text;
        }
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, from)) {
            cells.add(bare(text.substring(from, at)));
            from = at + mark.length();
            while (mark.equals(COLUMNS) && from < text.length() && text.charAt(from) == ' ') {
                from++;
            }
        }
        cells.add(bare(text.substring(from)));
        return cells;
    }

    /** Without what Markdown and quoting put around a cell. Every line of a capture may come here: no patterns. */
    private static String bare(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && AROUND.indexOf(cell.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && AROUND.indexOf(cell.charAt(to - 1)) >= 0) {
            to--;
        }
        return cell.substring(from, to);
    }
}
