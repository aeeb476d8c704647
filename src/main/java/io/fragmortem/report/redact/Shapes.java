package io.fragmortem.report.redact;

import java.util.Locale;
import java.util.regex.Pattern;

/** What words that identify look like. */
final class Shapes {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

    private static final String ADDRESS4 = OCTET + "(?:\\." + OCTET + "){3}";

    /** An address that a damaged or crowded line made longer; a version of four numbers has larger ones among its first. */
    private static final Pattern LONG_ADDRESS = Pattern.compile("(?:" + OCTET + "\\.){3}[0-9][0-9.]*");

    /** Written out: a counted group of counted digits matches nothing in the browser. */
    private static final String UP_TO_4_DIGITS = "[0-9A-Fa-f]?".repeat(4);

    private static final Pattern ADDRESS6 =
            Pattern.compile("(?=(?:[^:]*:){2,})(?:" + UP_TO_4_DIGITS + ":){2,7}(?:[0-9A-Fa-f]{1,4}|" + ADDRESS4 + ")?");

    private static final Pattern TIME = Pattern.compile("[0-9]{1,2}:[0-9]{2}:[0-9]{2}");

    /** A run id, a container, a commit; also with dashes. */
    private static final Pattern ID = Pattern.compile(
            "[0-9a-f]{16,64}|[0-9A-F]{16,64}|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** A number, a size, a date, a time, a version, a share: no name. */
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?[0-9][0-9.,_]*(?:[kKMGTPmgtp]?i?[bB]?|ms|us|s|m|h|d|x|%)|v?[0-9]+(?:\\.[0-9x]+)*"
                    + "|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?"
                    + "|[+-][0-9]{2}:?[0-9]{2}");

    /** A version of jemalloc from its repository: {@code 5.3.0-0-g54eaed1d}. */
    private static final Pattern DESCRIBED = Pattern.compile("[0-9]+(?:\\.[0-9]+)+-[0-9]+-g[0-9a-f]{7,40}");

    private static final Pattern PROCESS_FILE = Pattern.compile("/proc/[0-9]+/[a-z_]+");

    private Shapes() {}

    static boolean isAddress(String word) {
        return LONG_ADDRESS.matcher(word).matches()
                || (!TIME.matcher(word).matches() && ADDRESS6.matcher(word).matches());
    }

    static boolean isId(String word) {
        return ID.matcher(word).matches() && word.chars().anyMatch(Character::isDigit);
    }

    static boolean isNumber(String word) {
        return NUMBER.matcher(word).matches()
                || DESCRIBED.matcher(word).matches()
                || Builds.isOne(word)
                || PROCESS_FILE.matcher(word).matches();
    }

    /** Whether what follows this word is a port. */
    static boolean announcesPort(String word) {
        return word.equals("-p") || word.toLowerCase(Locale.ROOT).endsWith("port");
    }

    /** A path from a root, save where every Linux has the same. */
    static boolean isRooted(String word) {
        boolean rooted = word.length() > 1 && word.charAt(0) == '/' && word.indexOf('/', 1) > 0;
        boolean drive = word.length() > 2
                && Character.isLetter(word.charAt(0))
                && word.charAt(1) == ':'
                && (word.charAt(2) == '\\' || word.charAt(2) == '/');
        boolean common = word.startsWith("/proc/") || word.startsWith("/sys/") || word.startsWith("/dev/");
        return (rooted && !common) || drive || word.startsWith("~/");
    }
}
