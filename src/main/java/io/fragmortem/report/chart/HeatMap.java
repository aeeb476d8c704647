package io.fragmortem.report.chart;

import io.fragmortem.report.words.Wording;
import java.util.function.IntFunction;

/**
 * A cell for each day; the farther its shade is from the page's ground, the larger the share of RSS beyond used memory. One
 * strip for each instance, below each other they are a map, with what the shades mean and the dates at its head. Cells of
 * one shade are one path, so that thousands stay small.
 */
public final class HeatMap {

    private static final int HEIGHT = 14;
    private static final int WIDEST = 40;
    private static final int ROOM = 204;
    private static final String LETTERS = "font-family=\"system-ui, sans-serif\" font-size=\"10\"";

    /** Pixels of the five letters of a month and a day, of the day alone, and between two dates. */
    private static final int DATE = 28;

    private static final int DAY = 12;
    private static final int APART = 6;

    /** What the month is of a month and a day, with the sign behind it. */
    private static final int MONTH = 3;

    /** Every so many days there may be a date. */
    private static final int[] PERIODS = {1, 2, 7, 14, 28};

    private static final String[] SHADES = {"#f1e3d0", "#e8c48f", "#dc9d4a", "#b76a1c", "#7c3f0a"};

    /** Shares of RSS from which on the next shade begins. */
    private static final double[] STEPS = {0.1, 0.25, 0.4, 0.6};

    private HeatMap() {}

    /**
     * The strip of one instance.
     *
     * @param shares of each day, NaN where the day is not known
     */
    public static String strip(double[] shares, String label) {
        int step = step(shares.length);
        Svg svg = open(shares.length * step, HEIGHT, label);
        for (int shade = 0; shade < SHADES.length; shade++) {
            StringBuilder path = new StringBuilder();
            for (int day = 0; day < shares.length; day++) {
                if (shadeOf(shares[day]) == shade) {
                    cell(day * step, step - 1, path);
                }
            }
            if (path.length() > 0) {
                svg.path(path.toString(), ink(shade));
            }
        }
        return svg.close("svg").toString();
    }

    /**
     * The dates above the strips: the first, the last, and between them what has room; the month only where another begins.
     *
     * @param dateOf month and day of each day, {@code 10-01}
     */
    public static String dates(int days, IntFunction<String> dateOf, String label) {
        int step = step(days);
        int width = Math.max(DATE, days * step);
        Svg svg = open(width, HEIGHT, label).open("g", LETTERS);
        int every = 1;
        for (int i = PERIODS.length - 1; i >= 0; i--) {
            every = PERIODS[i] * step >= DAY + APART ? PERIODS[i] : every;
        }
        int last = days - 1;
        boolean level = last * step + DATE <= width;
        int lastAt = level ? last * step : width - DATE;
        String month = "";
        int end = 0;
        for (int day = 0; day < last; day += every) {
            String date = dateOf.apply(day);
            boolean turns = !date.startsWith(month) || day == 0;
            int reaches = day * step + (turns ? DATE : DAY) + APART;
            if (day * step >= end && reaches <= lastAt) {
                svg.label(turns ? date : date.substring(MONTH), day * step, HEIGHT - 4, Ink.NAME);
                month = date.substring(0, MONTH);
                end = reaches;
            }
        }
        String date = dateOf.apply(last);
        String shown = last > 0 && date.startsWith(month) && !month.isEmpty() ? date.substring(MONTH) : date;
        svg.label(shown, level ? lastAt : width, HEIGHT - 4, level ? Ink.NAME : Ink.NAME_END);
        return svg.close("g").close("svg").toString();
    }

    /** From which share on each shade stands. */
    public static String legend(Wording wording, String label) {
        int step = ROOM / SHADES.length;
        Svg svg = open(ROOM, 2 * HEIGHT, label).open("g", LETTERS);
        for (int shade = 0; shade < SHADES.length; shade++) {
            StringBuilder path = new StringBuilder();
            cell(shade * step, step - 1, path);
            svg.path(path.toString(), ink(shade));
            double from = shade == 0 ? 0 : STEPS[shade - 1];
            svg.label(wording.percent(from), shade * step, 2 * HEIGHT - 4, Ink.NAME);
        }
        return svg.close("g").close("svg").toString();
    }

    private static int step(int days) {
        return Math.max(3, Math.min(WIDEST, ROOM / Math.max(1, days)));
    }

    private static Svg open(int width, int height, String label) {
        return new Svg()
                .open(
                        "svg",
                        "viewBox=\"0 0 " + width + " " + height + "\" width=\"" + width + "\" height=\"" + height
                                + "\"",
                        "role=\"img\"",
                        Svg.attribute("aria-label", label));
    }

    private static void cell(int x, int width, StringBuilder path) {
        path.append('M').append(x).append(" 0h").append(width);
        path.append('v').append(HEIGHT).append("h-").append(width).append('z');
    }

    /** On a dark page the style sheet turns the order of the shades. */
    private static String ink(int shade) {
        return Ink.fill("h" + shade, SHADES[shade]);
    }

    /** Which shade a share has, -1 for none. */
    static int shadeOf(double share) {
        if (Double.isNaN(share)) {
            return -1;
        }
        int shade = 0;
        while (shade < STEPS.length && share >= STEPS[shade]) {
            shade++;
        }
        return shade;
    }
}
