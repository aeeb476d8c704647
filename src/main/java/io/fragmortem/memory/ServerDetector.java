package io.fragmortem.memory;

import io.fragmortem.memory.ServerInfo.AllocatorKind;
import io.fragmortem.memory.ServerInfo.DefragSupport;
import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out what server wrote a timeline: from what it says of itself, else from the fields that it prints. */
public final class ServerDetector {

    /** jemalloc's quantum in the build that Redis ships; distribution builds have 16 and no defrag support. */
    private static final double BUNDLED_QUANTUM = 8;

    private static final double MIB = 1 << 20;

    /** Fields that no other server prints. */
    private static final Set<Field> ONLY_DRAGONFLY = EnumSet.of(
            Field.OBJECT_USED_MEMORY,
            Field.TABLE_USED_MEMORY,
            Field.COMITTED_MEMORY,
            Field.FIBERS_STACK_VMS,
            Field.NUM_ENTRIES,
            Field.USED_MEMORY_PEAK_RSS,
            Field.DISPATCH_QUEUE_BYTES,
            Field.PSYNC_BUFFER_BYTES,
            Field.LSN_BUFFER_BYTES_SUM,
            Field.REPLICATION_STREAMING_BUFFER_BYTES,
            Field.REPLICATION_FULL_SYNC_BUFFER_BYTES);

    private final Timeline timeline;

    private ServerDetector(Timeline timeline) {
        this.timeline = timeline;
    }

    /** What the timeline tells about its server. */
    public static ServerInfo detect(Timeline timeline) {
        ServerDetector detector = new ServerDetector(timeline);
        Product product = detector.product();
        Optional<String> version = detector.version(product);
        Optional<String> allocator = timeline.fact(Fact.MEM_ALLOCATOR);
        AllocatorKind kind = detector.allocatorKind(product, allocator);
        return new ServerInfo(
                product,
                version,
                version.isPresent() ? Optional.empty() : Vintage.range(timeline, product),
                allocator,
                kind,
                detector.defrag(kind, product, version),
                timeline.fact(Fact.ROLE).flatMap(ServerInfo.Role::of),
                timeline.fact(Fact.OS));
    }

    private Product product() {
        if (isValkey()) {
            return Product.VALKEY;
        }
        if (timeline.fact(Fact.DRAGONFLY_VERSION).isPresent()
                || isNamed("dragonfly")
                || ONLY_DRAGONFLY.stream().anyMatch(timeline::has)
                || timeline.fact(Fact.CACHE_MODE).isPresent()) {
            return Product.DRAGONFLY;
        }
        if (timeline.fact(Fact.KVROCKS_VERSION).isPresent()) {
            return Product.KVROCKS;
        }
        if (timeline.fact(Fact.GARNET_VERSION).isPresent() || timeline.has(Field.GC_HEAP_BYTES)) {
            return Product.GARNET;
        }
        boolean keydb = isNamed("keydb")
                || timeline.fact(Fact.STORAGE_PROVIDER).isPresent()
                || timeline.has(Field.AVAILABLE_SYSTEM_MEMORY)
                || timeline.fact(Fact.EXECUTABLE).map(s -> s.contains("keydb")).orElse(false);
        if (keydb) {
            return Product.KEYDB;
        }
        boolean redis = timeline.fact(Fact.REDIS_VERSION).isPresent()
                || timeline.fact(Fact.MEM_ALLOCATOR).isPresent()
                || timeline.has(Field.MEM_FRAGMENTATION_RATIO)
                || timeline.has(Field.USED_MEMORY_LUA)
                || timeline.has(Field.ALLOCATOR_RESIDENT);
        return redis ? Product.REDIS : Product.UNKNOWN;
    }

    /** Valkey says so, or prints what no other server does: {@code server_mode}, {@code clients_hz}. */
    private boolean isValkey() {
        boolean facts = Stream.of(
                        Fact.VALKEY_VERSION, Fact.SERVER_MODE, Fact.AVAILABILITY_ZONE, Fact.VALKEY_RELEASE_STAGE)
                .anyMatch(fact -> timeline.fact(fact).isPresent());
        return facts
                || isNamed("valkey")
                || Arrays.stream(Field.values()).anyMatch(field -> field.isValkeys() && timeline.has(field));
    }

    /** What the server prints of itself, and what the prefix of an export's metrics says. */
    private boolean isNamed(String server) {
        return timeline.fact(Fact.SERVER_NAME).filter(server::equals).isPresent();
    }

    private Optional<String> version(Product product) {
        return switch (product) {
            case VALKEY -> timeline.fact(Fact.VALKEY_VERSION);
            case DRAGONFLY -> timeline.fact(Fact.DRAGONFLY_VERSION);
            case KVROCKS -> timeline.fact(Fact.KVROCKS_VERSION);
            case GARNET -> timeline.fact(Fact.GARNET_VERSION);
            case REDIS, KEYDB, UNKNOWN -> timeline.fact(Fact.REDIS_VERSION);
        };
    }

