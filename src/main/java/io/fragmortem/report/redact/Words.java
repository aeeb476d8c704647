package io.fragmortem.report.redact;

/** Where the words of a text begin and end: a word is what a host, a path, a key or an address may be made of. */
final class Words {

    private static final String INSIDE = "_.:/@-\\~+$*!#&";

    /** What stands between the names that one word may join: {@code alice@cart-7:6379}. */
    static final String JOINTS = ":/@\\~+$*!#&";

    /** What ends a sentence or a list rather than belonging to a name. */
    private static final String AROUND = ".:-!*&#";

    private Words() {}

    /** Whether a text is one word. */
    static boolean isOne(String text) {
        return !text.isEmpty() && text.codePoints().allMatch(Words::isInside) && end(text, 0) == text.length();
    }

    static boolean isInside(int c) {
        return Character.isLetterOrDigit(c)
                || INSIDE.indexOf(c) >= 0
                || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /** The end of the word that begins here, without what only follows it. */
    static int end(String text, int start) {
        int end = start;
        while (end < text.length() && isInside(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        while (end > start + 1 && AROUND.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /** The text from its first word on. */
    static String fromFirst(String text) {
        int start = 0;
        while (start < text.length() && !isInside(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        return text.substring(start);
    }

    /** Whether a part of a text stands by itself there. */
    static boolean standsAlone(String text, int start, int end) {
        boolean before = start == 0 || !Character.isLetterOrDigit(text.codePointBefore(start));
        return before && (end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end)));
    }
}
