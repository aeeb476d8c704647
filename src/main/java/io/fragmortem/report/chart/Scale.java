package io.fragmortem.report.chart;

/**
 * From moments and bytes to pixels.
 *
 * @param from first moment of the axis
 * @param to last moment of the axis, behind {@code from}
 * @param ceiling bytes at the top of the plot
 * @param top upper edge of the plot
 */
record Scale(Frame frame, double from, double to, double ceiling, double top) {

    double x(double at) {
        return frame.left() + (at - from) / (to - from) * frame.plotWidth();
    }

    double y(double bytes) {
        return base() - bytes / ceiling * frame.plotHeight();
    }

    double base() {
        return top + frame.plotHeight();
    }
}
