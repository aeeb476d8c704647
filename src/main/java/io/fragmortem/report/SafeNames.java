package io.fragmortem.report;

import java.util.Locale;
import java.util.regex.Pattern;

/** File names for instances: short, plain ASCII, told apart by their number. */
final class SafeNames {

    /** What they look like. */
    static final Pattern PAGE = Pattern.compile("\\d{2,}(-[a-z0-9._-]+)?\\.html");

    private static final int LONGEST = 60;

    private final int digits;

    SafeNames(int count) {
        digits = Math.max(2, String.valueOf(count).length());
    }

    /** For example {@code 07-10.1.36.33-6379.html} for the seventh. */
    String page(int number, String instance) {
        StringBuilder name = new StringBuilder();
        String lower = instance.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length() && name.length() < LONGEST; i++) {
            char c = lower.charAt(i);
            boolean afterLetter = name.length() > 0 && isLetter(name.charAt(name.length() - 1));
            if (isLetter(c)) {
                name.append(c);
            } else if (afterLetter) {
                name.append(c == '.' || c == '_' ? c : '-');
            }
        }
        String number0 = "0".repeat(Math.max(0, digits - String.valueOf(number).length())) + number;
        return (name.length() == 0 ? number0 : number0 + "-" + trimmed(name)) + ".html";
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static String trimmed(StringBuilder name) {
        int end = name.length();
        return isLetter(name.charAt(end - 1)) ? name.toString() : name.substring(0, end - 1);
    }
}
