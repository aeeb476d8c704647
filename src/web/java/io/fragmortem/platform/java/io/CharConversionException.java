package io.fragmortem.platform.java.io;

import java.io.IOException;

/** What the JSON parser throws for bytes that are no text. */
public final class CharConversionException extends IOException {

    private static final long serialVersionUID = 1L;

    public CharConversionException(String message) {
        super(message);
    }
}
