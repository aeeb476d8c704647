package io.fragmortem.snapshot.time;

import io.fragmortem.snapshot.time.TimeNames.Kind;
import io.fragmortem.snapshot.time.TimeNames.Word;
import java.util.List;

/**
 * Reads a moment as a row of parts in any order: {@code Fri Nov 20 00:00:00 UTC 2026}, {@code 20.11.2026 00:00},
 * <code>2026\u5e7411\u670820\u65e5 \u661f\u671f\u4e94 00:00:00 CST</code>. What every locale writes is then a matter of its words
 * ({@link TimeNames}), not of its order.
 */
final class Grammar {

    private static final List<Form> FORMS =
            List.of(new CompactForm(), new ClockForm(), new DateForm(), new WordForm(), new ZoneForm());

    /** No more signs stand between two parts: {@code , @}. */
    private static final int MOST_SIGNS = 6;

    private static final int MOST_WORDS = 2;

    private static final String EPOCH = "epoch=";

    private Grammar() {}

    /** Reads the moment at the cursor into {@code parts} and moves behind it. */
    static boolean read(Glyphs text, Parts parts) {
        parts.clear();
        int end = text.at;
        int words = 0;
        while (text.at < text.length()) {
            if (part(text, parts)) {
                end = text.at;
                words = 0;
                if (parts.epochMicros != Times.NONE) {
                    break;
                }
                text.at = between(text, parts);
            } else if (words++ >= MOST_WORDS || !word(text)) {
                break;
            }
        }
        text.at = end;
        return !parts.isEmpty() && ends(text, end) && parts.settle();
    }

    /**
     * Reads the epoch behind the moment in {@code ### 2026-11-22T08:35:34+00:00 epoch=1795336534.024 at peak}: the same
     * moment, finer. False, and nothing changed, where there is none.
     */
    static boolean readEpochBehind(Glyphs text, Parts parts) {
        for (int i = text.at; i < text.length(); i++) {
            int from = i + EPOCH.length();
            int digits = text.has(i, EPOCH) ? text.digits(from) : 0;
            if (digits > 0 && digits < 20 && Epochs.ofDigits(text.number(from, digits), digits) != Times.NONE) {
                text.at = from;
                return read(text, parts);
            }
        }
        return false;
    }

    private static boolean part(Glyphs text, Parts parts) {
        int from = text.at;
        for (Form form : FORMS) {
            if (form.read(text, parts)) {
                return true;
            }
            text.at = from;
        }
        return false;
    }

    /** A moment is not part of a longer word or number. */
    private static boolean ends(Glyphs text, int end) {
        return !text.isDigit(end) && !(text.charAt(end) < 0x80 && text.isLetter(end));
    }

    /** Moves over a word such as {@code at}, {@code um} or {@code de}; what follows it decides whether it counts. */
    private static boolean word(Glyphs text) {
        Word word = text.isLetter(text.at) ? TimeNames.at(text, text.at, Kind.WORD) : null;
        if (word == null) {
            return false;
        }
        text.at += word.text().length();
        while (text.isAny(text.at, " .,")) {
            text.at++;
        }
        return true;
    }

    /** Index of the next part, behind what stands between two. */
    private static int between(Glyphs text, Parts parts) {
        int i = text.at;
        if (parts.hasClock()) {
            while (text.isAny(i, " ,\t")) {
                i++;
            }
            return i;
        }
        while (i - text.at < MOST_SIGNS && text.isAny(i, " ,\t@-/._\u2013\u00b7")) {
            i++;
        }
        // 2026-11-22T08:41:53 and 22/Nov/2026:08:41:53
        boolean joint = parts.hasDate() && text.isAny(i, "Tt:") && text.isDigit(i + 1);
        return joint ? i + 1 : i;
    }
}
