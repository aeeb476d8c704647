package io.fragmortem.memory;

import io.fragmortem.timeline.Capture;
import io.fragmortem.timeline.Timeline;

/** Memory sections that real servers printed, as short texts. */
final class Vectors {

    /** Redis 7.0.15 with the system's jemalloc 5.3.0 after 120,000 SETs of which three of four were deleted. */
    static final String DEBIAN_70 = "redis_version:7.0.15 mem_allocator:jemalloc-5.3.0 used_memory:13484048 "
            + "used_memory_rss:60141568 allocator_allocated:14039024 allocator_active:42471424 "
            + "allocator_resident:54194176 allocator_frag_ratio:3.03 allocator_frag_bytes:28432400 "
            + "allocator_rss_ratio:1.28 allocator_rss_bytes:11722752 rss_overhead_ratio:1.11 "
            + "rss_overhead_bytes:5947392 mem_fragmentation_ratio:4.47 mem_fragmentation_bytes:46695824";

    /** The same on 7.4.1 with its own jemalloc: small bins only, Lua inside. */
    static final String BUNDLED_74 = "redis_version:7.4.1 mem_allocator:jemalloc-5.3.0 used_memory:13276264 "
            + "used_memory_rss:56471552 allocator_allocated:13921176 allocator_active:41529344 "
            + "allocator_resident:51224576 allocator_muzzy:0 allocator_frag_ratio:3.05 "
            + "allocator_frag_bytes:27532136 allocator_rss_ratio:1.23 allocator_rss_bytes:9695232 "
            + "rss_overhead_ratio:1.10 rss_overhead_bytes:5246976 mem_fragmentation_ratio:4.27 "
            + "mem_fragmentation_bytes:43233672";

    /** The same on 6.2.16 with libc, whose allocator fields repeat RSS. */
    static final String LIBC_62 = "redis_version:6.2.16 mem_allocator:libc used_memory:12815824 "
            + "used_memory_rss:52326400 allocator_allocated:12765416 allocator_active:52295680 "
            + "allocator_resident:52295680 allocator_frag_ratio:4.10 allocator_frag_bytes:39530264 "
            + "allocator_rss_ratio:1.00 allocator_rss_bytes:0 rss_overhead_ratio:1.00 rss_overhead_bytes:30720 "
            + "mem_fragmentation_ratio:4.10 mem_fragmentation_bytes:39560984 used_memory_lua:30720";

    /** The same on 7.4.1 with libc: the fields say nothing at all. */
    static final String LIBC_74 = "redis_version:7.4.1 mem_allocator:libc used_memory:12981728 "
            + "used_memory_rss:54079488 allocator_allocated:12947424 allocator_active:54079488 "
            + "allocator_resident:54079488 allocator_frag_ratio:1.00 allocator_frag_bytes:0 "
            + "allocator_rss_ratio:1.00 allocator_rss_bytes:0 rss_overhead_ratio:1.00 rss_overhead_bytes:0 "
            + "mem_fragmentation_ratio:4.18 mem_fragmentation_bytes:41132064";

    /** The same on 2.8.24. */
    static final String OLD_28 = "redis_version:2.8.24 mem_allocator:jemalloc-3.6.0 used_memory:13835096 "
            + "used_memory_rss:53952512 used_memory_peak:60000000 used_memory_lua:36864 "
            + "mem_fragmentation_ratio:3.90";

    /** 5.0.14 while it loads at start: nothing is measured yet. */
    static final String LOADING_50 = "redis_version:5.0.14 mem_allocator:jemalloc-5.1.0 loading:1 "
            + "used_memory:41785440 used_memory_peak:41785440 used_memory_rss:0 allocator_allocated:0 "
            + "allocator_active:0 allocator_resident:0 allocator_frag_bytes:0 allocator_rss_bytes:0 "
            + "rss_overhead_bytes:0 mem_fragmentation_bytes:0";

    /** 7.0.15, empty. */
    static final String EMPTY_70 = "redis_version:7.0.15 mem_allocator:jemalloc-5.3.0 used_memory:914752 "
            + "used_memory_peak:914752 used_memory_rss:12165120 allocator_allocated:1711328 "
            + "allocator_active:1851392 allocator_resident:4521984 allocator_frag_ratio:1.08 "
            + "allocator_frag_bytes:140064 allocator_rss_bytes:2670592 rss_overhead_bytes:7643136 "
            + "mem_fragmentation_ratio:13.88 mem_fragmentation_bytes:11288672";

    /** The incident that this project began with: 5.x or 6.x, everything freed, nothing returned, a part swapped out. */
    static final String FOUNDING = "mem_allocator:jemalloc-5.1.0 used_memory:856560 used_memory_rss:5710807040 "
            + "used_memory_peak:6762095536 used_memory_peak_perc:0.01 used_memory_overhead:843578 "
            + "used_memory_startup:790928 used_memory_dataset:12982 used_memory_dataset_perc:19.78 "
            + "allocator_allocated:2691760 allocator_active:3207168 allocator_resident:6795239424 "
            + "total_system_memory:14694866944 used_memory_lua:41984 used_memory_scripts:296 "
            + "number_of_cached_scripts:1 maxmemory:0 maxmemory_policy:noeviction allocator_frag_ratio:1.19 "
            + "allocator_frag_bytes:515408 allocator_rss_ratio:2118.77 allocator_rss_bytes:6792032256 "
            + "rss_overhead_ratio:0.84 rss_overhead_bytes:-1084432384 mem_fragmentation_ratio:7002.45 "
            + "mem_fragmentation_bytes:5709991496 mem_not_counted_for_evict:2660 mem_replication_backlog:0 "
            + "mem_clients_slaves:0 mem_clients_normal:49694 mem_aof_buffer:2660 active_defrag_running:0 "
            + "lazyfree_pending_objects:0";

    private Vectors() {}

    static Timeline timeline(String... texts) {
        Capture capture = new Capture();
        for (int i = 0; i < texts.length; i++) {
            capture.at(i * 60, texts[i]);
        }
        return capture.timeline();
    }

    static MemoryModel model(String... texts) {
        return MemoryModel.of(timeline(texts));
    }

    static ServerInfo server(String... texts) {
        return ServerDetector.detect(timeline(texts));
    }
}
