package io.fragmortem.snapshot.info.prefix;

import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.Prose;
import io.fragmortem.snapshot.text.Text;
import java.util.List;
import java.util.Locale;

/** Words in people's own language before a field: {@code 已用内存 used_memory_human: 9.97G}. */
final class Labels {

    private static final int LONGEST = 40;
    private static final String OPENING = "(（[【`";
    private static final String CLOSING = ")）]】`\"'*_";

    /** Words by which a sentence supposes something. */
    private static final List<String> SUPPOSING = List.of("如果", "若", "当", "假设", "比如", "例如", "もし", "if", "when", "e.g");

    private Labels() {}

    /** Where the field begins behind its label; -1 when the line is no labelled field. */
    static int end(String line) {
        for (int i = 1; i < line.length() && i <= LONGEST; i++) {
            char before = line.charAt(i - 1);
            boolean starts = isLetter(line.charAt(i)) && !FieldText.isNamePart(before);
            if (!starts) {
                continue;
            }
            int end = i;
            while (end < line.length() && FieldText.isNamePart(line.charAt(end))) {
                end++;
            }
            if (FieldText.isName(line.substring(i, end))) {
                return isLabel(line.substring(0, i)) && hasValue(line, end) ? i : -1;
            }
        }
        return -1;
    }

    /** Words without a figure and without the end of a sentence; in Latin letters the name must stand in brackets. */
    private static boolean isLabel(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        boolean latin = true;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            latin &= c < 128 || c == '（' || c == '【';
            if ((c >= '0' && c <= '9') || "。.!！?？；;<>=/".indexOf(c) >= 0) {
                return false;
            }
        }
        boolean bracketed = OPENING.indexOf(words.charAt(words.length() - 1)) >= 0;
        boolean supposing = SUPPOSING.stream().anyMatch(lower::startsWith);
        return (!latin || bracketed) && !supposing && !Prose.isAdvice(words);
    }

    /** A separator and then a figure, or the name of an allocator or a policy. */
    private static boolean hasValue(String line, int from) {
        int i = from;
        while (i < line.length() && (CLOSING.indexOf(line.charAt(i)) >= 0 || line.charAt(i) == ' ')) {
            i++;
        }
        if (i >= line.length() || ":=：|".indexOf(line.charAt(i)) < 0) {
            return false;
        }
        i++;
        while (i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        return i < line.length() && (isLetter(line.charAt(i)) || line.charAt(i) == '-' || Text.isDigit(line.charAt(i)));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
