package io.fragmortem.snapshot.info.prefix;

import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.Sections;

/** What tails of several pods put in front of each line: {@code cache-0 redis used_memory:1}, pod and container. */
public final class PodText {

    private static final int WORDS = 2;

    private PodText() {}

    /**
     * Where the server's own text begins behind the name of a pod and perhaps that of its container; -1 when the line
     * does not look so. InfoNames of pods of a workload bear a dash, and what follows must be one whole field or a title:
     * prose that mentions a field is no line of a pod.
     */
    public static int end(String line) {
        int space = line.indexOf(' ');
        if (space < 1 || line.lastIndexOf('-', space) < 1) {
            return -1;
        }
        int from = 0;
        for (int word = 0; word < WORDS && space > 0; word++) {
            if (!isName(line, from, space)) {
                return -1;
            }
            from = space + 1;
            String rest = line.substring(from);
            boolean field = rest.indexOf(' ') < 0 && rest.indexOf(':') > 0 && FieldText.startsWithKnown(rest);
            if (field || (rest.startsWith("# ") && Sections.titled(rest) >= 0)) {
                return from;
            }
            space = line.indexOf(' ', from);
        }
        return -1;
    }

    /** As DNS allows labels: small letters, digits, dashes, dots. */
    private static boolean isName(String line, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '.') {
                return false;
            }
        }
        return to > from;
    }
}
