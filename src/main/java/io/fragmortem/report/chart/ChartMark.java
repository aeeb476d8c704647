package io.fragmortem.report.chart;

import io.fragmortem.fleet.InstanceResult.TimelineRow.Kind;

/**
 * Something that happened, to be marked in a chart.
 *
 * @param at position on the time axis
 * @param kind as the timeline has it
 * @param number of its row in the timeline table
 * @param text what happened, short
 */
public record ChartMark(double at, Kind kind, int number, String text) {

    /** What must be seen first when there is no room for all. */
    int rank() {
        return switch (kind) {
            case RESTART -> 0;
            case EVENT -> 1;
            case CHANGE -> 2;
            case PEAK, GAP, FIRST, LAST -> 3;
        };
    }
}
