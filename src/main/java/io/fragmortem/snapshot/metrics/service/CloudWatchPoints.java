package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.json.JsonScalars;
import io.fragmortem.snapshot.metrics.MetricLines;
import io.fragmortem.snapshot.metrics.Points;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.snapshot.time.Times;

/** The points of one metric of CloudWatch at a time, whose label may come before or after them. */
final class CloudWatchPoints {

    private final MetricLines metrics;
    private final Lines lines;
    private final Points points = new Points();
    private String label = "";

    /** @param lines where the points come from, standing at the line that is told */
    CloudWatchPoints(MetricLines metrics, Lines lines) {
        this.metrics = metrics;
        this.lines = lines;
    }

    /** Another metric begins, or the one whose points came is named. */
    void metric(String name) {
        if (!label.isEmpty()) {
            finish();
        }
        label = name;
    }

    /** {@code DATAPOINTS average time unit}: of several statistics the first counts, which is the average if asked for. */
    void datapoint(String[] words) {
        double value = Double.NaN;
        long time = Times.NONE;
        for (int i = 1; i < words.length; i++) {
            if (words[i].indexOf(':') > 0) {
                time = metrics.time(words[i]);
            } else if (Double.isNaN(value)) {
                value = JsonScalars.number(words[i]);
            }
        }
        if (Double.isNaN(value) || time == Times.NONE) {
            metrics.refuseLine(lines, Phrase.of("input.expected.datapoint"));
        }
        points.add(time, value);
    }

    void time(String text) {
        long time = metrics.time(text);
        if (time == Times.NONE) {
            metrics.refuseTime(lines, text);
        }
        points.addTime(time);
    }

    void value(String text) {
        double value = JsonScalars.number(text);
        if (Double.isNaN(value)) {
            metrics.refuse(lines, text);
        }
        points.addValue(value);
    }

    /** Gives what there is. */
    void finish() {
        metrics.find(label).ifPresentOrElse(points::giveTo, points::clear);
        label = "";
    }
}
