package io.fragmortem.snapshot.time.clock;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.time.DayMonth;
import io.fragmortem.snapshot.time.Times;

/**
 * Whether the dates of one stream have the day or the month first, decided by all of them: a number above 12 or a weekday
 * tells for sure, else the order in which the dates go in small steps, else the one that lies before the file was written,
 * else English words beside them; where nothing tells, the day is first.
 */
final class DateOrder {

    private boolean dayShown;
    private boolean monthShown;
    private boolean english;
    private int stepsByDay;
    private int stepsByMonth;
    private long previous = Times.NONE;
    private long last = Times.NONE;

    /** Sees one date; {@code micros} is the time it tells when the day is first. */
    void see(DayMonth order, long micros) {
        switch (order) {
            case CLEAR -> {}
            case DAY_FIRST -> dayShown = true;
            case MONTH_FIRST -> monthShown = true;
            case OPEN, OPEN_IN_ENGLISH -> {
                english |= order == DayMonth.OPEN_IN_ENGLISH;
                open(micros);
            }
        }
    }

    private void open(long micros) {
        if (previous != Times.NONE) {
            long byDay = micros - previous;
            long byMonth = Times.exchanged(micros) - Times.exchanged(previous);
            if (byDay != byMonth) {
                // streams go forward, and in the smaller of two steps
                stepsByDay += byDay >= 0 && (byMonth < 0 || byDay < byMonth) ? 1 : 0;
                stepsByMonth += byMonth >= 0 && (byDay < 0 || byMonth < byDay) ? 1 : 0;
            }
        }
        previous = micros;
        last = Math.max(last, micros);
    }

    /** Whether no later line is needed. */
    boolean isShown() {
        return dayShown || monthShown;
    }

    /** Whether there were dates that nothing has decided. */
    boolean isOpen() {
        return previous != Times.NONE && !isShown() && stepsByDay == stepsByMonth;
    }

    /** Whether open dates have the month first; {@code writtenMicros} is when the file was written, or none. */
    boolean monthFirst(long writtenMicros) {
        if (dayShown || monthShown) {
            return !dayShown;
        }
        if (stepsByDay != stepsByMonth) {
            return stepsByMonth > stepsByDay;
        }
        if (writtenMicros != Times.NONE && last != Times.NONE) {
            boolean dayLies = last > writtenMicros + 2 * Times.DAY;
            boolean monthLies = Times.exchanged(last) > writtenMicros + 2 * Times.DAY;
            if (dayLies != monthLies) {
                return dayLies;
            }
        }
        return english;
    }

    /** How it was decided, for the report. */
    Phrase told(long writtenMicros) {
        boolean month = monthFirst(writtenMicros);
        boolean shown = isShown() || stepsByDay != stepsByMonth;
        if (month) {
            return Phrase.of(shown || !english ? "input.assumed.month_first" : "input.assumed.month_first_english");
        }
        return Phrase.of(shown ? "input.assumed.day_first_shown" : "input.assumed.day_first");
    }
}
