package io.fragmortem.snapshot.info.line;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How programming languages put a value behind its name where neither a colon nor an equals sign does. */
final class Notation {

    /**
     * Scala's and Lua's arrows, Python's and C#'s pairs, Erlang's binaries, Rust's and C#'s constructors, a blank before a
     * quote as in Clojure. A comparison ({@code used_memory > 100}) is none of them.
     */
    private static final Pattern BEHIND_NAME = Pattern.compile(
            "(?:[\"'`]?(?:>>)?[\"'`]?\\]?\\s{0,3}(?:,|->|=>|:|=)\\s{0,3}(?:<<)?|\\s)(?:[A-Za-z][\\w-]{0,20}\\((?=[\"'\\d-])|(?=[\"']?-?\\d))");

    /** {@code 2,4 GB} in the prose of half of Europe. */
    private static final Pattern DECIMAL_COMMA = Pattern.compile("\\d{1,4},\\d{1,3}\\s?[KMGTkmgt]i?[BbOo]\\b");

    private Notation() {}

    /** Where the value behind a name starts, its quote included; -1 when none is there. */
    static int value(String line, int nameEnd) {
        Matcher behind = BEHIND_NAME.matcher(line).region(nameEnd, line.length());
        return behind.useTransparentBounds(true).lookingAt() ? behind.end() : -1;
    }

    /** The end of a number with a decimal comma and its unit; where it begins when there is none. */
    static int decimalEnd(String line, int from) {
        Matcher number = DECIMAL_COMMA.matcher(line).region(from, line.length());
        return number.useTransparentBounds(true).lookingAt() ? number.end() : from;
    }
}
