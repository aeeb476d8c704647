package io.fragmortem.snapshot.metrics;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.text.ServerProgram;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What Kubernetes measures of containers (cAdvisor, kube-state-metrics). Its {@code instance} is the machine, so it is joined to the server
 * whose series name the same pod, or that is called after it, once all names were seen.
 *
 * @param <T> where the figures of one field of a container are
 */
public final class Containers<T> {

    private static final Map<String, Field> METRICS = Map.of(
            "container_spec_memory_limit_bytes", Field.CGROUP_LIMIT,
            "kube_pod_container_resource_limits", Field.CGROUP_LIMIT,
            "kube_pod_container_resource_limits_memory_bytes", Field.CGROUP_LIMIT,
            "container_memory_usage_bytes", Field.CGROUP_CURRENT,
            "container_memory_max_usage_bytes", Field.CGROUP_PEAK,
            "container_memory_rss", Field.CGROUP_ANON,
            "container_memory_cache", Field.CGROUP_FILE,
            "container_memory_swap", Field.CGROUP_SWAP,
            "container_memory_failcnt", Field.CGROUP_LIMIT_HITS,
            "container_oom_events_total", Field.CGROUP_OOM_KILLS);

    /** The whole pod, and what holds its network. */
    private static final List<String> NO_CONTAINER = List.of("", "POD");

    /** Of more pods nothing is kept. */
    private static final int MOST_PODS = 10_000;

    /** A group without a limit has 0 in cAdvisor, in the kernel's own words the most pages that there could be. */
    private static final double UNLIMITED = 1L << 60;

    /** A pod as labels name it, those that were told before those of who told it; cluster and namespace may be empty. */
    private record Pod(String cluster, String namespace, String name) {

        static Pod of(SeriesName series) {
            return new Pod(
                    label(series, "cluster"),
                    label(series, "exported_namespace", "namespace", "kubernetes_namespace"),
                    label(series, "exported_pod", "pod", "pod_name", "kubernetes_pod_name"));
        }

        boolean mayBe(Pod other) {
            return name.equals(other.name) && isOne(namespace, other.namespace) && isOne(cluster, other.cluster);
        }

        private static boolean isOne(String place, String other) {
            return place.isEmpty() || other.isEmpty() || place.equals(other);
        }

        /** A pod of this name at the same place. */
        Pod called(String other) {
            return new Pod(cluster, namespace, other);
        }

        /** An exporter that runs by itself names its own pod and not those of the servers. */
        boolean isOfExporter() {
            return ServerProgram.isSidecar(name);
        }
    }

    /** By pod, then by container. */
    private final Map<Pod, Map<String, Map<Field, T>>> told = new LinkedHashMap<>();

    /** Where the servers are that series tell of, by their names. */
    private final Map<String, Pod> servers = new LinkedHashMap<>();

    private final TreeSet<String> metrics = new TreeSet<>();

