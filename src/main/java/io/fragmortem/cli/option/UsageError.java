package io.fragmortem.cli.option;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
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

    /** What a file holds instead of what it should. */
    public static UsageError of(Rejected wrong) {
        Origin there = wrong.origin();
        return new UsageError(
                "cli.rejected",
                Phrase.name(there.stream() + (there.line() > 0 ? ":" + there.line() : "")),
                Phrase.nested(wrong.found()),
                Phrase.nested(wrong.expected()));
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
