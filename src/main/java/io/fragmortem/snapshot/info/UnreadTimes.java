package io.fragmortem.snapshot.info;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.TimeKeys;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.Times;
import java.util.Locale;
import java.util.Optional;

/**
 * Notices the lines directly above and below dumps that hold a whole moment of which nothing says that it is the dump's:
 * {@code started_at: 2026-11-22 08:35:25}. Where dumps are left without a time, that is worth a word.
 */
final class UnreadTimes {

    private static final int LONGEST = 200;

    /** What a shell prints when somebody comes: of the time before. */
    private static final String GREETING = "Last login: ";

    /** So many lines of words may stand between the line and the dump. */
    private static final int NEAR = 3;

    private static final int FEW_WORDS = 4;
    private static final int EARLIEST = 2015;
    private static final int LATEST = 2040;

    private final TimeText time = new TimeText();
    private String above = "";
    private long aboveLine;
    private String example = "";
    private long exampleLine;
    private long count;

    /** Lines of words since the one that is remembered, and since the last line of a dump. */
    private int since;

    private int below = NEAR + 1;

    /** A line that gave no dump its time. */
    void line(String text, long number) {
        if (number == aboveLine || text.length() > LONGEST || text.startsWith(GREETING) || !holdsMoment(text)) {
            return;
        }
        if (below <= NEAR) {
            found(text, number);
            above = "";
            return;
        }
        above = text;
        aboveLine = number;
        since = 0;
    }

    /** A line that is none of a dump. */
    void words() {
        since++;
        below++;
    }

    /** A line of a dump. */
    void figures() {
        below = 0;
    }

    /** A dump begins, with or without a time. */
    void dump(boolean timed) {
        if (!timed && !above.isEmpty() && since <= NEAR) {
            found(above, aboveLine);
        }
        above = "";
    }

    private void found(String text, long number) {
        if (count++ == 0) {
            example = text;
            exampleLine = number;
        }
    }

    /** Line of the first of them. */
    long line() {
        return exampleLine;
    }

    /** What is to be said, empty where there is none. */
    Optional<Phrase> told() {
        return count == 0
                ? Optional.empty()
                : Optional.of(Phrase.of(
                        "input.found.unread_times", Phrase.count((double) count), Phrase.name(Text.shown(example))));
    }

    /** A date with its time of day anywhere, or a second of the epoch behind a name for a moment: other numbers are as long. */
    private boolean holdsMoment(String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean starts = Character.isLetterOrDigit(text.charAt(i))
                    && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)));
            if (starts && time.parse(text.substring(i)) && time.hasClock()) {
                boolean date = time.shape() == TimeText.Shape.DATE_TIME;
                boolean second = time.shape() == TimeText.Shape.EPOCH && i > 0;
                if (date || (second && (isOfMoment(text.substring(0, i)) || isAlone(text, i)))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Behind a few words and before nothing else, a second of the years in which captures are taken. */
    private boolean isAlone(String text, int from) {
        int year = Times.yearOf(time.statedMicros());
        boolean recent = year >= EARLIEST && year < LATEST;
        return recent && time.pure() && text.substring(0, from).strip().split(" +").length <= FEW_WORDS;
    }

    private static boolean isOfMoment(String before) {
        int end = before.length();
        while (end > 0 && " :=\"'".indexOf(before.charAt(end - 1)) >= 0) {
            end--;
        }
        int from = end;
        while (from > 0 && (Character.isLetter(before.charAt(from - 1)) || before.charAt(from - 1) == '_')) {
            from--;
        }
        String name = before.substring(from, end).toLowerCase(Locale.ROOT);
        return TimeKeys.isKey(name) || TimeKeys.isOfMoment(name);
    }
}
