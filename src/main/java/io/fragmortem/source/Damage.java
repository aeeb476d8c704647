package io.fragmortem.source;

import java.util.List;

/**
 * Where packed streams stop being what was packed. A decoder tells that a checksum fails, not where: what it gave since the fault
 * may be garbled copies of what came before, in which any word may stand where a name is expected. So that text is not read.
 *
 * @param cuts in no order
 */
record Damage(List<Cut> cuts) {

    static final Damage NONE = new Damage(List.of());

    /**
     * A fault in one packed stream.
     *
     * @param entry number of the entry in which it shows, counted over all that the source gives
     * @param offset in that entry of what is no longer believed
     * @param last number of the last entry of that packed stream
     */
    record Cut(int entry, long offset, int last) {}

    Damage {
        cuts = List.copyOf(cuts);
    }

    /** How many bytes of an entry are what was packed, {@code Long.MAX_VALUE} where nothing says that they are not. */
    long sound(int entry) {
        long sound = Long.MAX_VALUE;
        for (Cut cut : cuts) {
            if (entry > cut.entry && entry <= cut.last) {
                return 0;
            }
            sound = entry == cut.entry ? Math.min(sound, cut.offset) : sound;
        }
        return sound;
    }

    /** Whether the fault already showed before this entry, in the stream in which it lies. */
    boolean isBehind(int entry) {
        return cuts.stream().anyMatch(cut -> entry > cut.entry && entry <= cut.last);
    }
}
