package io.fragmortem.snapshot;

import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.text.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts in which servers stand beside each other in a way that no reader of lines sees, written as they read them: the rows
 * of a page's tables as lines with bars, the panes of a terminal one below the other.
 *
 * <pre>
 * used_memory:1                used_memory:2
 * &lt;tr>&lt;td>used_memory&lt;/td>&lt;td>1&lt;/td>&lt;td>2&lt;/td>&lt;/tr>     | used_memory | 1 | 2 |
 * used_memory:1      │used_memory:2
 * </pre>
 */
final class SideBySide {

    /** Pages and screens are short; anything longer is read as it stands. */
    private static final int LONGEST = 1 << 22;

    private static final int LONGEST_CELL = 200;

    /** A row of two cells is a name with its value, which needs no table. */
    private static final int FEWEST_CELLS = 3;

    /** Lines with fields on both sides of the bar: fewer may be a table of something else. */
    private static final int FEWEST_LINES = 4;

    private static final char BAR = '\u2502';

    private static final byte[] USED = Bytes.ascii("used_memory:");
    private static final byte[] LINE_END = {'\n'};

    /** A name of INFO with its value, and the same name beside it. */
    private static final Pattern COLUMNS =
            Pattern.compile("(?m)^ {0,8}([a-z][a-z0-9_]{3,60}):[^\\t\\n]{1,80}?( {2,80}|\\t+)\\1:");

    /** What diff puts between what differs: it tells two moments apart itself. */
    private static final Pattern GUTTER = Pattern.compile("[ \\t][|<>](?:[ \\t]|$)");

    private SideBySide() {}

    /** Whether the head of a stream holds rows of tables, or the bar that parts panes: all others stay as they are. */
    static boolean mayBeIn(byte[] head) {
        for (int i = 0; i + 2 < head.length; i++) {
            byte first = head[i];
            boolean row = first == '<' && (head[i + 1] | ' ') == 't' && (head[i + 2] | ' ') == 'r';
            boolean bar = first == (byte) 0xE2 && head[i + 1] == (byte) 0x94 && head[i + 2] == (byte) 0x82;
            if (row || bar) {
                return true;
            }
        }
        return standsTwice(head) && COLUMNS.matcher(Head.of(head).text()).find();
    }

    /** Whether the first line with used memory tells it twice: cheap, for every stream is asked. */
    private static boolean standsTwice(byte[] head) {
        int first = Bytes.indexOf(head, 0, head.length, USED);
        int end = first < 0 ? -1 : Bytes.indexOf(head, first, head.length, LINE_END);
        return first >= 0 && Bytes.indexOf(head, first + 1, end < 0 ? head.length : end, USED) > 0;
    }

