package io.fragmortem.snapshot.csv;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import io.fragmortem.snapshot.text.Lines;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The only door to univocity. Its defaults lose data in silence: lines that start with {@code #} vanish, an unclosed
 * quote swallows the rest of the file, an empty and an absent cell look alike, input is read on a second thread, and its
 * exceptions quote the content. All of that is set off here; every line of the input is one row,
 * but for {@link #ofLongCells}.
 */
final class CsvRows {

    /** Cells of a Grafana table have some 20 characters, series names some 300. */
    static final int MAX_CELL = 1 << 16;

    /** A wide export has one column per series. */
    static final int MAX_COLUMNS = 20_000;

    /** Characters that the parser takes at once; its default of a million would be wiped for every line of a head. */
    private static final int BUFFER = 1 << 14;

    private final CsvParser parser;
    private final BalancedReader reader;
    private long line;
    private boolean broken;

    CsvRows(List<String> first, Lines lines, char delimiter) {
        // trimming costs time; most tables have no blanks around their cells
        boolean blanks = first.stream().anyMatch(line -> hasBlanks(line, delimiter));
        CsvParserSettings settings = settings(MAX_CELL);
        settings.getFormat().setDelimiter(delimiter);
        settings.getFormat().setQuote('"');
        settings.getFormat().setQuoteEscape('"');
        settings.getFormat().setLineSeparator("\n");
        settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_DELIMITER);
        settings.setSkipEmptyLines(false);
        settings.setIgnoreLeadingWhitespaces(blanks);
        settings.setIgnoreTrailingWhitespaces(blanks);
        settings.setInputBufferSize(BUFFER);
        this.parser = new CsvParser(settings);
        this.reader = new BalancedReader(first, lines, delimiter, blanks);
        parser.beginParsing(reader);
    }

    private static CsvParserSettings settings(int longestCell) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.getFormat().setComment('\0');
        settings.setReadInputOnSeparateThread(false);
        settings.setMaxCharsPerColumn(longestCell);
        settings.setMaxColumns(MAX_COLUMNS);
        settings.setEmptyValue("");
        settings.setErrorContentLength(0);
        return settings;
    }

    /** A parser of tables whose cells go over several lines, between whatever delimiter it finds. */
    static CsvParser ofLongCells(int longest) {
        CsvParserSettings settings = settings(longest);
        settings.setDelimiterDetectionEnabled(true, ',', ';', '\t');
        settings.setLineSeparatorDetectionEnabled(true);
        return new CsvParser(settings);
    }

    private static boolean hasBlanks(String line, char delimiter) {
        int at = line.indexOf(delimiter);
        while (at >= 0) {
            boolean before = at > 0 && line.charAt(at - 1) == ' ';
            boolean after = at + 1 < line.length() && line.charAt(at + 1) == ' ';
            if (before || after) {
                return true;
            }
            at = line.indexOf(delimiter, at + 1);
        }
        return line.startsWith(" ") || line.endsWith(" ");
    }

    /** The next row, null at the end; cells may be null, a blank line is one null cell. */
    @Nullable
    String @Nullable [] next() {
        if (broken) {
            return null;
        }
        line++;
        try {
            return parser.parseNext();
        } catch (TextParsingException | ArrayIndexOutOfBoundsException e) {
            broken = true; // the parser cannot be resumed
            return null;
        }
    }

    /** Whether the table ended because a cell or a row broke the limits. */
    boolean broken() {
        return broken;
    }

    /** Whether a line was longer than lines may be and was cut. */
    boolean takeCut() {
        return reader.takeCut();
    }

    /** Whether the last row came without a line end, once all rows have been read. */
    boolean unterminated() {
        return reader.unterminated();
    }

    /** 1-based number of the row given last, counted in lines. */
    long line() {
        return line;
    }

    /** The cells of one line of text. */
    static List<String> split(String text, char delimiter) {
        CsvRows rows = new CsvRows(List.of(text), EMPTY, delimiter);
        String[] cells = rows.next();
        return cells == null
                ? List.of()
                : Arrays.stream(cells).map(cell -> cell == null ? "" : cell).toList();
    }

    private static final Lines EMPTY = empty();

    private static Lines empty() {
        try {
            return new Lines(java.io.InputStream.nullInputStream());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("reading nothing", e);
        }
    }
}
