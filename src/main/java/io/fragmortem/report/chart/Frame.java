package io.fragmortem.report.chart;

/**
 * Where the parts of a chart lie, in pixels of its view box.
 *
 * @param id of the drawing on its page
 * @param ticks at most this many on the time axis
 * @param lanes rows of labels above the plot, at most
 */
public record Frame(
        Kind kind, String id, double width, double left, double right, double plotHeight, int ticks, int lanes) {

    /** What a drawing is for. */
    enum Kind {
        /** Screens and paper: the legend stands beside the plot. */
        WIDE("chart-wide"),
        /** Telephones: drawn for their size, so that letters stay legible; the legend stands below the plot. */
        NARROW("chart-narrow"),
        /** One of two that stand beside each other. */
        HALF("chart-half");

        private final String css;

        Kind(String css) {
            this.css = css;
        }
    }

    /** For screens and paper. */
    public static Frame wide(String id) {
        return new Frame(Kind.WIDE, id, 1040, 60, 318, 268, 7, 2);
    }

    /** For telephones. */
    public static Frame narrow(String id) {
        return new Frame(Kind.NARROW, id, 358, 54, 9, 190, 4, 3);
    }

    /** For two beside each other. */
    public static Frame half(String id) {
        return new Frame(Kind.HALF, id, 500, 60, 10, 220, 5, 2);
    }

    /** The class of the drawing. */
    String css() {
        return kind.css;
    }

    /** Whether the legend stands below the plot, not beside it. */
    boolean legendBelow() {
        return kind != Kind.WIDE;
    }

    double plotWidth() {
        return width - left - right;
    }

    double plotRight() {
        return width - right;
    }
}
