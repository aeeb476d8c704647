package io.fragmortem.report.chart;

/** Path data in relative tenths: short, and without the drift of rounded steps. */
final class PathData {

    private final StringBuilder out = new StringBuilder(4_096);
    private long x;
    private long y;
    private boolean inLine;

    void move(double toX, double toY) {
        x = Math.round(toX * 10);
        y = Math.round(toY * 10);
        out.append('M');
        pair(x, y);
        inLine = false;
    }

    void line(double toX, double toY) {
        long nextX = Math.round(toX * 10);
        long nextY = Math.round(toY * 10);
        if (nextX == x && nextY == y) {
            return;
        }
        if (!inLine) {
            out.append('l');
        } else if (nextX >= x) {
            out.append(' ');
        }
        pair(nextX - x, nextY - y);
        x = nextX;
        y = nextY;
        inLine = true;
    }

    void close() {
        out.append('Z');
        inLine = false;
    }

    boolean isEmpty() {
        return out.isEmpty();
    }

    private void pair(long first, long second) {
        Svg.tenths(first, out);
        if (second >= 0) {
            out.append(' ');
        }
        Svg.tenths(second, out);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
