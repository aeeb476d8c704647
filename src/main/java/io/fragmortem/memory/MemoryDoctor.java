package io.fragmortem.memory;

import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * MEMORY DOCTOR's verdict as the server's own version would have given it for one sample: same thresholds, same order of
 * printing. A reproduction, not an opinion. Source: getMemoryDoctorReport in object.c, Redis 4.0 to 8, Valkey 7.2 to 9.1.
 */
public final class MemoryDoctor {

    public static final double EMPTY_BELOW = 5 << 20;
    public static final double BYTES_FLOOR = 10 << 20;
    public static final float PEAK = 1.5f;
    public static final double TOTAL = 1.4;
    public static final double LAYER = 1.1;
    public static final double CLIENT_BYTES = 200 << 10;
    public static final double REPLICA_BYTES = 10 << 20;
    public static final double SCRIPTS = 1000;

    private MemoryDoctor() {}

    /** What the doctor says, in the order in which it prints. */
    public enum Finding {
        EMPTY,
        FINE,
        PEAK_MEMORY,
        HIGH_TOTAL_RSS,
        HIGH_ALLOCATOR_FRAGMENTATION,
        HIGH_ALLOCATOR_RSS,
        HIGH_PROCESS_RSS,
        BIG_REPLICA_BUFFERS,
        BIG_CLIENT_BUFFERS,
        MANY_SCRIPTS
    }

    /** The verdict for one sample; empty when the version has no doctor or the sample lacks what it looks at. */
    public static Optional<List<Finding>> verdict(Timeline timeline, ServerInfo server, int sample) {
        boolean known = server.product() == Product.REDIS
                || server.product() == Product.VALKEY
                || server.product() == Product.KEYDB;
        boolean old = server.version()
                .map(v -> Versions.compare(v, "4.0") < 0)
                .orElse(!timeline.has(Field.USED_MEMORY_STARTUP));
        double used = timeline.at(Field.USED_MEMORY, sample).orElse(Double.NaN);
        if (!known || (old && server.product() == Product.REDIS) || Double.isNaN(used)) {
            return Optional.empty();
        }
        if (used < EMPTY_BELOW) {
            return Optional.of(List.of(Finding.EMPTY));
        }
        boolean four = server.version()
                .map(v -> server.product() == Product.REDIS && Versions.compare(v, "5.0") < 0)
                .orElse(!timeline.has(Field.ALLOCATOR_RESIDENT));
        boolean seven = server.product() == Product.VALKEY
                || server.version()
                        .map(v -> Versions.compare(v, "7.0") >= 0)
                        .orElse(timeline.has(Field.USED_MEMORY_VM_EVAL));
        List<Finding> findings = new ArrayList<>();
        double peak = timeline.at(Field.USED_MEMORY_PEAK, sample).orElse(Double.NaN);
        if ((float) peak / (float) used > PEAK) {
            findings.add(Finding.PEAK_MEMORY);
        }
        fragmentation(timeline, sample, four, findings);
        clients(timeline, sample, seven, findings);
        if (!four && timeline.at(Field.NUMBER_OF_CACHED_SCRIPTS, sample).orElse(0) > SCRIPTS) {
            findings.add(Finding.MANY_SCRIPTS);
        }
        return Optional.of(findings.isEmpty() ? List.of(Finding.FINE) : List.copyOf(findings));
    }

    private static void fragmentation(Timeline t, int sample, boolean four, List<Finding> findings) {
        double bytes = t.at(Field.MEM_FRAGMENTATION_BYTES, sample).orElse(Double.NaN);
        double ratio = t.at(Field.MEM_FRAGMENTATION_RATIO, sample).orElse(Double.NaN);
        if (!Double.isNaN(bytes)) {
            double rss = t.at(Field.USED_MEMORY_RSS, sample).orElse(Double.NaN);
            // The server divides unrounded: rss / (rss - bytes) is what it saw, the printed ratio has two decimals.
            ratio = rss - bytes > 0 ? (float) rss / (float) (rss - bytes) : ratio;
        } else {
            // a dump that was cut or shortened lacks the difference, which the server had
            double used = t.at(Field.USED_MEMORY, sample).orElse(Double.NaN);
            double rss = t.at(Field.USED_MEMORY_RSS, sample).orElse(ratio * used);
            ratio = rss / used;
            bytes = rss - used;
        }
        if (ratio > TOTAL && (four || bytes > BYTES_FLOOR)) {
            findings.add(Finding.HIGH_TOTAL_RSS);
        }
        if (four) {
            return;
        }
        double allocated = t.at(Field.ALLOCATOR_ALLOCATED, sample).orElse(Double.NaN);
        double active = t.at(Field.ALLOCATOR_ACTIVE, sample).orElse(Double.NaN);
        double resident = t.at(Field.ALLOCATOR_RESIDENT, sample).orElse(Double.NaN);
        double rss = t.at(Field.USED_MEMORY_RSS, sample).orElse(Double.NaN);
        double fragBytes = t.at(Field.ALLOCATOR_FRAG_BYTES, sample).orElse(active - allocated);
        double fragRatio = t.at(Field.ALLOCATOR_FRAG_RATIO, sample).orElse(active / allocated);
        boolean activeOverAllocated = Math.abs(fragBytes - (active - allocated)) < 1;
        if (activeOverAllocated && allocated > 0) {
            fragRatio = (float) active / (float) allocated;
        }
        if (fragRatio > LAYER && fragBytes > BYTES_FLOOR) {
            findings.add(Finding.HIGH_ALLOCATOR_FRAGMENTATION);
        }
        if ((float) resident / (float) active > LAYER && resident - active > BYTES_FLOOR) {
            findings.add(Finding.HIGH_ALLOCATOR_RSS);
        }
        if ((float) rss / (float) resident > LAYER && rss - resident > BYTES_FLOOR) {
            findings.add(Finding.HIGH_PROCESS_RSS);
        }
    }

    private static void clients(Timeline t, int sample, boolean seven, List<Finding> findings) {
        double replicas = t.lastKnown(Field.CONNECTED_SLAVES, sample).orElse(Double.NaN);
        double replicaBytes = t.at(Field.MEM_CLIENTS_SLAVES, sample).orElse(0);
        boolean big = seven ? replicaBytes > REPLICA_BYTES : replicas > 0 && replicaBytes / replicas > REPLICA_BYTES;
        if (big) {
            findings.add(Finding.BIG_REPLICA_BUFFERS);
        }
        double clients = t.lastKnown(Field.CONNECTED_CLIENTS, sample).orElse(Double.NaN);
        double clientBytes = t.at(Field.MEM_CLIENTS_NORMAL, sample).orElse(0);
        if (clients > 0 && clientBytes / clients > CLIENT_BYTES) {
            findings.add(Finding.BIG_CLIENT_BUFFERS);
        }
    }
}
