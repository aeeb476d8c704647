package io.fragmortem.snapshot.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fragmortem.snapshot.text.Lines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a table, many of which are handed to the parser at once, against one line after the other. */
final class CsvRowsTest {

    private static CsvRows rows(String table, char delimiter) throws IOException {
        Lines lines = new Lines(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)));
        List<String> first = new ArrayList<>();
        while (first.size() < 3 && lines.next()) {
            first.add(lines.text());
        }
        return new CsvRows(first, lines, delimiter);
    }

    /** Whatever quotes and signs stand in a line, they spoil neither the line before it nor the one after it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyLineIsTheRowThatItIsByItself(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        String blank = seed % 2 == 0 ? " " : ""; // the parser passes over blanks in all lines or in none
        String signs = ",,,\"\"#'\\;1234567890ab\u00e9\u5185" + blank;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            StringBuilder line = new StringBuilder();
            for (int n = random.nextInt(random.nextInt(20) == 0 ? 4000 : 20); n > 0; n--) {
                line.append(signs.charAt(random.nextInt(signs.length())));
            }
            lines.add(line.append(blank).append(',').append(i).toString());
        }
        CsvRows rows = rows(String.join("\n", lines) + "\n", ',');
        for (int i = 0; i < lines.size(); i++) {
            String[] row = Objects.requireNonNull(rows.next());
            for (int cell = 0; cell < row.length; cell++) {
                row[cell] = row[cell] == null ? "" : row[cell];
            }
            assertEquals(CsvRows.split(lines.get(i), ','), List.of(row), "line " + i + ": " + lines.get(i));
            assertEquals(i + 1, rows.line());
        }
        assertNull(rows.next());
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|'})
    void cellsComeBackAsTheyWereWritten(char delimiter) throws IOException {
        SplittableRandom random = new SplittableRandom(delimiter);
        List<String[]> cells = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            String[] row = new String[5];
            for (int cell = 0; cell < row.length; cell++) {
                StringBuilder text = new StringBuilder("x");
                for (int n = random.nextInt(9); n > 0; n--) {
                    text.append((",;|\"#'\\.-0123456789" + delimiter).charAt(random.nextInt(20)));
                }
                row[cell] = text.toString();
            }
            cells.add(row);
        }
        String table = cells.stream()
                .map(row -> List.of(row).stream()
                        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(String.valueOf(delimiter))))
                .collect(Collectors.joining("\n"));
        CsvRows rows = rows(table, delimiter);
        for (String[] row : cells) {
            assertArrayEquals(row, rows.next(), "row " + rows.line());
        }
    }
}
