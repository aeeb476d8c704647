package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.text.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any table as text, for what is no capture: rows of cells without the blanks around them, in the encoding and with the
 * delimiter that they are written in, Excel's semicolons too. Lines without any text are left out.
 */
public final class CellRows {

    private static final int LOOK_AT = 60;

    private CellRows() {}

    /**
     * One row.
     *
     * @param line 1-based number of its line
     */
    public record Row(long line, List<String> cells) {}

    /**
     * Reads a table, one row a line.
     *
     * @throws IllegalArgumentException where a cell or a row is larger than any table's
     */
    public static List<Row> read(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        List<String> first = new ArrayList<>();
        while (first.size() < LOOK_AT && lines.next()) {
            first.add(lines.text());
        }
        Dialect dialect = Dialect.detect(first);
        CsvRows cells = new CsvRows(first.subList(dialect.skip(), first.size()), lines, dialect.delimiter());
        List<Row> rows = new ArrayList<>();
        for (@Nullable String[] row = cells.next(); row != null; row = cells.next()) {
            List<String> texts = Arrays.stream(row)
                    .map(cell -> cell == null ? "" : cell.strip())
                    .toList();
            if (texts.stream().anyMatch(text -> !text.isEmpty())) {
                rows.add(new Row(dialect.skip() + cells.line(), texts));
            }
        }
        if (cells.broken()) {
            throw new IllegalArgumentException("row " + (rows.size() + 1) + " is too large");
        }
        return rows;
    }
}
