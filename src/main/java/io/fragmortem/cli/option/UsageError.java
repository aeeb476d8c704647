package io.fragmortem.cli.option;

import io.fragmortem.phrase.Phrase;
import java.util.Collection;
import java.util.List;

/** The command line asks for something that does not exist or does not fit. */
public final class UsageError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Phrase phrase;

    public UsageError(String key, Phrase.Arg... args) {
        super(key);
        this.phrase = Phrase.of(key, args);
    }

    /** What a sentence says that another package made. */
    public UsageError(Phrase phrase) {
        super(phrase.key());
        this.phrase = phrase;
    }

    /** A name that does not exist, with those that may have been meant. */
    public static UsageError unknown(Phrase what, String typed, Collection<String> names) {
        List<String> near = Nearest.to(typed, names);
        return near.isEmpty()
                ? new UsageError(what)
                : new UsageError("cli.usage.did_you_mean", Phrase.nested(what), Phrase.name(String.join(", ", near)));
    }

    /** What was found and what was expected. */
    public Phrase phrase() {
        return phrase;
    }
}
