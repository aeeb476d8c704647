package io.fragmortem.report.chart;

/**
 * Something that happened, to be marked in a chart.
 *
 * @param at position on the time axis
 * @param kind as the timeline has it: restart, event, change, peak
 * @param number of its row in the timeline table
 * @param text what happened, short
 */
public record ChartMark(double at, String kind, int number, String text) {

    /** What must be seen first when there is no room for all. */
    int rank() {
        return switch (kind) {
            case "restart" -> 0;
            case "event" -> 1;
            case "change" -> 2;
            default -> 3;
        };
    }
}
