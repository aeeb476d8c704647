package io.fragmortem.web;

import io.fragmortem.fleet.intake.Books;

/** SHA-256 as FIPS 180-4 defines it, since the class library of browsers has none. */
final class Sha256 implements Books.Checksum {

    private static final int BLOCK = 64;
    private static final int[] ROUND = new int[64];
    private static final int[] START = new int[8];

    private final int[] state = START.clone();
    private final byte[] block = new byte[BLOCK];
    private final int[] schedule = new int[64];
    private int filled;
    private long length;

    static {
        int prime = 2;
        for (int i = 0; i < ROUND.length; prime++) {
            if (isPrime(prime)) {
                ROUND[i] = fraction(Math.cbrt(prime));
                if (i < START.length) {
                    START[i] = fraction(Math.sqrt(prime));
                }
                i++;
            }
        }
    }

    private static boolean isPrime(int number) {
        for (int i = 2; i * i <= number; i++) {
            if (number % i == 0) {
                return false;
            }
        }
        return true;
    }

    /** The first 32 bits behind the point. */
    private static int fraction(double root) {
        return (int) (long) ((root - Math.floor(root)) * 0x1p32);
    }

    @Override
    public void update(byte[] bytes, int from, int count) {
        length += count;
        int at = from;
        int left = count;
        while (left > 0) {
            int n = Math.min(left, BLOCK - filled);
            System.arraycopy(bytes, at, block, filled, n);
            filled += n;
            at += n;
            left -= n;
            if (filled == BLOCK) {
                mix();
                filled = 0;
            }
        }
    }

    @Override
    public String hex() {
        long bits = length * 8;
        update(new byte[] {(byte) 0x80}, 0, 1);
        while (filled != BLOCK - 8) {
            update(new byte[1], 0, 1);
        }
        for (int i = 7; i >= 0; i--) {
            update(new byte[] {(byte) (bits >>> 8 * i)}, 0, 1);
        }
        StringBuilder hex = new StringBuilder();
        for (int word : state) {
            for (int shift = 28; shift >= 0; shift -= 4) {
                hex.append("0123456789abcdef".charAt(word >>> shift & 15));
            }
        }
        return hex.toString();
    }

    private void mix() {
        schedule();
        rounds();
    }

    private void schedule() {
        for (int i = 0; i < 16; i++) {
            schedule[i] = (block[4 * i] & 0xff) << 24
                    | (block[4 * i + 1] & 0xff) << 16
                    | (block[4 * i + 2] & 0xff) << 8
                    | (block[4 * i + 3] & 0xff);
        }
        for (int i = 16; i < 64; i++) {
            int early = schedule[i - 15];
            int late = schedule[i - 2];
            schedule[i] = schedule[i - 16]
                    + (Integer.rotateRight(early, 7) ^ Integer.rotateRight(early, 18) ^ early >>> 3)
                    + schedule[i - 7]
                    + (Integer.rotateRight(late, 17) ^ Integer.rotateRight(late, 19) ^ late >>> 10);
        }
    }

    private void rounds() {
        // single variables, as arrays in browsers are several times slower
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        for (int i = 0; i < 64; i++) {
            int first = h
                    + (Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25))
                    + (e & f ^ ~e & g)
                    + ROUND[i]
                    + schedule[i];
            int second = (Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22))
                    + (a & b ^ a & c ^ b & c);
            h = g;
            g = f;
            f = e;
            e = d + first;
            d = c;
            c = b;
            b = a;
            a = first + second;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }
}
