package io.fragmortem.fleet.review;

import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.review.FleetReview.Tie;
import io.fragmortem.snapshot.text.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What some instances of a fleet have in common that not all of them have: their host, what the user says, their names. */
final class Ties {

    private final List<Way> ways = new ArrayList<>();

    /** One thing that instances may have in common, and how many have each value. */
    private record Way(Tie.Kind kind, String name, Function<String, String> value, Map<String, Integer> counts) {}

    Ties(List<InstanceSummary> instances, Labels labels) {
        add(instances, Tie.Kind.HOST, "", Ties::host);
        for (int i = 0; i < labels.columns().size(); i++) {
            int column = i;
            add(instances, Tie.Kind.LABEL, labels.columns().get(i), name -> labels.of(name, column));
        }
        add(instances, Tie.Kind.NAME, "", Families::of);
    }

    private void add(List<InstanceSummary> instances, Tie.Kind kind, String name, Function<String, String> value) {
        Map<String, Integer> counts = new HashMap<>();
        instances.forEach(instance -> counts.merge(value.apply(instance.name()), 1, Integer::sum));
        if (counts.size() > 1) {
            ways.add(new Way(kind, name, value, counts));
        }
    }

    /** What all of these share and others do not. */
    List<Tie> of(List<String> instances) {
        List<Tie> ties = new ArrayList<>();
        for (Way way : ways) {
            Optional<String> shared = shared(instances, way.value);
            shared.ifPresent(value ->
                    ties.add(new Tie(way.kind, way.name, value, way.counts.getOrDefault(value, instances.size()))));
        }
        return List.copyOf(ties);
    }

    private static Optional<String> shared(List<String> instances, Function<String, String> value) {
        String first = value.apply(instances.get(0));
        return first.isEmpty() || !instances.stream().map(value).allMatch(first::equals)
                ? Optional.empty()
                : Optional.of(first);
    }

    /** The machine of an instance that is called after its port on it ({@code h1:6380}, {@code h1/6380}), empty for another name. */
    private static String host(String instance) {
        int end = Math.max(instance.lastIndexOf(':'), instance.lastIndexOf('/'));
        boolean port = end > 0
                && Address.withoutPort(instance.substring(0, end) + ":" + instance.substring(end + 1))
                                .length()
                        == end;
        return port ? instance.substring(0, end) : "";
    }
}