    private static String label(SeriesName series, String... names) {
        Map<String, String> labels = series.labels();
        for (String name : names) {
            String value = labels.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /** Whether a metric of this name is about containers. */
    public static boolean isMetric(String name) {
        return METRICS.containsKey(name);
    }

    /** Whether a field has such a value: a limit that is none has not. */
    public static boolean isValue(Field field, double value) {
        return field != Field.CGROUP_LIMIT || (value > 0 && value < UNLIMITED);
    }

    /** What a series of such a metric tells of a container; empty for a whole pod and for what is no memory. */
    public Optional<Field> field(SeriesName series) {
        metrics.add(series.metric());
        boolean memory = series.labels().getOrDefault("resource", "memory").equals("memory");
        Pod pod = Pod.of(series);
        boolean kept = told.size() < MOST_PODS || told.containsKey(pod);
        return kept && memory && !pod.name().isEmpty() && !NO_CONTAINER.contains(container(series))
                ? Optional.ofNullable(METRICS.get(series.metric()))
                : Optional.empty();
    }

    /** Where the figures of that field are, made if they are nowhere yet. */
    public T of(SeriesName series, Field field, Supplier<T> made) {
        return told.computeIfAbsent(Pod.of(series), p -> new LinkedHashMap<>())
                .computeIfAbsent(container(series), c -> new EnumMap<>(Field.class))
                .computeIfAbsent(field, f -> made.get());
    }

    private static String container(SeriesName series) {
        return label(series, "exported_container", "container", "container_name");
    }

    /** Where a server is, as one of its series says. */
    public void server(String instance, SeriesName series) {
        Pod pod = Pod.of(series);
        if (!pod.name().isEmpty() || !servers.containsKey(instance)) {
            servers.put(instance, pod);
        }
    }

    /**
     * Gives each server what was told of its container, and forgets it: the container is in the pod that the server's labels name, or after
     * which it is called ({@code redis-0.redis.shop:6379}).
     *
     * @param whole whether all of it is there
     * @param each takes the name of a server and where figures are
     * @return the metrics of which something is lost, or that nobody could be given
     */
    public List<String> join(boolean whole, BiConsumer<String, Map<Field, T>> each) {
        boolean joined = !told.isEmpty() && (servers.isEmpty() ? alone(each) : toServers(each));
        List<String> left = joined && whole ? List.of() : List.copyOf(metrics);
        told.clear();
        metrics.clear();
        return left;
    }

    private boolean toServers(BiConsumer<String, Map<Field, T>> each) {
        servers.replaceAll((name, pod) -> pod.isOfExporter() ? new Pod(pod.cluster(), "", "") : pod);
        Map<String, List<Pod>> byName = new HashMap<>();
        told.keySet()
                .forEach(pod -> byName.computeIfAbsent(pod.name(), n -> new ArrayList<>())
                        .add(pod));
        Map<Pod, Integer> named = new HashMap<>();
        servers.values().forEach(pod -> named.merge(pod, 1, Integer::sum));
        boolean joined = false;
        for (Map.Entry<String, Pod> server : servers.entrySet()) {
            Pod pod = server.getValue();
            if (!pod.name().isEmpty() && named.getOrDefault(pod, 0) > 1) {
                continue; // whoever measures several servers is in a pod of its own
            }
            Pod asked = pod.name().isEmpty() ? pod.called(server.getKey().replaceFirst("[.:].*", "")) : pod;
            List<Pod> same = byName.getOrDefault(asked.name(), List.of()).stream()
                    .filter(asked::mayBe)
                    .toList();
            Optional<Map<Field, T>> container =
                    same.size() == 1 ? ofServer(told.getOrDefault(same.get(0), Map.of())) : Optional.empty();
            container.ifPresent(fields -> each.accept(server.getKey(), fields));
            joined |= container.isPresent();
        }
        return joined;
    }

    /** A stream without servers, an answer about limits say, may tell of the container of one: it goes by the name of its pod. */
    private boolean alone(BiConsumer<String, Map<Field, T>> each) {
        List<Runnable> found = new ArrayList<>();
        told.forEach((pod, containers) -> containers.forEach((container, fields) -> {
            if (ServerProgram.isContainer(pod.name(), container)) {
                found.add(() -> each.accept(pod.name(), fields));
            }
        }));
        if (found.size() == 1) {
            found.get(0).run();
        }
        return found.size() == 1;
    }

    /** The only container that does not serve another one, or the only one that is called after a server. */
    private static <T> Optional<Map<Field, T>> ofServer(Map<String, Map<Field, T>> containers) {
        List<String> names = new ArrayList<>(containers.keySet());
        names.removeIf(ServerProgram::isSidecar);
        if (names.size() > 1) {
            names.removeIf(name -> !ServerProgram.isContainer("", name));
        }
        return names.size() == 1 ? Optional.ofNullable(containers.get(names.get(0))) : Optional.empty();
    }
}
