package com.univocity.parsers.common.input.concurrent;

import com.univocity.parsers.common.input.AbstractCharInputReader;
import java.io.Reader;

/**
 * Takes the place of the class of the same name, which reads ahead on a thread of its own and is never asked to by us: with
 * threads in reach, every function of the page would be compiled twice as large, to be interruptible.
 */
public final class ConcurrentCharInputReader extends AbstractCharInputReader {

    public ConcurrentCharInputReader(
            char normalizedLineSeparator,
            int bufferSize,
            int bufferQuantity,
            int whitespaceRangeStart,
            boolean skipBits) {
        this(normalizedLineSeparator, whitespaceRangeStart, skipBits);
    }

    public ConcurrentCharInputReader(
            char[] lineSeparator,
            char normalizedLineSeparator,
            int bufferSize,
            int bufferQuantity,
            int whitespaceRangeStart,
            boolean skipBits) {
        this(normalizedLineSeparator, whitespaceRangeStart, skipBits);
    }

    private ConcurrentCharInputReader(char normalizedLineSeparator, int whitespaceRangeStart, boolean skipBits) {
        super(normalizedLineSeparator, whitespaceRangeStart, skipBits);
    }

    @Override
    protected void setReader(Reader reader) {
        throw new UnsupportedOperationException("no threads here");
    }

    @Override
    protected void reloadBuffer() {
        throw new UnsupportedOperationException("no threads here");
    }

    @Override
    public void stop() {}
}
