package io.fragmortem.cli;

import io.fragmortem.snapshot.Rejected;
import java.util.ArrayList;
import java.util.List;

/** Counts all bad regions and keeps the first of them. */
final class Rejects {

    private static final int MOST = 1000;

    private final List<Rejected> kept = new ArrayList<>();
    private long total;

    void add(Rejected rejected) {
        total++;
        if (kept.size() < MOST) {
            kept.add(rejected);
        }
    }

    List<Rejected> kept() {
        return List.copyOf(kept);
    }

    long total() {
        return total;
    }
}
