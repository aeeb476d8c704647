package io.fragmortem.source;

import java.io.IOException;

/** Sees every stream below the inputs, in a stable order. */
public interface Visitor {

    /** Reads the entry; the stream is closed after this returns. */
    void entry(Entry entry) throws IOException;

    void problem(Problem problem);

    /** What lay among the inputs and is none. */
    default void leftOut(Problem what) {
        // of interest to whoever reports on a run
    }
}
