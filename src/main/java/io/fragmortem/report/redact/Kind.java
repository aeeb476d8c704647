package io.fragmortem.report.redact;

import io.fragmortem.phrase.Spelling;

/** What a pseudonym stands for, so that a redacted report can still be read. */
enum Kind {
    /** A host, an address, or the name of an instance. */
    HOST,
    PORT,
    /** A file or a folder. */
    PATH,
    /** A run id, a replication id, a container's id. */
    ID,
    /** The name of a key, user or client, and every other word that is not known to be harmless. */
    NAME;

    /** For example {@code host-3}. */
    String pseudonym(String tail) {
        return Spelling.lower(this) + "-" + tail;
    }
}
