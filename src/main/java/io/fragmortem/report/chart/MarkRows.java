package io.fragmortem.report.chart;

import io.fragmortem.report.words.TextWidth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places marks above a plot: each with a numbered badge inside the picture, those that moved most with their label too.
 * Labels are whole or absent. A mark whose badge finds no room, or that falls on another one, is left to the timeline.
 *
 * @param rows used, at most as many as the frame has lanes
 */
record MarkRows(List<Placed> placed, int rows) {

    static final double ROW = 19;
    static final double RADIUS = 8;

    private static final double LETTER = 6.5;
    private static final double SAME = 4;

    /**
     * A mark with its place.
     *
     * @param x of its line
     * @param badgeX middle of its badge
     * @param row of its badge, from the top
     * @param label empty for none
     * @param textX where the label begins or ends
     */
    record Placed(ChartMark mark, double x, double badgeX, int row, String label, double textX, Side side) {}

    /** On which side of its badge a label stands. */
    enum Side {
        RIGHT,
        LEFT
    }

    /** Room that a badge with its label takes; the line of its mark goes down through all rows below. */
    private record Taken(int row, double from, double to, double line) {

        boolean collides(Taken other) {
            boolean sameRow = row == other.row && from < other.to && other.from < to;
            return sameRow || crosses(other) || other.crosses(this);
        }

        private boolean crosses(Taken below) {
            return row < below.row && line > below.from && line < below.to;
        }
    }

    static MarkRows place(List<ChartMark> marks, Scale scale) {
        List<ChartMark> important = new ArrayList<>(marks);
        important.sort(
                Comparator.comparingDouble((ChartMark mark) -> -mark.weight()).thenComparingInt(ChartMark::number));
        List<Placed> placed = new ArrayList<>();
        List<Taken> taken = new ArrayList<>();
        Frame frame = scale.frame();
        for (ChartMark mark : important) {
            double x = Math.max(frame.left(), Math.min(frame.plotRight(), scale.x(mark.at())));
            boolean outside = Math.abs(x - scale.x(mark.at())) > frame.plotWidth() / 50;
            boolean hidden = placed.stream().anyMatch(other -> Math.abs(other.x() - x) < SAME);
            if (!outside && !hidden) {
                place(mark, x, frame, taken, placed);
            }
        }
        int rows = taken.stream().mapToInt(t -> t.row() + 1).max().orElse(0);
        return new MarkRows(List.copyOf(placed), rows);
    }

    private static void place(ChartMark mark, double x, Frame frame, List<Taken> taken, List<Placed> placed) {
        double badge = Math.max(RADIUS + 1, Math.min(frame.width() - RADIUS - 1, x));
        double width = TextWidth.of(mark.label()) * LETTER + 6;
        for (Side side : mark.label().isEmpty() ? List.<Side>of() : List.of(Side.RIGHT, Side.LEFT)) {
            double from = side == Side.RIGHT ? badge - RADIUS - 2 : badge - RADIUS - 3 - width;
            double to = side == Side.RIGHT ? badge + RADIUS + 3 + width : badge + RADIUS + 1;
            int row = free(from, to, x, frame, taken);
            if (row >= 0) {
                double text = side == Side.RIGHT ? badge + RADIUS + 3 : badge - RADIUS - 3;
                placed.add(new Placed(mark, x, badge, row, mark.label(), text, side));
                return;
            }
        }
        int row = free(badge - RADIUS - 1, badge + RADIUS + 1, x, frame, taken);
        if (row >= 0) {
            placed.add(new Placed(mark, x, badge, row, "", badge, Side.RIGHT));
        }
    }

    /** The first lane with room, which is then taken; -1 for none. */
    private static int free(double from, double to, double line, Frame frame, List<Taken> taken) {
        double right = !frame.legendBelow() ? frame.plotRight() + frame.right() / 2 : frame.width();
        for (int row = 0; row < frame.lanes() && from >= 0 && to <= right; row++) {
            Taken wanted = new Taken(row, from, to, line);
            if (taken.stream().noneMatch(wanted::collides)) {
                taken.add(wanted);
                return row;
            }
        }
        return -1;
    }
}
