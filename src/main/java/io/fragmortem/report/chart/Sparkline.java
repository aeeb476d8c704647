package io.fragmortem.report.chart;

/** Used memory and RSS over the window, small: for a row of the index. */
public final class Sparkline {

    private static final int WIDTH = 120;
    private static final int HEIGHT = 28;
    private static final String SIZE = "viewBox=\"0 0 120 28\" width=\"120\" height=\"28\"";

    private Sparkline() {}

    /**
     * The drawing with at most this many columns, empty below two values.
     *
     * @param label what it is; empty where the head of its column says so and rows are too many to repeat it
     */
    public static String draw(double[] used, double[] rss, int columns, String label) {
        int n = rss.length;
        if (n < 2) {
            return "";
        }
        double highest = 1;
        for (int i = 0; i < n; i++) {
            highest = Math.max(highest, zero(rss[i]));
            highest = Math.max(highest, zero(used[i]));
        }
        Svg svg = new Svg();
        if (label.isEmpty()) {
            svg.open("svg", SIZE, "aria-hidden=\"true\"");
        } else {
            svg.open("svg", SIZE, "role=\"img\"", Svg.attribute("aria-label", label));
        }
        svg.path(path(used, columns, highest, true), "class=\"over\" fill=\"#86b3de\"");
        svg.path(path(rss, columns, highest, false), "class=\"line\" fill=\"none\" stroke=\"#22272e\"");
        return svg.close("svg").toString();
    }

    /** The largest value of each column, in whole pixels: enough to see a shape, small enough for 5,000 rows. */
    private static String path(double[] values, int columns, double highest, boolean area) {
        StringBuilder out = new StringBuilder();
        int used = Math.min(columns, values.length);
        long y = HEIGHT;
        long x = 0;
        boolean down = false;
        for (int c = 0; c < used; c++) {
            int from = (int) ((long) c * values.length / used);
            int to = (int) ((long) (c + 1) * values.length / used);
            double largest = Double.NaN;
            for (int i = from; i < to; i++) {
                largest = Double.isNaN(largest) ? values[i] : Math.max(largest, zero(values[i]));
            }
            if (Double.isNaN(largest)) {
                continue;
            }
            long nextX = used < 2 ? 0 : Math.round(c * (double) WIDTH / (used - 1));
            long nextY = HEIGHT - Math.round(largest / highest * (HEIGHT - 1));
            if (!down) {
                out.append('M').append(nextX).append(' ').append(area ? HEIGHT : nextY);
                if (area) {
                    out.append('V').append(nextY);
                }
                out.append('l');
                down = true;
            } else {
                out.append(out.charAt(out.length() - 1) == 'l' ? "" : " ").append(nextX - x);
                out.append(nextY - y < 0 ? "" : " ").append(nextY - y);
            }
            x = nextX;
            y = nextY;
        }
        if (out.length() > 0 && out.charAt(out.length() - 1) == 'l') {
            out.append("0 0");
        }
        return area && down ? out.append('V').append(HEIGHT).append('Z').toString() : out.toString();
    }

    private static double zero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}
