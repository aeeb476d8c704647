package io.fragmortem.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvCellTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cache-1 | cache-1",
                "-42 | -42",
                "-4.2e-7 | -4.2e-7",
                "+5 | +5",
                "-cmd!A1 | '-cmd!A1",
                "-1+cmd | '-1+cmd",
                "--option | '--option",
                "+cmd | '+cmd",
                "=1+1 | '=1+1",
                "@SUM(A1) | '@SUM(A1)",
                "a,b | \"a,b\"",
                "=\"a\" | \"'=\"\"a\"\"\""
            })
    void textIsNoFormulaAndNumbersAreNumbers(String text, String cell) {
        assertEquals(cell, CsvCell.of(text));
    }

    @ParameterizedTest
    @CsvSource({"'\t=1','''\t=1'", "'\r=1','\"''\r=1\"'", "'\n=1','\"''\n=1\"'", "'',''"})
    void whiteSpaceBeforeAFormulaHidesNone(String text, String cell) {
        assertEquals(cell, CsvCell.of(text));
    }
}
