package io.fragmortem.report.chart;

/**
 * Where the parts of a chart lie, in pixels of its view box.
 *
 * @param labels whether labels stand to the right of the plot; otherwise they are listed below it
 * @param ticks at most this many on the time axis
 */
public record Frame(String id, double width, double left, double right, double plotHeight, Labels labels, int ticks) {

    static final double LINE = 17;

    /** Where the names of the layers stand. */
    enum Labels {
        BESIDE,
        BELOW
    }

    /** For screens and paper. */
    public static Frame wide(String id) {
        return new Frame(id, 960, 62, 218, 280, Labels.BESIDE, 7);
    }

    /** For telephones: drawn for its size, so that letters stay legible. */
    public static Frame narrow(String id) {
        return new Frame(id, 356, 56, 8, 220, Labels.BELOW, 4);
    }

    double plotWidth() {
        return width - left - right;
    }
}
