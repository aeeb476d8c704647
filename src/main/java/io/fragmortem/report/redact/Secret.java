package io.fragmortem.report.redact;

import java.util.Comparator;

/** Text that must not be shown, and what it is. In order of kind and text, by which pseudonyms are numbered. */
record Secret(Kind kind, String text) implements Comparable<Secret> {

    private static final Comparator<Secret> ORDER =
            Comparator.comparing(Secret::kind).thenComparing(Secret::text);

    @Override
    public int compareTo(Secret other) {
        return ORDER.compare(this, other);
    }
}
