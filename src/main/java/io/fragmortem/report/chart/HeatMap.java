package io.fragmortem.report.chart;

/**
 * A cell for each day; the darker it is, the larger the share of RSS beyond used memory. One strip for each instance, below
 * each other they are a map. Cells of one shade are one path, so that thousands stay small.
 */
public final class HeatMap {

    private static final int HEIGHT = 14;
    private static final int WIDEST = 14;
    private static final int ROOM = 252;
    private static final String[] SHADES = {"#f1e3d0", "#e8c48f", "#dc9d4a", "#b76a1c", "#7c3f0a"};

    /** Shares of RSS from which on the next shade begins. */
    private static final double[] STEPS = {0.1, 0.25, 0.4, 0.6};

    private HeatMap() {}

    /**
     * The strip of one instance.
     *
     * @param shares of each day, NaN where the day is not known
     */
    public static String strip(double[] shares, String label) {
        int step = Math.max(3, Math.min(WIDEST, ROOM / Math.max(1, shares.length)));
        int width = shares.length * step;
        Svg svg = new Svg();
        svg.open(
                "svg",
                "viewBox=\"0 0 " + width + " " + HEIGHT + "\" width=\"" + width + "\" height=\"" + HEIGHT + "\"",
                "role=\"img\"",
                Svg.attribute("aria-label", label));
        for (int shade = 0; shade < SHADES.length; shade++) {
            StringBuilder path = new StringBuilder();
            for (int day = 0; day < shares.length; day++) {
                if (shadeOf(shares[day]) == shade) {
                    path.append('M').append(day * step).append(" 0h").append(step - 1);
                    path.append('v')
                            .append(HEIGHT)
                            .append("h-")
                            .append(step - 1)
                            .append('z');
                }
            }
            if (path.length() > 0) {
                svg.path(path.toString(), "fill=\"" + SHADES[shade] + "\"");
            }
        }
        return svg.close("svg").toString();
    }

    /** Which shade a share has, -1 for none. */
    static int shadeOf(double share) {
        if (Double.isNaN(share)) {
            return -1;
        }
        int shade = 0;
        while (shade < STEPS.length && share >= STEPS[shade]) {
            shade++;
        }
        return shade;
    }
}
