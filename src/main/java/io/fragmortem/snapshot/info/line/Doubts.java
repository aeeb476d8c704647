package io.fragmortem.snapshot.info.line;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Unit;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.text.Text;
import org.jspecify.annotations.Nullable;

/** What makes a number unfit to be believed: a lost end, another form of the same amount, a sign that cannot be. */
public final class Doubts {

    /** Human forms are powers of 1024; some tools print powers of 1000 under the same letters. */
    private static final double[] SCALES = {1, 1.024, 1.024 * 1.024, 1.024 * 1.024 * 1.024, Math.pow(1.024, 4)};

    private static final double TOLERANCE = 1.02;
    private static final double FEW_BYTES = 1024;

    /** A pebibyte, more than any machine has. */
    private static final double MOST_BYTES = 0x1p50;

    /** Letters that look like digits. */
    private static final String LIKE_DIGITS = "OoDQIl|iZzSsBbGgqA";

    private Doubts() {}

    /**
     * Whether a number at the end of a stream has all its digits: something stands behind it, it is a lone zero, a ratio
     * with the two decimals that servers print, or what its neighbours let one expect.
     *
     * @param expected what the other lines of the dump let the number be, NaN for unknown
     */
    public static boolean isWhole(FieldText.Pair pair, NumberText.Reading reading, double expected) {
        String number = pair.value().substring(0, reading.end()).strip();
        boolean followed =
                reading.end() < pair.value().length() || !pair.behind().isEmpty();
        char last = number.charAt(number.length() - 1);
        boolean digit = Text.isDigit(last) || last == '.'; // 1. of 1.05
        int point = number.indexOf('.');
        boolean decimals = pair.target().needField().unit() == Unit.RATIO && point >= 0 && number.length() - point > 2;
        boolean near = Math.abs(reading.value() - expected) < 0.01 * Math.abs(expected);
        return followed || !digit || number.equals("0") || decimals || near;
    }

    /**
     * Whether a single word stands where a number should and is none: signs instead of digits ({@code ##.##}), a sign or a
     * letter between digits that no number has there ({@code 731?06048}, {@code 813O68}, {@code 7319...}), or what hides
     * a number ({@code xx}, {@code <redacted>}). Other words of letters are prose.
     */
    public static boolean isBroken(String value, NumberText.@Nullable Reading reading) {
        String text = value.strip();
        if (text.isEmpty() || text.indexOf(' ') >= 0 || Unread.isNoValue(text)) {
            return false;
        }
        if (reading == null) {
            boolean signs = text.chars().noneMatch(Character::isLetter)
                    && text.chars().allMatch(c -> Unread.isSign((char) c) || c == '#' || c == '.' || Text.isDigit(c));
            return signs || isHidden(text) || isMisread(text);
        }
        int end = reading.end();
        while (end > 0 && value.charAt(end - 1) == '.') {
            end--; // 7319. may be the end of a sentence
        }
        if (end == 0 || end >= value.length() || !Text.isDigit(value.charAt(end - 1))) {
            return false;
        }
        char next = value.charAt(end);
        boolean digit = end + 1 < value.length() && Text.isDigit(value.charAt(end + 1));
        boolean grouped = next == ',' || next == '.'; // 7,08,66: groups that no country has
        return (digit && (next == '#' || grouped || Unread.isSign(next))) || isElided(value.substring(end));
    }

    /** {@code xx}, {@code XXXXXX}, {@code <redacted>}, {@code [hidden]}, {@code {{ used }}}: somebody took the number out. */
    private static boolean isHidden(String text) {
        char first = Character.toLowerCase(text.charAt(0));
        char last = text.charAt(text.length() - 1);
        boolean same = text.length() > 1 && text.chars().allMatch(c -> Character.toLowerCase(c) == first);
        boolean framed =
                (first == '<' && last == '>') || (first == '[' && last == ']') || (first == '{' && last == '}');
        return (same && first == 'x') || (framed && text.length() > 2);
    }

    /** {@code 813O68}, {@code l2345678}: digits with letters among them that readers of pictures take for digits. */
    private static boolean isMisread(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits += Text.isDigit(c) ? 1 : 0;
            if (!Text.isDigit(c) && c != '.' && LIKE_DIGITS.indexOf(c) < 0) {
                return false;
            }
        }
        return digits > 0 && 2 * digits >= text.length();
    }

    /** {@code 7319...} of a column too narrow, {@code 7319...6048}: digits were left out. */
    private static boolean isElided(String behind) {
        int dots = behind.startsWith("..") ? 2 : behind.startsWith("\u2026") ? 1 : 0;
        String rest = dots == 0 ? "" : behind.substring(dots).replace(".", "").strip();
        return dots > 0 && (rest.isEmpty() || Text.isDigit(rest.charAt(0)));
    }

    /** {@code used_memory_dataset:18446744073624942}: a negative number printed unsigned whose end was cut off. */
    public static boolean isBeyondMachines(Field field, NumberText.Reading reading) {
        boolean memory = field.unit() == Unit.BYTES && InfoNames.ofMemory(field.infoName());
        return memory && !reading.wrapped() && Math.abs(reading.value()) > MOST_BYTES;
    }

    /** {@code used_memory = 10 gigs}: so few bytes are none of a server, and the word behind them is a unit that we do not know. */
    public static boolean isOfAnotherUnit(Field field, NumberText.Reading reading, String behind) {
        String rest = behind.stripLeading();
        boolean word = !rest.isEmpty() && Character.isLetter(rest.charAt(0));
        boolean few = reading.error() == 0 && reading.value() > 0 && reading.value() < FEW_BYTES;
        return word && few && field.unit() == Unit.BYTES && !field.isDifference();
    }

    /** Whether bytes and their human form name one amount: {@code 62112563} and {@code 592.35M} do not. */
    public static boolean agree(double bytes, NumberText.@Nullable Reading human) {
        if (human == null || human.value() <= 0 || bytes <= 0) {
            return true;
        }
        double low = (human.value() - human.error()) / TOLERANCE;
        double high = (human.value() + human.error()) * TOLERANCE;
        for (double scale : SCALES) {
            if (bytes * scale >= low && bytes * scale <= high) {
                return true;
            }
        }
        return false;
    }
}
