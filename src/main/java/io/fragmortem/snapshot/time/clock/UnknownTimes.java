package io.fragmortem.snapshot.time.clock;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.text.Text;
import java.util.Optional;

/**
 * Notices what looks like times in a form that nobody here reads: lines of one shape, each with other digits, one above each
 * dump that has no time. To say so is worth more than to number the dumps in silence.
 */
public final class UnknownTimes {

    private static final int FEWEST = 2;

    /** Year, month, day, hour and minute need more digits than a counter has. */
    private static final int FEWEST_DIGITS = 6;

    private static final int LONGEST = 120;

    private String candidate = "";
    private long candidateLine;
    private String example = "";
    private String shape = "";
    private long exampleLine;
    private long dumps;
    private long matching;
    private boolean differ;

    /** A line that nothing was made of. */
    public void line(String text, long number) {
        candidate = text.length() > LONGEST ? "" : text;
        candidateLine = number;
    }

    /** A dump begins, with or without a time. */
    public void dump(boolean timed) {
        String above = candidate;
        candidate = "";
        if (timed) {
            return;
        }
        dumps++;
        String found = shapeOf(above);
        if (found.isEmpty()) {
            return;
        }
        if (shape.isEmpty()) {
            shape = found;
            example = above;
            exampleLine = candidateLine;
        }
        if (found.equals(shape)) {
            matching++;
            differ |= !above.equals(example);
        }
    }

    /** Line of the first of them. */
    public long line() {
        return exampleLine;
    }

    /** What is to be said, empty when nothing looks like that. */
    public Optional<Phrase> told() {
        boolean alternate = matching >= FEWEST && matching == dumps && differ;
        return alternate
                ? Optional.of(Phrase.of(
                        "input.assumed.unknown_times",
                        Phrase.count((double) matching),
                        Phrase.name(Text.shown(example))))
                : Optional.empty();
    }

    /** The line with one 9 for each run of digits and one a for each of letters; empty for what cannot be a time. */
    private static String shapeOf(String text) {
        StringBuilder out = new StringBuilder();
        int digits = 0;
        int runs = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char kind = Text.isDigit(c) ? '9' : Character.isLetter(c) || isMark(c) ? 'a' : c;
            boolean goesOn = !out.isEmpty() && kind == out.charAt(out.length() - 1) && kind != c;
            digits += kind == '9' ? 1 : 0;
            if (!goesOn && (kind != ' ' || out.isEmpty() || out.charAt(out.length() - 1) != ' ')) {
                out.append(kind);
                runs += kind == '9' ? 1 : 0;
            }
        }
        String found = out.toString();
        boolean address = found.contains("9.9.9.9");
        return runs >= 3 && digits >= FEWEST_DIGITS && !address ? found : "";
    }

    /** Vowel signs of Thai, Hindi and others are no letters of their own. */
    private static boolean isMark(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
