package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.time.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Two columns that tell a moment together: {@code Datum;Uhrzeit}, {@code date,time}. */
record DayAndClock(int day, int clock) {

    private static final Pattern CLOCK =
            Pattern.compile("\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,6})?)?(?: ?[AaPp]\\.?[Mm]\\.?)?");

    private static final Pattern DAY = Pattern.compile("\\d{1,4}[-/. ]\\w{1,9}[-/. ]\\d{1,4}\\.?");

    /** The columns, empty where one tells the moment alone. */
    static Optional<DayAndClock> of(Header header, List<List<String>> rows) {
        TimeText time = new TimeText();
        Predicate<String> clock = cell -> CLOCK.matcher(cell.strip()).matches();
        Predicate<String> day = cell -> DAY.matcher(cell.strip()).matches() && time.parseCell(cell);
        List<List<String>> whole =
                rows.stream().filter(row -> row.size() >= header.names().size()).toList();
        if (all(whole, header.time(), day)) {
            int other = column(header, whole, clock);
            return other < 0 ? Optional.empty() : Optional.of(new DayAndClock(header.time(), other));
        }
        if (all(whole, header.time(), clock)) {
            int other = column(header, whole, day);
            return other < 0 ? Optional.empty() : Optional.of(new DayAndClock(other, header.time()));
        }
        return Optional.empty();
    }

    private static int column(Header header, List<List<String>> rows, Predicate<String> kind) {
        for (int i = 0; i < header.names().size(); i++) {
            if (i != header.time() && !header.columns().containsKey(i) && all(rows, i, kind)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean all(List<List<String>> rows, int column, Predicate<String> kind) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> kind.test(row.get(column)));
    }

    /** The moment of a row. */
    String of(@Nullable String[] row) {
        return row[day] + " " + row[clock];
    }

    /** The rows with the whole moment in the header's column of times. */
    List<List<String>> joined(Header header, List<List<String>> rows) {
        List<List<String>> told = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> cells = new ArrayList<>(row);
            if (Math.max(day, clock) < row.size()) {
                cells.set(header.time(), row.get(day) + " " + row.get(clock));
            }
            told.add(cells);
        }
        return told;
    }
}
