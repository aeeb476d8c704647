package io.fragmortem.report.redact;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BuildsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6.1.0-28-cloud-amd64",
                "5.10.0-1160.el7.x86_64",
                "3.10.0-693.11.6.el7.x86_64",
                "5.10.234-225.910.amzn2.aarch64",
                "4.18.0-553.el8_10.x86_64",
                "6.6.114.1-microsoft-standard-WSL2",
                "5.4.39-linuxkit",
                "6.18.44-fc-v669",
                "6.11.4-301.fc41.x86_64"
            })
    void buildsOfKernelsNameNobody(String word) {
        assertTrue(Builds.isOne(word));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7.0.15",
                "10.1.2.3",
                "6",
                "6.",
                "6.1-",
                "6.1-alice",
                "6.1.0-cloud7x",
                "5.10-el",
                "shop-01",
                "5.10-12345"
            })
    void whatIsNoneIsNotTakenForOne(String word) {
        assertFalse(Builds.isOne(word));
    }
}
