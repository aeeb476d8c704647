package io.fragmortem.timeline.instance;

import io.fragmortem.phrase.NaturalOrder;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.text.StreamName;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Receives everything that readers find and sorts it by instance. A stream's speaker is, in this order: what the user's
 * pattern takes from its name, the label that the input itself gives, the words in its name and folders that are not
 * generic. Streams that show one run_id belong together whatever they are called.
 *
 * <p>Long because names are joined and parted for several reasons, and each must see what the others have done.
 */
public final class Instances implements Sink {

    private final InstanceNames names;
    private final Consumer<Rejected> rejects;
    private final Map<String, Unordered> byName = new LinkedHashMap<>();
    private final Map<String, String> nameOfRun = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();

    /** The run_ids that each shows, of those who show any. */
    private final Map<SourceFindings.Speaker, Set<String>> runs = new HashMap<>();

    /** Instances that are the log of a server whose dumps are not here. */
    private final Set<String> foreign = new LinkedHashSet<>();

    /** What is told to us directly. */
    private SourceFindings told;

    /**
     * @param names how to name instances
     * @param rejects receives bad regions as they come
     */
    public Instances(InstanceNames names, Consumer<Rejected> rejects) {
        this.names = names;
        this.rejects = rejects;
        this.told = new SourceFindings(Store.inMemory(), rejects);
    }

    @Override
    public void accept(Finding finding) {
        told.accept(finding);
    }

    /** Adds what a source said after what was said before it. */
    public void add(SourceFindings source) {
        source.sightings().forEach(this::joinBy);
        source.speakers()
                .forEach((speaker, said) -> instance(nameOf(speaker.place())).add(said));
    }

    /** Streams that show one process are one instance, unless somebody named them. */
    private void joinBy(SourceFindings.Sighting sighting) {
        Origin place = sighting.speaker().place();
        runs.computeIfAbsent(sighting.speaker(), any -> new LinkedHashSet<>()).add(sighting.runId());
        String name = nameOf(place);
        String known = nameOfRun.putIfAbsent(sighting.runId(), name);
        if (known != null && !names.isStated(place) && !resolve(known).equals(resolve(name))) {
            join(resolve(name), resolve(known));
        }
    }

    /** One instance whose samples are not in order yet. */
    public static final class Unordered {
        private final String name;
        private final List<SpeakerFindings> said = new ArrayList<>();
        private final List<Phrase> assumed = new ArrayList<>();

        private Unordered(String name) {
            this.name = name;
        }

        public String name() {
            return name;
        }

        /** An instance of which others found out what belongs to it. */
        public static Unordered of(String name, List<Spoken> said, List<Phrase> assumed) {
            Unordered instance = new Unordered(name);
            said.forEach(spoken -> instance.add(SpeakerFindings.of(spoken, -1, () -> spoken)));
            instance.assumed.addAll(assumed);
            return instance;
        }

        /** Ids of what was said elsewhere and belongs to it, in the order of the input. */
        public List<Long> pieces() {
            return said.stream().map(SpeakerFindings::id).toList();
        }

        /** What had to be assumed to see what belongs to it. */
        public List<Phrase> assumed() {
            return List.copyOf(assumed);
        }

        /** Number of samples before any are left out: what the analysis will cost. */
        public long samples() {
            return said.stream().mapToLong(SpeakerFindings::samples).sum();
        }

        public Timeline timeline() {
            return builder().build(name);
        }

        /** Says that its findings are not wanted any more. */
        public void release() {
            said.forEach(SpeakerFindings::release);
        }

        private TimelineBuilder builder() {
            TimelineBuilder builder = new TimelineBuilder();
            said.forEach(one -> one.tell(builder));
            assumed.forEach(builder::assume);
            return builder;
        }

        private void add(SpeakerFindings findings) {
            said.add(findings);
        }

        /** Streams that neither the user nor they themselves give a name. */
        private List<SpeakerFindings> unstated(InstanceNames names) {
            return told(names).stream().filter(one -> one.label().isEmpty()).toList();
        }

