package io.fragmortem.report.words;

import java.util.regex.Pattern;

/** Untrusted text as a cell of a comma-separated table that a spreadsheet may open. */
public final class CsvCell {

    /** What spreadsheets take for the beginning of a formula (OWASP, CSV injection); some drop the white space before it. */
    private static final String FORMULA = "=+-@\t\r\n";

    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?");

    private CsvCell() {}

    /** Quoted as RFC 4180 has it; an apostrophe before what would be run as a formula. A number stays a number. */
    public static String of(String text) {
        boolean formula = !text.isEmpty()
                && FORMULA.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
