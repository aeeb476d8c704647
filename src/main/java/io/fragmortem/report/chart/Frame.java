package io.fragmortem.report.chart;

/**
 * Where the parts of a chart lie, in pixels of its view box.
 *
 * @param legend whether the legend stands to the right of the plot or below it
 * @param ticks at most this many on the time axis
 * @param lanes rows of labels above the plot, at most
 */
public record Frame(
        String id, double width, double left, double right, double plotHeight, Legend legend, int ticks, int lanes) {

    /** Where the names of the layers stand with their bytes. */
    enum Legend {
        BESIDE,
        BELOW
    }

    /** For screens and paper. */
    public static Frame wide(String id) {
        return new Frame(id, 1040, 60, 318, 268, Legend.BESIDE, 7, 2);
    }

    /** For telephones: drawn for its size, so that letters stay legible. */
    public static Frame narrow(String id) {
        return new Frame(id, 358, 54, 9, 190, Legend.BELOW, 4, 3);
    }

    double plotWidth() {
        return width - left - right;
    }

    double plotRight() {
        return width - right;
    }
}
