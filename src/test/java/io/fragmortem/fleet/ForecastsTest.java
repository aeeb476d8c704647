package io.fragmortem.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.trend.Trends.Dates;
import io.fragmortem.diagnosis.trend.Trends.Outlook;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Limit;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.statistics.forecast.ForecastResult.Outcome;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForecastsTest {

    private static Outlook outlook(Outcome outcome, boolean dates, double reserve, boolean saturating) {
        OptionalLong date = dates ? OptionalLong.of(5) : OptionalLong.empty();
        return new Outlook(
                new Bound(Limit.HOST, 100),
                Total.USED_MEMORY_RSS,
                reserve,
                outcome,
                new Dates(date, date, OptionalLong.empty(), date),
                OptionalDouble.of(2),
                true,
                saturating);
    }

    @ParameterizedTest
    @CsvSource({
        "REACHED, forecast.reached",
        "EXPECTED, forecast.expected.open",
        "NOT_BEFORE, forecast.not_before",
        "LEVELS_OFF, forecast.levels_off",
        "NOT_WITHIN_HORIZON, forecast.not_within",
        "RECEDING, forecast.receding",
        "CONSTANT, forecast.constant",
        "TOO_SHORT, forecast.too_short",
        "NO_LIMIT, forecast.too_short"
    })
    void eachOutcomeHasItsWords(Outcome outcome, String key) {
        assertEquals(key, Forecasts.note(outlook(outcome, true, 0, false)).key());
    }

    @Test
    void withoutADateNoneIsClaimed() {
        assertEquals(
                "forecast.not_within",
                Forecasts.note(outlook(Outcome.EXPECTED, false, 0, false)).key());
        assertEquals(
                "forecast.not_within",
                Forecasts.note(outlook(Outcome.NOT_BEFORE, false, 0, false)).key());
    }

    @Test
    void reserveAndCaveatsAreSaid() {
        Phrase note = Forecasts.note(outlook(Outcome.EXPECTED, true, 7, true));
        Phrase limit = ((Phrase.Nested) note.args().get(1)).phrase();
        assertEquals("forecast.limit.reserve", limit.key());
        assertEquals(Phrase.bytes(7), limit.args().get(2));
        assertEquals(
                "forecast.caveat.saturating",
                ((Phrase.Nested) note.args().get(4)).phrase().key());
        Phrase plain = Forecasts.note(outlook(Outcome.EXPECTED, true, 0, false));
        assertEquals(
                "forecast.caveat.beyond",
                ((Phrase.Nested) plain.args().get(4)).phrase().key());
    }
}
