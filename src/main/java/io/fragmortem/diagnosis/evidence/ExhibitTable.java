package io.fragmortem.diagnosis.evidence;

import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cells of an exhibit by the name of their column; the newest exhibit of a kind stands last. */
public record ExhibitTable(Exhibit exhibit) {

    /** All of one kind, oldest first; those of unknown time in the order of the input. */
    public static List<ExhibitTable> of(Timeline timeline, Exhibit.Kind kind) {
        List<ExhibitTable> tables = new ArrayList<>();
        for (Exhibit exhibit : timeline.exhibits()) {
            if (exhibit.kind() == kind && !exhibit.rows().isEmpty()) {
                tables.add(new ExhibitTable(exhibit));
            }
        }
        tables.sort(Comparator.comparingLong(
                t -> t.exhibit.stamp().known() ? t.exhibit.stamp().epochMicros() : 0));
        return tables;
    }

    public int size() {
        return exhibit.rows().size();
    }

    /** A cell's text, empty where there is no such column. */
    public String text(int row, String column) {
        int at = exhibit.columns().indexOf(column);
        return at < 0 ? "" : exhibit.rows().get(row).get(at);
    }

    /** A cell's number, 0 where it is none. */
    public double number(int row, String column) {
        String text = text(row, column);
        try {
            return text.isEmpty() ? 0 : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    public double sum(String column) {
        double sum = 0;
        for (int row = 0; row < size(); row++) {
            sum += number(row, column);
        }
        return sum;
    }

    /** Rows by descending value of a column, ties in the order of the exhibit. */
    public List<Integer> largest(String column, int most) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < size(); row++) {
            rows.add(row);
        }
        rows.sort(
                Comparator.comparingDouble((Integer row) -> number(row, column)).reversed());
        return rows.subList(0, Math.min(most, rows.size()));
    }
}
