package io.fragmortem.diagnosis.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Limit;
import io.fragmortem.memory.Total;
import io.fragmortem.statistics.forecast.ForecastResult;
import io.fragmortem.statistics.forecast.ForecastResult.Outcome;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When limits are reached, and which of them is told first. */
final class OutlooksTest {

    private static final OptionalDouble NONE = OptionalDouble.empty();

    private static ForecastResult forecast(Outcome outcome, OptionalDouble likely, OptionalDouble notBefore) {
        return new ForecastResult(
                "test",
                outcome,
                1000,
                OptionalDouble.of(4),
                likely,
                NONE,
                notBefore,
                OptionalDouble.of(30),
                true,
                true,
                5,
                100,
                50,
                List.of());
    }

    private static Trends.Outlook outlook(Limit limit, Outcome outcome, OptionalDouble likely, OptionalDouble before) {
        return Outlooks.of(
                new Bound(limit, 1000),
                Total.USED_MEMORY_RSS,
                7,
                forecast(outcome, likely, before),
                10,
                day -> Math.round(day * 24));
    }

    @Test
    void aForecastIsToldInTheCalendarAndItsHorizonFromTheLastSample() {
        Trends.Outlook told = outlook(Limit.CONTAINER, Outcome.EXPECTED, OptionalDouble.of(12.5), OptionalDouble.of(4));
        assertEquals(
                new Trends.Dates(OptionalLong.of(96), OptionalLong.of(300), OptionalLong.empty(), OptionalLong.of(96)),
                told.dates());
        assertEquals(OptionalDouble.of(20), told.horizonDays());
        assertEquals(7, told.reserve());
    }

    @Test
    void withoutAHorizonNoneIsTold() {
        ForecastResult short0 = new ForecastResult(
                "test", Outcome.TOO_SHORT, 1000, NONE, NONE, NONE, NONE, NONE, false, false, 0, 9, 3, List.of());
        Trends.Outlook told =
                Outlooks.of(new Bound(Limit.HOST, 1000), Total.USED_MEMORY, 0, short0, 10, day -> Math.round(day));
        assertEquals(OptionalDouble.empty(), told.horizonDays());
    }

    /**
     * Each of a pair with the day on which it is likely, or before which it is not; the first of them is told first, whichever
     * limit it is of. Of two that are the same the container's is.
     */
    @ParameterizedTest
    @CsvSource({
        "REACHED 90, EXPECTED 20",
        "EXPECTED 90, NOT_BEFORE 20",
        "NOT_BEFORE 90, LEVELS_OFF 20",
        "LEVELS_OFF 90, NOT_WITHIN_HORIZON 20",
        "NOT_WITHIN_HORIZON 90, RECEDING 20",
        "NOT_WITHIN_HORIZON 90, CONSTANT 20",
        "RECEDING 90, TOO_SHORT 20",
        "CONSTANT 90, NO_LIMIT 20",
        "EXPECTED 20, EXPECTED 21",
        "NOT_BEFORE 20, NOT_BEFORE 21",
        "EXPECTED 20, EXPECTED 20"
    })
    void whatIsReachedFirstIsToldFirst(String first, String second) {
        boolean same = first.equals(second);
        Trends.Outlook near = outlook(same ? Limit.CONTAINER : Limit.HOST, first);
        Trends.Outlook far = outlook(same ? Limit.HOST : Limit.CONTAINER, second);
        for (Stream<Trends.Outlook> order : List.of(Stream.of(near, far), Stream.of(far, near))) {
            assertEquals(
                    List.of(near, far), order.sorted(Outlooks.NEAREST_FIRST).toList());
        }
    }

    private static Trends.Outlook outlook(Limit limit, String text) {
        String[] words = text.split(" ");
        Outcome outcome = Outcome.valueOf(words[0]);
        OptionalDouble day = OptionalDouble.of(Double.parseDouble(words[1]));
        boolean likely = outcome == Outcome.EXPECTED || outcome == Outcome.REACHED;
        return outlook(limit, outcome, likely ? day : NONE, likely ? NONE : day);
    }
}
