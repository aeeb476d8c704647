package io.fragmortem.report.chart;

import io.fragmortem.report.words.TextWidth;
import io.fragmortem.report.words.Untrusted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Places marks and their labels above a plot: in rows, without overlap. What finds no room keeps its line and loses its
 * label; what falls on another mark is left to the timeline table.
 *
 * @param rows used, at most {@value #MOST_ROWS}
 */
record MarkRows(List<Placed> placed, int rows) {

    static final int MOST_ROWS = 3;
    private static final int MOST_LINES = 60;
    private static final int LONGEST = 34;
    private static final double LETTER = 6.4;
    private static final double BADGE = 11;
    private static final double SAME = 3;

    /**
     * A mark with its place.
     *
     * @param row of its label, -1 for none
     * @param textX where the label begins or ends
     * @param toTheLeft whether the label ends before the mark rather than beginning behind it
     */
    record Placed(ChartMark mark, double x, int row, String label, double textX, boolean toTheLeft) {}

    /** Room that a label takes; the line of its mark goes down through all rows below. */
    private record Taken(int row, double from, double to, double line) {

        boolean collides(Taken other) {
            boolean sameRow = row == other.row && from < other.to && other.from < to;
            return sameRow || crosses(other) || other.crosses(this);
        }

        private boolean crosses(Taken below) {
            return row < below.row && line > below.from && line < below.to;
        }
    }

    static MarkRows place(List<ChartMark> marks, Frame frame, DoubleUnaryOperator position) {
        List<ChartMark> important = new ArrayList<>(marks);
        important.sort(Comparator.comparingInt(ChartMark::rank).thenComparingInt(ChartMark::number));
        List<Placed> placed = new ArrayList<>();
        List<Taken> taken = new ArrayList<>();
        double left = frame.left();
        double right = left + frame.plotWidth();
        for (ChartMark mark : important) {
            double x = position.applyAsDouble(mark.at());
            boolean hidden = placed.stream().anyMatch(other -> Math.abs(other.x() - x) < SAME);
            if (placed.size() < MOST_LINES && !hidden && x >= left - 1 && x <= right + 1) {
                placed.add(label(mark, x, left, right, taken));
            }
        }
        int rows = taken.stream().mapToInt(t -> t.row() + 1).max().orElse(0);
        return new MarkRows(List.copyOf(placed), rows);
    }

    private static Placed label(ChartMark mark, double x, double left, double right, List<Taken> taken) {
        int room = (int) ((right - left) / 2 / LETTER);
        String label = Untrusted.cut(mark.text(), Math.min(LONGEST, room));
        double width = TextWidth.of(label) * LETTER;
        boolean toTheLeft = x + BADGE + width > right;
        for (int row = 0; row < MOST_ROWS; row++) {
            double from = toTheLeft ? x - BADGE - width - 4 : x - BADGE;
            double to = toTheLeft ? x + BADGE : x + BADGE + width + 4;
            Taken wanted = new Taken(row, from, to, x);
            if (from >= 0 && taken.stream().noneMatch(wanted::collides)) {
                taken.add(wanted);
                return new Placed(mark, x, row, label, toTheLeft ? x - BADGE - 1 : x + BADGE + 1, toTheLeft);
            }
        }
        return new Placed(mark, x, -1, "", x, false);
    }
}
