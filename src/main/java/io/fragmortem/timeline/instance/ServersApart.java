package io.fragmortem.timeline.instance;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.text.StreamName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Streams whose names say no more than "a capture" ({@code info1.txt}, {@code info2.txt}) are those of one server until what
 * they say forbids it: they tell different ports, or processes that ran at the same time, or numbered folders hold the same days.
 */
final class ServersApart {

    private static final Pattern LAST_NUMBER = Pattern.compile("(\\d+)\\D*$");

    /** The streams of one server. */
    private static final class Server {
        private final List<SpeakerFindings> said = new ArrayList<>();
        private final Map<String, Spoken.Life> lives = new LinkedHashMap<>();
        private OptionalDouble port = OptionalDouble.empty();

        void take(SpeakerFindings one) {
            said.add(one);
            port = port.isPresent() ? port : port(one);
            one.lives().forEach(life -> lives.merge(life.process(), life, Spoken.Life::with));
        }

        boolean isSameProcess(SpeakerFindings one) {
            return one.lives().stream().anyMatch(life -> lives.containsKey(life.process()));
        }

        boolean mayBe(SpeakerFindings one) {
            OptionalDouble other = port(one);
            boolean otherPort = port.isPresent() && other.isPresent() && port.getAsDouble() != other.getAsDouble();
            return !otherPort
                    && one.lives().stream()
                            .noneMatch(life -> lives.values().stream().anyMatch(life::isBeside));
        }

        String first() {
            return said.get(0).stream();
        }
    }

    private ServersApart() {}

    /**
     * Whose streams these are.
     *
     * @param name what all of them are called
     * @return streams by the name of their server, one server where nothing forbids it
     */
    static Map<String, List<SpeakerFindings>> of(String name, List<SpeakerFindings> said) {
        List<Server> servers = new ArrayList<>();
        List<SpeakerFindings> mute = new ArrayList<>();
        for (SpeakerFindings one : said) {
            if (port(one).isEmpty() && one.lives().isEmpty()) {
                mute.add(one);
            } else {
                serverOf(one, servers).take(one);
            }
        }
        Set<String> beside = FoldersApart.beside(said);
        mute.forEach(one -> serverOfMute(one.stream(), servers, beside).take(one));
        if (servers.size() < 2) {
            return Map.of(name, said);
        }
        List<String> names = names(name, servers);
        Map<String, List<SpeakerFindings>> apart = new LinkedHashMap<>();
        for (int i = 0; i < servers.size(); i++) {
            apart.put(names.get(i), servers.get(i).said);
        }
        return apart;
    }

    /** Whether two groups of streams cannot be of one server: by their ports, their lives, or their figures at one time. */
    static boolean contradict(List<SpeakerFindings> ones, List<SpeakerFindings> others) {
        Set<Double> ports = ports(ones);
        Set<Double> otherPorts = ports(others);
        Collection<Spoken.Life> otherLives = lives(others);
        boolean portsApart = !ports.isEmpty() && !otherPorts.isEmpty() && Collections.disjoint(ports, otherPorts);
        return portsApart
                || lives(ones).stream().anyMatch(life -> otherLives.stream().anyMatch(life::isBeside))
                || Glimpses.contradict(glimpses(ones), glimpses(others));
    }

