package io.fragmortem.snapshot.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells servers apart that one name stands for: a service in front of several pods, the same name in two clusters or namespaces. Labels
 * that tell who measured ({@code prometheus_replica}) do not part them, nor does a label that only some series have.
 */
final class SameInstance {

    private static final List<String> PLACES = List.of(
            "pod",
            "pod_name",
            "kubernetes_pod_name",
            "namespace",
            "kubernetes_namespace",
            "cluster",
            "region",
            "datacenter",
            "dc",
            "environment",
            "env");

    /** More than so many servers under one name are not told apart. */
    private static final int MOST = 10_000;

    /** One of the servers of a name, and where its series say that it is. */
    private record Server(String name, Map<String, String> places) {

        boolean mayBe(Map<String, String> others) {
            return others.entrySet().stream()
                    .allMatch(place -> places.getOrDefault(place.getKey(), place.getValue())
                            .equals(place.getValue()));
        }
    }

    private final Map<String, List<Server>> servers = new HashMap<>();

    /** The name of the server that a series of this instance is about. */
    String of(String instance, SeriesName series) {
        Map<String, String> places = new LinkedHashMap<>();
        series.labels().forEach((key, value) -> {
            String lower = key.toLowerCase(Locale.ROOT);
            if (PLACES.contains(lower) && !value.isEmpty() && !value.equals(instance)) {
                places.put(lower, value);
            }
        });
        if (instance.isEmpty() || places.isEmpty()) {
            return instance;
        }
        List<Server> known = servers.computeIfAbsent(instance, name -> new ArrayList<>());
        for (Server server : known) {
            if (server.mayBe(places)) {
                server.places().putAll(places);
                return server.name();
            }
        }
        if (known.size() >= MOST) {
            return instance;
        }
        Server server =
                new Server(known.isEmpty() ? instance : instance + " " + differing(places, known.get(0)), places);
        known.add(server);
        return server.name();
    }

    private static String differing(Map<String, String> places, Server first) {
        Map<String, String> own = new LinkedHashMap<>(places);
        own.entrySet().removeIf(place -> place.getValue().equals(first.places().get(place.getKey())));
        return String.join(" ", own.values());
    }
}
