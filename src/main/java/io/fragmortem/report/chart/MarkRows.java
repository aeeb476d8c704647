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

    /** So many of those that moved most are placed together, so that no earlier one takes the room of a later label. */
    private static final int TOGETHER = 3;

    /** Unless they moved less than this share of what the first one did: then their labels are not worth the room of others. */
    private static final double AS_LARGE = 0.1;

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
        Frame frame = scale.frame();
        List<Line> lines = new ArrayList<>();
        for (ChartMark mark : important) {
            double x = Math.max(frame.left(), Math.min(frame.plotRight(), scale.x(mark.at())));
            if (Math.abs(x - scale.x(mark.at())) <= frame.plotWidth() / 50) {
                lines.add(new Line(mark, x));
            }
        }
        Placing placing = new Placing(frame);
        List<Line> large = large(lines);
        while (!placing.labelled(large)) {
            large = large.subList(0, large.size() - 1);
        }
        lines.forEach(placing::alone);
        int rows = placing.taken.stream().mapToInt(t -> t.row() + 1).max().orElse(0);
        return new MarkRows(List.copyOf(placing.placed), rows);
    }

    /** Those that are placed together, none of them on another one. */
    private static List<Line> large(List<Line> lines) {
        List<Line> large = new ArrayList<>();
        for (Line line : lines) {
            boolean asLarge =
                    line.mark().weight() >= AS_LARGE * lines.get(0).mark().weight();
            if (asLarge && large.size() < TOGETHER && large.stream().noneMatch(other -> isSame(other.x(), line.x()))) {
                large.add(line);
            }
        }
        return large;
    }

    private static boolean isSame(double x, double other) {
        return Math.abs(x - other) < SAME;
    }

    /** A mark that is to be drawn, and where its line is. */
    private record Line(ChartMark mark, double x) {}

    /** Finds room for one mark after the other, and takes it. */
    private static final class Placing {

        private final Frame frame;
        private final List<Placed> placed = new ArrayList<>();
        private final List<Taken> taken = new ArrayList<>();

        Placing(Frame frame) {
            this.frame = frame;
        }

        /** Places all of these with their labels, the first ones where they like it best; false, and nothing done, if that cannot be. */
        boolean labelled(List<Line> lines) {
            if (lines.isEmpty()) {
                return true;
            }
            Line line = lines.get(0);
            for (Side side : line.mark().label().isEmpty() ? List.<Side>of() : List.of(Side.RIGHT, Side.LEFT)) {
                for (int row = 0; row < frame.lanes(); row++) {
                    Taken wanted = wanted(line, side, row);
                    if (isFree(wanted)) {
                        put(line, side, wanted);
                        if (labelled(lines.subList(1, lines.size()))) {
                            return true;
                        }
                        taken.remove(taken.size() - 1);
                        placed.remove(placed.size() - 1);
                    }
                }
            }
            return false;
        }

        /** Places one unless another is there: with its label if there is room for it, else with its badge alone, else not at all. */
        void alone(Line line) {
            if (placed.stream().anyMatch(other -> isSame(other.x(), line.x())) || labelled(List.of(line))) {
                return;
            }
            double badge = badge(line);
            for (int row = 0; row < frame.lanes(); row++) {
                Taken wanted = new Taken(row, badge - RADIUS - 1, badge + RADIUS + 1, line.x());
                if (isFree(wanted)) {
                    taken.add(wanted);
                    placed.add(new Placed(line.mark(), line.x(), badge, row, "", badge, Side.RIGHT));
                    return;
                }
            }
        }

        private void put(Line line, Side side, Taken room) {
            double badge = badge(line);
            double text = side == Side.RIGHT ? badge + RADIUS + 3 : badge - RADIUS - 3;
            taken.add(room);
            placed.add(new Placed(
                    line.mark(), line.x(), badge, room.row(), line.mark().label(), text, side));
        }

        private Taken wanted(Line line, Side side, int row) {
            double badge = badge(line);
            double width = TextWidth.of(line.mark().label()) * LETTER + 6;
            return side == Side.RIGHT
                    ? new Taken(row, badge - RADIUS - 2, badge + RADIUS + 3 + width, line.x())
                    : new Taken(row, badge - RADIUS - 3 - width, badge + RADIUS + 1, line.x());
        }

        private double badge(Line line) {
            return Math.max(RADIUS + 1, Math.min(frame.width() - RADIUS - 1, line.x()));
        }

        private boolean isFree(Taken wanted) {
            double right = !frame.legendBelow() ? frame.plotRight() + frame.right() / 2 : frame.width();
            return wanted.from() >= 0 && wanted.to() <= right && taken.stream().noneMatch(wanted::collides);
        }
    }
}
