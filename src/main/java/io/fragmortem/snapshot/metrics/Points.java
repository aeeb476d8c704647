package io.fragmortem.snapshot.metrics;

import java.util.Arrays;

/** Times and values of one series, kept until its name is known: some systems write the name last, or times apart from values. */
public final class Points {

    private long[] times = new long[256];
    private double[] values = new double[256];
    private int timeCount;
    private int valueCount;

    public void add(long micros, double value) {
        if (timeCount == times.length || valueCount == values.length) {
            addTime(micros);
            addValue(value);
            return;
        }
        times[timeCount++] = micros;
        values[valueCount++] = value;
    }

    public void addTime(long micros) {
        if (timeCount == times.length) {
            times = Arrays.copyOf(times, timeCount * 2);
        }
        times[timeCount++] = micros;
    }

    public void addValue(double value) {
        if (valueCount == values.length) {
            values = Arrays.copyOf(values, valueCount * 2);
        }
        values[valueCount++] = value;
    }

    /** Gives the points that have both to the series and forgets all. */
    public void giveTo(KnownSeries.Known series) {
        int n = Math.min(timeCount, valueCount);
        for (int i = 0; i < n; i++) {
            series.add(times[i], values[i]);
        }
        clear();
    }

    public void clear() {
        timeCount = 0;
        valueCount = 0;
    }
}
