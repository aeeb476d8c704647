package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.timeline.Capture;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures are MiB, one per minute; neighbours of several voices are a half apart, and 64 MiB. */
final class VoicesTest {

    private static final double APART = 0.5;
    private static final double BYTES = 64 * Cases.MIB;

    private static Optional<Voices> in(Capture capture) {
        return Voices.in(Cases.of(capture), APART, BYTES);
    }

    /** So many samples of a pattern that is repeated, each with what may hold its figure twice. */
    private static Optional<Voices> turns(int samples, String pattern, String fields) {
        String[] figures = pattern.split(" ", -1);
        return in(new Capture()
                .always("redis_version:7.0.15")
                .every(60, samples, i -> fields.replace("?", figures[i % figures.length] + "M")));
    }

    private static Optional<Voices> turns(int samples, String pattern) {
        return turns(samples, pattern, "used_memory:? used_memory_rss:?");
    }

    private static Optional<Voices> voices(double low, double high) {
        return Optional.of(new Voices(low * Cases.MIB, high * Cases.MIB, false));
    }

    @ParameterizedTest
    @CsvSource({
        "7, 100 1000, 0, 0",
        "8, 100 1000, 100, 1000",
        "8, 1000 100, 100, 1000",
        "12, 100 1000 2000, 100, 2000",
        "12, 300 1000 2000 100, 100, 2000",
        "20, 100 1000 100 2000 4000, 0, 0",
        "12, 1000, 0, 0"
    })
    void twoToFourVoicesTakeTurns(int samples, String pattern, double low, double high) {
        assertEquals(high == 0 ? Optional.empty() : voices(low, high), turns(samples, pattern));
    }

    /** Of the steps that can be compared half must be such turns: 3 of 6 with two voices, then 3 of 7. */
    @Test
    void halfOfTheStepsMayBeSmall() {
        assertEquals(voices(100, 1000), turns(8, "100 1000 100 1000 100 100 100 100 100"));
        assertEquals(Optional.empty(), turns(9, "100 1000 100 1000 100 100 100 100 100"));
    }

    @ParameterizedTest
    @CsvSource({"500 1000, true", "501 1000, false", "20 84, true", "20 83, false"})
    void neighboursAreFarApart(String pattern, boolean voices) {
        assertEquals(voices, turns(10, pattern).isPresent());
    }

    /** A twentieth of the step between, 900 MiB upwards; downwards the steps are smaller. */
    @ParameterizedTest
    @CsvSource({"100 1000 145 1045 190 1090 235 1135, true", "100 1000 146 1046 192 1092 238 1138, false"})
    void aFigureMustComeBackNearly(String figures, boolean voices) {
        assertEquals(voices, turns(8, figures).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "used_memory:?, true",
        "used_memory_rss:?, true",
        "used_memory:? used_memory_rss:0, true",
        "used_memory:0 used_memory_rss:?, true",
        "used_memory:? used_memory_rss:5G, false",
        "used_memory:500M used_memory_rss:?, false"
    })
    void bothFiguresTakeTurnsWhereBothAreTold(String fields, boolean voices) {
        assertEquals(voices ? voices(100, 1000) : Optional.empty(), turns(10, "100 1000", fields));
    }

    private static Optional<Voices> peaks(int samples, String... peaks) {
        return in(new Capture()
                .always("redis_version:7.0.15")
                .every(
                        60,
                        samples,
                        i -> "used_memory:" + (i % 2 == 0 ? 100 : 1000) + "M used_memory_peak:"
                                + (i < peaks.length ? peaks[i] + "G" : "-")));
    }

    /** What the peak of one process never does. */
    @ParameterizedTest
    @CsvSource({
        "5 5 5 5 5 5 5, UNTOLD",
        "5 4 5 4 5 4 5, UNTOLD",
        "5 5 5 5 5 5 5 5, KEPT",
        "5 6 6 7 7 8 9 9, KEPT",
        "5 5 5 5 5 5 5 4, FELL",
        "5 5 5 - 4 5 5 5 5, FELL",
        "5 5 5 0 5 5 5 5 5, KEPT",
        // an eighth of them must fall
        "5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 4, KEPT",
        "5 4 5 5 5 5 5 5 5 5 5 5 5 5 5 4, FELL"
    })
    void peaksTellWhetherItIsOneProcessAfterAll(String peaks, String told) {
        Optional<Voices> voices = peaks(16, peaks.replace("-", "0").split(" ", -1));
        assertEquals(!told.equals("KEPT"), voices.isPresent());
        assertEquals(told.equals("FELL"), voices.map(Voices::certain).orElse(false));
    }
}