        /** The same with those that name a port of their host. */
        private List<SpeakerFindings> told(InstanceNames names) {
            return said.stream().filter(one -> !names.isStated(one.place())).toList();
        }

        /** The streams in which somebody names it. */
        Set<String> naming() {
            Set<String> streams = new LinkedHashSet<>();
            said.stream().filter(one -> one.label().isPresent()).forEach(one -> streams.add(one.stream()));
            return streams;
        }

        Set<String> streams() {
            Set<String> streams = new LinkedHashSet<>();
            said.forEach(one -> streams.add(one.stream()));
            return streams;
        }

        private void absorb(Unordered other) {
            said.addAll(other.said);
            assumed.addAll(other.assumed);
        }

        private boolean isUsable() {
            return said.stream().anyMatch(SpeakerFindings::isUsable);
        }

        private boolean isTelling() {
            return said.stream().anyMatch(SpeakerFindings::isTelling);
        }

        /** Whether what the other one says may be ours: it names no port that we contradict. */
        private boolean mayOwn(Unordered other) {
            OptionalDouble port = port();
            OptionalDouble otherPort = other.port();
            return port.isEmpty() || otherPort.isEmpty() || port.getAsDouble() == otherPort.getAsDouble();
        }

        private OptionalDouble port() {
            OptionalDouble last = OptionalDouble.empty();
            for (SpeakerFindings one : said) {
                last = one.port().isPresent() ? one.port() : last;
            }
            return last;
        }

        /** Logs of other servers, by the name of their stream; only who signs can be known to be another one. */
        private Map<String, List<SpeakerFindings>> releaseForeignLogs() {
            Map<String, List<SpeakerFindings>> released = new TreeMap<>();
            if (said.stream().noneMatch(SpeakerFindings::isSigned)) {
                return released;
            }
            for (String stream : builder().foreignLogs()) {
                List<SpeakerFindings> log =
                        said.stream().filter(one -> one.stream().equals(stream)).toList();
                said.removeAll(log);
                assumed.add(Phrase.of("input.assumed.foreign_log", Phrase.name(stream)));
                released.put(stream, log);
            }
            return released;
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
        add(told);
        told = new SourceFindings(Store.inMemory(), rejects);
        partCopies();
        partBy(
                (name, said) -> RolesApart.of(
                        name, said, one -> names.nameOf(new Origin(one.stream(), 0, -1, Optional.empty()))),
                (whole, any) -> List.copyOf(whole.said));
        partBy(FoldersApart::of, Unordered::told);
        partBy(ServersApart::of, Unordered::unstated);
        adoptUnnamed();
        partForeignLogs();
        joinByHost();
        Set<String> silent = new LinkedHashSet<>();
        SortedMap<String, Unordered> speaking = new TreeMap<>(NaturalOrder.OF_NAMES);
        byName.forEach((name, instance) -> {
            if (instance.isUsable()) {
                speaking.put(name, instance);
            } else {
                silent.add(name);
            }
        });
        if (speaking.size() == 1) {
            String only = speaking.firstKey();
            NamesBeside beside = NamesBeside.of(byName);
            List<String> owned = silent.stream()
                    .filter(name -> !foreign.contains(name) && instance(only).mayOwn(instance(name)))
                    .filter(beside::mayBeOf)
                    .toList();
            owned.forEach(name -> join(name, only));
            silent.removeAll(owned);
            silent.addAll(partForeignLogs());
        }
        for (String name : silent) {
            Optional.ofNullable(byName.get(name))
                    .filter(Unordered::isTelling)
                    .ifPresent(instance -> speaking.put(name, instance));
        }
        return List.copyOf(speaking.values());
    }

