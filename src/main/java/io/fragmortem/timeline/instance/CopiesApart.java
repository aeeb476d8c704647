package io.fragmortem.timeline.instance;

import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Names that became one because a process shows under both. Either both mean one server, or one of them is the place where captures of several lie:
 * a folder of a host with a copy of another host's file. There the copy alone goes to its server, and what lies beside it keeps the name of its place.
 */
final class CopiesApart {

    /** What a stream shows at a few moments; two with the same are copies of one. */
    private record Content(long samples, List<Spoken.Glimpse> glimpses) {}

    /**
     * Whose streams these are.
     *
     * @param streams by name; a single one where nothing is to be parted
     * @param assumptions what had to be assumed, by the same names
     */
    record Apart(Map<String, List<SpeakerFindings>> streams, Map<String, List<Phrase>> assumptions) {}

    private final String name;
    private final List<SpeakerFindings> said;
    private final Function<SpeakerFindings, String> place;
    private final Predicate<SpeakerFindings> stated;
    private final Function<SpeakerFindings, Set<String>> runs;

    /** Runs that one stream shows are of one server. */
    private final Map<String, String> serverOfRun = new HashMap<>();

    /** Where the server of a run is at home. */
    private final Map<String, String> homes = new HashMap<>();

    private final Map<String, String> samePlace = new HashMap<>();

    /**
     * @param name what all of them are called by now
     * @param place what each would be called by itself
     * @param stated whether the user or the input gives that name, so that it stays
     * @param runs the run_ids that a stream shows
     */
    CopiesApart(
            String name,
            List<SpeakerFindings> said,
            Function<SpeakerFindings, String> place,
            Predicate<SpeakerFindings> stated,
            Function<SpeakerFindings, Set<String>> runs) {
        this.name = name;
        this.said = said;
        this.place = place;
        this.stated = stated;
        this.runs = runs;
    }

    Apart apart() {
        Map<String, List<SpeakerFindings>> byPlace = by(said, place);
        if (byPlace.size() < 2) {
            return new Apart(Map.of(name, said), Map.of());
        }
        findHomes();
        Set<String> collections = new LinkedHashSet<>();
        Set<String> linked = new LinkedHashSet<>();
        byPlace.forEach((here, streams) -> {
            Map<String, List<SpeakerFindings>> byHome = by(streams, this::home);
            Set<String> elsewhere = new LinkedHashSet<>(byHome.keySet());
            elsewhere.remove(here);
            if (elsewhere.isEmpty()) {
                return;
            }
            linked.add(here);
            linked.addAll(elsewhere);
            if (isCollection(here, byHome, byPlace)) {
                collections.add(here);
            } else {
                elsewhere.forEach(home -> unite(here, home));
            }
        });
        // joined by what is not seen here, as a chain of names
        byPlace.keySet().stream().filter(here -> !linked.contains(here)).forEach(here -> unite(here, name));
        Map<String, List<SpeakerFindings>> apart =
                by(said, one -> called(collections.contains(place.apply(one)) ? home(one) : place.apply(one), byPlace));
        return new Apart(apart, assumptions(collections, byPlace));
    }

    private Map<String, List<Phrase>> assumptions(Set<String> collections, Map<String, List<SpeakerFindings>> byPlace) {
        Map<String, List<Phrase>> assumptions = new LinkedHashMap<>();
        for (String here : collections) {
            Set<String> homes = new LinkedHashSet<>(
                    by(byPlace.getOrDefault(here, List.of()), this::home).keySet());
            homes.remove(here);
            for (String home : homes) {
                Phrase assumption = Phrase.of("input.assumed.copies_apart", Phrase.name(here), Phrase.name(home));
                for (String one : new LinkedHashSet<>(List.of(called(here, byPlace), called(home, byPlace)))) {
                    assumptions.computeIfAbsent(one, any -> new ArrayList<>()).add(assumption);
                }
            }
        }
        return assumptions;
    }

