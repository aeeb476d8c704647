package io.fragmortem.report.words;

import io.fragmortem.phrase.Phrase;
import java.time.ZoneOffset;

/** Phrases in English, for tests that look at what a reader says. */
public final class English {

    private static final Wording WORDING = new Wording("en", ZoneOffset.UTC);

    private English() {}

    /** The phrase in English, moments in UTC. */
    public static String of(Phrase phrase) {
        return WORDING.plain(phrase);
    }
}
