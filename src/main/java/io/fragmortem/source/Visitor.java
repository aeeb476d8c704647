package io.fragmortem.source;

import java.io.IOException;

/** Sees every stream below the inputs, in a stable order. */
public interface Visitor {

    /** Reads the entry; the stream is closed after this returns. */
    void entry(Entry entry) throws IOException;

    void problem(Problem problem);

    /** So many of the stored bytes of a source have been taken until now. */
    default void taken(long bytes) {
        // of interest to whoever waits
    }

    /** What lay among the inputs and is none. */
    default void leftOut(Problem what) {
        // of interest to whoever reports on a run
    }
}
