package io.fragmortem.snapshot.text;

import java.nio.charset.StandardCharsets;

/** A window on bytes as characters, one per byte, without a copy. Reused: {@link #set} moves it. */
public final class ByteText implements CharSequence {

    private byte[] bytes = new byte[0];
    private int from;
    private int to;

    public ByteText set(byte[] b, int start, int end) {
        this.bytes = b;
        this.from = start;
        this.to = end;
        return this;
    }

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public char charAt(int index) {
        return (char) (bytes[from + index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new ByteText().set(bytes, from + start, from + end);
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
