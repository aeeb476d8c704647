package io.fragmortem.report.chart;

/**
 * How the parts of a drawing look, as presentation attributes for light pages and paper. The class of each lets the style
 * sheet change it for dark screens; without any style sheet these are what remains.
 */
final class Ink {

    static final String GRID = "class=\"grid\" stroke=\"#d9dde3\"";
    static final String TICK = "class=\"dim\" fill=\"#57606a\" font-size=\"11\"";
    static final String TICK_LEFT = TICK + " text-anchor=\"end\"";
    static final String TICK_BELOW = TICK + " text-anchor=\"middle\"";
    static final String NAME_END = "class=\"dim\" fill=\"#57606a\" text-anchor=\"end\"";
    static final String NAME = "class=\"dim\" fill=\"#57606a\"";
    static final String TEXT = "class=\"ink\" fill=\"#22272e\"";
    static final String TEXT_END = TEXT + " text-anchor=\"end\"";
    static final String VALUE = TEXT + " font-weight=\"600\"";
    static final String VALUE_END = VALUE + " text-anchor=\"end\"";
    static final String GAP = "class=\"gap\" fill=\"#8a8f98\" fill-opacity=\".16\"";
    static final String RSS =
            "class=\"line\" fill=\"none\" stroke=\"#22272e\" stroke-width=\"1.6\" stroke-linejoin=\"round\"";
    static final String THIN =
            "class=\"line\" fill=\"none\" stroke=\"#22272e\" stroke-width=\"1.2\" stroke-linejoin=\"round\"";
    static final String LIMIT = "class=\"limit\" stroke=\"#b3261e\" stroke-width=\"1.4\" stroke-dasharray=\"8 4\"";
    static final String LIMIT_TEXT = "class=\"limit-text halo\" fill=\"#b3261e\" font-size=\"11.5\" font-weight=\"600\""
            + " paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3.5\" stroke-linejoin=\"round\"";
    static final String MARK = "class=\"mark\" stroke=\"#22272e\" stroke-dasharray=\"3 3\"";
    static final String RESTART = "class=\"mark\" stroke=\"#22272e\" stroke-width=\"1.6\"";
    static final String BADGE = "class=\"badge\" fill=\"#22272e\"";
    static final String BADGE_TEXT =
            "class=\"badge-text\" fill=\"#ffffff\" font-size=\"10\" font-weight=\"700\" text-anchor=\"middle\"";
    static final String CURSOR = "class=\"cur\" stroke=\"#22272e\" visibility=\"hidden\"";
    static final String TOTAL_FILL = "class=\"total\" fill=\"#22272e\"";
    static final String TOTAL = TOTAL_FILL + " rx=\"1.5\"";
    static final String OUTLINE = "stroke=\"#8a8f98\"";
    static final String TRACK = "class=\"track\" fill=\"none\" stroke=\"#8a8f98\" rx=\"1.5\"";
    static final String FILLED = "class=\"total\" fill=\"#57606a\" rx=\"1.5\"";
    static final String TICK_MARK = "class=\"limit\" stroke=\"#b3261e\" stroke-width=\"2\"";
    static final String PAGE = "class=\"pg\" fill=\"none\" stroke=\"#57606a\" rx=\"2.5\"";
    static final String RETURNED = "class=\"pg\" fill=\"none\" stroke=\"#8a8f98\" stroke-dasharray=\"2 3\" rx=\"2.5\"";
    static final String FREE_SLOT = "class=\"free\" fill=\"#ffffff\" stroke=\"#c8394f\"";
    static final String FIT = "class=\"limit\" fill=\"none\" stroke=\"#b3261e\" stroke-width=\"2\"";

    static final String FAN = "class=\"fan\" fill=\"#b3261e\" fill-opacity=\".13\"";
    static final String FAN_LINE =
            "class=\"limit\" fill=\"none\" stroke=\"#b3261e\" stroke-width=\"1.4\" stroke-dasharray=\"2 3\"";
    static final String AHEAD = "class=\"gap\" fill=\"#8a8f98\" fill-opacity=\".08\"";

    private static final String INSIDE = " font-weight=\"600\" text-anchor=\"middle\" paint-order=\"stroke\""
            + " stroke-width=\"3.5\" stroke-linejoin=\"round\"";

    private Ink() {}

    /** The name of a layer inside its band: a halo of the band's colour keeps its pattern off the letters. */
    static String inside(Layer layer) {
        return "fill=\"" + (layer.isPale() ? "#14181d" : "#ffffff") + "\" stroke=\"" + layer.fill() + "\"" + INSIDE;
    }

    /** The name of what is not resident, on its hatching. */
    static String hatched() {
        return "fill=\"#14181d\" stroke=\"#d9dde3\"" + INSIDE;
    }

    /** A filled part of the given class. */
    static String fill(String css, String paint) {
        return "class=\"" + css + "\" fill=\"" + paint + "\"";
    }
}
