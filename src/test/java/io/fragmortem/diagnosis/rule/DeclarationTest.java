package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.OLD;
import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Capture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what the rules declare against what they do, and against the words that there are for it. */
final class DeclarationTest {

    /** Everything that any rule needs, with a gap that every rule about layers looks into. */
    private static final String COMPLETE = QUIET
            + " used_memory_rss:1900M keyspace.keys:5 rdb_last_cow_size:0 aof_last_cow_size:0 used_memory_vm_eval:40K"
            + " mem_aof_buffer:0 mem_cluster_links:0 tracking_total_keys:5 cgroup.current:2G cgroup.limit:9G"
            + " cgroup.file:1M";

    /** What only identities look at, and what used memory and RSS could be computed from. */
    private static final String PRINTED = " allocator_rss_bytes:30M rss_overhead_bytes:840M allocator_frag_bytes:29M"
            + " allocator_rss_ratio:1.03 rss_overhead_ratio:1.79 allocator_frag_ratio:1.03"
            + " mem_fragmentation_ratio:1.9";

    static List<Rule> rules() {
        return Stream.concat(Rules.CAUSES.stream(), Rules.CHECKS.stream()).toList();
    }

    private static Capture complete(String without) {
        return new Capture().every(7200, 20, i -> COMPLETE + without);
    }

    @Test
    void idsAreUniqueAndCausesHaveOneRule() {
        List<String> ids = Rules.declarations().stream().map(Declaration::id).toList();
        assertEquals(ids.size(), new HashSet<>(ids).size());
        Set<Cause> named =
                Rules.declarations().stream().flatMap(d -> d.causes().stream()).collect(Collectors.toSet());
        for (Cause cause : Cause.values()) {
            boolean verdictOnly =
                    cause == Cause.HEALTHY || cause == Cause.HEALTHY_SMALL_INSTANCE || cause == Cause.CANNOT_TELL;
            assertEquals(!verdictOnly, named.contains(cause), cause.id());
        }
        assertTrue(Rules.named("identity.dataset-bytes").orElseThrow().isCheck());
        assertTrue(Rules.named("nothing").isEmpty());
    }

