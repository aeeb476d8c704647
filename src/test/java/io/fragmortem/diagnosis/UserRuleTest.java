package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.report.words.English;
import io.fragmortem.timeline.Capture;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UserRuleTest {

    @ParameterizedTest
    @CsvSource({
        "BELOW, 60, idle (connected_clients; at least 3)",
        "BELOW, 2, Rule few did not fire (connected_clients; at least 3).",
        "ABOVE, 60, idle (connected_clients; at most 80)",
        "ABOVE, 90, Rule few did not fire (connected_clients; at most 80)."
    })
    void whatIsToldLiesOnTheSideOfTheTest(UserRule.Test test, double value, String said) {
        UserRule rule =
                new UserRule("few", "connected_clients", Optional.empty(), test, value, 0, Severity.INFO, "idle");
        Capture capture = new Capture()
                .at(0, "used_memory:10M connected_clients:80")
                .at(60, "used_memory:10M connected_clients:3")
                .at(120, "used_memory:10M connected_clients:50");
        assertEquals(said, English.of(rule.apply(Cases.of(capture)).text()));
    }
}
