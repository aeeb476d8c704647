package io.fragmortem.snapshot.metrics;

import java.util.Arrays;

/** Times and values of one series, kept until its name is known: some systems write the name last, or times apart from values. */
final class Points {

    private long[] times = new long[256];
    private double[] values = new double[256];
    private int timeCount;
    private int valueCount;

    void add(long micros, double value) {
        addTime(micros);
        addValue(value);
    }

    void addTime(long micros) {
        if (timeCount == times.length) {
            times = Arrays.copyOf(times, timeCount * 2);
        }
        times[timeCount++] = micros;
    }

    void addValue(double value) {
        if (valueCount == values.length) {
            values = Arrays.copyOf(values, valueCount * 2);
        }
        values[valueCount++] = value;
    }

    /** Gives the points that have both to the series and forgets all. */
    void giveTo(KnownSeries.Known series) {
        int n = Math.min(timeCount, valueCount);
        for (int i = 0; i < n; i++) {
            series.add(times[i], values[i]);
        }
        clear();
    }

    void clear() {
        timeCount = 0;
        valueCount = 0;
    }
}
