package io.fragmortem.snapshot.log.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void escapesOfJsonStringsAreUndone() {
        byte[] b = "a\\n\\t\\r\\\\\\\"\\u0041\\u00e9\\uzz\\\"b".getBytes(StandardCharsets.US_ASCII);
        String plain = new String(Json.unescape(b, 0, b.length), StandardCharsets.US_ASCII);
        assertEquals("a\n\t\r\\\"A??b", plain);
        byte[] end = "ab\\\"c\"d".getBytes(StandardCharsets.US_ASCII);
        assertEquals(5, Json.closingQuote(end, 0, end.length));
        assertEquals(4, Json.closingQuote(end, 0, 4));
    }
}
