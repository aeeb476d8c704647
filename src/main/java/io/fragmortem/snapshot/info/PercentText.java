package io.fragmortem.snapshot.info;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text that is encoded as in an address (RFC 3986) or in a form, where a plus sign is a blank. */
final class PercentText {

    private PercentText() {}

    /** The text without its encoding; what is no encoding stays as it is. */
    static String decoded(String raw) {
        boolean form = raw.indexOf('+') >= 0 && raw.indexOf("%20") < 0;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        byte[] source = raw.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < source.length; i++) {
            int high = source[i] == '%' && i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(source[i + 2], 16);
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.write(form && source[i] == '+' ? ' ' : source[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
