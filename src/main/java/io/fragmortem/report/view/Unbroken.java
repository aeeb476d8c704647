package io.fragmortem.report.view;

import io.fragmortem.report.words.Markup;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text for a page in which no line ends between a number and its unit. */
final class Unbroken {

    private static final Pattern QUANTITY = Pattern.compile("[0-9][0-9.,]* (?:%|B|[KMGT]iB|s|min|h|d)(?![0-9A-Za-z])");

    private Unbroken() {}

    /** The text, escaped, with every quantity in an element of class {@code nb}. */
    static Markup of(String text) {
        StringBuilder out = new StringBuilder(text.length() + 64);
        Matcher matcher = QUANTITY.matcher(text);
        int from = 0;
        while (matcher.find()) {
            out.append(Markup.escape(text.substring(from, matcher.start())));
            out.append("<span class=\"nb\">").append(matcher.group()).append("</span>");
            from = matcher.end();
        }
        return new Markup(out.append(Markup.escape(text.substring(from))).toString());
    }
}
