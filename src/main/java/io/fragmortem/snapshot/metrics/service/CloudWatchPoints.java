package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.snapshot.json.JsonScalars;
import io.fragmortem.snapshot.metrics.MetricLines;
import io.fragmortem.snapshot.metrics.Points;
import io.fragmortem.snapshot.time.Times;

/** The points of one metric of CloudWatch at a time, whose label may come before or after them. */
final class CloudWatchPoints {

    private final MetricLines metrics;
    private final Points points = new Points();
    private String label = "";

    CloudWatchPoints(MetricLines metrics) {
        this.metrics = metrics;
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
            double number = JsonScalars.number(words[i]);
            if (words[i].indexOf(':') > 0) {
                time = metrics.time(words[i]);
            } else if (Double.isNaN(value)) {
                value = number;
            }
        }
        points.add(time, value);
    }

    void time(String text) {
        points.addTime(metrics.time(text));
    }

    void value(String text) {
        points.addValue(JsonScalars.number(text));
    }

    /** Gives what there is. */
    void finish() {
        metrics.find(label).ifPresentOrElse(points::giveTo, points::clear);
        label = "";
    }
}
