package io.fragmortem.snapshot.time;

/** Which of the first two numbers of a date such as {@code 03/04/2026} is the month, and how that is known. */
public enum DayMonth {
    /** There is no such question: the month is a word, or the year comes first, or points part the numbers. */
    CLEAR,
    /** This date tells that the day comes first: its first number is above 12, or its weekday says so. */
    DAY_FIRST,
    /** This date tells that the month comes first. */
    MONTH_FIRST,
    /** Both are possible; read as day first. */
    OPEN,
    /** Both are possible, beside English words: read as day first here, as month first where nothing tells. */
    OPEN_IN_ENGLISH;

    public boolean isOpen() {
        return this == OPEN || this == OPEN_IN_ENGLISH;
    }
}
