package io.fragmortem.web.build;

/**
 * Bytes as text, five letters for four bytes, a sixteenth shorter than base 64: the alphabet of Z85 (rfc.zeromq.org/spec/32)
 * without what means something in HTML. The first letter tells how many bytes at the end are none.
 */
final class Base85 {

    static final String DIGITS =
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?~_,()[]{}@%$#";

    private static final int GROUP = 4;

    private Base85() {}

    static String encode(byte[] bytes) {
        int none = (GROUP - bytes.length % GROUP) % GROUP;
        StringBuilder text = new StringBuilder(bytes.length / GROUP * 5 + 6).append(none);
        for (int at = 0; at < bytes.length; at += GROUP) {
            long group = 0;
            for (int i = at; i < at + GROUP; i++) {
                group = group << 8 | (i < bytes.length ? bytes[i] & 0xff : 0);
            }
            for (long unit = 85L * 85 * 85 * 85; unit > 0; unit /= 85) {
                text.append(DIGITS.charAt((int) (group / unit % 85)));
            }
        }
        return text.toString();
    }
}
