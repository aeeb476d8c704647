package io.fragmortem.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VersionsTest {

    @ParameterizedTest
    @CsvSource({
        "7.4.1, 7.4, 0",
        "7.4, 7.4.1, -1",
        "7.10, 7.9, 1",
        "6.2.16, 7.0, -1",
        "255.255.255, 9.1, 1",
        "7, 7.0.0, 0",
        "8.0-rc1, 8.0, 0",
        "df-v1.14.2, 1.14, 0",
        "'', 4.0, -1",
        "unstable, 4.0, -1",
        "99999999999.1, 4.0, 1",
        "2.2.12, 2.4, -1"
    })
    void versionsCompareByPartsUpToTheShorterSecond(String a, String b, int sign) {
        assertEquals(sign, Integer.signum(Versions.compare(a, b)));
    }
}
