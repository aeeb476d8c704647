package io.fragmortem.phrase;

import java.util.Comparator;

/**
 * The order in which people look for names: {@code redis-2} before {@code redis-10}. Digits are compared as the number that they
 * write, everything else by code units, whatever the locale; names that differ only in leading zeros by their text, so that no
 * two names are equal that are not the same.
 */
public final class NaturalOrder implements Comparator<String> {

    /** The only one. */
    public static final Comparator<String> OF_NAMES = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                int endA = endOfNumber(a, i);
                int endB = endOfNumber(b, j);
                int order = number(a, i, endA, b, j, endB);
                if (order != 0) {
                    return order;
                }
                i = endA;
                j = endB;
            } else if (a.charAt(i) != b.charAt(j)) {
                return a.charAt(i) - b.charAt(j);
            } else {
                i++;
                j++;
            }
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    /** A number of any length: first how many digits it has, then these. */
    private static int number(String a, int fromA, int endA, String b, int fromB, int endB) {
        int i = withoutZeros(a, fromA, endA);
        int j = withoutZeros(b, fromB, endB);
        int order = Integer.compare(endA - i, endB - j);
        while (order == 0 && i < endA) {
            order = a.charAt(i++) - b.charAt(j++);
        }
        return order;
    }

    private static int withoutZeros(String text, int from, int end) {
        int i = from;
        while (i < end - 1 && text.charAt(i) == '0') {
            i++;
        }
        return i;
    }

    private static int endOfNumber(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
