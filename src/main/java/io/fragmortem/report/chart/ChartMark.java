package io.fragmortem.report.chart;

import io.fragmortem.fleet.story.TimelineRow.Kind;

/**
 * Something that happened, to be marked in a chart.
 *
 * @param at position on the time axis
 * @param kind as the timeline has it
 * @param number of its row in the timeline table
 * @param label a few words, whole: what does not fit is left out, never cut
 * @param text what happened, for those who point at it
 * @param weight bytes that it moved: what moved more is shown first
 */
public record ChartMark(double at, Kind kind, int number, String label, String text, double weight) {}
