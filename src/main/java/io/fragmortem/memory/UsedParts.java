package io.fragmortem.memory;

import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import java.util.OptionalDouble;

/** Divides used memory: startup, data, each overhead that the version prints, and what is left of the overhead. Bytes. */
final class UsedParts {

    private static final Field[][] OVERHEADS = {
        {Field.MEM_CLIENTS_NORMAL},
        {Field.MEM_CLIENTS_SLAVES, Field.MEM_REPLICA_FULL_SYNC_BUFFER, Field.MEM_REPLICAS_REPL_BUFFER},
        {Field.MEM_REPLICATION_BACKLOG},
        {Field.MEM_AOF_BUFFER},
        {Field.USED_MEMORY_SCRIPTS},
        {
            Field.MEM_CLUSTER_LINKS,
            Field.MEM_CLUSTER_SLOT_IMPORT,
            Field.MEM_CLUSTER_SLOT_EXPORT,
            Field.MEM_CLUSTER_SLOT_MIGRATION_OUTPUT_BUFFER,
            Field.MEM_CLUSTER_SLOT_MIGRATION_INPUT_BUFFER
        }
    };
    private static final Component[] OVERHEAD_PARTS = {
        Component.CLIENTS,
        Component.REPLICAS,
        Component.REPLICATION_BACKLOG,
        Component.AOF_BUFFER,
        Component.SCRIPTS,
        Component.CLUSTER
    };

    private final Timeline timeline;
    private final Semantics semantics;
    /** Redis 8.0 began to count the interpreters among the overhead; 7.4 has them in used memory only. */
    private final boolean overheadHoldsInterpreters;

    UsedParts(Timeline timeline, Semantics semantics) {
        this.timeline = timeline;
        this.semantics = semantics;
        overheadHoldsInterpreters = semantics.luaInsideUsed() && timeline.has(Field.MEM_REPLICA_FULL_SYNC_BUFFER);
    }

    /** Adds the components of used memory at a sample; what it tells of none stays one. */
    void split(int sample, double used, SplitBytes parts) {
        double overhead = overhead(sample, used);
        if (overhead > used) {
            parts.put(Component.USED, used);
            return;
        }
        boolean told = !Double.isNaN(overhead);
        OptionalDouble startup = timeline.at(Field.USED_MEMORY_STARTUP, sample);
        double rest = (told ? overhead : used) - startup.orElse(0);
        if (startup.isPresent()) { // exporters leave it out: unknown is not 0
            parts.put(Component.STARTUP, startup.getAsDouble());
        }
        if (told) {
            parts.put(Component.DATASET, used - overhead);
        }
        boolean whole = true;
        for (int i = 0; i < OVERHEADS.length; i++) {
            double bytes = 0;
            boolean any = false;
            for (Field field : OVERHEADS[i]) {
                OptionalDouble value = timeline.at(field, sample);
                any |= value.isPresent();
                bytes += value.orElse(0);
            }
            if (OVERHEAD_PARTS[i] == Component.SCRIPTS && overheadHoldsInterpreters) {
                bytes += lua(sample);
            }
            if (bytes > used) {
                whole = false; // a backlog that KeyDB only reserves: nothing is a part of what is smaller
            } else if (any) {
                parts.put(OVERHEAD_PARTS[i], bytes);
                rest -= bytes;
            }
        }
        if (told && semantics.luaInsideUsed() && !overheadHoldsInterpreters) {
            // in used memory, in no printed overhead: what INFO calls data holds them
            double hidden = Math.min(lua(sample), Math.max(0, used - overhead));
            parts.put(Component.DATASET, used - overhead - hidden);
            parts.put(
                    Component.SCRIPTS,
                    hidden
                            + (parts.has(Component.SCRIPTS)
                                    ? timeline.at(Field.USED_MEMORY_SCRIPTS, sample)
                                            .orElse(0)
                                    : 0));
        }
        if (!told && rest < 0) {
            parts.clear();
            rest = used;
        }
        Component others = whole ? restOfOverhead(parts) : Component.OVERHEAD;
        parts.put(told ? others : Component.USED, rest);
    }

    /** Every source that tells clients apart tells the other buffers too: only then are the tables of keys what is left. */
    private static Component restOfOverhead(SplitBytes parts) {
        return parts.has(Component.CLIENTS) ? Component.KEYSPACE : Component.OVERHEAD;
    }

    /** What of used memory is not data: as printed, or all but the dataset; NaN when neither is printed. */
    private double overhead(int sample, double used) {
        OptionalDouble overhead = timeline.at(Field.USED_MEMORY_OVERHEAD, sample);
        return overhead.isPresent()
                ? overhead.getAsDouble()
                : used - timeline.at(Field.USED_MEMORY_DATASET, sample).orElse(Double.NaN);
    }

    /** Bytes of all Lua interpreters as printed, 0 where not printed. */
    double lua(int sample) {
        OptionalDouble total = timeline.at(Field.USED_MEMORY_VM_TOTAL, sample);
        if (total.isPresent()) {
            return total.getAsDouble();
        }
        double engines = timeline.at(Field.USED_MEMORY_VM_EVAL, sample).orElse(0)
                + timeline.at(Field.USED_MEMORY_VM_FUNCTIONS, sample).orElse(0);
        return engines > 0
                ? engines
                : timeline.at(Field.USED_MEMORY_LUA, sample).orElse(0);
    }
}
