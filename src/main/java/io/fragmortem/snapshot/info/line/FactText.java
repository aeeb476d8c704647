package io.fragmortem.snapshot.info.line;

import io.fragmortem.snapshot.Fact;
import java.util.Locale;

/**
 * A text as the value of a fact, without the comment behind it and the quotes around it.
 *
 * @param value empty where the text says that there is none
 * @param end where the text ends in what was given; what is behind it is somebody's words
 */
public record FactText(String value, int end) {

    private static final String[] COMMENTS = {
        " //", " #", " ->", " =>", " <-", " --", " \u2190", " \u2192", " |", "|", " \u2502", "\t", "  ", " (", "\uff08"
    };

    public static FactText of(Fact fact, String given) {
        String whole = cut(given);
        return new FactText(firstWord(fact, whole), given.indexOf(whole) + whole.length());
    }

    /** An allocator's name is one word: what follows are those of who quotes it, or the next cell of a table. */
    private static String firstWord(Fact fact, String text) {
        int blank = text.indexOf(' ');
        boolean none = text.toLowerCase(Locale.ROOT).startsWith("not ");
        return fact != Fact.MEM_ALLOCATOR || blank < 0 ? text : none ? "" : text.substring(0, blank);
    }

    /** A text without the comment behind it and the quotes around it. */
    private static String cut(String value) {
        String text = value;
        for (String comment : COMMENTS) {
            int at = text.indexOf(comment);
            text = at >= 0 ? text.substring(0, at) : text;
        }
        text = text.strip();
        while (!text.isEmpty() && "\"'`*,]}".indexOf(text.charAt(text.length() - 1)) >= 0) {
            text = text.substring(0, text.length() - 1);
        }
        return !text.isEmpty() && "\"'`".indexOf(text.charAt(0)) >= 0 ? text.substring(1) : text;
    }
}
