package io.fragmortem.snapshot.log;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message that a terminal or a mail broke in two: the first line of it means nothing by itself, and the second has no prefix.
 * A mail breaks between words and drops the blank, a terminal anywhere.
 */
final class WrappedMessage {

    /** Longer messages of a server are cut by the server. */
    private static final int MOST = 1100;

    /** Shorter beginnings were not broken at the edge of anything. */
    private static final int LEAST = 20;

    private byte[] text = new byte[MOST];
    private int kept;
    private int length;
    private int index;
    private @Nullable LogRule rule;

    /** Keeps a message without a meaning of its own; what is at the buffer's place afterwards does not matter. */
    void keep(byte[] b, int from, int to, int yearIndex) {
        kept = to - from >= LEAST && to - from <= MOST / 2 ? to - from : 0;
        System.arraycopy(b, from, text, 0, kept);
        index = yearIndex;
    }

    void clear() {
        kept = 0;
    }

    /** Whether the kept beginning and this line make a message that means something; either way it is kept no longer. */
    boolean completes(byte[] b, int from, int to) {
        int first = kept;
        kept = 0;
        int start = from;
        while (start < to && (b[start] == '>' || (start > from && b[start] == ' '))) {
            start++; // quoted in a mail, as the first line was
        }
        if (first == 0 || to <= start || to - start > MOST / 2 - 1) {
            return false;
        }
        int apart = numbers(first, b, start, to, true);
        int together = numbers(first, b, start, to, false); // a terminal's way is the one that stays
        return apart > together ? numbers(first, b, start, to, true) >= 0 : together >= 0;
    }

    /** Joins the two, with a blank between them or without; the numbers that the message then tells, -1 where it means nothing. */
    private int numbers(int first, byte[] b, int from, int to, boolean blank) {
        int at = first;
        if (blank) {
            text[at++] = ' ';
        }
        System.arraycopy(b, from, text, at, to - from);
        length = at + to - from;
        rule = LogRules.match(text, 0, length);
        return rule == null ? -1 : rule.numbersOf(text, 0, length).size();
    }

    LogRule rule() {
        return Objects.requireNonNull(rule);
    }

    byte[] message() {
        return text;
    }

    int length() {
        return length;
    }

    /** The year index of its first line. */
    int index() {
        return index;
    }
}
