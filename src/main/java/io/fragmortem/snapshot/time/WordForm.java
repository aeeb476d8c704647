package io.fragmortem.snapshot.time;

import io.fragmortem.snapshot.time.TimeNames.Kind;
import io.fragmortem.snapshot.time.TimeNames.Word;

/** Months, weekdays and halves of the day in all languages of {@link TimeNames}, also in brackets. */
final class WordForm implements Form {

    @Override
    public boolean read(Glyphs text, Parts parts) {
        boolean bracketed = text.charAt(text.at) == '(';
        int from = bracketed ? text.at + 1 : text.at;
        Word word = text.isLetter(from) ? TimeNames.at(text, from) : null;
        if (word == null) {
            return false;
        }
        int end = from + word.text().length();
        boolean half = word.is(Kind.HALF) && parts.half < 0 && (parts.hasClock() || beforeClock(text, end));
        if (half) {
            parts.takeHalf(word, Character.isUpperCase(text.charAt(from)));
        } else if (!(word.is(Kind.MONTH) || word.is(Kind.DAY)) || !parts.take(word)) {
            return false;
        }
        text.at = text.charAt(end) == '.' ? end + 1 : end;
        if (bracketed) {
            text.at = text.charAt(text.at) == ')' ? text.at + 1 : text.length();
        }
        return true;
    }

    private static boolean beforeClock(Glyphs text, int end) {
        int i = text.skipBlanks(end);
        int digits = text.digits(i);
        return digits >= 1 && digits <= 2 && text.isAny(i + digits, ClockForm.MARKS);
    }

    /** Whether a month stands at an index. */
    static boolean isMonth(Glyphs text, int from) {
        return text.isLetter(from) && TimeNames.at(text, from, Kind.MONTH) != null;
    }
}
