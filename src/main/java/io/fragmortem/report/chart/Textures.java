package io.fragmortem.report.chart;

/** Definitions of the patterns that tell layers apart without colour: once for all drawings of a page. */
public final class Textures {

    /** Before the id of a layer, for its pattern. */
    static final String PREFIX = "t-";

    /** Class of bytes that the allocator counts but that are not in memory. */
    static final String NOT_RESIDENT = "gone";

    private static final String SIZE = "width=\"8\" height=\"8\"";
    private static final String STROKE = "stroke=\"#ffffff\" stroke-opacity=\".38\" stroke-width=\"1.1\" fill=\"none\"";
    private static final String DOT = "fill=\"#ffffff\" fill-opacity=\".45\"";

    private Textures() {}

    /** An element without size that all drawings of the page refer to. */
    public static String definitions() {
        Svg svg = new Svg();
        svg.open("svg", "xmlns=\"http://www.w3.org/2000/svg\"", "class=\"defs\"", "width=\"0\" height=\"0\"");
        svg.open("defs");
        Layer.ALL.forEach(layer -> define(svg, layer));
        begin(svg, NOT_RESIDENT);
        // Hatching on the page's own colour: what is counted, but not there.
        svg.rect(0, 0, 8, 8, "class=\"bg\" fill=\"#ffffff\"");
        svg.path("M-1 5l6-6M-1 9l10-10M3 9l6-6", "stroke=\"#8a8f98\" stroke-width=\"1.4\"");
        svg.close("pattern");
        return svg.close("defs").close("svg").toString();
    }

    private static void define(Svg svg, Layer layer) {
        if (layer.texture() == Layer.Texture.PLAIN) {
            return;
        }
        begin(svg, layer.id());
        svg.rect(0, 0, 8, 8, "fill=\"" + layer.fill() + "\"");
        switch (layer.texture()) {
            case RISING -> svg.path("M-1 5l6-6M-1 9l10-10M3 9l6-6", STROKE);
            case FALLING -> svg.path("M-1 3l6 6M-1-1l10 10M3-1l6 6", STROKE);
            case LEVEL -> svg.path("M0 2h8M0 6h8", STROKE);
            case UPRIGHT -> svg.path("M2 0v8M6 0v8", STROKE);
            case DOTS -> svg.circle(2, 2, 0.9, DOT).circle(6, 6, 0.9, DOT);
            case PLAIN -> throw new IllegalArgumentException("a plain layer has no pattern");
        }
        svg.close("pattern");
    }

    static String notResident() {
        return "url(#" + PREFIX + NOT_RESIDENT + ") #d9dde3";
    }

    private static void begin(Svg svg, String id) {
        svg.open("pattern", Svg.attribute("id", PREFIX + id), SIZE, "patternUnits=\"userSpaceOnUse\"");
    }
}
