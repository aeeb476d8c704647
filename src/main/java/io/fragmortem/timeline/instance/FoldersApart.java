package io.fragmortem.timeline.instance;

import io.fragmortem.snapshot.text.StreamName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Streams of one name in several folders ({@code shard1/primary/info.log}, {@code shard2/primary/info.log}) are those of one server until they
 * speak of the same time and tell different figures: then the folders name the servers. Folders that are no more than a day or a kind of file
 * ({@code 2026-10-01/cache-1.log}, {@code logs/cache-1.log}) part nothing. Streams that tell no figures of their server go by the numbers and
 * the days of their folders, where {@link ServersApart} asks for them.
 */
final class FoldersApart {

    private static final Pattern DAY = Pattern.compile("(?<!\\d)20\\d\\d([-_.]?)\\d\\d\\1\\d\\d(?!\\d)");

    private FoldersApart() {}

    /**
     * Whose streams these are.
     *
     * @param name what all of them are called
     * @return streams by the name of their server, one server where nothing forbids it
     */
    static Map<String, List<SpeakerFindings>> of(String name, List<SpeakerFindings> said) {
        Map<List<String>, List<SpeakerFindings>> byFolder = new LinkedHashMap<>();
        for (SpeakerFindings one : said) {
            byFolder.computeIfAbsent(InstanceNames.above(one.stream()), folder -> new ArrayList<>())
                    .add(one);
        }
        if (byFolder.size() < 2 || !contradict(List.copyOf(byFolder.values()))) {
            return Map.of(name, said);
        }
        int shared = shared(List.copyOf(byFolder.keySet()));
        Map<String, List<SpeakerFindings>> apart = new LinkedHashMap<>();
        withCopiesAtHome(name, byFolder).forEach((folder, streams) -> {
            String own = String.join("/", folder.subList(shared, folder.size()));
            apart.put(own.isEmpty() ? name : own + "/" + name, streams);
        });
        return apart;
    }

    /** The same, with captures of one process together: in the folder that has its name, and the fewest other processes. */
    private static Map<List<String>, List<SpeakerFindings>> withCopiesAtHome(
            String name, Map<List<String>, List<SpeakerFindings>> byFolder) {
        Map<String, List<String>> homes = new LinkedHashMap<>();
        Map<String, Long> strangeness = new LinkedHashMap<>();
        byFolder.forEach((folder, streams) -> {
            long others = streams.stream()
                    .flatMap(one -> processes(one).stream())
                    .distinct()
                    .count();
            for (SpeakerFindings one : streams) {
                boolean called = InstanceNames.fromPath(one.stream()).equals(name);
                long strange = called ? others : Integer.MAX_VALUE + others;
                for (String process : processes(one)) {
                    if (strange < strangeness.getOrDefault(process, Long.MAX_VALUE)) {
                        strangeness.put(process, strange);
                        homes.put(process, folder);
                    }
                }
            }
        });
        Map<List<String>, List<SpeakerFindings>> atHome = new LinkedHashMap<>();
        byFolder.forEach((folder, streams) -> streams.forEach(one -> {
            List<String> home =
                    processes(one).stream().findFirst().map(homes::get).orElse(folder);
            atHome.computeIfAbsent(home, any -> new ArrayList<>()).add(one);
        }));
        return atHome;
    }

    /** Without those known by their numbers alone, which are the same on many hosts. */
    private static List<String> processes(SpeakerFindings one) {
        return one.lives().stream()
                .map(Spoken.Life::process)
                .filter(Spoken.Life::identifies)
                .toList();
    }

    /** Folders that differ in nothing but a number ({@code 6379/}, {@code 6380/}) and hold captures of the same day. */
    static Set<String> beside(List<SpeakerFindings> said) {
        Map<String, Set<String>> byShapeAndDay = new LinkedHashMap<>();
        for (SpeakerFindings one : said) {
            String folder = StreamName.folder(one.stream());
            day(one.stream())
                    .map(day -> folder.replaceAll("\\d+", "#") + "/" + day)
                    .ifPresent(shape -> byShapeAndDay
                            .computeIfAbsent(shape, any -> new TreeSet<>())
                            .add(folder));
        }
        Set<String> beside = new TreeSet<>();
        byShapeAndDay.values().stream().filter(folders -> folders.size() > 1).forEach(beside::addAll);
        return beside;
    }

    /** The day that a file is called after, in digits. */
    static Optional<String> day(String stream) {
        Matcher day = DAY.matcher(InstanceNames.stem(stream));
        return day.find() ? Optional.of(day.group().replaceAll("\\D", "")) : Optional.empty();
    }

    private static boolean contradict(List<List<SpeakerFindings>> folders) {
        List<List<Spoken.Glimpse>> glimpses = folders.stream()
                .map(folder ->
                        folder.stream().flatMap(one -> one.glimpses().stream()).toList())
                .toList();
        return ServersApart.someContradict(glimpses, Glimpses::contradict);
    }

    /** How many folders all of them begin with. */
    private static int shared(List<List<String>> folders) {
        List<String> first = folders.get(0);
        int shared = first.size();
        for (List<String> other : folders) {
            int same = 0;
            while (same < Math.min(shared, other.size()) && other.get(same).equals(first.get(same))) {
                same++;
            }
            shared = same;
        }
        return shared;
    }
}
