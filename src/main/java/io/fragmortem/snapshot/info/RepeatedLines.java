package io.fragmortem.snapshot.info;

import java.util.regex.Pattern;

/** The list of lines that Ansible prints beside the same text as one string: {@code "stdout_lines": ["# Memory", ...]}. */
final class RepeatedLines {

    private static final Pattern BEGIN = Pattern.compile("^\\s*\"\\w+_lines\": \\[\\s*$");

    private boolean textSeen;
    private boolean inside;

    /** A text as one string was read. */
    void seen() {
        textSeen = true;
    }

    /** Another server's answer begins. */
    void reset() {
        textSeen = false;
        inside = false;
    }

    /** Whether the line belongs to a list that repeats the text. */
    boolean isIn(String raw) {
        if (inside) {
            inside = !raw.strip().startsWith("]");
            return true;
        }
        inside = textSeen && BEGIN.matcher(raw).matches();
        return inside;
    }
}