    /**
     * Whether some of these cannot be of one server: the first that differs is enough, and neighbours in the order of the input differ as
     * well as any.
     */
    static <T> boolean someContradict(List<T> parts, BiPredicate<T, T> contradict) {
        for (int i = 1; i < parts.size(); i++) {
            if (contradict.test(parts.get(i - 1), parts.get(i)) || contradict.test(parts.get(0), parts.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static Set<Double> ports(List<SpeakerFindings> said) {
        Set<Double> ports = new TreeSet<>();
        said.forEach(one -> port(one).ifPresent(ports::add));
        return ports;
    }

    /** Each process once: of a year of days it is told hundreds of times. */
    private static Collection<Spoken.Life> lives(List<SpeakerFindings> said) {
        Map<String, Spoken.Life> lives = new LinkedHashMap<>();
        said.forEach(one -> one.lives().forEach(life -> lives.merge(life.process(), life, Spoken.Life::with)));
        return lives.values();
    }

    private static List<Spoken.Glimpse> glimpses(List<SpeakerFindings> said) {
        return said.stream().flatMap(one -> one.glimpses().stream()).toList();
    }

    /** What the stream says, else what its file is called after. */
    private static OptionalDouble port(SpeakerFindings one) {
        return one.port().isPresent() ? one.port() : InstanceNames.port(one.stream());
    }

    private static Server serverOf(SpeakerFindings one, List<Server> servers) {
        return servers.stream()
                .filter(server -> server.isSameProcess(one))
                .findFirst()
                .or(() -> servers.stream().filter(server -> server.mayBe(one)).findFirst())
                .orElseGet(() -> {
                    Server server = new Server();
                    servers.add(server);
                    return server;
                });
    }

    private static Server serverOfMute(String stream, List<Server> servers, Set<String> beside) {
        String folder = StreamName.folder(stream);
        boolean another = beside.contains(folder)
                && servers.stream()
                        .noneMatch(server -> server.said.stream()
                                .anyMatch(one -> StreamName.folder(one.stream()).equals(folder)));
        if (another || servers.isEmpty()) {
            servers.add(new Server());
            return servers.get(servers.size() - 1);
        }
        return servers.size() == 1 ? servers.get(0) : nearest(stream, servers);
    }

    /** What tells neither goes with the streams beside it that have its number, else with those beside it. */
    private static Server nearest(String stream, List<Server> servers) {
        Function<String, String> folder = StreamName::folder;
        for (Function<String, String> trait :
                List.<Function<String, String>>of(s -> StreamName.folder(s) + number(s), folder)) {
            List<Server> near = servers.stream()
                    .filter(server -> server.said.stream()
                            .anyMatch(one -> trait.apply(one.stream()).equals(trait.apply(stream))))
                    .toList();
            if (near.size() == 1) {
                return near.get(0);
            }
        }
        return servers.get(0);
    }

    /** By their ports where these tell them apart, else by what is different in the names of their streams. */
    private static List<String> names(String name, List<Server> servers) {
        Function<String, String> file = InstanceNames::stem;
        Function<String, String> folder = stream -> InstanceNames.stem(StreamName.folder(stream));
        // a file that is called after a day is called after nobody
        boolean days =
                servers.stream().anyMatch(one -> FoldersApart.day(one.first()).isPresent());
        Function<String, String> trait = (days ? List.of(folder, file) : List.of(file, folder))
                .stream()
                        .filter(one -> servers.stream()
                                        .map(Server::first)
                                        .map(one)
                                        .distinct()
                                        .count()
                                == servers.size())
                        .findFirst()
                        .orElse(stream -> stream);
        List<String> names = new ArrayList<>();
        for (Server server : servers) {
            boolean alone = servers.stream()
                            .filter(other -> other.port.equals(server.port))
                            .count()
                    == 1;
            long port = (long) server.port.orElse(0);
            if (alone && port > 0) {
                names.add(Address.of(name, String.valueOf(port)));
            } else {
                names.add((name.equals(InstanceNames.UNNAMED) ? "" : name + "/") + trait.apply(server.first()));
            }
        }
        return names;
    }

    private static String number(String stream) {
        Matcher number = LAST_NUMBER.matcher(InstanceNames.stem(stream));
        return number.find() ? "#" + number.group(1) : "#";
    }

    /** Says which names were one. */
    static Phrase assumption(String name, Set<String> names) {
        return Phrase.of(
                "input.assumed.servers_apart", Phrase.name(name), Phrase.name(String.join(", ", new TreeSet<>(names))));
    }
}
