package io.fragmortem.snapshot.info.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.snapshot.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumberTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "856560 | BYTES | 856560",
                "  856560  # used_memory 5 | BYTES | 856560",
                "\"856560\", | BYTES | 856560",
                "-1404928 | BYTES | -1404928",
                "+5 | COUNT | 5",
                "5,120,044,032 | BYTES | 5120044032",
                "5.120.044.032 | BYTES | 5120044032",
                "8 231 006 208 | BYTES | 8231006208",
                "8_231_006_208 | BYTES | 8231006208",
                "7,08,66,96,192 | BYTES | 7086696192",
                "12,43,71,51,616 bytes | BYTES | 12437151616",
                "8231006208 (7.7 GB) | BYTES | 8231006208",
                "757248i | BYTES | 757248",
                "1234 bytes | BYTES | 1234",
                "296B | BYTES | 296",
                "856560 Memory used | BYTES | 856560",
                "856560M_x | BYTES | null",
                "1,61 | RATIO | 1.61",
                "1.234 | RATIO | 1.234",
                "7002.45 | RATIO | 7002.45",
                ".5 | RATIO | 0.5",
                "28.49% | PERCENT | 28.49",
                "0.9871 | PERCENT | 98.71",
                "0.01% | PERCENT | 0.01",
                "1e3 | COUNT | 1000",
                "36.735149383544922 | PERCENT | 36.735149383544922",
                "1730045798756384 | EPOCH_MICROSECONDS | 1730045798756384",
                "true | FLAG | 1",
                "false | FLAG | 0",
                "true | BYTES | null",
                "unavailable | BYTES | null",
                "'' | BYTES | null",
                "12. | COUNT | 12",
                "99999999999999999999999 | BYTES | null",
                "1234567890123456789 | BYTES | 1234567890123456789"
            },
            nullValues = "null")
    void numbersAreReadAsWritten(String text, Unit unit, Double expected) {
        NumberText.Reading reading = NumberText.read(text, 0, unit);
        assertEquals(expected, reading == null ? null : reading.value());
        if (reading != null) {
            assertEquals(0, reading.error());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5.32G, 5712306503.68, 5368709.12",
        "7.7 GB, 8267812044.8, 53687091.2",
        "879.1KiB, 900198.4, 51.2",
        "37.00k, 37888, 5.12",
        "236.4M, 247883366.4, 52428.8",
        "10 ГБ, 10737418240, 536870912",
        "1.5Гб, 1610612736, 53687091.2",
        "512 МиБ, 536870912, 524288",
        "2048 Mo, 2147483648, 524288",
        "512兆, 536870912, 524288",
        "6.00GB左右, 6442450944, 5368709.12",
        "2T, 2199023255552, 549755813888",
        "1.5e+09, 1500000000, 50000000"
    })
    void unitsKeepTheirRoundingError(String text, double value, double error) {
        NumberText.Reading reading = NumberText.read(text, 0, Unit.BYTES);
        assertNotNull(reading);
        assertEquals(value, reading.value(), 1e-6);
        assertEquals(error, reading.error(), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "-nan", "NaN", "inf", "-INF", "Infinity", "-nan%"})
    void notFiniteIsNoNumber(String text) {
        NumberText.Reading reading = NumberText.read(text, 0, Unit.RATIO);
        assertNotNull(reading);
        assertFalse(reading.finite());
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "infoxx", "nano", "-", "4d6afdd49a", "1.2.3.4x"})
    void wordsAreNoNumbers(String text) {
        NumberText.Reading reading = NumberText.read(text, 0, Unit.COUNT);
        assertTrue(reading == null || reading.end() < text.length(), text);
    }

    @ParameterizedTest
    @CsvSource({"18446744073501279296, -208272320", "18446744073709551615, -1", "18446744073709551616, null"})
    void wrapsNearTwoTo64AreNegative(String text, String expected) {
        NumberText.Reading reading = NumberText.read(text, 0, Unit.BYTES);
        if (expected.equals("null")) {
            assertNull(reading);
            return;
        }
        assertNotNull(reading);
        assertTrue(reading.wrapped());
        assertEquals(Double.parseDouble(expected), reading.value());
    }
}
