package io.fragmortem.memory;

import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Between which versions of Redis a server stands: by the version that it prints, else by the fields that it prints. A field
 * that is not there speaks of age only where the whole section of memory was saved; an excerpt or an export leaves out what it
 * likes. Valkey counts as the Redis that it came from, 7.2.
 *
 * @param from the oldest that it can be
 * @param before what it is older than
 */
public record Vintage(Optional<String> from, Optional<String> before) {

    /** Series of which at least one prints something that the one before does not. */
    private static final List<String> SERIES =
            List.of("2.4", "2.6", "2.8", "3.0", "3.2", "4.0", "5.0", "6.0", "6.2", "7.0", "7.2", "7.4", "8.0", "8.2");

    private static final String ORIGIN_OF_VALKEY = "7.2";

    /** What stands before the versions of fields that Redis does not have. */
    private static final String VALKEYS = "valkey-";

    private static final Pattern PLAIN = Pattern.compile("\\d+\\.\\d+");

    /** Printed by each version from its own on, in any state of the server; the newest first. No last line: pastes lose it. */
    private static final List<Field> ALWAYS = List.of(
            Field.USED_MEMORY_PEAK_TIME,
            Field.MEM_REPLICA_FULL_SYNC_BUFFER,
            Field.MEM_OVERHEAD_DB_HASHTABLE_REHASHING,
            Field.MEM_CLUSTER_LINKS,
            Field.MEM_CLIENTS_NORMAL,
            Field.USED_MEMORY_STARTUP,
            Field.MAXMEMORY,
            Field.USED_MEMORY_LUA);

    private static final Vintage UNKNOWN = new Vintage(Optional.empty(), Optional.empty());

    /** What a timeline tells of its server's age. */
    public static Vintage of(Timeline timeline, ServerInfo server) {
        return of(timeline, server.product(), server.version());
    }

    static Vintage of(Timeline timeline, Product product, Optional<String> version) {
        return switch (product) {
            case VALKEY -> new Vintage(Optional.of(ORIGIN_OF_VALKEY), Optional.empty());
            case DRAGONFLY, KVROCKS, GARNET -> UNKNOWN;
            case REDIS, KEYDB, UNKNOWN -> version.map(Vintage::exactly).orElseGet(() -> byFields(timeline));
        };
    }

    /** Of a version that is known. */
    static Vintage exactly(String version) {
        return new Vintage(Optional.of(version), Optional.of(version));
    }

    private static Vintage byFields(Timeline timeline) {
        Optional<String> from = newest(
                timeline,
                field -> field.inInfo() && PLAIN.matcher(field.since()).matches());
        Optional<String> before = isWhole(timeline)
                ? ALWAYS.stream()
                        .filter(field -> !timeline.has(field))
                        .map(Field::since)
                        .min(Versions::compare)
                        .filter(v -> from.isEmpty() || Versions.compare(from.get(), v) < 0)
                : Optional.empty();
        return new Vintage(from, before);
    }

    /** The version of the newest of these fields that the timeline has. */
    private static Optional<String> newest(Timeline timeline, Predicate<Field> counted) {
        return Stream.of(Field.values())
                .filter(counted)
                .filter(timeline::has)
                .map(Field::since)
                .max(Versions::compare);
    }

    /** Whether the section of memory was saved from its first lines to its last. */
    private static boolean isWhole(Timeline timeline) {
        return timeline.has(Field.USED_MEMORY_PEAK)
                && timeline.has(Field.USED_MEMORY_RSS)
                && timeline.has(Field.MEM_FRAGMENTATION_RATIO)
                && timeline.fact(Fact.MEM_ALLOCATOR).isPresent();
    }

    /** Whether it is certain to have what came with this version. */
    public boolean isAtLeast(String version) {
        return from.filter(v -> Versions.compare(v, version) >= 0).isPresent();
    }

    /** Whether it is certain to lack what came with this version. */
    public boolean isBefore(String version) {
        return isKnown()
                ? Versions.compare(from.orElseThrow(), version) < 0
                : before.filter(v -> Versions.compare(v, version) <= 0).isPresent();
    }

    private boolean isKnown() {
        return from.isPresent() && from.equals(before);
    }

    /** Between which versions of its own counting a server stands that does not print its version; empty where no field tells. */
    static Optional<Phrase> range(Timeline timeline, Product product) {
        return switch (product) {
            case REDIS -> byFields(timeline).range();
            case VALKEY ->
                newest(timeline, Field::isValkeys)
                        .map(since -> Phrase.of("version.newer", Phrase.name(since.substring(VALKEYS.length()))));
            case KEYDB, DRAGONFLY, KVROCKS, GARNET, UNKNOWN -> Optional.empty();
        };
    }

    private Optional<Phrase> range() {
        Optional<String> last = last();
        return from.filter(oldest -> last.isPresent() || Versions.compare(oldest, SERIES.get(0)) > 0)
                .map(oldest -> last.isPresent() ? between(oldest, last.get()) : newer(oldest));
    }

    private static Phrase between(String oldest, String last) {
        return oldest.equals(last)
                ? Phrase.of("version.exact", Phrase.name(oldest))
                : Phrase.of("version.range", Phrase.name(oldest), Phrase.name(last));
    }

    private static Phrase newer(String oldest) {
        return oldest.equals("7.4")
                ? Phrase.of("version.newer.forked", Phrase.name(oldest), Phrase.name("8.0"))
                : Phrase.of("version.newer", Phrase.name(oldest));
    }

    /** The newest series that it can be, where there is an end. */
    private Optional<String> last() {
        return before.flatMap(end -> SERIES.stream()
                .filter(v -> Versions.compare(v, end) < 0)
                .max(Comparator.comparingInt(SERIES::indexOf)));
    }
}
