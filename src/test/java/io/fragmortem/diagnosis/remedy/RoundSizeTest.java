package io.fragmortem.diagnosis.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoundSizeTest {

    private static final double MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource({
        "0.4, 0, 1mb, 0",
        "37, 37mb, 37mb, 37mb",
        "99.3, 99mb, 100mb, 99mb",
        "152.4, 150mb, 155mb, 150mb",
        "1024, 1gb, 1gb, 1gb",
        "5000.5, 5000mb, 5100mb, 5000mb",
        "199.3, 195mb, 200mb, 200mb",
        "20990, 20gb, 21gb, 20gb"
    })
    void aboutTwoDigitsAreLeft(double mib, String below, String above, String near) {
        double bytes = mib * MIB;
        assertEquals(below, RoundSize.text(RoundSize.below(bytes)));
        assertEquals(above, RoundSize.text(RoundSize.above(bytes)));
        assertEquals(near, RoundSize.text(RoundSize.near(bytes)));
        assertTrue(RoundSize.below(bytes) <= bytes && RoundSize.above(bytes) >= bytes);
    }
}
