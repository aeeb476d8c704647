package io.fragmortem.report.chart;

/**
 * How the parts of a drawing look, as presentation attributes for light pages and paper. The class of each lets the style
 * sheet change it for dark screens; without any style sheet these are what remains.
 */
final class Ink {

    static final String GRID = "class=\"grid\" stroke=\"#d9dde3\"";
    static final String LEADER = "class=\"grid\" stroke=\"#b4bac2\" fill=\"none\"";
    static final String TICK = "class=\"dim\" fill=\"#5b6470\" font-size=\"11\"";
    static final String TICK_LEFT = TICK + " text-anchor=\"end\"";
    static final String TICK_BELOW = TICK + " text-anchor=\"middle\"";
    static final String NAME = "class=\"dim\" fill=\"#5b6470\"";
    static final String TEXT = "class=\"ink\" fill=\"#22272e\"";
    static final String TEXT_END = TEXT + " text-anchor=\"end\"";
    static final String VALUE = TEXT + " font-weight=\"600\"";
    static final String VALUE_END = VALUE + " text-anchor=\"end\"";
    static final String GAP = "class=\"gap\" fill=\"#8a8f98\" fill-opacity=\".16\"";
    static final String RSS =
            "class=\"line\" fill=\"none\" stroke=\"#22272e\" stroke-width=\"1.6\" stroke-linejoin=\"round\"";
    static final String LIMIT = "class=\"limit\" stroke=\"#b3261e\" stroke-width=\"1.4\" stroke-dasharray=\"7 4\"";
    static final String LIMIT_TEXT = "class=\"limit-text\" fill=\"#b3261e\" font-size=\"11.5\"";
    static final String MARK = "class=\"mark\" stroke=\"#22272e\" stroke-dasharray=\"3 3\"";
    static final String RESTART = "class=\"mark\" stroke=\"#22272e\" stroke-width=\"1.6\"";
    static final String BADGE = "class=\"badge\" fill=\"#22272e\"";
    static final String BADGE_TEXT =
            "class=\"badge-text\" fill=\"#ffffff\" font-size=\"10\" font-weight=\"700\" text-anchor=\"middle\"";
    static final String CURSOR = "class=\"cur\" stroke=\"#22272e\" visibility=\"hidden\"";
    static final String TOTAL = "class=\"total\" fill=\"#22272e\" rx=\"1.5\"";

    private Ink() {}

    /** A filled part of the given class. */
    static String fill(String css, String paint) {
        return "class=\"" + css + "\" fill=\"" + paint + "\"";
    }
}
