package io.fragmortem.snapshot.info.clean;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Layout;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Unit;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * One clean dump as it was printed last, against which the next one is matched: stretches that are the same are passed in
 * one comparison of bytes, and only the lines in which the two differ are read, numbers eight digits at a time. No object is
 * made but the sample's values. A dump that differs in anything but its values is no match and takes the forgiving path (or
 * teaches another template).
 */
public final class Template {

    /** So many zeros stand behind a text: numbers are looked at in words, beyond its end. */
    public static final int PAD = 64;

    /** How the rest of a line after its fixed bytes is read. */
    enum Rest {
        /** Nothing: the fixed bytes are the whole line. */
        NOTHING,
        NUMBER,
        /** {@code keys=1,expires=0,avg_ttl=0}. */
        KEYSPACE,
        /** A fact. */
        FACT,
        /** Not needed. */
        ANYTHING,
        /** {@code 12,usec=90,...}: a number and more. */
        COUNTER
    }

    private final Rest[] rests;
    private final int[] slots;
    private final boolean[] belowZero;
    private final Fact[] factOf;
    private final Layout layout;
    private final int serverTimeSlot;
    private final int keyspaceSlot;
    private final Set<Sample.Mark> marks;
    private final int sections;
    private final byte[] firstLine;
    private final byte[] tail;

    /** The dump matched last, padded as a text is. */
    private byte[] last;

    private int length;

    /** Where its lines begin, and where it ends. */
    private final int[] starts;

    /** Where in them stands what is not fixed. */
    private final int[] restsAt;

    private double[] lastValues;
    private Map<Fact, String> facts;

    // the lines of the dump being matched that differ, and where they end behind its beginning
    private final int[] changed;
    private final int[] changedTo;
    private int changes;
    private boolean moved;
    private Map<Fact, String> newFacts;

    public Template(TemplateLines source) {
        int lines = source.size();
        rests = new Rest[lines];
        slots = new int[lines];
        belowZero = new boolean[lines];
        factOf = new Fact[lines];
        starts = new int[lines + 1];
        restsAt = new int[lines];
        changed = new int[lines];
        changedTo = new int[lines];
        layout = source.layout();
        Fact[] allFacts = Fact.values();
        for (int i = 0; i < lines; i++) {
            rests[i] = source.rest(i);
            slots[i] = source.slot(i);
            factOf[i] = allFacts[rests[i] == Rest.FACT ? slots[i] : 0];
            Field field = rests[i] == Rest.NUMBER ? layout.field(slots[i]) : Field.MEM_FRAGMENTATION_BYTES;
            belowZero[i] = field.unit() != Unit.BYTES || field.isDifference();
            restsAt[i] = starts[i] + source.fixed(i).length;
            starts[i + 1] = restsAt[i] + 1;
        }
        length = starts[lines];
        // a zero stands for whatever is not fixed: no text has one, so that the first match reads every line
        last = new byte[length + PAD];
        for (int i = 0; i < lines; i++) {
            System.arraycopy(source.fixed(i), 0, last, starts[i], source.fixed(i).length);
        }
        lastValues = new double[layout.size()];
        serverTimeSlot = layout.indexOf(Field.SERVER_TIME_USEC);
        keyspaceSlot = layout.indexOf(Field.KEYSPACE_KEYS);
        if (keyspaceSlot >= 0) {
            lastValues[keyspaceSlot + 2] = source.databases();
        }
        facts = Collections.unmodifiableMap(source.facts());
        newFacts = facts;
        marks = Collections.unmodifiableSet(source.marks());
        sections = source.sections();
        firstLine = source.firstLine();
        tail = source.tail();
    }

    public Layout layout() {
        return layout;
    }

    /** The facts of the last match; the same map as long as they are the same. */
    public Map<Fact, String> facts() {
        return facts;
    }

    public Set<Sample.Mark> marks() {
        return marks;
    }

    /** Number of lines that a match covers. */
    public int lines() {
        return rests.length;
    }

    public int sections() {
        return sections;
    }

