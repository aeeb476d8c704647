package io.fragmortem.snapshot.text;

/** Takes the place of the class of the same name: browsers have no views of byte arrays for Java. */
public final class EightBytes {

    private EightBytes() {}

    /** The bytes from this one on, the first one lowest. */
    public static long at(byte[] bytes, int from) {
        int low = (bytes[from] & 0xff)
                | (bytes[from + 1] & 0xff) << 8
                | (bytes[from + 2] & 0xff) << 16
                | bytes[from + 3] << 24;
        int high = (bytes[from + 4] & 0xff)
                | (bytes[from + 5] & 0xff) << 8
                | (bytes[from + 6] & 0xff) << 16
                | bytes[from + 7] << 24;
        return (long) high << 32 | (low & 0xffffffffL);
    }
}