    /**
     * Logs of other servers become instances of their own, called like their file.
     *
     * @return their names
     */
    private List<String> partForeignLogs() {
        List<String> parted = new ArrayList<>();
        for (String name : List.copyOf(byName.keySet())) {
            instance(name).releaseForeignLogs().forEach((stream, log) -> {
                String file = StreamName.file(stream);
                String own = byName.containsKey(file) || file.isEmpty() ? stream : file;
                foreign.add(own);
                Unordered other = new Unordered(own);
                log.forEach(other::add);
                byName.put(own, other);
                parted.add(own);
            });
        }
        return parted;
    }

    /** Names that a process joined are parted where one of them is the place of several servers' captures. */
    private void partCopies() {
        Set<String> joined = Set.copyOf(aliases.values());
        for (String name : List.copyOf(byName.keySet())) {
            if (!joined.contains(name)) {
                continue;
            }
            Unordered whole = instance(name);
            CopiesApart.Apart apart = new CopiesApart(
                            name,
                            List.copyOf(whole.said),
                            one -> names.nameOf(one.place()),
                            one -> names.isStated(one.place()),
                            one -> runs.getOrDefault(new SourceFindings.Speaker(one.stream(), one.label()), Set.of()))
                    .apart();
            if (apart.streams().size() < 2) {
                continue;
            }
            byName.remove(name);
            apart.streams().forEach((own, said) -> {
                aliases.remove(own);
                Unordered instance = instance(own);
                said.forEach(instance::add);
                instance.assumed.addAll(apart.assumptions().getOrDefault(own, List.of()));
            });
        }
    }

    /**
     * Streams that were taken for one server's because nobody names them become instances of their own where they cannot be.
     *
     * @param sight which streams of an instance are looked at
     */
    private void partBy(
            BiFunction<String, List<SpeakerFindings>, Map<String, List<SpeakerFindings>>> parting,
            BiFunction<Unordered, InstanceNames, List<SpeakerFindings>> sight) {
        for (String name : List.copyOf(byName.keySet())) {
            Unordered whole = instance(name);
            Map<String, List<SpeakerFindings>> apart = parting.apply(name, sight.apply(whole, names));
            if (apart.size() > 1) {
                Phrase assumption = ServersApart.assumption(name, apart.keySet());
                apart.forEach((own, said) -> {
                    if (!own.equals(name)) {
                        whole.said.removeAll(said);
                        said.forEach(instance(own)::add);
                    }
                    instance(own).assumed.add(assumption);
                });
                if (whole.said.isEmpty()) {
                    byName.remove(name);
                }
            }
        }
    }

    /** What has no name of its own belongs to the only named instance when there is just one. */
    private void adoptUnnamed() {
        Unordered unnamed = byName.get(InstanceNames.UNNAMED);
        boolean anyDump = byName.values().stream().anyMatch(Unordered::isUsable);
        List<String> named = byName.entrySet().stream()
                .filter(e -> !e.getKey().equals(InstanceNames.UNNAMED)
                        && (e.getValue().isUsable() || (!anyDump && e.getValue().isTelling())))
                .map(Map.Entry::getKey)
                .toList();
        if (unnamed != null && named.size() == 1 && instance(named.get(0)).mayOwn(unnamed)) {
            join(InstanceNames.UNNAMED, named.get(0));
        }
    }

    /** A server and its exporter are one instance. */
    private void joinByHost() {
        if (names.pattern().isPresent()) {
            return;
        }
        Map<String, Set<String>> streams = new LinkedHashMap<>();
        byName.forEach((name, instance) -> {
            if (instance.isUsable()) {
                streams.put(name, instance.streams());
            }
        });
        SameHost.joins(streams).forEach((from, into) -> {
            if (instance(into).mayOwn(instance(from))) {
                instance(into).assumed.add(Phrase.of("input.assumed.same_host", Phrase.name(from), Phrase.name(into)));
                join(from, into);
            }
        });
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
        Unordered moved = byName.remove(from);
        aliases.put(from, into);
        if (moved != null) {
            instance(into).absorb(moved);
        }
    }

    private Unordered instance(String name) {
        return byName.computeIfAbsent(resolve(name), Unordered::new);
    }
}
