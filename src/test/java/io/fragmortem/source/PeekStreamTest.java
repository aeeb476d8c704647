package io.fragmortem.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PeekStreamTest {

    @Test
    void peekedBytesAreReadAfterwards() throws IOException {
        try (PeekStream stream = new PeekStream(new ByteArrayInputStream(new byte[] {1, 2, 3}))) {
            assertArrayEquals(new byte[] {1, 2}, stream.peek(2));
            assertEquals(1, stream.read());
            assertArrayEquals(new byte[] {2, 3}, stream.peek(10));
            assertEquals(2, stream.available());
            assertArrayEquals(new byte[] {2, 3}, stream.readAllBytes());
            assertEquals(-1, stream.read());
            assertEquals(0, stream.available());
            assertEquals(3, stream.consumed());
        }
    }

    @Test
    void longReadsBypassTheBuffer() throws IOException {
        byte[] bytes = new byte[200_000];
        try (PeekStream stream = new PeekStream(new ByteArrayInputStream(bytes))) {
            assertEquals(200_000, stream.readNBytes(300_000).length);
            assertEquals(0, stream.read(new byte[1], 0, 0));
        }
    }

    @Test
    void peekingFurtherThanTheBufferIsMisuse() throws IOException {
        try (PeekStream stream = new PeekStream(new ByteArrayInputStream(new byte[0]))) {
            assertThrows(IllegalArgumentException.class, () -> stream.peek(1 << 20));
        }
    }
}
