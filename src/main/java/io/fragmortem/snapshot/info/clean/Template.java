package io.fragmortem.snapshot.info.clean;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Layout;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Unit;
import io.fragmortem.snapshot.text.EightBytes;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * The lines of one clean dump in their order, against which the next dump is matched byte by byte: names are compared
 * eight bytes at a time, numbers are read eight digits at a time, no object is made but the sample's values. A dump that
 * differs in anything but its values is no match and takes the forgiving path (or teaches another template). Its parts are
 * final classes and static methods, so that the compiler can inline them into the loop.
 */
public final class Template {

    /** How the rest of a line after its fixed bytes is read. */
    enum Rest {
        /** Nothing: the fixed bytes are the whole line. */
        NOTHING,
        NUMBER,
        /** {@code keys=1,expires=0,avg_ttl=0}. */
        KEYSPACE,
        /** A fact: compared with the text last seen. */
        FACT,
        /** Not needed. */
        ANYTHING,
        /** {@code 12,usec=90,...}: a number and more. */
        CALLS
    }

    private final int lines;
    private final byte[] rests;
    private final int[] lengths;
    private final int[] wordsAt;
    private final long[] words;
    private final long[] masks;
    private final int[] slots;
    private final long[] lastWords;
    private final long[] lastMasks;
    private final int[] lastLengths;
    private final double[] lastValues;
    private final boolean[] belowZero;
    private final Layout layout;
    private final int serverTimeSlot;
    private final int keyspaceSlot;
    private final int databases;
    private final Set<Sample.Mark> marks;
    private final int sections;
    private final byte[] firstLine;
    private final int length;
    private final byte[] tail;

    private final TemplateFacts facts;

    public Template(TemplateLines source) {
        lines = source.size();
        rests = new byte[lines];
        lengths = new int[lines];
        wordsAt = new int[lines + 1];
        slots = new int[lines];
        lastWords = new long[lines];
        lastMasks = new long[lines];
        lastLengths = new int[lines];
        lastValues = new double[lines];
        belowZero = new boolean[lines];
        for (int i = 0; i < lines; i++) {
            rests[i] = (byte) source.rest(i).ordinal();
            lengths[i] = source.fixed(i).length;
            wordsAt[i + 1] = wordsAt[i] + Math.max(1, (lengths[i] + 7) / 8);
            slots[i] = source.slot(i);
        }
        words = new long[wordsAt[lines]];
        masks = new long[lines];
        for (int i = 0; i < lines; i++) {
            lastMasks[i] = -1;
            lastWords[i] = -1;
            byte[] padded = new byte[lengths[i] + 8];
            System.arraycopy(source.fixed(i), 0, padded, 0, lengths[i]);
            for (int w = wordsAt[i]; w < wordsAt[i + 1]; w++) {
                words[w] = EightBytes.at(padded, (w - wordsAt[i]) * 8);
            }
            int last = lengths[i] - (wordsAt[i + 1] - wordsAt[i] - 1) * 8;
            masks[i] = last == 0 ? 0 : -1L >>> (64 - last * 8);
        }
        layout = source.layout();
        for (int i = 0; i < lines; i++) {
            Field field = source.rest(i) == Rest.NUMBER ? layout.field(slots[i]) : Field.MEM_FRAGMENTATION_BYTES;
            belowZero[i] = field.unit() != Unit.BYTES || field.isDifference();
        }
        serverTimeSlot = layout.indexOf(Field.SERVER_TIME_USEC);
        keyspaceSlot = layout.indexOf(Field.KEYSPACE_KEYS);
        databases = source.databases();
        marks = Collections.unmodifiableSet(source.marks());
        sections = source.sections();
        firstLine = source.firstLine();
        length = source.length();
        tail = source.tail();
        facts = new TemplateFacts(source);
    }

    public Layout layout() {
        return layout;
    }

    /** Values for one match; filled by {@link #match}. */
    public double[] newValues() {
        return new double[layout.size()];
    }

    public Map<Fact, String> facts() {
        return facts.known();
    }

    public Set<Sample.Mark> marks() {
        return marks;
    }

    /** Number of lines that a match covers. */
    public int lines() {
        return lines;
    }

    public int sections() {
        return sections;
    }

    /** Length in bytes of the dump that taught this template. */
    int length() {
        return length;
    }

    public byte[] firstLine() {
        return firstLine;
    }

    /** The bytes up to the first digit of the line that followed the dump that taught this. */
    public byte[] tail() {
        return tail;
    }

    /** Index of {@code server_time_usec} in the values, -1 when the dump has none. */
    public int serverTimeSlot() {
        return serverTimeSlot;
    }

    /** Whether the dump's first fixed bytes stand at the position; a cheap check before {@link #match}. */
    public boolean startsAt(byte[] bytes, int position) {
        long word = EightBytes.at(bytes, position) ^ words[0];
        return (lengths[0] >= 8 ? word : word & masks[0]) == 0;
    }