    /** The text in another order; as it is where nothing stands side by side. */
    static byte[] read(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(LONGEST);
        if (bytes.length == LONGEST) {
            return bytes;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        Optional<String> apart = text.indexOf('<') < 0 ? Optional.empty() : rows(text);
        apart = apart.isPresent() || text.indexOf(BAR) < 0 ? apart : panes(text);
        apart = apart.isPresent() ? apart : columns(text);
        return apart.map(other -> other.getBytes(StandardCharsets.UTF_8)).orElse(bytes);
    }

    // ------------------------------------------------------------------ tables of pages

    private static Optional<String> rows(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder();
        int done = 0;
        boolean head = true;
        for (int at = lower.indexOf("<tr"); at >= 0; at = lower.indexOf("<tr", at + 1)) {
            int next = lower.indexOf("<tr", at + 1);
            int close = lower.indexOf("</tr", at);
            int end = close < 0 || (next >= 0 && next < close) ? next : close;
            List<String> cells = end < 0 ? List.of() : cells(text.substring(at, end), lower.substring(at, end));
            if (cells.size() < FEWEST_CELLS) {
                continue;
            }
            String between = text.substring(done, at);
            head |= lower.substring(done, at).contains("<table");
            out.append(plain(between).isEmpty() ? "" : between + "\n");
            out.append("| ").append(String.join(" | ", cells)).append(" |\n");
            out.append(head ? "|---".repeat(cells.size()) + "|\n" : "");
            head = false;
            done = end;
        }
        return done == 0
                ? Optional.empty()
                : Optional.of(out.append(text.substring(done)).toString());
    }

    /** The texts of a row's cells; none where one of them is more than a name or a number. */
    private static List<String> cells(String row, String lower) {
        List<String> cells = new ArrayList<>();
        int from = nextCell(lower, 0);
        while (from >= 0) {
            int next = nextCell(lower, from + 1);
            String cell = plain(row.substring(from, next < 0 ? row.length() : next));
            if (cell.length() > LONGEST_CELL) {
                return List.of();
            }
            cells.add(cell);
            from = next;
        }
        return cells;
    }

    private static int nextCell(String lower, int from) {
        int data = lower.indexOf("<td", from);
        int head = lower.indexOf("<th", from);
        return data < 0 ? head : head < 0 ? data : Math.min(data, head);
    }

    private static String plain(String markup) {
        StringBuilder text = new StringBuilder();
        boolean tag = false;
        for (int i = 0; i < markup.length(); i++) {
            char c = markup.charAt(i);
            tag |= c == '<';
            if (!tag) {
                text.append(c < ' ' || c == '|' ? ' ' : c);
            }
            tag &= c != '>';
        }
        return text.toString().replace("&nbsp;", " ").replace("&amp;", "&").strip();
    }

    // ------------------------------------------------------------------ panes of terminals

    private static Optional<String> panes(String text) {
        String[] lines = text.split("\n");
        List<StringBuilder> panes = new ArrayList<>();
        int both = 0;
        for (String line : lines) {
            String[] parts = line.split(String.valueOf(BAR));
            for (int i = 0; i < parts.length; i++) {
                if (panes.size() <= i) {
                    panes.add(new StringBuilder());
                }
                panes.get(i).append(parts[i].stripTrailing()).append('\n');
            }
            both += parts.length > 1 && isField(parts[0]) && isField(parts[1]) ? 1 : 0;
        }
        return both < FEWEST_LINES ? Optional.empty() : Optional.of(String.join("\n", panes));
    }

    // ------------------------------------------------------------------ columns of paste and pr, windows side by side

    /** Each column below the one on its left. One that neither a question nor a heading names has its number for a name: it may be another server. */
    private static Optional<String> columns(String text) {
        List<String> lines = Text.lines(text).toList();
        int at = secondColumn(lines);
        if (at < 0 || lines.stream().anyMatch(line -> GUTTER.matcher(line).find())) {
            return Optional.empty();
        }
        StringBuilder left = new StringBuilder();
        StringBuilder right = new StringBuilder();
        boolean named = false;
        for (String line : lines) {
            int tab = line.indexOf('\t');
            int cut = at > 0 ? at : tab < 0 ? line.length() : tab + 1;
            boolean both = cut < line.length() && cut > 0 && line.charAt(cut - 1) <= ' ';
            String one = (both ? line.substring(0, cut) : line).strip();
            left.append(one).append('\n');
            right.append(both ? line.substring(cut).strip() : "").append('\n');
            named |= !one.isEmpty() && !isField(one) && !one.startsWith("#");
        }
        String first = named ? "" : "### column-1\n";
        String second = named ? "" : "### column-2\n";
        return Optional.of(first + left + second + right);
    }

    /** Where the second column begins: 0 behind a tab, -1 where no fields stand beside themselves. */
    private static int secondColumn(List<String> lines) {
        Map<Integer, Integer> starts = new HashMap<>();
        int tabs = 0;
        for (String line : lines) {
            Matcher pair = COLUMNS.matcher(line);
            if (pair.find() && FieldText.startsWithKnown(line.strip())) {
                tabs += pair.group(2).contains("\t") ? 1 : 0;
                starts.merge(pair.end(2), 1, Integer::sum);
            }
        }
        int best = starts.keySet().stream()
                .max(Comparator.comparing(start -> starts.getOrDefault(start, 0)))
                .orElse(-1);
        boolean enough = Math.max(tabs, starts.getOrDefault(best, 0)) >= FEWEST_LINES;
        return !enough ? -1 : tabs > 0 ? 0 : best;
    }

    private static boolean isField(String part) {
        String text = part.strip();
        return text.indexOf(':') > 0 && FieldText.startsWithKnown(text);
    }
}
