package io.fragmortem.diagnosis.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScoreTest {

    @ParameterizedTest
    @CsvSource({
        "1, HIGH, 100",
        "0.43, HIGH, 43",
        "0.43, MEDIUM, 25.8",
        "0.43, LOW, 12.9",
        "0, HIGH, 0",
        "7, LOW, 30",
        "-1, HIGH, 0",
        "NaN, HIGH, 0",
        "0.12345, HIGH, 12.3"
    })
    void itIsTheShareTimesTheCertainty(double share, Confidence confidence, double score) {
        assertEquals(score, Score.of(share, confidence));
    }
}
