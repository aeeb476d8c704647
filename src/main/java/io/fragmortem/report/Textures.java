package io.fragmortem.report;

/** Definitions of the patterns that tell layers apart without colour. */
final class Textures {

    /** Pattern for bytes that the allocator counts but that are not in memory. */
    static final String NOT_RESIDENT = "gone";

    private static final double SIZE = 8;
    private static final String OVER = "#ffffff";

    private Textures() {}

    static void define(Svg svg, String chartId, Layer layer) {
        if (layer.texture() == Layer.Texture.PLAIN) {
            return;
        }
        begin(svg, chartId + layer.id());
        svg.leaf("rect", "width", SIZE, "height", SIZE, "fill", layer.fill());
        switch (layer.texture()) {
            case RISING -> stroke(svg, "M-1 5l6-6M-1 9l10-10M3 9l6-6");
            case FALLING -> stroke(svg, "M-1 3l6 6M-1-1l10 10M3-1l6 6");
            case LEVEL -> stroke(svg, "M0 2h8M0 6h8");
            case UPRIGHT -> stroke(svg, "M2 0v8M6 0v8");
            case DOTS -> {
                svg.leaf("circle", "cx", 2.0, "cy", 2.0, "r", 0.9, "fill", OVER, "fill-opacity", ".45");
                svg.leaf("circle", "cx", 6.0, "cy", 6.0, "r", 0.9, "fill", OVER, "fill-opacity", ".45");
            }
            case PLAIN -> throw new IllegalArgumentException("a plain layer has no pattern");
        }
        svg.close("pattern");
    }

    /** Hatching on the page's own colour: what is counted, but not there. */
    static void defineNotResident(Svg svg, String chartId) {
        begin(svg, chartId + NOT_RESIDENT);
        svg.leaf("rect", "class", "bg", "width", SIZE, "height", SIZE, "fill", "#ffffff");
        svg.leaf("path", "d", "M-1 5l6-6M-1 9l10-10M3 9l6-6", "stroke", "#8a8f98", "stroke-width", 1.4);
        svg.close("pattern");
    }

    static String notResident(String chartId) {
        return "url(#" + chartId + NOT_RESIDENT + ") #d9dde3";
    }

    private static void begin(Svg svg, String id) {
        svg.open("pattern", "id", id, "width", SIZE, "height", SIZE, "patternUnits", "userSpaceOnUse");
    }

    private static void stroke(Svg svg, String d) {
        svg.leaf("path", "d", d, "stroke", OVER, "stroke-opacity", ".38", "stroke-width", 1.1, "fill", "none");
    }
}
