package io.fragmortem.source;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the place from which on a text is garbled. Logs and exports say the same in other numbers: after the first dump or row
 * hardly a line is new but for its digits. A fault in packed data breaks words apart, and the copies that the decoder goes on to make
 * break others, so from there on new lines keep coming. The place is the most likely change of that rate, by the likelihood of
 * three stretches (the beginning, in which all is new; what is sound; what is garbled) with a constant rate each, and looked for
 * again before it as long as there is one. O(bytes), and O(n log n) in the new lines; at most {@value #MOST} of these are kept.
 */
final class Strangeness {

    private static final int MOST = 100_000;

    /** In nats above the likelihood without a fault: one odd line at the end of a million has 14. */
    private static final double CERTAIN = 30;

    /** A fault makes new lines so much more frequent; another kind of text seldom does. */
    private static final double MORE_OFTEN = 5;

    /** Fewer lines between the beginning and the fault show no rate. */
    private static final int FEWEST = 16;

    /** A line that is longer is cut where it turns strange. */
    private static final long LONGEST_LINE = 4096;

    private static final long PRIME = 0x100000001b3L;
    private static final long BASIS = 0xcbf29ce484222325L;

    private final Set<Long> seen = new HashSet<>();
    /** Of each new piece: how many pieces came before it, its entry, and the offset of its line in that. */
    private long[] at = new long[1024];

    private int[] entries = new int[1024];
    private long[] offsets = new long[1024];
    private int fresh;
    private long pieces;

    /** Where the block begins that is not checked before its end; negative where the stream has none. */
    private int blockEntry = -1;

    private long blockOffset;

    private int entry;
    private long offset;
    private long line;
    private long piece;
    private long hash = BASIS;
    private boolean digits;

    /** @param first number of the entry that comes next */
    Strangeness(int first) {
        entry = first;
    }

    /** A text begins. */
    void begin(int number) {
        end();
        entry = number;
        offset = 0;
        line = 0;
        piece = 0;
    }

    /** A block begins, all of which is garbled where it has a fault. Readers are ahead of what was looked at, so it is here or later. */
    void block() {
        blockEntry = entry;
        blockOffset = line;
    }

    /** The text ends, maybe in the middle of a line. */
    void end() {
        if (offset > piece) {
            piece();
        }
        piece = offset;
    }

    /** More of the text. */
    void add(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            offset++;
            if (b == '\n' || b == ',') {
                piece();
                piece = offset;
                line = b == '\n' ? offset : line;
            } else if (b < '0' || b > '9') {
                hash = (hash ^ b) * PRIME;
                digits = false;
            } else if (!digits) {
                hash = (hash ^ '0') * PRIME;
                digits = true;
            }
        }
    }

    private void piece() {
        if (fresh < MOST) {
            if (seen.add(hash)) {
                keep();
            }
            pieces++;
        }
        hash = BASIS;
        digits = false;
    }

    private void keep() {
        if (fresh == at.length) {
            at = Arrays.copyOf(at, 2 * fresh);
            entries = Arrays.copyOf(entries, 2 * fresh);
            offsets = Arrays.copyOf(offsets, 2 * fresh);
        }
        at[fresh] = pieces;
        entries[fresh] = entry;
        offsets[fresh] = piece - line > LONGEST_LINE ? piece : line;
        fresh++;
    }

    /**
     * Where it begins, empty where nothing shows it.
     *
     * @param last number of the last entry of the stream
     */
    Optional<Damage.Cut> place(int last) {
        if (blockEntry >= 0) {
            return Optional.of(new Damage.Cut(blockEntry, blockOffset, last));
        }
        int place = change(fresh, pieces);
        for (int earlier = place; earlier >= 0; earlier = change(earlier, at[earlier])) {
            place = earlier;
        }
        return place < 0 ? Optional.empty() : Optional.of(new Damage.Cut(entries[place], offsets[place], last));
    }

    /** The new piece with which the rate rises, among the first of them; negative where it does not. */
    private int change(int count, long length) {
        double best = 0;
        double without = Double.NEGATIVE_INFINITY;
        int place = -1;
        int begun = 0;
        for (long beginning = 0; beginning < length; beginning = Math.max(FEWEST, 2 * beginning)) {
            while (begun < count && at[begun] < beginning) {
                begun++;
            }
            double first = likelihood(begun, beginning);
            without = Math.max(without, first + likelihood(count - begun, length - beginning));
            for (int i = begun; i < count; i++) {
                long sound = at[i] - beginning;
                double often = (count - i) / (double) (length - at[i]);
                if (sound >= FEWEST && often > MORE_OFTEN * (i - begun + 0.5) / (sound + 1)) {
                    double with = first + likelihood(i - begun, sound) + likelihood(count - i, length - at[i]);
                    if (place < 0 || with > best) {
                        best = with;
                        place = i;
                    }
                }
            }
        }
        return place >= 0 && best - without > CERTAIN ? place : -1;
    }

    /** Logarithm of the likelihood of so many among so many at their own rate. */
    private static double likelihood(double found, double all) {
        return found <= 0 || found >= all
                ? 0
                : found * Math.log(found / all) + (all - found) * Math.log((all - found) / all);
    }
}