    @Test
    void thresholdsHaveOneMeaningEach() {
        List<String> names = Rules.thresholds().stream().map(Threshold::name).toList();
        assertEquals(names.size(), new HashSet<>(names).size(), "two thresholds of one name");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whatIsMissingIsWhatIsDeclared(Rule rule) {
        for (Declaration.Need need : rule.declaration().needs()) {
            StringBuilder without = new StringBuilder();
            boolean span = false;
            for (Input input : need.anyOf()) {
                span |= input.kind() == Input.Kind.SPAN;
                without.append(input.kind() == Input.Kind.FIELD ? " " + input.name() + ":-" : "");
            }
            DerivedFrom.sources(need, rule.declaration())
                    .forEach(source -> without.append(" ").append(source).append(":-"));
            String printed = rule instanceof IdentityCheck ? PRINTED : "";
            Capture capture = span ? new Capture().at(0, COMPLETE) : complete(printed + without);
            Check check = Cases.apply(rule, capture).check();
            assertEquals(Check.Status.NOT_APPLICABLE, check.status(), need + " of " + check);
            assertEquals(need.anyOf(), check.missing());
        }
        assertTrue(Cases.apply(rule, complete(PRINTED)).check().missing().isEmpty(), "nothing is missing");
    }

    @Test
    void nothingUndeclaredCanBeMissing() {
        assertThrows(IllegalArgumentException.class, () -> new LuaRule().missing(Input.of(Field.USED_MEMORY)));
    }

    /** Captures that lead every rule into each of its branches. */
    private static List<Capture> branches() {
        List<Capture> all = new ArrayList<>();
        String torn = " allocator_active:1801M allocator_resident:1830M used_memory_rss:1850M";
        all.add(new Capture().at(0, QUIET));
        all.add(complete(""));
        all.add(complete(torn));
        all.add(new Capture()
                .every(60, 40, i -> QUIET + (i / 10 % 2 == 0 ? "" : " used_memory:600M allocator_allocated:601M")));
        all.add(complete(" allocator_resident:1890M"));
        all.add(new Capture().at(0, OLD + " used_memory_rss:1900M used_memory_peak:1400M"));
        all.add(new Capture().at(0, "redis_version:2.4.18 used_memory:10M used_memory_rss:2G"));
        all.add(new Capture().at(0, OLD + " used_memory_rss:1900M maxmemory:1000M maxmemory_policy:allkeys-lru"));
        all.add(new Capture().at(0, QUIET + " used_memory_rss:300M"));
        all.add(new Capture().every(60, 20, i -> QUIET + (i < 9 ? "" : " used_memory_rss:600M")));
        all.add(new Capture().at(0, QUIET + " used_memory_rss:300M os.vm_swap:1M"));
        all.add(new Capture()
                .at(0, "redis_version:4.0.14 used_memory:900M used_memory_overhead:700M used_memory_startup:1M"));
        all.add(new Capture().every(60, 30, i -> QUIET + torn + " active_defrag_running:25"));
        all.add(new Capture()
                .every(60, 30, i -> QUIET + " run_id:" + i / 10 + (i % 10 < 5 ? "" : " allocator_active:1800M")));
        all.add(new Capture().every(60, 30, i -> OLD + " used_memory_rss:1900M active_defrag_running:25"));
        Random random = new Random(5);
        all.add(new Capture().every(600, 288, i -> {
            double data = 900 + i + random.nextGaussian();
            return QUIET + " keyspace.keys:9 maxmemory:9G used_memory_peak:9G used_memory_dataset:" + data
                    + "M used_memory:" + (data + 100) + "M";
        }));
        all.add(new Capture().at(0, "mem_allocator:libc used_memory:900M used_memory_rss:1900M"));
        all.add(new Capture().at(0, QUIET + " used_memory_lua:500M"));
        all.add(new Capture().at(0, QUIET + " total_system_memory:1100M maxmemory:1000M"));
        all.add(new Capture().at(0, QUIET + " total_system_memory:900M allocator_rss_bytes:1"));
        all.add(new Capture().at(0, QUIET + " allocator_rss_ratio:9"));
        all.add(new Capture().at(0, QUIET + " mem_fragmentation_bytes:700M"));
        all.add(new Capture().at(0, QUIET + " maxmemory:1000M maxmemory_policy:noeviction"));
        all.add(new Capture().at(0, QUIET + " mem_replication_backlog:400M"));
        all.add(new Capture().at(0, QUIET + " rdb_last_cow_size:600M"));
        all.add(new Capture().at(0, QUIET + " mem_aof_buffer:400M mem_cluster_links:400M tracking_total_keys:4M"));
        all.add(new Capture().at(0, QUIET + " cgroup.limit:400M cgroup.current:390M cgroup.file:100M"));
        all.add(new Capture()
                .at(0, QUIET)
                .event(
                        new Stamp(Capture.micros(60), TimeSource.STATED),
                        Event.Kind.KERNEL_OOM_KILL,
                        "Out of memory: Killed process 7 (redis-server)",
                        Map.of(Amount.ANON_RSS_BYTES, 9e6)));
        return all;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyDeclaredThresholdIsUsed(Rule rule) {
        Set<Threshold> declared = rule.declaration().thresholds().stream()
                .filter(Threshold::isSettable)
                .collect(Collectors.toSet());
        Set<Threshold> asked = new HashSet<>();
        branches()
                .forEach(capture ->
                        rule.apply(Cases.of(capture, Thresholds.defaults().watchedBy(asked::add))));
        assertEquals(names(declared), names(asked));
    }

    private static Set<String> names(Set<Threshold> thresholds) {
        return thresholds.stream().map(Threshold::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyDeclaredNameHasWordsAndEveryWordIsDeclared() {
        Set<String> needed = new TreeSet<>();
        for (Threshold threshold : Rules.thresholds()) {
            needed.add("threshold." + threshold.name());
            needed.add("threshold." + threshold.name() + ".origin");
        }
        for (Threshold.Origin origin : Threshold.Origin.values()) {
            needed.add("origin." + origin.name().toLowerCase(Locale.ROOT));
        }
        inputs().filter(input -> input.kind() != Input.Kind.FIELD)
                .forEach(input ->
                        needed.add("input." + input.kind().name().toLowerCase(Locale.ROOT) + "." + input.name()));
        assertEquals(needed, keys("threshold", "origin", "input"));
        Set<String> explained = new TreeSet<>();
        Stream.concat(Stream.of(Cause.values()).map(Cause::id), Stream.of("identity", "doctor"))
                .forEach(id -> Stream.of("means", "decided", "do", "not")
                        .forEach(part -> explained.add("explain." + id + "." + part)));
        assertTrue(keys("explain").containsAll(explained), "every cause and check is explained");
        Set<String> ways = keys("capture");
        inputs().forEach(input -> assertTrue(ways.contains("capture." + input.way()), input.toString()));
        assertTrue(ways.contains("capture." + Input.of(Field.MALLOC_DIRTY).way()));
        assertTrue(ways.contains(
                "capture." + Input.of(Field.CLIENTS_OUTPUT_BUFFERS).way()));
        assertTrue(ways.contains("capture." + Input.of(Exhibit.Kind.CLIENT_LIST).way()));
        assertTrue(
                ways.contains("capture." + Input.of(Event.Kind.KERNEL_OOM_KILL).way()));
        assertEquals("process", Input.of(Fact.THP_ENABLED).way());
    }

    private static Stream<Input> inputs() {
        return Rules.declarations().stream()
                .flatMap(d ->
                        Stream.concat(d.needs().stream().flatMap(need -> need.anyOf().stream()), d.uses().stream()));
    }

    private static Set<String> keys(String... families) {
        return Cases.messages("explain").stringPropertyNames().stream()
                .filter(key -> Stream.of(families).anyMatch(family -> key.startsWith(family + ".")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aThresholdCanBeSetUnlessItIsTheServers() {
        Thresholds set = Thresholds.defaults().with(Thresholds.SIGNIFICANT_SHARE, 0.02);
        assertEquals(0.02, set.significantShare());
        Case strict = Cases.of(new Capture().at(0, QUIET), set);
        assertEquals(0, new FragmentationRule().apply(strict).suspects().size(), "29 MiB are too few bytes");
        Case stricter = Cases.of(new Capture().at(0, QUIET), set.with(Thresholds.SIGNIFICANT_BYTES, 1 << 20));
        assertEquals(1, new FragmentationRule().apply(stricter).suspects().size());
        assertThrows(IllegalArgumentException.class, () -> set.with(IdentityCheck.RATIO, 1));
    }
}