    /** A copy adds a server to the place where it lies: of the places of a server that with the fewest others is its home. */
    private void findHomes() {
        for (SpeakerFindings one : said) {
            List<String> shows = List.copyOf(runs.apply(one));
            shows.forEach(run -> unite(serverOfRun, shows.get(0), run));
        }
        Map<String, Set<String>> servers = new HashMap<>();
        Map<String, List<SpeakerFindings>> shown = new LinkedHashMap<>();
        for (SpeakerFindings one : said) {
            runs.apply(one).stream()
                    .findFirst()
                    .map(run -> root(serverOfRun, run))
                    .ifPresent(server -> {
                        servers.computeIfAbsent(place.apply(one), here -> new LinkedHashSet<>())
                                .add(server);
                        shown.computeIfAbsent(server, any -> new ArrayList<>()).add(one);
                    });
        }
        ToLongFunction<SpeakerFindings> others = one -> stated.test(one)
                ? 0
                : servers.getOrDefault(place.apply(one), Set.of()).size();
        // a part of a log is a copy of the whole
        Comparator<SpeakerFindings> order =
                Comparator.comparingLong(others).thenComparing(SpeakerFindings::samples, Comparator.reverseOrder());
        shown.forEach(
                (server, streams) -> streams.stream().min(order).ifPresent(one -> homes.put(server, place.apply(one))));
    }

    /** Where the server of a stream is at home; one that shows no process is where it lies. */
    private String home(SpeakerFindings one) {
        String here = place.apply(one);
        return stated.test(one)
                ? here
                : runs.apply(one).stream()
                        .findFirst()
                        .map(run -> homes.getOrDefault(root(serverOfRun, run), here))
                        .orElse(here);
    }

    /** Whether captures of several servers lie here: their figures, ports or times forbid to be one, or the others' are mere copies. */
    private boolean isCollection(
            String here, Map<String, List<SpeakerFindings>> byHome, Map<String, List<SpeakerFindings>> byPlace) {
        List<List<SpeakerFindings>> parts = List.copyOf(byHome.values());
        if (ServersApart.someContradict(parts, ServersApart::contradict)) {
            return true;
        }
        return parts.size() > 1
                && byHome.entrySet().stream()
                        .filter(e -> !e.getKey().equals(here))
                        .allMatch(e -> areCopies(e.getValue(), byPlace.getOrDefault(e.getKey(), List.of())));
    }

    private static boolean areCopies(List<SpeakerFindings> streams, List<SpeakerFindings> originals) {
        Set<Content> contents = new LinkedHashSet<>();
        originals.forEach(one -> contents.add(new Content(one.samples(), one.glimpses())));
        return streams.stream()
                .map(one -> new Content(one.samples(), one.glimpses()))
                .allMatch(content -> !content.glimpses().isEmpty() && contents.contains(content));
    }

    /** The name of all places that are one: the known one where it is among them, else the first. */
    private String called(String home, Map<String, List<SpeakerFindings>> byPlace) {
        String root = root(samePlace, home);
        return root.equals(root(samePlace, name))
                ? name
                : byPlace.keySet().stream()
                        .filter(here -> root(samePlace, here).equals(root))
                        .findFirst()
                        .orElse(home);
    }

    private void unite(String one, String other) {
        unite(samePlace, one, other);
    }

    private static void unite(Map<String, String> parents, String one, String other) {
        String root = root(parents, one);
        String otherRoot = root(parents, other);
        if (!root.equals(otherRoot)) {
            parents.put(otherRoot, root);
        }
    }

    private static String root(Map<String, String> parents, String one) {
        String root = one;
        for (String parent = parents.get(root); parent != null; parent = parents.get(root)) {
            root = parent;
        }
        if (!root.equals(one)) {
            parents.put(one, root); // a year of days and restarts is a long chain
        }
        return root;
    }

    private static Map<String, List<SpeakerFindings>> by(
            List<SpeakerFindings> said, Function<SpeakerFindings, String> trait) {
        Map<String, List<SpeakerFindings>> by = new LinkedHashMap<>();
        said.forEach(one ->
                by.computeIfAbsent(trait.apply(one), any -> new ArrayList<>()).add(one));
        return by;
    }
}
