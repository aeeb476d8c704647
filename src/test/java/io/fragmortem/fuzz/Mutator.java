package io.fragmortem.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Spoils good inputs, the same way for the same seed: by bytes, lines, numbers, and with pieces of other inputs. */
public final class Mutator {

    private static final int LONGEST = 1 << 16;

    /** What readers trip over: signs of their grammars, ends of ranges, invisible characters. */
    private static final List<byte[]> TOKENS = tokens(
            "\0",
            "\r",
            "\n\n",
            "\t",
            "\"",
            "'",
            "\\",
            "\\u",
            "\\x",
            "{",
            "}",
            "[",
            "]",
            "[[[[",
            "{\"a\":",
            ":",
            "=",
            ",",
            ";",
            "|",
            "%",
            "#",
            "-",
            "+",
            ".",
            "..",
            "e",
            "E9999",
            "1e308",
            "-0",
            "NaN",
            "inf",
            "Infinity",
            "null",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "99999999999999999999999999",
            "0x7fffffffffffffff",
            "18446744073709551615",
            "1.7976931348623157E308",
            "4.9E-324",
            "2147483648",
            "T",
            "Z",
            "+14:00",
            "2026-02-30",
            "1970-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "24:00:00",
            "23:59:60",
            "# Memory\r\n",
            "used_memory:",
            "used_memory_rss:1",
            "redis_version:",
            "$100\r\n",
            "*2\r\n",
            "--",
            "```",
            "\u0663",
            "\uff15",
            "\u2028",
            "\u202e",
            "\ufeff",
            "内存",
            "${",
            "<#if",
            "</script>",
            "../",
            "(?:",
            "$1");

    private final List<byte[]> seeds;
    private final SplittableRandom random;

    public Mutator(List<byte[]> seeds, long seed) {
        this.seeds = List.copyOf(seeds);
        this.random = new SplittableRandom(seed);
    }

    private static List<byte[]> tokens(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** The next mutant: one of the seeds after one to eight changes. */
    public byte[] next() {
        byte[] mutant = any();
        for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
            mutant = changed(mutant);
            mutant = mutant.length > LONGEST ? Arrays.copyOf(mutant, LONGEST) : mutant;
        }
        return mutant;
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] changed(byte[] bytes) {
        return switch (random.nextInt(10)) {
            case 0 -> flipped(bytes);
            case 1 -> Arrays.copyOf(bytes, at(bytes));
            case 2 -> replaced(bytes, at(bytes), random.nextInt(9), new byte[0]);
            case 3, 4 -> replaced(bytes, at(bytes), random.nextInt(3), TOKENS.get(random.nextInt(TOKENS.size())));
            case 5 -> numbered(bytes);
            case 6 -> repeated(bytes);
            case 7 -> spliced(bytes, any());
            default -> lines(bytes);
        };
    }

    private int at(byte[] bytes) {
        return random.nextInt(bytes.length + 1);
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        for (int hits = 1 + random.nextInt(4); hits > 0 && flipped.length > 0; hits--) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] with) {
        int end = Math.min(bytes.length, at + length);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + with.length);
        out.write(bytes, 0, at);
        out.write(with, 0, with.length);
        out.write(bytes, end, bytes.length - end);
        return out.toByteArray();
    }

    /** Another number in the place of one, or a piece of one. */
    private byte[] numbered(byte[] bytes) {
        int from = at(bytes);
        while (from < bytes.length && !digit(bytes[from])) {
            from++;
        }
        int to = from;
        while (to < bytes.length && digit(bytes[to])) {
            to++;
        }
        String number = switch (random.nextInt(5)) {
            case 0 -> "0";
            case 1 -> "-" + random.nextInt(1000);
            case 2 -> Long.toString(random.nextLong());
            case 3 -> "9".repeat(1 + random.nextInt(400));
            default -> random.nextInt(100) + "." + random.nextInt(100);
        };
        return replaced(bytes, from, to - from, number.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    private byte[] repeated(byte[] bytes) {
        int from = at(bytes);
        byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 1 + random.nextInt(40)));
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int times = 1 << random.nextInt(9); times > 0; times--) {
            many.write(piece, 0, piece.length);
        }
        return replaced(bytes, from, 0, many.toByteArray());
    }

    /** The beginning of one and the end of another. */
    private byte[] spliced(byte[] one, byte[] other) {
        int upTo = at(one);
        byte[] rest = Arrays.copyOfRange(other, at(other), other.length);
        return replaced(one, upTo, one.length - upTo, rest);
    }

    /** Lines left out, said twice, in another order, or those of another input between them. */
    private byte[] lines(byte[] bytes) {
        List<byte[]> lines = split(bytes);
        int line = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(line);
            case 1 -> lines.add(random.nextInt(lines.size() + 1), lines.get(line));
            case 2 -> java.util.Collections.swap(lines, line, random.nextInt(lines.size()));
            default -> {
                List<byte[]> others = split(any());
                int from = random.nextInt(others.size());
                lines.addAll(line, others.subList(from, Math.min(others.size(), from + 1 + random.nextInt(12))));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        lines.forEach(text -> out.write(text, 0, text.length));
        return out.toByteArray();
    }

    /** Lines with their ends; at least one, which may be empty. */
    private static List<byte[]> split(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, from, i + 1));
                from = i + 1;
            }
        }
        lines.add(Arrays.copyOfRange(bytes, from, bytes.length));
        return lines;
    }
}
