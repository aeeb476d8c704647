package io.fragmortem.report.words;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message of a bundle, taken apart once for all that it is filled with. */
final class Message {

    private final String text;

    /** Made on first use; who makes it at the same time makes the same. */
    private @Nullable List<Part> parts;

    Message(String text) {
        this.text = text;
    }

    /**
     * A part of a message.
     *
     * @param source as it stands there, shown where there is no such argument
     * @param index of the argument that stands for it, -1 for plain text
     * @param forms of it where the argument is one, and where it is not; none where the argument itself stands for it
     */
    record Part(String source, int index, List<List<Part>> forms) {

        boolean isFilled(int arguments) {
            return index >= 0 && index < arguments;
        }
    }

    String text() {
        return text;
    }

    List<Part> parts() {
        List<Part> known = parts;
        if (known == null) {
            known = parts(text);
            parts = known;
        }
        return known;
    }

    private static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int open = text.indexOf('{', from);
            int close = open < 0 ? -1 : matching(text, open);
            if (close < 0) {
                parts.add(new Part(text.substring(from), -1, List.of()));
                break;
            }
            if (open > from) {
                parts.add(new Part(text.substring(from, open), -1, List.of()));
            }
            parts.add(placeholder(text.substring(open, close + 1)));
            from = close + 1;
        }
        return List.copyOf(parts);
    }

    /** Where the brace that opens here is closed, -1 if it is not. */
    private static int matching(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** @param source with its braces */
    private static Part placeholder(String source) {
        String inside = source.substring(1, source.length() - 1);
        int bar = inside.indexOf('|');
        int index = index(bar < 0 ? inside : inside.substring(0, bar));
        if (index < 0 || bar < 0) {
            return new Part(source, index, List.of());
        }
        int second = inside.indexOf('|', bar + 1);
        String singular = second < 0 ? inside.substring(bar + 1) : inside.substring(bar + 1, second);
        String plural = second < 0 ? "" : inside.substring(second + 1);
        return new Part(source, index, List.of(parts(singular), parts(plural)));
    }

    /** A number of one or two digits, -1 for anything else. */
    private static int index(String digits) {
        int index = digits.isEmpty() || digits.length() > 2 ? -1 : 0;
        for (int i = 0; index >= 0 && i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            index = digit < 0 || digit > 9 ? -1 : 10 * index + digit;
        }
        return index;
    }
}
