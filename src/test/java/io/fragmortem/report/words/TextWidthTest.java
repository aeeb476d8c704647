package io.fragmortem.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextWidthTest {

    @Test
    void wideCharactersTakeTwoColumnsAndCombiningMarksNone() {
        assertEquals(5, TextWidth.of("redis"));
        assertEquals(4, TextWidth.of("内存"));
        assertEquals(4, TextWidth.of("ｆ！"));
        assertEquals(1, TextWidth.of("e\u0301"));
        assertEquals(2, TextWidth.of("😀"));
        assertEquals(4, TextWidth.of("한글"));
    }

    @Test
    void paddingFillsUpToColumns() {
        assertEquals("内存  ", TextWidth.padRight("内存", 6));
        assertEquals("  内存", TextWidth.padLeft("内存", 6));
        assertEquals("longer", TextWidth.padRight("longer", 3));
    }

    @Test
    void linesBreakAtSpaces() {
        assertEquals(List.of("one two", "three"), TextWidth.wrap("one two three", 9));
        assertEquals(List.of("one two", "three"), TextWidth.wrap("one two three", 7));
        assertEquals(List.of(""), TextWidth.wrap("", 9));
    }

    @Test
    void wideTextBreaksAnywhereButBeforeClosingPunctuation() {
        for (String line : TextWidth.wrap("数据已经被清空，请先备份再做任何事情。", 10)) {
            assertTrue(TextWidth.of(line) <= 10, line);
            assertTrue(!line.startsWith("，") && !line.startsWith("。"), line);
        }
    }

    @Test
    void whatHasNoSpaceIsCutInTheEnd() {
        assertEquals(List.of("abcde", "fgh"), TextWidth.wrap("abcdefgh", 5));
        assertEquals(List.of("数", "据"), TextWidth.wrap("数据", 1));
    }
}
