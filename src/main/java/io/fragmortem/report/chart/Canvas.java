package io.fragmortem.report.chart;

/** Begins and describes a drawing for a page: its size, its names for those who cannot see it. */
final class Canvas {

    private Canvas() {}

    /**
     * Opens the svg element.
     *
     * @param fontSize in pixels of the view box
     * @param attributes more attributes of ours
     */
    static Svg open(Frame frame, double height, int fontSize, String title, String description, String... attributes) {
        Svg svg = new Svg();
        svg.open(
                "svg",
                "xmlns=\"http://www.w3.org/2000/svg\"",
                "class=\"" + frame.css() + "\"",
                "viewBox=\"0 0 " + Svg.number(frame.width()) + " " + Svg.number(height) + "\"",
                "width=\"100%\" role=\"img\"",
                "aria-labelledby=\"" + frame.id() + "t " + frame.id() + "d\"",
                "font-family=\"system-ui, sans-serif\"",
                Svg.at("font-size", fontSize),
                // Shown by the style sheet on narrow screens only; without it the wide one is enough.
                frame.kind() == Frame.Kind.NARROW ? "display=\"none\"" : "",
                String.join(" ", attributes));
        svg.text("title", title, "id=\"" + frame.id() + "t\"");
        return svg.text("desc", description, "id=\"" + frame.id() + "d\"");
    }
}
