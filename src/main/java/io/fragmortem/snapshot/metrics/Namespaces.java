package io.fragmortem.snapshot.metrics;

import io.fragmortem.snapshot.Field;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Exporters to which their operators gave another namespace than {@code redis}: {@code shop_memory_used_bytes}. Names such as
 * {@code memory_used_bytes} are not ours alone (a JVM has them too), so that a prefix counts only when the names behind it
 * form the set that a server of Redis has.
 */
final class Namespaces {

    /** What nothing but a server of Redis tells beside its used memory. */
    private static final Set<Field> TELLING = EnumSet.of(
            Field.USED_MEMORY_RSS,
            Field.MEM_FRAGMENTATION_RATIO,
            Field.ALLOCATOR_RESIDENT,
            Field.USED_MEMORY_LUA,
            Field.USED_MEMORY_DATASET);

    private static final int SHORTEST = 8;

    private final Map<String, Set<Field>> fields = new HashMap<>();

    /**
     * A metric behind a prefix that may be a namespace.
     *
     * @param prefix without the underscore behind it
     */
    public record Candidate(String prefix, MetricNames.Target target) {}

    /** The metric in this name, and that it was seen; empty when its end means nothing. */
    public Optional<Candidate> see(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (int i = lower.indexOf('_'); i > 0; i = lower.indexOf('_', i + 1)) {
            String rest = lower.substring(i + 1);
            Optional<MetricNames.Target> target =
                    rest.length() < SHORTEST || rest.indexOf('_') < 0 ? Optional.empty() : MetricNames.exact(rest);
            if (target.isPresent()) {
                String prefix = lower.substring(0, i);
                fields.computeIfAbsent(prefix, p -> EnumSet.noneOf(Field.class))
                        .add(target.get().field());
                return Optional.of(new Candidate(prefix, target.get()));
            }
        }
        return Optional.empty();
    }

    /** Whether the names seen behind this prefix are those of a server. */
    public boolean isServer(String prefix) {
        Set<Field> seen = fields.getOrDefault(prefix, Set.of());
        return seen.contains(Field.USED_MEMORY) && seen.stream().anyMatch(TELLING::contains);
    }
}
