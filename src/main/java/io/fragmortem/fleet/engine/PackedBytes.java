package io.fragmortem.fleet.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow while they are written and move on while they are read: small numbers take one byte. */
final class PackedBytes {

    /** Bytes of a number of 64 bits, seven to the byte. */
    private static final int LONGEST = 10;

    private byte[] bytes;
    private int at;

    /** Empty, to be written. */
    PackedBytes() {
        this.bytes = new byte[512];
    }

    /** To be read. */
    PackedBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What was written. */
    byte[] written() {
        return Arrays.copyOf(bytes, at);
    }

    private void ensure(int more) {
        if (at + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + more));
        }
    }

    void put(int oneByte) {
        ensure(1);
        bytes[at++] = (byte) oneByte;
    }

    int take() {
        return bytes[at++] & 0xff;
    }

    /** A number that is small when it is near 0, seven bits to the byte. */
    void putLong(long value) {
        ensure(LONGEST);
        at = put(value, bytes, at);
    }

    private static int put(long value, byte[] into, int from) {
        long left = value << 1 ^ value >> 63;
        int next = from;
        while ((left & ~0x7fL) != 0) {
            into[next++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        into[next++] = (byte) left;
        return next;
    }

    /** A byte, then the distances of whole numbers from their neighbours; nothing, and false, where one is not whole. */
    boolean putWhole(int kind, double[] values) {
        ensure(1 + LONGEST * values.length);
        byte[] into = bytes;
        into[at] = (byte) kind;
        int next = at + 1;
        long before = 0;
        for (double value : values) {
            long whole = (long) value;
            if (!PackedArrays.isWhole(value, whole)) {
                return false;
            }
            next = put(whole - before, into, next);
            before = whole;
        }
        at = next;
        return true;
    }

    long takeLong() {
        long left = 0;
        int shift = 0;
        byte next = bytes[at++];
        while (next < 0) {
            left |= (next & 0x7fL) << shift;
            shift += 7;
            next = bytes[at++];
        }
        left |= (long) next << shift;
        return left >>> 1 ^ -(left & 1);
    }

    /** The first so many values from the distances of whole numbers of this part of one. */
    void takeWhole(double scale, int count, double[] values) {
        byte[] from = bytes;
        int next = at;
        long before = 0;
        for (int i = 0; i < count; i++) {
            byte part = from[next++];
            long left = part & 0x7f;
            for (int shift = 7; part < 0; shift += 7) {
                part = from[next++];
                left |= (part & 0x7fL) << shift;
            }
            before += left >>> 1 ^ -(left & 1);
            values[i] = scale == 1 ? before : before / scale;
        }
        at = next;
    }

    void putInt(int value) {
        putLong(value);
    }

    int takeInt() {
        return (int) takeLong();
    }

    void putDouble(double value) {
        ensure(8);
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 0; shift < 64; shift += 8) {
            bytes[at++] = (byte) (bits >>> shift);
        }
    }

    double takeDouble() {
        long bits = 0;
        for (int shift = 0; shift < 64; shift += 8) {
            bits |= (bytes[at++] & 0xffL) << shift;
        }
        return Double.longBitsToDouble(bits);
    }

    void putBytes(byte[] value) {
        putInt(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        at += value.length;
    }

    byte[] takeBytes() {
        int length = takeInt();
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    void putText(String text) {
        putBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    String takeText() {
        int length = takeInt();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }
}
