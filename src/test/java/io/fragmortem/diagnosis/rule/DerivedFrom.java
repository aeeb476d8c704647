package io.fragmortem.diagnosis.rule;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a field would be derived from: to take it away, these must go too. */
final class DerivedFrom {

    private static final Map<String, List<String>> SOURCES = Map.of(
            "used_memory", List.of("mem_fragmentation_bytes", "mem_fragmentation_ratio", "used_memory_dataset"),
            "used_memory_rss", List.of("rss_overhead_bytes", "mem_fragmentation_bytes", "mem_fragmentation_ratio"),
            "allocator_resident", List.of("rss_overhead_bytes", "rss_overhead_ratio"),
            "allocator_active", List.of("allocator_rss_bytes", "allocator_rss_ratio"),
            "allocator_allocated", List.of("allocator_frag_ratio"),
            "used_memory_dataset", List.of("used_memory_overhead", "used_memory_dataset_perc"));

    private DerivedFrom() {}

    /** The sources of what is taken away, but for those that the rule needs for themselves. */
    static Stream<String> sources(Declaration.Need taken, Declaration declared) {
        List<String> needed = declared.needs().stream()
                .flatMap(need -> need.anyOf().stream())
                .map(Input::name)
                .toList();
        return taken.anyOf().stream()
                .flatMap(input -> SOURCES.getOrDefault(input.name(), List.of()).stream())
                .filter(source -> !needed.contains(source));
    }
}
