package io.fragmortem.snapshot.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The charset of Chinese Windows where the platform has it; {@code src/web} asks the browser for it instead. */
final class Chinese {

    /** GBK is part of it. */
    private static final String NAME = "GB18030";

    private Chinese() {}

    /** The charset, UTF-8 where it is missing. */
    static Charset charset() {
        return Charset.isSupported(NAME) ? Charset.forName(NAME) : StandardCharsets.UTF_8;
    }
}
