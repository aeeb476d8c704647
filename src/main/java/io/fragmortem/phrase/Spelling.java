package io.fragmortem.phrase;

import java.util.Locale;

/** The one way from a constant to the name that results and message keys give it. */
public final class Spelling {

    private Spelling() {}

    /** As results name it: {@code not-before}. */
    public static String dashed(Enum<?> constant) {
        return lower(constant).replace('_', '-');
    }

    /** As message keys and plain words of results have it: {@code fork_failed}. */
    public static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