    /**
     * Matches one dump.
     *
     * @param bytes padded with at least eight zeros behind {@code limit}
     * @return index after the dump's last line, -1 when it differs
     */
    public int match(byte[] bytes, int position, int limit, double[] values) {
        int p = position;
        if (keyspaceSlot >= 0) {
            values[keyspaceSlot] = 0;
            values[keyspaceSlot + 1] = 0;
            values[keyspaceSlot + 2] = databases;
        }
        byte[] rest = rests;
        int w = 0;
        for (int i = 0; i < rest.length; i++) {
            int q = p;
            for (int last = wordsAt[i + 1] - 1; w < last; w++, q += 8) {
                if (EightBytes.at(bytes, q) != words[w]) {
                    return -1;
                }
            }
            if (((EightBytes.at(bytes, q) ^ words[w]) & masks[i]) != 0) {
                return -1;
            }
            w++;
            p += lengths[i];
            long word = EightBytes.at(bytes, p);
            if (((word ^ lastWords[i]) & lastMasks[i]) == 0) {
                // what follows the name is byte by byte what the dump before had there
                if (rest[i] == NUMBER) {
                    values[slots[i]] = lastValues[i];
                }
                p += lastLengths[i];
                continue;
            }
            p = rest[i] == NUMBER ? number(bytes, p, word, values, i) : other(bytes, p, limit, values, i);
            if (p < 0 || p > limit) {
                return -1;
            }
        }
        return p;
    }

    private int other(byte[] bytes, int p, int limit, double[] values, int line) {
        return switch (rests[line]) {
            case ANYTHING -> anything(bytes, p, limit, line);
            case NOTHING -> LineFeeds.afterEmpty(bytes, p);
            case FACT -> facts.match(bytes, p, limit, line);
            case CALLS -> calls(bytes, p, limit, values, line);
            default -> KeyspaceLine.add(bytes, p, limit, values, keyspaceSlot);
        };
    }

    private int calls(byte[] bytes, int from, int limit, double[] values, int line) {
        int p = from;
        long value = 0;
        while (p < limit && EightDigits.isDigit(bytes[p]) && p - from < 18) {
            value = value * 10 + bytes[p] - '0';
            p++;
        }
        if (p == from || p >= limit || EightDigits.isDigit(bytes[p])) {
            return -1;
        }
        values[slots[line]] = value;
        return LineFeeds.after(bytes, p, limit);
    }

    private int anything(byte[] bytes, int from, int limit, int line) {
        int end = LineFeeds.after(bytes, from, limit);
        if (end > 0 && end - from <= 8) {
            remember(EightBytes.at(bytes, from), end - from, line, 0);
        }
        return end;
    }

    /** Keeps a short rest of a line, so that the next dump need not read the same again. */
    private void remember(long word, int size, int line, double value) {
        long mask = -1L >>> (64 - size * 8);
        lastMasks[line] = mask;
        lastWords[line] = word & mask;
        lastLengths[line] = size;
        lastValues[line] = value;
    }

    // constants, because a switch over bytes is quicker than one over the enum
    private static final byte NOTHING = 0;
    private static final byte NUMBER = 1;
    private static final byte FACT = 3;
    private static final byte ANYTHING = 4;
    private static final byte CALLS = 5;

    /** Reads {@code 178586152}, {@code -1404928}, {@code 1.04}, {@code 28.49%} with its line end. */
    private int number(byte[] bytes, int from, long word, double[] values, int line) {
        long digitsOnly = word ^ EightDigits.ZEROS;
        int digits = EightDigits.count(digitsOnly);
        int p = from + digits;
        if (digits == 0 || digits == 8 || bytes[p] != '\r' || bytes[p + 1] != '\n') {
            return longNumber(bytes, from, values, line);
        }
        double value = EightDigits.value(digitsOnly, digits);
        values[slots[line]] = value;
        if (digits <= 6) {
            remember(word, digits + 2, line, value);
        }
        return p + 2;
    }

    private int longNumber(byte[] bytes, int from, double[] values, int line) {
        int p = from;
        boolean negative = bytes[p] == '-';
        if (negative && !belowZero[line]) {
            return -1;
        }
        p += negative ? 1 : 0;
        long value = 0;
        int digits = 8;
        for (int part = 0; digits == 8; part++) {
            long word = EightBytes.at(bytes, p) ^ EightDigits.ZEROS;
            digits = EightDigits.count(word);
            if ((part == 2 && digits > 2) || (part == 0 && digits == 0)) {
                // 19 digits and more: only differences that were printed unsigned, left to the forgiving path
                return -1;
            }
            if (digits > 0) {
                value = value * EightDigits.power(digits) + EightDigits.value(word, digits);
                p += digits;
            }
        }
        double result = value;
        if (bytes[p] == '.') {
            long word = EightBytes.at(bytes, p + 1) ^ EightDigits.ZEROS;
            digits = EightDigits.count(word);
            if (digits == 0 || digits == 8 || value > 100_000_000L) {
                return -1;
            }
            long fraction = EightDigits.value(word, digits);
            result = (double) (value * EightDigits.power(digits) + fraction) / EightDigits.power(digits);
            p += 1 + digits;
        }
        values[slots[line]] = negative ? -result : result;
        p += bytes[p] == '%' ? 1 : 0;
        p += bytes[p] == '\r' ? 1 : 0;
        return bytes[p] == '\n' ? p + 1 : -1;
    }
}
