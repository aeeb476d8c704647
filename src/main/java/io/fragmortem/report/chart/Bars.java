package io.fragmortem.report.chart;

import io.fragmortem.memory.Component;

/** Small drawings inside tables. What they show stands beside them in numbers, so they are hidden from readers aloud. */
public final class Bars {

    private static final double WIDTH = 240;
    private static final double HEIGHT = 14;
    private static final double THINNEST = 1.5;

    private Bars() {}

    /** A square with a layer's colour and pattern. */
    public static String swatch(Layer layer) {
        return swatch(layer.ink());
    }

    /** A square for what is counted but not resident. */
    public static String notResidentSwatch() {
        return swatch(Ink.fill(Textures.NOT_RESIDENT, Textures.notResident()) + " " + Ink.OUTLINE);
    }

    /** A square for the line of RSS. */
    public static String rssSwatch() {
        return swatch(Ink.TOTAL_FILL);
    }

    private static String swatch(String ink) {
        return open(12, 12, "sw")
                .rect(0.5, 0.5, 11, 11, "rx=\"2\" " + ink)
                .close("svg")
                .toString();
    }

    /**
     * The place of one layer in a stack.
     *
     * @param from where it begins, as share of the whole width, 0 to 1
     * @param share its length, negative for bytes that are counted but not resident
     */
    public static String step(Layer layer, double from, double share) {
        Svg svg = open(WIDTH, HEIGHT, "bar");
        double left = Math.max(0, Math.min(from, from + share)) * WIDTH;
        double width = Math.max(THINNEST, Math.min(Math.abs(share) * WIDTH, WIDTH - left));
        String ink =
                share < 0 ? Ink.fill(Textures.NOT_RESIDENT, Textures.notResident()) + " " + Ink.OUTLINE : layer.ink();
        return svg.rect(Math.min(left, WIDTH - THINNEST), 1, width, HEIGHT - 2, ink + " rx=\"1.5\"")
                .close("svg")
                .toString();
    }

    /** The sum of a stack. */
    public static String total(double share) {
        return open(WIDTH, HEIGHT, "bar")
                .rect(0, 1, Math.max(THINNEST, Math.min(1, share) * WIDTH), HEIGHT - 2, Ink.TOTAL)
                .close("svg")
                .toString();
    }

    /** How full something is now, with a tick where it was fullest; shares from 0 to 1 and beyond. */
    public static String level(double now, double largest) {
        Svg svg = open(WIDTH, HEIGHT, "bar");
        svg.rect(0.5, 2.5, WIDTH - 1, HEIGHT - 5, Ink.TRACK);
        svg.rect(0, 2, Math.max(THINNEST, Math.min(1, now) * WIDTH), HEIGHT - 4, Ink.FILLED);
        double tick = Math.min(1, largest) * (WIDTH - 2) + 1;
        return svg.line(tick, 0, tick, HEIGHT, Ink.TICK_MARK).close("svg").toString();
    }

    /** Used slots as share of all. */
    public static String utilisation(double share) {
        Svg svg = open(WIDTH, HEIGHT, "bar");
        svg.rect(0, 2, WIDTH, HEIGHT - 4, Layer.of(Component.FRAGMENTATION).ink());
        return svg.rect(
                        0,
                        2,
                        Math.max(THINNEST, Math.min(1, share) * WIDTH),
                        HEIGHT - 4,
                        Layer.of(Component.DATASET).ink())
                .close("svg")
                .toString();
    }

    private static Svg open(double width, double height, String css) {
        return new Svg()
                .open(
                        "svg",
                        "class=\"" + css + "\"",
                        "viewBox=\"0 0 " + Svg.number(width) + " " + Svg.number(height) + "\"",
                        Svg.at("width", width),
                        Svg.at("height", height),
                        // Bars stretch with their column.
                        css.equals("bar") ? "preserveAspectRatio=\"none\"" : "",
                        "aria-hidden=\"true\"");
    }
}
