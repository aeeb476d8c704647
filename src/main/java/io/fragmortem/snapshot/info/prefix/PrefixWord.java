package io.fragmortem.snapshot.info.prefix;

import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.InfoNames;
import io.fragmortem.snapshot.text.SpeakerName;
import io.fragmortem.snapshot.text.Text;
import java.util.Locale;

/** Words in front of a line, by how they are spelled. */
final class PrefixWord {

    private PrefixWord() {}

    /** Letters, figures and the marks of names of hosts; no level of a log. */
    static boolean isName(String word) {
        if (isLevel(word)) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return !word.isEmpty();
    }

    /** {@code INFO}, {@code WARN}: how a log grades its lines. */
    static boolean isLevel(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "INFO", "DEBUG", "WARN", "WARNING", "ERROR", "TRACE", "NOTICE", "FATAL" -> true;
            default -> false;
        };
    }

    /** {@code cache-1}, {@code db7}: a name with a letter, and a figure or a mark in it, that tells servers apart. */
    static boolean isHost(String word) {
        boolean letter = false;
        boolean mark = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            letter |= Character.isLetter(c);
            mark |= Text.isDigit(c) || c == '-' || c == '.';
        }
        return letter
                && mark
                && word.length() <= 60
                && isName(word)
                && !FieldText.isKnown(word)
                && SpeakerName.tellsApart(word);
    }

    /** A name, a path or a number in brackets; no field. */
    static boolean isSpeaker(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!Character.isLetterOrDigit(c) && "._-/[]".indexOf(c) < 0) {
                return false;
            }
        }
        return !FieldText.isKnown(word) || InfoNames.isNumbered(word);
    }

    /** A word without the marks that close it. */
    static String withoutMarks(String word) {
        int end = word.length();
        while (end > 0 && "]),;:|\"'".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        return word.substring(0, end);
    }

    /** What stands behind the marks that close a prefix. */
    static String afterMarks(String rest) {
        int i = 0;
        while (i < rest.length() && "]), ;:|\"'".indexOf(rest.charAt(i)) >= 0) {
            i++;
        }
        return rest.substring(i);
    }
}
