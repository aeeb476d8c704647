package io.fragmortem.memory;

/** Compares version numbers such as {@code 7.4.1} part by part; what is no number counts as 0. */
public final class Versions {

    private Versions() {}

    /** Negative when a is older than b, 0 when equal in the parts of b, positive when newer. */
    public static int compare(String a, String b) {
        int[] left = parts(a);
        int[] right = parts(b);
        for (int i = 0; i < right.length; i++) {
            int difference = Integer.compare(i < left.length ? left[i] : 0, right[i]);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int[] parts(String version) {
        String[] words = version.split("[^0-9]+");
        int from = words.length > 0 && words[0].isEmpty() ? 1 : 0;
        int[] parts = new int[Math.max(0, words.length - from)];
        for (int i = 0; i < parts.length; i++) {
            String word = words[i + from];
            parts[i] = word.length() > 8 ? Integer.MAX_VALUE : Integer.parseInt(word);
        }
        return parts;
    }
}