    /** Length in bytes of the dump matched last. */
    public int length() {
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

    /** The values of the last match, by index of the layout; nobody may change them. */
    public double[] values() {
        return lastValues;
    }

    /** Whether the dump's first fixed bytes stand at the position; a cheap check before {@link #match}. */
    public boolean startsAt(byte[] bytes, int position) {
        int looked = Math.min(firstLine.length, PAD);
        return Arrays.equals(bytes, position, position + looked, firstLine, 0, looked);
    }

    /**
     * Matches one dump.
     *
     * @param bytes padded with {@link #PAD} zeros behind {@code limit}
     * @return index after the dump's last line, -1 when it differs
     */
    public int match(byte[] bytes, int position, int limit) {
        double[] values = lastValues.clone();
        newFacts = facts;
        changes = 0;
        moved = false;
        int p = position;
        int line = 0;
        for (int q = 0; q < length; ) {
            int most = Math.min(length - q, limit - p);
            int same = Arrays.mismatch(bytes, p, p + most, last, q, q + most);
            if (same < 0) {
                if (most < length - q) {
                    return -1;
                }
                p += most;
                break;
            }
            q += same;
            while (starts[line + 1] <= q) {
                line++;
            }
            if (q < restsAt[line]) {
                return -1;
            }
            p = rest(bytes, p + same - (q - restsAt[line]), limit, values, line);
            if (p < 0 || p > limit) {
                return -1;
            }
            changed[changes] = line;
            changedTo[changes++] = p - position;
            q = starts[++line];
            moved |= p - position != q;
        }
        keep(bytes, position, p, values);
        return p;
    }

    /** From now on this dump is the last one. */
    private void keep(byte[] bytes, int from, int to, double[] values) {
        lastValues = values;
        facts = newFacts;
        if (moved) {
            move();
        }
        length = to - from;
        if (last.length < length + PAD) {
            last = new byte[2 * length + PAD];
        }
        System.arraycopy(bytes, from, last, 0, length);
    }

    /** Lines behind a value that became longer or shorter begin elsewhere. */
    private void move() {
        int by = 0;
        int next = 0;
        for (int i = changed[0]; i < rests.length; i++) {
            starts[i] += by;
            restsAt[i] += by;
            if (next < changes && changed[next] == i) {
                by = changedTo[next++] - starts[i + 1];
            }
        }
        starts[rests.length] += by;
    }

    private int rest(byte[] bytes, int p, int limit, double[] values, int line) {
        return switch (rests[line]) {
            case NUMBER -> NumberLine.read(bytes, p, values, slots[line], belowZero[line]);
            case ANYTHING -> LineFeeds.after(bytes, p, limit);
            case NOTHING -> LineFeeds.afterEmpty(bytes, p);
            case FACT -> fact(bytes, p, limit, line);
            case COUNTER -> NumberLine.first(bytes, p, limit, values, slots[line]);
            case KEYSPACE -> keyspace(bytes, p, limit, values, line);
        };
    }

    /** The databases' sums: what this one had before goes, what it has now comes. */
    private int keyspace(byte[] bytes, int p, int limit, double[] values, int line) {
        double[] before = new double[2];
        KeyspaceLine.add(last, restsAt[line], length, before, 0);
        values[keyspaceSlot] -= before[0];
        values[keyspaceSlot + 1] -= before[1];
        return KeyspaceLine.add(bytes, p, limit, values, keyspaceSlot);
    }

    private int fact(byte[] bytes, int from, int limit, int line) {
        int after = LineFeeds.after(bytes, from, limit);
        if (after < 0) {
            return -1;
        }
        int end = after - 1;
        end -= end > from && bytes[end - 1] == '\r' ? 1 : 0;
        byte[] text = Arrays.copyOfRange(bytes, from, end);
        if (!TemplateLines.isPlainText(text)) {
            return -1;
        }
        String said = new String(text, StandardCharsets.UTF_8);
        if (said.equals(newFacts.getOrDefault(factOf[line], ""))) {
            return after;
        }
        EnumMap<Fact, String> more = new EnumMap<>(Fact.class);
        more.putAll(newFacts);
        if (said.isEmpty()) {
            more.remove(factOf[line]);
        } else {
            more.put(factOf[line], said);
        }
        newFacts = Collections.unmodifiableMap(more);
        return after;
    }
}
