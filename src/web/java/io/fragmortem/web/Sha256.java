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
        for (int i = 0; i < 16; i++) {
            schedule[i] = (block[4 * i] & 0xff) << 24
                    | (block[4 * i + 1] & 0xff) << 16
                    | (block[4 * i + 2] & 0xff) << 8
                    | (block[4 * i + 3] & 0xff);
        }
        for (int i = 16; i < 64; i++) {
            int a = schedule[i - 15];
            int b = schedule[i - 2];
            schedule[i] = schedule[i - 16]
                    + (Integer.rotateRight(a, 7) ^ Integer.rotateRight(a, 18) ^ a >>> 3)
                    + schedule[i - 7]
                    + (Integer.rotateRight(b, 17) ^ Integer.rotateRight(b, 19) ^ b >>> 10);
        }
        int[] s = state.clone();
        for (int i = 0; i < 64; i++) {
            int first = s[7]
                    + (Integer.rotateRight(s[4], 6) ^ Integer.rotateRight(s[4], 11) ^ Integer.rotateRight(s[4], 25))
                    + (s[4] & s[5] ^ ~s[4] & s[6])
                    + ROUND[i]
                    + schedule[i];
            int second = (Integer.rotateRight(s[0], 2) ^ Integer.rotateRight(s[0], 13) ^ Integer.rotateRight(s[0], 22))
                    + (s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]);
            System.arraycopy(s, 0, s, 1, 7);
            s[4] += first;
            s[0] = first + second;
        }
        for (int i = 0; i < state.length; i++) {
            state[i] += s[i];
        }
    }
}
