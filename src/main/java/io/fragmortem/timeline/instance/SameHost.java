package io.fragmortem.timeline.instance;

import io.fragmortem.snapshot.text.Address;
import io.fragmortem.timeline.ExporterPort;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds one server under two names of one host: a dump in {@code cache-1.info} beside an export that calls it
 * {@code cache-1:9121} after its exporter, or {@code cache-1:6379}. Where a host has more names it may have more servers,
 * and streams that tell the names apart themselves are believed.
 */
final class SameHost {

    private static final Pattern NAME = Pattern.compile("(.+?)(?::(\\d{1,5}))?");

    /** A name in its parts; port -1 for none. */
    private record Spelled(String name, String host, int port) {
        private static Spelled of(String name) {
            Matcher parts = NAME.matcher(name);
            boolean ported = parts.matches() && parts.group(2) != null;
            return ported
                    ? new Spelled(name, parts.group(1), Integer.parseInt(parts.group(2)))
                    : new Spelled(name, name, -1);
        }

        private boolean isExporter() {
            return ExporterPort.isOfExporter(port);
        }
    }

    private SameHost() {}

    /**
     * The names that are others' and whose they are.
     *
     * @param streams of each name
     */
    static Map<String, String> joins(Map<String, Set<String>> streams) {
        Map<String, List<Spelled>> byHost = new TreeMap<>();
        streams.keySet().forEach(name -> {
            Spelled address = Spelled.of(name);
            byHost.computeIfAbsent(address.host(), host -> new ArrayList<>()).add(address);
        });
        Map<String, String> joins = new LinkedHashMap<>();
        for (List<Spelled> names : byHost.values()) {
            Optional<Spelled> into = names.size() == 2 ? server(names.get(0), names.get(1)) : Optional.empty();
            if (into.isPresent()) {
                String server = into.get().name();
                String other =
                        names.get(into.get().equals(names.get(0)) ? 1 : 0).name();
                if (Collections.disjoint(
                        streams.getOrDefault(server, Set.of()), streams.getOrDefault(other, Set.of()))) {
                    joins.put(other, server);
                }
            }
        }
        return joins;
    }

    /** Which of two names of one host is the server's, when the other one can be no other server. */
    private static Optional<Spelled> server(Spelled one, Spelled other) {
        if (one.isExporter() != other.isExporter()) {
            return Optional.of(one.isExporter() ? other : one);
        }
        Spelled bare = one.port() < 0 ? one : other;
        Spelled ported = one.port() < 0 ? other : one;
        boolean usual = bare.port() < 0 && ported.port() == Address.USUAL_PORT;
        return usual ? Optional.of(ported) : Optional.empty();
    }
}
