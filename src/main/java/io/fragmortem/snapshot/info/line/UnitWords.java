package io.fragmortem.snapshot.info.line;

import java.util.Locale;
import java.util.Map;

/** Units of bytes as people write them behind a number, in Latin and Cyrillic letters and Chinese characters. */
final class UnitWords {

    /** Longest of them. */
    static final int LONGEST = 9;

    private static final String PREFIXES = "bkmgtp";

    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("byte", 0),
            Map.entry("bytes", 0),
            Map.entry("octets", 0),
            Map.entry("байт", 0),
            Map.entry("байта", 0),
            Map.entry("б", 0),
            Map.entry("字节", 0),
            Map.entry("кб", 1),
            Map.entry("киб", 1),
            Map.entry("ko", 1),
            Map.entry("мб", 2),
            Map.entry("миб", 2),
            Map.entry("mo", 2),
            Map.entry("mio", 2),
            Map.entry("megabytes", 2),
            Map.entry("兆", 2),
            Map.entry("гб", 3),
            Map.entry("гиб", 3),
            Map.entry("go", 3),
            Map.entry("gio", 3),
            Map.entry("gigabytes", 3),
            Map.entry("тб", 4),
            Map.entry("тиб", 4),
            Map.entry("to", 4),
            Map.entry("tio", 4));

    private UnitWords() {}

    /** The power of 1024 that the word stands for, -1 for a word that is no unit. */
    static int power(String word) {
        if (word.isEmpty()) {
            return -1;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        Integer known = WORDS.get(lower);
        if (known != null) {
            return known;
        }
        int prefix = PREFIXES.indexOf(lower.charAt(0));
        boolean form = lower.length() == 1
                || (prefix > 0 && (lower.endsWith("b") && (lower.length() == 2 || isBinary(lower))));
        return form ? prefix : -1;
    }

    /** {@code used_memory is 5.1 GB and ...}: the index after a unit that stands apart from its number, or the same index. */
    static int end(String line, int numberEnd) {
        int from = numberEnd + 1;
        int end = from;
        while (end < line.length() && Character.isLetter(line.charAt(end))) {
            end++;
        }
        if (numberEnd >= line.length() || line.charAt(numberEnd) != ' ' || end == from) {
            return numberEnd;
        }
        // "to" and "go" are octets in capitals only
        String word = line.substring(from, end);
        boolean written = Character.isUpperCase(word.charAt(0)) || word.endsWith("b") || word.endsWith("bytes");
        return written && power(word) > 0 ? end : numberEnd;
    }

    private static boolean isBinary(String word) {
        return word.length() == 3 && word.charAt(1) == 'i';
    }
}
