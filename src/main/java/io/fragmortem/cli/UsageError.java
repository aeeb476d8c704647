package io.fragmortem.cli;

import io.fragmortem.phrase.Phrase;

/** The command line asks for something that does not exist or does not fit. */
final class UsageError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Phrase phrase;

    UsageError(String key, Phrase.Arg... args) {
        super(key);
        this.phrase = Phrase.of(key, args);
    }

    /** What was found and what was expected. */
    Phrase phrase() {
        return phrase;
    }
}
