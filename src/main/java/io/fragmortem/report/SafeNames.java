package io.fragmortem.report;

import java.util.Locale;

/** File names for instances: short, plain ASCII, told apart by their number. */
final class SafeNames {

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
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
            if (plain && !(c == '.' && endsWith(name, '.'))) {
                name.append(c);
            } else if (name.length() > 0 && !endsWith(name, '-')) {
                name.append('-');
            }
        }
        String number0 = "0".repeat(Math.max(0, digits - String.valueOf(number).length())) + number;
        return (name.length() == 0 ? number0 : number0 + "-" + trimmed(name)) + ".html";
    }

    private static boolean endsWith(StringBuilder name, char c) {
        return name.length() > 0 && name.charAt(name.length() - 1) == c;
    }

    private static String trimmed(StringBuilder name) {
        int end = name.length();
        while (end > 1 && (name.charAt(end - 1) == '-' || name.charAt(end - 1) == '.')) {
            end--;
        }
        return name.substring(0, end);
    }
}
