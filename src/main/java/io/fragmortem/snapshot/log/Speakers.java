package io.fragmortem.snapshot.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All who speak in one log, and who does at present; the server itself has no label. */
final class Speakers {

    private static final int MOST = 10_000;

    private final Map<String, Speaker> byLabel = new HashMap<>();
    private final Map<String, Speaker> machines = new LinkedHashMap<>();
    private final Speaker unnamed = new Speaker("");
    private Speaker present = unnamed;

    Speakers() {
        byLabel.put("", unnamed);
    }

    Speaker present() {
        return present;
    }

    Collection<Speaker> all() {
        List<Speaker> all = new ArrayList<>(byLabel.values());
        all.addAll(machines.values());
        return all;
    }

    /** Whether a server speaks under this name. */
    boolean isServer(String name) {
        return byLabel.containsKey(name);
    }

    /** Gives the word to the kernel and the manager of services of this host. */
    void giveMachine(String host) {
        if (host.isEmpty() || (machines.size() >= MOST && !machines.containsKey(host))) {
            give("");
        } else {
            present = machines.computeIfAbsent(host, name -> Speaker.ofMachine(name, unnamed));
        }
    }

    void give(Speaker one) {
        present = one;
    }

    /** Gives the word to whoever has this label; when there are too many, the present one keeps it. */
    void give(String label) {
        if (label.equals(present.label()) && present.machine().isEmpty()) {
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
