package io.fragmortem.report.chart;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Path data in relative tenths: short, and without the drift of rounded steps. Nothing in it needs to be escaped. */
final class PathData {

    /** A letter, two numbers of 20 signs and what parts them. */
    private static final int LONGEST_STEP = 50;

    /** Of a long number without its last one. */
    private static final int MOST_DIGITS = 18;

    private byte[] out = new byte[4_096];
    private int length;
    private long x;
    private long y;
    private boolean inLine;

    /** A pixel in tenths, to which all coordinates are rounded. */
    static long tenths(double pixel) {
        return Math.round(pixel * 10);
    }

    void move(double toX, double toY) {
        x = tenths(toX);
        y = tenths(toY);
        begin('M');
        pair(x, y);
        inLine = false;
    }

    void line(double toX, double toY) {
        lineInTenths(tenths(toX), tenths(toY));
    }

    /** A line to a point in tenths. */
    void lineInTenths(long nextX, long nextY) {
        if (nextX == x && nextY == y) {
            return;
        }
        if (!inLine) {
            begin('l');
        } else if (nextX >= x) {
            begin(' ');
        }
        pair(nextX - x, nextY - y);
        x = nextX;
        y = nextY;
        inLine = true;
    }

    void close() {
        begin('Z');
        inLine = false;
    }

    boolean isEmpty() {
        return length == 0;
    }

    private void begin(char sign) {
        if (out.length - length < 2 * LONGEST_STEP) {
            out = Arrays.copyOf(out, 2 * out.length);
        }
        out[length++] = (byte) sign;
    }

    private void pair(long first, long second) {
        if (out.length - length < LONGEST_STEP) {
            out = Arrays.copyOf(out, 2 * out.length);
        }
        put(first);
        if (second >= 0) {
            out[length++] = ' ';
        }
        put(second);
    }

    /** As {@link Svg#tenths}. */
    private void put(long tenths) {
        long size = Math.abs(tenths);
        if (tenths < 0) {
            out[length++] = '-';
        }
        long whole = size / 10;
        long tenth = size - 10 * whole;
        if (whole > 0 || tenth == 0) {
            digits(whole);
        }
        if (tenth != 0) {
            out[length++] = '.';
            out[length++] = (byte) ('0' + tenth);
        }
    }

    private void digits(long number) {
        int count = 1;
        for (long bound = 10; count < MOST_DIGITS && number >= bound; bound *= 10) {
            count++;
        }
        long rest = number;
        for (int i = length + count - 1; i >= length; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    @Override
    public String toString() {
        return new String(out, 0, length, StandardCharsets.ISO_8859_1);
    }
}
