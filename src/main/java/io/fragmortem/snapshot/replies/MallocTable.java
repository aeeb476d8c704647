package io.fragmortem.snapshot.replies;

import io.fragmortem.snapshot.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a table of jemalloc, from its header line. Columns are right-aligned under their names; a value too
 * wide for its column touches its neighbour, and is then cut out by position.
 */
final class MallocTable {

    static final MallocTable NONE = new MallocTable(Kind.NONE, Map.of(), List.of());

    private final Kind kind;
    private final Map<String, Integer> indexes;
    private final List<Integer> ends;

    private MallocTable(Kind kind, Map<String, Integer> indexes, List<Integer> ends) {
        this.kind = kind;
        this.indexes = indexes;
        this.ends = ends;
    }

    /** Which table. */
    enum Kind {
        BINS,
        LARGE,
        EXTENTS,
        NONE
    }

    /** Reads {@code bins:           size ind    allocated ...}. */
    static MallocTable of(String header) {
        int colon = header.indexOf(':');
        Kind kind = switch (header.substring(0, colon)) {
            case "bins" -> Kind.BINS;
            case "extents" -> Kind.EXTENTS;
            default -> Kind.LARGE;
        };
        Map<String, Integer> indexes = new HashMap<>();
        List<Integer> ends = new ArrayList<>();
        int i = colon + 1;
        while (i < header.length()) {
            if (header.charAt(i) == ' ') {
                i++;
                continue;
            }
            int end = header.indexOf(' ', i);
            end = end < 0 ? header.length() : end;
            // (#/sec) stands after several columns; only the first of equal names counts
            indexes.putIfAbsent(header.substring(i, end), ends.size());
            ends.add(end);
            i = end;
        }
        return new MallocTable(kind, indexes, ends);
    }

    Kind kind() {
        return kind;
    }

    boolean has(String column) {
        return indexes.containsKey(column);
    }

    /** The numbers of a row; empty when the row is none of this table. */
    double[] cells(String row) {
        String[] words = row.strip().split(" +");
        String[] cells = words.length == ends.size() ? words : byPosition(row);
        double[] values = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
            values[i] = number(cells[i]);
        }
        return values;
    }

    private String[] byPosition(String row) {
        String[] cells = new String[ends.size()];
        int from = 0;
        for (int i = 0; i < cells.length; i++) {
            int to = Math.min(row.length(), ends.get(i));
            cells[i] = from < to ? row.substring(from, to).strip() : "";
            from = Math.max(from, to);
        }
        return cells;
    }

    /** The value under this name, 0 when the table has no such column. */
    double value(double[] cells, String column) {
        Integer index = indexes.get(column);
        return index == null || index >= cells.length ? 0 : cells[index];
    }

    /** The number at the beginning of the text, 0 for none ({@code race}, {@code N/A}). */
    static double number(String text) {
        String trimmed = text.strip();
        int end = 0;
        while (end < trimmed.length() && end < 18 && Text.isDigit(trimmed.charAt(end))) {
            end++;
        }
        return end == 0 ? 0 : Long.parseLong(trimmed.substring(0, end));
    }
}
