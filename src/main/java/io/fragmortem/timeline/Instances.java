package io.fragmortem.timeline;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Receives everything that readers find and sorts it by instance. A stream's speaker is, in this order: what the user's
 * pattern takes from its name, the label that the input itself gives, the words in its name and folders that are not
 * generic. Streams that show one run_id belong together whatever they are called.
 */
public final class Instances implements Sink {

    private final InstanceNames names;
    private final Consumer<Rejected> rejects;
    private final Map<String, TimelineBuilder> byName = new LinkedHashMap<>();
    private final Map<String, String> nameOfRun = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();

    /** Instances that are the log of a server whose dumps are not here. */
    private final Set<String> foreign = new LinkedHashSet<>();

    /**
     * @param names how to name instances
     * @param rejects receives bad regions as they come
     */
    public Instances(InstanceNames names, Consumer<Rejected> rejects) {
        this.names = names;
        this.rejects = rejects;
    }

    @Override
    public void accept(Finding finding) {
        if (finding instanceof Rejected rejected) {
            rejects.accept(rejected);
            return;
        }
        String name = nameOf(finding.origin());
        if (finding instanceof Sample sample) {
            joinBy(sample, name);
        }
        builder(name).add(finding);
    }

    /** Streams that show one process are one instance, unless somebody named them. */
    private void joinBy(Sample sample, String name) {
        String runId = sample.facts().get(Fact.RUN_ID);
        if (runId == null) {
            return;
        }
        String known = nameOfRun.putIfAbsent(runId, name);
        if (known != null && !names.isStated(sample.origin()) && !resolve(known).equals(resolve(name))) {
            join(resolve(name), resolve(known));
        }
    }

    /** One instance whose samples are not in order yet. */
    public static final class Unordered {
        private final String name;
        private final TimelineBuilder builder;

        private Unordered(String name, TimelineBuilder builder) {
            this.name = name;
            this.builder = builder;
        }

        public String name() {
            return name;
        }

        public Timeline timeline() {
            return builder.build(name);
        }
    }

    /** The timelines of {@link #all()}. */
    public List<Timeline> timelines() {
        return all().stream().map(Unordered::timeline).toList();
    }

    /**
     * All instances that have at least one usable sample, or whose log speaks of memory, by name. Events of instances without
     * samples (a log beside dumps of another name) go to the only instance with samples, if there is just one.
     */
    public List<Unordered> all() {
        adoptUnnamed();
        partForeignLogs();
        Set<String> silent = new LinkedHashSet<>();
        SortedMap<String, TimelineBuilder> speaking = new TreeMap<>();
        byName.forEach((name, builder) -> {
            if (builder.isUsable()) {
                speaking.put(name, builder);
            } else {
                silent.add(name);
            }
        });
        if (speaking.size() == 1) {
            String only = speaking.firstKey();
            List<String> owned = silent.stream()
                    .filter(name -> !foreign.contains(name) && builder(only).mayOwn(builder(name)))
                    .toList();
            owned.forEach(name -> join(name, only));
            silent.removeAll(owned);
        }
        for (String name : silent) {
            Optional.ofNullable(byName.get(name))
                    .filter(TimelineBuilder::isTelling)
                    .ifPresent(builder -> speaking.put(name, builder));
        }
        return speaking.entrySet().stream()
                .map(entry -> new Unordered(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Logs of other servers become instances of their own, called like their file. */
    private void partForeignLogs() {
        for (String name : List.copyOf(byName.keySet())) {
            builder(name).releaseForeignLogs().forEach((stream, log) -> {
                String file = stream.substring(Math.max(stream.lastIndexOf('/'), stream.lastIndexOf('!')) + 1);
                String own = byName.containsKey(file) || file.isEmpty() ? stream : file;
                foreign.add(own);
                byName.put(own, log);
            });
        }
    }

    /** What has no name of its own belongs to the only named instance when there is just one. */
    private void adoptUnnamed() {
        TimelineBuilder unnamed = byName.get(InstanceNames.UNNAMED);
        boolean anyDump = byName.values().stream().anyMatch(TimelineBuilder::isUsable);
        List<String> named = byName.entrySet().stream()
                .filter(e -> !e.getKey().equals(InstanceNames.UNNAMED)
                        && (e.getValue().isUsable() || (!anyDump && e.getValue().isTelling())))
                .map(Map.Entry::getKey)
                .toList();
        if (unnamed != null && named.size() == 1 && builder(named.get(0)).mayOwn(unnamed)) {
            join(InstanceNames.UNNAMED, named.get(0));
        }
    }

    private String nameOf(Origin origin) {
        return resolve(names.nameOf(origin));
    }

    private String resolve(String name) {
        String target = name;
        while (aliases.containsKey(target)) {
            target = aliases.get(target);
        }
        return target;
    }

    private void join(String from, String into) {
        TimelineBuilder moved = byName.remove(from);
        aliases.put(from, into);
        if (moved != null) {
            builder(into).absorb(moved);
        }
    }

    private TimelineBuilder builder(String name) {
        return byName.computeIfAbsent(resolve(name), key -> new TimelineBuilder());
    }

    /** The newest value of a field over several samples; used to see whether two streams can be one instance. */
    static Optional<Double> lastOf(List<Sample> samples, Field field) {
        for (int i = samples.size() - 1; i >= 0; i--) {
            if (samples.get(i).has(field)) {
                return Optional.of(samples.get(i).get(field).getAsDouble());
            }
        }
        return Optional.empty();
    }
}
