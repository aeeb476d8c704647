package io.fragmortem.snapshot.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.snapshot.ReadOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumberTableTest {

    private static final double NAN = Double.NaN;

    private static NumberTable read(String text) throws IOException {
        return NumberTable.read(
                "table", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "", ReadOptions.defaults());
    }

    @Test
    void aBlankLineBetweenTheValuesOfOneColumnIsAMissingValue() throws IOException {
        NumberTable table = read("rss\n1\n\n3\n\n\n6\n");
        assertArrayEquals(new double[] {1, NAN, 3, NAN, NAN, 6}, table.columns().get("rss"));
        assertEquals(6, table.rows());
        assertArrayEquals(
                new double[] {NAN, 2}, read("rss\r\n\r\n2\r\n").columns().get("rss"));
        assertArrayEquals(
                new double[] {1, NAN, 3}, read("rss\n1\n  \n3").columns().get("rss"));
        assertArrayEquals(
                new double[] {1, NAN, 3}, read("rss\n1\n\"\"\n3").columns().get("rss"));
    }

    @Test
    void blankLinesAtTheEndAreNone() throws IOException {
        NumberTable table = read("rss\n1\n\n3\n\n\n \n");
        assertArrayEquals(new double[] {1, NAN, 3}, table.columns().get("rss"));
        assertEquals(3, table.rows());
        assertEquals(0, read("rss\n\n\n").rows());
    }

    @Test
    void withoutAHeaderTheFirstValueMayBeMissingToo() throws IOException {
        assertArrayEquals(
                new double[] {NAN, 2, NAN, 4}, read("\n2\n\n4\n").columns().get("column1"));
        assertArrayEquals(new double[] {2, 4}, read("\n\nrss\n2\n4\n").columns().get("rss"));
    }

    @Test
    void betweenRowsOfSeveralColumnsABlankLineSaysNothing() throws IOException {
        NumberTable table = read("\na,b\n1,2\n\n,4\n5,\n");
        assertEquals(List.of("a", "b"), List.copyOf(table.columns().keySet()));
        assertArrayEquals(new double[] {1, NAN, 5}, table.columns().get("a"));
        assertArrayEquals(new double[] {2, 4, NAN}, table.columns().get("b"));
        assertEquals(3, table.rows());
    }

    @Test
    void nothingHasNoColumns() throws IOException {
        for (String text : List.of("", "\n\n", "sep=;", "sep=;\n\n")) {
            assertEquals(Map.of(), read(text).columns(), text);
        }
    }
}
