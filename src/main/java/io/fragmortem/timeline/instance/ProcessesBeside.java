package io.fragmortem.timeline.instance;

import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells apart the processes that one speaker is said to be although they ran at the same time: a loop over several servers into one file
 * names nobody, and their ports are the same on every host. A process that began after the one before it was seen last is a restart.
 */
final class ProcessesBeside {

    /** More than so many servers under one name are not told apart. */
    private static final int MOST = 64;

    private static final int DIGITS = 8;

    /** One of the servers that go by the name, and its processes one after the other. */
    private static final class Server {
        private final Optional<String> label;
        private final Map<String, Spoken.Life> lives = new LinkedHashMap<>();

        Server(Optional<String> label) {
            this.label = label;
        }

        boolean mayBe(Spoken.Life life) {
            return lives.values().stream().noneMatch(life::isBeside);
        }

        void take(Spoken.Life life) {
            lives.merge(life.process(), life, Spoken.Life::with);
            if (lives.size() > MOST) {
                lives.remove(lives.keySet().iterator().next());
            }
        }
    }

    private final Map<SourceFindings.Speaker, List<Server>> servers = new HashMap<>();
    private int parted;

    /** The sample, under a name of its own where its process ran beside the one that has the name already. */
    Sample named(Sample sample) {
        Optional<Spoken.Life> life = Spoken.Life.of(sample);
        if (life.isEmpty()) {
            return sample;
        }
        Origin origin = sample.origin();
        List<Server> known = servers.computeIfAbsent(
                new SourceFindings.Speaker(origin.stream(), origin.label()), any -> new ArrayList<>());
        Server own = own(known, life.get(), origin);
        own.take(life.get());
        return own.label.isEmpty() || own.label.equals(origin.label()) ? sample : sample.from(origin.by(own.label));
    }

    private Server own(List<Server> known, Spoken.Life life, Origin origin) {
        for (Server server : known) {
            if (server.lives.containsKey(life.process())) {
                return server;
            }
        }
        for (Server server : known) {
            if (server.mayBe(life)) {
                return server;
            }
        }
        boolean first = known.isEmpty() || parted >= MOST;
        parted += first ? 0 : 1;
        Server server = new Server(first ? origin.label() : Optional.of(name(origin, life)));
        known.add(server);
        return server;
    }

    private static String name(Origin origin, Spoken.Life life) {
        String process = life.process();
        String shown = process.indexOf(' ') > 0 ? process : "run " + process.substring(0, DIGITS);
        return origin.label().orElseGet(() -> InstanceNames.fromPath(origin.stream())) + " " + shown;
    }
}
