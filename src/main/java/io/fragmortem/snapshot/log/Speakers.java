package io.fragmortem.snapshot.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** All who speak in one log, and who does at present; the server itself has no label. */
final class Speakers {

    private static final int MOST = 10_000;

    private final Map<String, Speaker> byLabel = new HashMap<>();
    private Speaker present = new Speaker("");

    Speakers() {
        byLabel.put("", present);
    }

    Speaker present() {
        return present;
    }

    Collection<Speaker> all() {
        return byLabel.values();
    }

    void give(Speaker one) {
        present = one;
    }

    /** Gives the word to whoever has this label; when there are too many, the present one keeps it. */
    void give(String label) {
        if (label.equals(present.label())) {
            return;
        }
        Speaker known = byLabel.get(label);
        if (known == null) {
            if (byLabel.size() >= MOST) {
                return;
            }
            known = new Speaker(label);
            byLabel.put(label, known);
        }
        present = known;
    }
}
