package io.fragmortem.fleet.intake;

import io.fragmortem.snapshot.Rejected;
import java.util.ArrayList;
import java.util.List;

/** Counts all bad regions and keeps the first of them: of lines, and of whole streams so that these do not crowd lines out. */
public final class Rejects {

    private static final int MOST = 1000;

    private final List<Rejected> kept = new ArrayList<>();
    private int lines;
    private int streams;
    private long total;

    public void add(Rejected rejected) {
        total++;
        keep(rejected);
    }

    /** Adds what was found elsewhere after this. */
    void add(List<Rejected> found, long count) {
        found.forEach(this::keep);
        total += count;
    }

    /** Begins anew. */
    public void forget() {
        kept.clear();
        lines = 0;
        streams = 0;
        total = 0;
    }

    private void keep(Rejected rejected) {
        if (rejected.origin().line() > 0 ? lines++ < MOST : streams++ < MOST) {
            kept.add(rejected);
        }
    }

    /** At most 1,000 of each kind, in the order of the input. */
    public List<Rejected> kept() {
        return List.copyOf(kept);
    }

    public long total() {
        return total;
    }
}
