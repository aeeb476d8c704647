package io.fragmortem.snapshot.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The charsets of Windows in Chinese, Japanese and Korean where the platform has them; {@code src/web} asks the browser instead. */
final class Chinese {

    private Chinese() {}

    /** The charset, UTF-8 where it is missing. */
    static Charset charset(String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }
}
