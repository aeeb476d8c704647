package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.TimeSource;
import org.jspecify.annotations.Nullable;

/** Makes samples of rows. */
sealed interface RowReader permits WideReader, LongReader {

    /** Takes a row that fits the header; gives a cell that should be a number and is none, null when all are. */
    @Nullable
    String row(@Nullable String[] row, long micros, TimeSource source, Cells cells, long line);

    /** A line between the tables says whose the rows below it are, where they do not say it themselves. */
    default void titled(String speaker) {}

    /** Gives what was held back. */
    void finish();

    /** Samples given so far. */
    long given();
}
