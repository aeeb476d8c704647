package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.Sections;
import java.util.ArrayList;
import java.util.List;

/** A dump whose line ends became blanks, as an unquoted shell variable leaves it: {@code # Memory used_memory:1 ...}. */
final class FlatText {

    private static final int FEWEST_FIELDS = 2;

    private FlatText() {}

    /** The lines that were joined; empty when the text is no such dump. */
    static List<String> lines(String text) {
        if (text.indexOf('#') < 0 || text.indexOf(':') < 0) {
            return List.of();
        }
        List<Integer> starts = new ArrayList<>();
        int titles = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i > 0 && !isBlank(text.charAt(i - 1))) {
                continue;
            }
            boolean title = text.charAt(i) == '#' && Sections.titled(text.substring(i, titleEnd(text, i))) >= 0;
            if (title || startsField(text, i)) {
                starts.add(i);
                titles += title ? 1 : 0;
            }
        }
        return titles > 0 && starts.size() - titles >= FEWEST_FIELDS ? cut(text, starts) : List.of();
    }

    private static List<String> cut(String text, List<Integer> starts) {
        List<String> lines = new ArrayList<>();
        if (starts.get(0) > 0) {
            lines.add(text.substring(0, starts.get(0)).strip());
        }
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : text.length();
            lines.add(text.substring(starts.get(i), end).strip());
        }
        return lines;
    }

    /** Index after {@code # Memory}. */
    private static int titleEnd(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == '#' || isBlank(text.charAt(i)))) {
            i++;
        }
        while (i < text.length() && !isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean startsField(String text, int from) {
        int end = from;
        while (end < text.length() && FieldText.isNamePart(text.charAt(end))) {
            end++;
        }
        return end > from
                && end < text.length()
                && text.charAt(end) == ':'
                && FieldText.isKnown(text.substring(from, end));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
