package blackbox;

import blackbox.Build.AllocatorFields;
import blackbox.Build.Level;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A server of which every byte is known, and the INFO that its build would print: the memory model run forwards.
 * Nothing here is taken from a dump; the identities between the fields hold because the server computes them so.
 */
final class KnownServer {

    static final double MIB = 1 << 20;

    /** What holds bytes. Everything down to {@code SCRIPTS} is counted in used_memory. */
    enum Part {
        STARTUP,
        DATASET,
        KEYSPACE,
        CLIENTS,
        REPLICAS,
        BACKLOG,
        SCRIPTS,
        /** Thread caches and what else jemalloc counts and Redis does not. */
        CACHE,
        /** Free slots in slabs. */
        SLOTS,
        /** Freed pages kept. */
        KEPT,
        /** Lua's heap. */
        LUA,
        /** Program, libraries, modules. */
        OUTSIDE,
        /** Bytes counted above that are in no memory: swapped out or never touched. Taken off RSS. */
        ABSENT
    }

    private final Build build;
    private final Map<Part, Double> bytes = new EnumMap<>(Part.class);
    private final Map<String, String> more = new LinkedHashMap<>();
    private double peak;

    KnownServer(Build build) {
        this.build = build;
        put(Part.STARTUP, 0.9 * MIB)
                .put(Part.CACHE, 0.6 * MIB)
                .put(Part.SLOTS, MIB)
                .put(Part.KEPT, 2.5 * MIB);
        put(Part.LUA, 40 * 1024).put(Part.OUTSIDE, 5 * MIB);
    }

    KnownServer put(Part part, double amount) {
        bytes.put(part, (double) Math.round(amount));
        return this;
    }

    /** The highest used memory before now. */
    KnownServer peak(double was) {
        peak = was;
        return this;
    }

    /** A field that does not follow from the bytes. */
    KnownServer field(String name, Object value) {
        more.put(name, value instanceof Double d ? whole(d) : String.valueOf(value));
        return this;
    }

    double get(Part part) {
        return bytes.getOrDefault(part, 0.0);
    }

    double used() {
        double used = build.luaInside() ? get(Part.LUA) : 0;
        for (Part part : Part.values()) {
            used += part.compareTo(Part.SCRIPTS) <= 0 ? get(part) : 0;
        }
        return used;
    }

    double rss() {
        double lua = build.luaInside() ? 0 : get(Part.LUA);
        double heap = used() + get(Part.CACHE) + get(Part.SLOTS) + get(Part.KEPT);
        return Math.max(MIB, heap + lua + get(Part.OUTSIDE) - get(Part.ABSENT));
    }

    /** INFO as this build prints it: lines end with CR LF. */
    String info() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("used_memory", whole(used()));
        fields.put("used_memory_rss", whole(rss()));
        if (build.level().has(Level.V2_8)) {
            fields.put("used_memory_peak", whole(Math.max(peak, used())));
        }
        split(fields);
        fields.put("used_memory_lua", whole(get(Part.LUA)));
        allocator(fields);
        if (build.level().has(Level.V3_2)) {
            fields.put("maxmemory", "0");
            fields.put("maxmemory_policy", "noeviction");
        }
        if (!build.allocator().isEmpty()) {
            fields.put("mem_allocator", build.allocator());
        }
        if (build.level().has(Level.V4_0)) {
            fields.put("active_defrag_running", "0");
        }
        fields.put("mem_fragmentation_ratio", ratio(rss(), used()));
        more.forEach((name, value) -> fields.put(name, value));
        StringBuilder text = new StringBuilder("# Server\r\n");
        for (String line : build.version().split(" ")) {
            text.append(line).append("\r\n");
        }
        text.append("\r\n# Memory\r\n");
        fields.forEach(
                (name, value) -> text.append(name).append(':').append(value).append("\r\n"));
        return text.toString();
    }

    private void split(Map<String, String> fields) {
        if (!build.level().has(Level.V4_0)) {
            return;
        }
        double overhead = used() - get(Part.DATASET) - (build.luaInside() ? get(Part.LUA) : 0);
        fields.put("used_memory_overhead", whole(overhead));
        fields.put("used_memory_startup", whole(get(Part.STARTUP)));
        fields.put("used_memory_dataset", whole(used() - overhead));
        if (build.level().has(Level.V5_0)) {
            fields.put("mem_clients_normal", whole(get(Part.CLIENTS)));
            fields.put("mem_clients_slaves", whole(get(Part.REPLICAS)));
            fields.put("mem_replication_backlog", whole(get(Part.BACKLOG)));
            fields.put("mem_aof_buffer", "0");
            fields.put("used_memory_scripts", whole(get(Part.SCRIPTS)));
        }
        if (build.level().has(Level.V7_0)) {
            fields.put("used_memory_vm_eval", whole(get(Part.LUA)));
            fields.put("used_memory_vm_total", whole(get(Part.LUA)));
        }
    }

    private void allocator(Map<String, String> fields) {
        if (!build.hasAllocatorFields()) {
            return;
        }
        double allocated = used() + (build.isLibc() ? 0 : get(Part.CACHE));
        double active = allocated + get(Part.SLOTS);
        double resident = active + get(Part.KEPT);
        if (build.isLibc()) {
            resident = rss() - (build.allocatorFields() == AllocatorFields.LIBC ? get(Part.LUA) : 0);
            active = resident;
        }
        double slots = build.allocatorFields() == AllocatorFields.LIBC_NEW ? 0 : active - allocated;
        fields.put("allocator_allocated", whole(allocated));
        fields.put("allocator_active", whole(active));
        fields.put("allocator_resident", whole(resident));
        fields.put("allocator_frag_ratio", ratio(allocated + slots, allocated));
        fields.put("allocator_frag_bytes", whole(slots));
        fields.put("allocator_rss_ratio", ratio(resident, active));
        fields.put("allocator_rss_bytes", whole(resident - active));
        fields.put("rss_overhead_ratio", ratio(rss(), resident));
        fields.put("rss_overhead_bytes", whole(rss() - resident));
        fields.put("mem_fragmentation_bytes", whole(rss() - used()));
        if (build.allocatorFields() == AllocatorFields.SMALL_BINS) {
            fields.put("mem_overhead_db_hashtable_rehashing", "0");
        }
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static String ratio(double above, double below) {
        return String.format(Locale.ROOT, "%.2f", (float) above / (float) below);
    }
}
