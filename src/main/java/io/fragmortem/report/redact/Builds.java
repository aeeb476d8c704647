package io.fragmortem.report.redact;

import java.util.List;

/**
 * Builds of kernels and libraries: {@code 6.1.0-28-cloud-amd64}, {@code 5.10.234-225.910.amzn2.aarch64}. Read by hand: the patterns of
 * browsers, as the compiler for them has them, give up on {@code 3.10.0-693.11.6.el7.x86_64}.
 */
final class Builds {

    private static final String BETWEEN = "-.+_";

    private static final List<String> WORDS = List.of(
            "amd64",
            "arm64",
            "aarch64",
            "x86_64",
            "generic",
            "lowlatency",
            "cloud",
            "aws",
            "azure",
            "gcp",
            "gke",
            "oracle",
            "kvm",
            "lts",
            "virt",
            "linuxkit",
            "pve",
            "default",
            "microsoft",
            "standard",
            "WSL2",
            "raspi",
            "rt",
            "fc");

    /** Distributions and patches with the number of their release. */
    private static final List<String> RELEASES =
            List.of("el", "fc", "amzn", "azl", "alinux", "oe", "ky", "ph", "deb", "rt", "v", "h");

    private static final int LONGEST_NUMBER = 4;

    private Builds() {}

    /** Whether it is a version of at least two numbers with more behind it, none of which is anybody's name. */
    static boolean isOne(String word) {
        int first = numberEnd(word, 0, word.length());
        int second = first > 0 && first < word.length() && word.charAt(first) == '.'
                ? numberEnd(word, first + 1, word.length())
                : -1;
        if (second <= first + 1) {
            return false;
        }
        int at = second;
        boolean more = false;
        while (at < word.length()) {
            int end = BETWEEN.indexOf(word.charAt(at)) >= 0 ? partEnd(word, at + 1) : -1;
            if (end < 0) {
                return false;
            }
            more |= word.charAt(at) != '.' || !Character.isDigit(word.charAt(at + 1));
            at = end;
        }
        return more;
    }

    /** The end of the part that begins here, negative for none that is known. */
    private static int partEnd(String word, int at) {
        for (String release : RELEASES) {
            int first = at + release.length();
            int end = word.startsWith(release, at) ? releaseEnd(word, first) : first;
            if (end > first) {
                return end;
            }
        }
        for (String known : WORDS) {
            if (word.startsWith(known, at)) {
                return at + known.length();
            }
        }
        int end = numberEnd(word, at, at + LONGEST_NUMBER);
        return end > at ? end : -1;
    }

    /** {@code el7}, {@code el7_9}. */
    private static int releaseEnd(String word, int from) {
        int end = numberEnd(word, from, from + LONGEST_NUMBER);
        boolean minor = end > from && end < word.length() && word.charAt(end) == '_';
        return minor ? Math.max(end, numberEnd(word, end + 1, end + LONGEST_NUMBER)) : end;
    }

    private static int numberEnd(String word, int from, int most) {
        int end = from;
        while (end < Math.min(most, word.length()) && isDigit(word.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
