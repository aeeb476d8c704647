package io.fragmortem.report.view;

import io.fragmortem.report.words.Markup;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text for a page whose lines end where a reader would end them. */
final class Unbroken {

    private static final String UNIT = "(?:(?:%|B|[KMGT]iB|s|min|h|d)(?![0-9A-Za-z])|秒|分钟|小时|天)";

    /** A date, or a number with its unit: {@code 5 min 49 s}, {@code 35.9 MiB/min}. */
    private static final Pattern QUANTITY = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9][0-9.,]* " + UNIT + "(?: [0-9]+ " + UNIT + ")?(?:/[^ .,;:()（）；，。]+)?");

    /** Browsers end a line after any hyphen or slash; options, settings and paths are read whole. */
    private static final Pattern JOINED = Pattern.compile("[^\\s]*[-/][^\\s]*");

    /** Longer words would leave a telephone's screen. */
    private static final int LONGEST_WORD = 30;

    private Unbroken() {}

    /** Parts on one line: where it is too long, the dots end its lines and do not begin them. */
    static Markup dotted(List<String> parts) {
        return of(String.join("\u00a0· ", parts));
    }

    /** A command whose words with hyphens or slashes stay whole; a path that is too long for a line may end behind a slash. */
    static Markup command(String command) {
        StringBuilder out = new StringBuilder(command.length() + 64);
        Matcher matcher = JOINED.matcher(command);
        int from = 0;
        while (matcher.find()) {
            boolean fits = matcher.end() - matcher.start() <= LONGEST_WORD;
            out.append(Markup.escape(command.substring(from, matcher.start())));
            out.append(
                    fits ? "<span class=\"nb\">" + Markup.escape(matcher.group()) + "</span>" : path(matcher.group()));
            from = matcher.end();
        }
        return new Markup(out.append(Markup.escape(command.substring(from))).toString());
    }

    private static String path(String text) {
        return Markup.escape(text).replaceAll("(?<=[^ /])/", "/<wbr>");
    }

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
