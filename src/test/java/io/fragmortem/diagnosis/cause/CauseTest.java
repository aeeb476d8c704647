package io.fragmortem.diagnosis.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CauseTest {

    @Test
    void everyCauseIsFoundByItsStableName() {
        for (Cause cause : Cause.values()) {
            assertEquals(Optional.of(cause), Cause.named(cause.id()));
        }
        assertEquals(Optional.empty(), Cause.named("nonsense"));
    }
}
