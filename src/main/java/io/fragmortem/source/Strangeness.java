package io.fragmortem.source;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the place from which on a text is garbled. Logs and exports say the same in other numbers: after the first dump or row
 * hardly a line is new but for which digits stand in it. A fault in packed data breaks words apart, and the copies that the decoder goes on to make
 * break others, so from there on new lines keep coming. The place is the most likely change of that rate, by the likelihood of
 * three stretches (the beginning, in which all is new; what is sound; what is garbled) with a constant rate each, and looked for
 * again before it as long as there is one; else the densest heap of new lines. O(bytes), and O(n log n) in the new lines; at most {@value #MOST} of these are kept.
 */
final class Strangeness {

    private static final int MOST = 100_000;

    /** In nats above the likelihood without a fault: one odd line at the end of a million has 14. */
    private static final double CERTAIN = 30;

    /** The same where there is a fault for sure and the question is only where. */
    private static final double LIKELY = 5;

    /** After so many lines in which nothing was new, what is new first is where it is, if there is one for sure. */
    private static final long LONG = 1000;

    /** A fault makes new lines so much more frequent; another kind of text seldom does. */
    private static final double MORE_OFTEN = 5;

    /** Fewer lines between the beginning and the fault show no rate. */
    private static final int FEWEST = 16;

    /** A line that is longer is cut where it turns strange. */
    private static final long LONGEST_LINE = 4096;

    /** A heap of more is told by the rate. */
    private static final int MOST_OF_A_BURST = 1000;

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

    /** The text ends, maybe in the middle of a line, which nothing follows from. */
    void end() {
        hash = BASIS;
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
            } else {
                hash = (hash ^ (b >= '0' && b <= '9' ? '0' : b)) * PRIME;
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
     * @param failed whether there is a fault for sure: its checksum fails or its data contradict themselves
     */
    Optional<Damage.Cut> place(int last, boolean failed) {
        if (!failed) {
            return Optional.empty(); // of a stream that was only cut all is sound
        }
        if (blockEntry >= 0) {
            return Optional.of(new Damage.Cut(blockEntry, blockOffset, last));
        }
        int place = change(fresh, pieces, 1, LIKELY);
        for (int earlier = place; earlier >= 0; earlier = change(earlier, at[earlier], MORE_OFTEN, CERTAIN)) {
            place = earlier;
        }
        place = place < 0 ? burst() : place;
        return place < 0 ? Optional.empty() : Optional.of(new Damage.Cut(entries[place], offsets[place], last));
    }

    /** The new piece with which the rate rises, among the first of them; negative where it does not. */
    private int change(int count, long length, double moreOften, double certain) {
        double best = 0;
        double without = Double.NEGATIVE_INFINITY;
        int place = -1;
        boolean clean = false;
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
                if (sound >= FEWEST && often > moreOften * (i - begun + 0.5) / (sound + 1)) {
                    double with = first + likelihood(i - begun, sound) + likelihood(count - i, length - at[i]);
                    if (place < 0 || with > best) {
                        best = with;
                        place = i;
                        clean = i == begun && sound >= LONG;
                    }
                }
            }
        }
        boolean enough = best - without > certain || (clean && certain < CERTAIN);
        return place >= 0 && enough ? place : -1;
    }

    /**
     * Where text has few copies of itself near by, a fault garbles some lines and no more: the new piece with which the densest heap of them
     * begins, by the likelihood of one stretch with a rate of its own; negative where no heap is dense enough.
     */
    private int burst() {
        double best = CERTAIN;
        int place = -1;
        double flat = likelihood(fresh, pieces);
        for (int i = 1; i < fresh; i++) {
            if (at[i] - at[i - 1] < FEWEST) {
                continue; // in the heap of the one before
            }
            for (int j = i + 1; j < Math.min(fresh, i + MOST_OF_A_BURST); j++) {
                double found = j - i + 1.0;
                double length = at[j] - at[i] + 1.0;
                double gain = likelihood(found, length) + likelihood(fresh - found, pieces - length) - flat;
                if (gain > best && found / length > (double) fresh / pieces) {
                    best = gain;
                    place = i;
                }
            }
        }
        return place;
    }

    /** Logarithm of the likelihood of so many among so many at their own rate. */
    private static double likelihood(double found, double all) {
        return found <= 0 || found >= all
                ? 0
                : found * Math.log(found / all) + (all - found) * Math.log((all - found) / all);
    }
}
