package io.fragmortem.snapshot.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CellRowsTest {

    private static List<List<String>> read(String text, Charset charset) throws IOException {
        return CellRows.read(new ByteArrayInputStream(text.getBytes(charset))).stream()
                .map(CellRows.Row::cells)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void aQuoteInsideACellIsAQuote(String delimiter) throws IOException {
        String text = "instance,rack,team\ncache-1,19\" 2,red\n\ncache-2,\"a, \"\"b\"\"\",blue\ncache-3,,red\n";
        String table = delimiter.equals(",") ? text : text.replace("a, ", "a ").replace(",", delimiter);
        String quoted = delimiter.equals(",") ? "a, \"b\"" : "a \"b\"";
        assertEquals(
                List.of(
                        List.of("instance", "rack", "team"),
                        List.of("cache-1", "19\" 2", "red"),
                        List.of("cache-2", quoted, "blue"),
                        List.of("cache-3", "", "red")),
                read(table, StandardCharsets.UTF_8));
    }

    @Test
    void whatExcelWritesIsRead() throws IOException {
        List<List<String>> rows = List.of(List.of("Knoten", "Gruppe"), List.of("cache-1", "süd, links"));
        assertEquals(rows, read("\ufeffKnoten;Gruppe\r\ncache-1;süd, links\r\n", StandardCharsets.UTF_8));
        assertEquals(rows, read("\ufeffKnoten\tGruppe\r\ncache-1\tsüd, links\r\n", StandardCharsets.UTF_16LE));
        assertEquals(rows, read("sep=;\r\nKnoten;Gruppe\r\ncache-1;süd, links\r\n", StandardCharsets.UTF_8));
    }

    @Test
    void aCellThatNoTableHasIsRefusedRatherThanTheRestLost() {
        String text = "a,b\nc," + "x".repeat(CsvRows.MAX_CELL + 2) + "\nd,e\n";
        assertThrows(IllegalArgumentException.class, () -> read(text, StandardCharsets.UTF_8));
    }

    @Test
    void nothingHasNoRows() throws IOException {
        assertEquals(List.of(), read("\n \n", StandardCharsets.UTF_8));
    }
}
