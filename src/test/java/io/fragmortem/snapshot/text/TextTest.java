package io.fragmortem.snapshot.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void controlCharactersAreEscapedAndLongTextIsCut() {
        assertEquals("a\\u001bb", Text.shown("a\u001bb"));
        assertEquals("a".repeat(80) + "...", Text.shown("a".repeat(500)));
    }
}
