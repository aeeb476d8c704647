package io.fragmortem.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.cli.option.Quantity.Kind;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "32MiB, BYTES, 33554432",
        "1.5 GiB, BYTES, 1610612736",
        "12, BYTES, 12",
        "15%, SHARE, 0.15",
        "0.15, SHARE, 0.15",
        "250ms, SECONDS, 0.25",
        "30, SECONDS, 30",
        "10m, SECONDS, 600",
        "1d, SECONDS, 86400",
        "5, PLAIN, 5"
    })
    void quantitiesAreReadInTheirUnit(String text, Kind kind, double value) {
        assertEquals(value, Quantity.parse(text, kind).orElseThrow(), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({
        "12GB, BYTES",
        "12M, BYTES",
        "5s, BYTES",
        "1GiB, SECONDS",
        "5%, PLAIN",
        "-5, PLAIN",
        "1e3, PLAIN",
        "%, SHARE"
    })
    void whatIsOfAnotherKindIsNone(String text, Kind kind) {
        assertEquals(OptionalDouble.empty(), Quantity.parse(text, kind));
    }
}
