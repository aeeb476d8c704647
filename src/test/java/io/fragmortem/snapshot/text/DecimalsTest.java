package io.fragmortem.snapshot.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other languages call a number, and nothing that only Java does. */
class DecimalsTest {

    @Test
    void decimalsAreRead() {
        assertEquals(-12.5, Decimals.parse("-12.5"));
        assertEquals(8e9, Decimals.parse("8e9"));
        assertEquals(0.25, Decimals.parse(".25E0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1d", "2f", "0x1p6", "NaN", "Infinity", "1e999", "1-2", "e", " 1"})
    void whatOnlyJavaReadsIsNone(String text) {
        assertTrue(Double.isNaN(Decimals.parse(text)), text);
    }
}