    private AllocatorKind allocatorKind(Product product, Optional<String> allocator) {
        if (product == Product.DRAGONFLY) {
            return AllocatorKind.MIMALLOC;
        }
        if (allocator.isPresent()) {
            return allocator.get().toLowerCase(Locale.ROOT).startsWith("jemalloc")
                    ? AllocatorKind.JEMALLOC
                    : AllocatorKind.OTHER;
        }
        if (timeline.last(Field.USE_TCMALLOC).isPresent()) {
            return AllocatorKind.OTHER;
        }
        return looksFaked()
                ? AllocatorKind.OTHER
                : allocatorFieldsAreReal() ? AllocatorKind.JEMALLOC : AllocatorKind.UNKNOWN;
    }

    /** libc and tcmalloc builds print allocator_active equal to allocator_resident; real allocators never do. */
    private boolean looksFaked() {
        double active = timeline.last(Field.ALLOCATOR_ACTIVE).orElse(Double.NaN);
        double resident = timeline.last(Field.ALLOCATOR_RESIDENT).orElse(Double.NaN);
        return active > 0 && active == resident;
    }

    private boolean allocatorFieldsAreReal() {
        return timeline.last(Field.ALLOCATOR_RESIDENT).orElse(0) > 0;
    }

    private DefragSupport defrag(AllocatorKind kind, Product product, Optional<String> version) {
        boolean ran = timeline.max(Field.ACTIVE_DEFRAG_RUNNING).orElse(0) > 0
                || timeline.max(Field.ACTIVE_DEFRAG_HITS).orElse(0) > 0;
        double quantum = timeline.last(Field.MALLOC_QUANTUM).orElse(Double.NaN);
        if (ran || (quantum == BUNDLED_QUANTUM && kind == AllocatorKind.JEMALLOC)) {
            return DefragSupport.YES;
        }
        if (kind == AllocatorKind.OTHER
                || quantum > BUNDLED_QUANTUM
                || version.filter(v -> Versions.compare(v, "4.0") < 0).isPresent()
                || product == Product.DRAGONFLY
                || product == Product.KVROCKS
                || product == Product.GARNET
                || refusedInDoctorsHearing()
                || foreignJemalloc(product, version)
                || compiledWithoutBins(product, version)) {
            return DefragSupport.NO;
        }
        return DefragSupport.UNKNOWN;
    }

    /** Whether mem_allocator names another jemalloc than the one that this version ships: then the system's is linked. */
    private boolean foreignJemalloc(Product product, Optional<String> version) {
        Optional<String> bundled = version.flatMap(v -> bundledJemalloc(product, v));
        Optional<String> linked = timeline.fact(Fact.MEM_ALLOCATOR)
                .map(a -> a.toLowerCase(Locale.ROOT))
                .filter(a -> a.startsWith("jemalloc-"))
                .map(a -> a.substring("jemalloc-".length()));
        return bundled.isPresent() && linked.isPresent() && Versions.compare(linked.get(), bundled.get()) != 0;
    }

    /** What the released sources bring along, as far as releases are known. */
    private static Optional<String> bundledJemalloc(Product product, String version) {
        if (product == Product.VALKEY) {
            return Versions.compare(version, "9.2") < 0 ? Optional.of("5.3.0") : Optional.empty();
        }
        if (product == Product.KEYDB) {
            return Versions.compare(version, "6.3") >= 0 ? Optional.of("5.2.1") : Optional.empty();
        }
        boolean known = Versions.compare(version, "4.0") >= 0 && Versions.compare(version, "9.0") < 0;
        if (product != Product.REDIS || !known) {
            return Optional.empty();
        }
        return Optional.of(
                Versions.compare(version, "7.2") >= 0
                        ? "5.3.0"
                        : Versions.compare(version, "7.0") >= 0
                                ? "5.2.1"
                                : Versions.compare(version, "5.0") >= 0 ? "5.1.0" : "4.0.3");
    }

    /** Valkey from 8.1 on compiles the count of free slots out, and defrag with it, when jemalloc is the system's. */
    private boolean compiledWithoutBins(Product product, Optional<String> version) {
        boolean counts = product == Product.VALKEY
                && version.filter(v -> Versions.compare(v, "8.1") >= 0).isPresent();
        return counts && timeline.max(Field.ALLOCATOR_FRAG_BYTES).orElse(-1) == 0 && widestSlack() > MIB;
    }

    /** The most that was active and not allocated. */
    private double widestSlack() {
        double[] active = timeline.column(Field.ALLOCATOR_ACTIVE);
        double[] allocated = timeline.column(Field.ALLOCATOR_ALLOCATED);
        double widest = 0;
        for (int i = 0; i < active.length; i++) {
            double slack = active[i] - allocated[i];
            widest = slack > widest ? slack : widest;
        }
        return widest;
    }

    private boolean refusedInDoctorsHearing() {
        return timeline.exhibits().stream()
                .filter(e -> e.kind() == Exhibit.Kind.CONFIG)
                .anyMatch(e -> e.text().contains("Active defragmentation cannot be enabled"));
    }
}
