package io.fragmortem.report.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

    private final StringBuilder out = new StringBuilder();
    private final JsonWriter json = new JsonWriter(out);

    @Test
    void commasStandBetweenMembersOnly() {
        json.beginObject()
                .name("a")
                .beginArray()
                .value(1)
                .value(true)
                .beginObject()
                .endObject()
                .endArray();
        json.name("b").beginArray().endArray().name("c").nothing().endObject();
        assertEquals("{\"a\":[1,true,{}],\"b\":[],\"c\":null}", out.toString());
    }

    @Test
    void textIsEscaped() {
        json.value("a\"b\\c\n\r\t\u0001\u007f\u2028\u2029 <é内\ud83d\ude00 \ud800 \udc00");
        assertEquals("\"a\\\"b\\\\c\\n\\r\\t\\u0001\\u007f\\u2028\\u2029 <é内😀 \\ud800 \\udc00\"", out.toString());
    }

    @Test
    void numbersArePlain() {
        json.beginArray()
                .value(5.0)
                .value(-0.0)
                .value(1.25)
                .value(0.00002)
                .value(1e-12)
                .value(1e20)
                .value(1e300);
        json.value(9007199254740991L).value(6.5e15).endArray();
        assertEquals(
                "[5,0,1.25,0.00002,1.0E-12,100000000000000000000,1.0E300,9007199254740991,6500000000000000]",
                out.toString());
    }

    @Test
    void whatIsUnknownIsNullAndNeverNaN() {
        json.beginArray()
                .value(Double.NaN)
                .value(Double.POSITIVE_INFINITY)
                .bytes(Double.NaN)
                .bytes(OptionalDouble.empty());
        json.value(OptionalDouble.empty())
                .moment(OptionalLong.empty())
                .value((String) null)
                .endArray();
        assertEquals("[null,null,null,null,null,null,null]", out.toString());
    }

    @Test
    void bytesAreWholeAndMomentsAreUtc() {
        json.beginArray()
                .bytes(3774873.6)
                .moment(1_795_336_684_500_000L)
                .moment(OptionalLong.of(0))
                .endArray();
        assertEquals("[3774874,\"2026-11-22T08:38:04.500Z\",\"1970-01-01T00:00:00Z\"]", out.toString());
    }

    @Test
    void aFullDiskIsReported() {
        JsonWriter broken = new JsonWriter(new FullDisk());
        assertThrows(UncheckedIOException.class, broken::beginArray);
        assertThrows(UncheckedIOException.class, () -> broken.value("x"));
        assertThrows(UncheckedIOException.class, () -> LineEnd.append(new FullDisk()));
    }

    private static final class FullDisk implements Appendable {
        @Override
        public Appendable append(CharSequence text) throws IOException {
            throw new IOException("no space left");
        }

        @Override
        public Appendable append(CharSequence text, int from, int to) throws IOException {
            throw new IOException("no space left");
        }

        @Override
        public Appendable append(char c) throws IOException {
            throw new IOException("no space left");
        }
    }
}
