package io.fragmortem.fleet;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.Timeline;

/** What a fleet knows of an instance, from a capture of a test through the whole chain. */
public final class Summaries {

    /** A server with nothing the matter. */
    public static final String QUIET = "used_memory:1000M used_memory_rss:1080M used_memory_peak:1010M "
            + "used_memory_overhead:100M used_memory_startup:1M used_memory_dataset:900M allocator_allocated:1001M "
            + "allocator_active:1030M allocator_resident:1060M ";

    /** And one whose allocator keeps freed pages, behind the same. */
    public static final String KEPT = " allocator_resident:2500M used_memory_rss:2520M";

    private Summaries() {}

    public static InstanceSummary of(Capture capture) {
        Timeline timeline = capture.timeline();
        InstanceResult result = InstanceChain.analyze(timeline, Thresholds.defaults());
        return InstanceSummary.of(result, Replication.of(result.server(), timeline));
    }
}
