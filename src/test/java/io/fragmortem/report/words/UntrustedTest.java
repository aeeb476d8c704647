package io.fragmortem.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class UntrustedTest {

    @Test
    void ordinaryTextStaysTheSameObject() {
        String text = "redis-cache-0045 数据 é";
        assertSame(text, Untrusted.visible(text));
    }

    @Test
    void whatMovesTheCursorOrTheReadingDirectionBecomesVisible() {
        assertEquals("a\\x1b[31m\\n\\r\\t\\x00\\x7f\\x9b", Untrusted.visible("a\u001b[31m\n\r\t\u0000\u007f\u009b"));
        assertEquals("\\u202egpj\\u2066\\u200b\\ufeff\\u2028", Untrusted.visible("\u202egpj\u2066\u200b\ufeff\u2028"));
        assertEquals("\\ud800x", Untrusted.visible("\ud800x"));
        assertEquals("x\\u00ad", Untrusted.visible("x\u00ad"));
        assertEquals("\\ue0041", Untrusted.visible("\udb40\udc41"));
    }

    @Test
    void cutsByCharactersNotInsideOne() {
        assertEquals("ab…", Untrusted.cut("abcd", 3));
        assertEquals("😀…", Untrusted.cut("😀😀😀", 2));
        assertEquals("abc", Untrusted.cut("abc", 3));
    }
}
