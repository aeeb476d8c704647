package io.fragmortem.snapshot.text;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads sizes that were written for people: {@code 254.28M}, {@code 12.9 MiB}, {@code 812Mi}, {@code 1,5 GB}, {@code 1,5
 * Gio} in French, {@code 1,5 ГБ} in Russian. One letter
 * and the {@code i} forms are powers of 1024; {@code kB}, {@code MB}, {@code GB} are powers of 1000 or of 1024, as the
 * caller knows from who wrote them.
 */
public final class SizeText {

    /** A number without a unit is one of bytes from here on; a smaller one may be one of megabytes. */
    public static final double FEWEST_BYTES = 1e5;

    private static final Pattern SIZE = Pattern.compile(
            "([-+]?\\d{1,18})(?:[.,](\\d{1,9}))?[\\s\u00a0\u202f]*([KMGTPEkmgtpeКМГТкмгт]?)([iи]?)([BbOoБб]?)(?:ytes?|ctets?|айта?)?");

    private static final String LETTERS = "KMGTPE";

    /** The same in Cyrillic. */
    private static final String CYRILLIC = "КМГТ";

    private SizeText() {}

    /** What {@code MB} stands for. */
    public enum Decimal {
        POWERS_OF_1000,
        POWERS_OF_1024
    }

    /**
     * A size in bytes.
     *
     * @param bytes the value written
     * @param error half a unit of its last place
     * @param ambiguous whether the unit can mean two things
     */
    public record Size(double bytes, double error, boolean ambiguous) {}

    /** The size that makes up the whole text. */
    public static Optional<Size> parse(String text, Decimal decimal) {
        if (text.length() > 40) {
            return Optional.empty();
        }
        Matcher m = SIZE.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        String fraction = m.group(2) == null ? "" : m.group(2);
        double number = Double.parseDouble(m.group(1) + "." + fraction + "0");
        String letter = m.group(3).toUpperCase(Locale.ROOT);
        boolean binary = !m.group(4).isEmpty() || m.group(5).isEmpty() || decimal == Decimal.POWERS_OF_1024;
        int power = letter.isEmpty() ? 0 : Math.max(LETTERS.indexOf(letter), CYRILLIC.indexOf(letter)) + 1;
        double unit = Math.pow(binary ? 1024 : 1000, power);
        boolean exact = power == 0 && fraction.isEmpty();
        double error = exact ? 0 : 0.5 * Math.pow(10, -fraction.length()) * unit;
        boolean ambiguous = power > 0 && m.group(4).isEmpty() && !m.group(5).isEmpty();
        return Optional.of(new Size(number * unit, error, ambiguous));
    }
}
