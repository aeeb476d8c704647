package io.fragmortem.report;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.source.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The system did not let a result be written: no space, no permission, a file in the way. */
public final class WriteFailure extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    private final String where;
    private final transient IOException refusal;

    /** @param where the file or folder as the user knows it */
    public WriteFailure(String where, IOException cause) {
        super(where, cause);
        this.where = where;
        this.refusal = cause;
    }

    /** The file or folder. */
    public String where() {
        return where;
    }

    /** What the system says. */
    public Phrase reason() {
        return Reason.of(refusal);
    }

    /** What the system threw. */
    public IOException refusal() {
        return refusal;
    }
}
