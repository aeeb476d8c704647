package io.fragmortem.snapshot.time;

import java.util.Set;

/** The names by which records, tables and objects say when they were taken. */
public final class TimeKeys {

    private static final Set<String> KEYS = Set.of(
            "time",
            "timestamp",
            "@timestamp",
            "@t", // Serilog's compact form
            "_time",
            "ts",
            "date",
            "datetime",
            "date_time",
            "epoch",
            "clock",
            "unixtime",
            "unix_time",
            "__realtime_timestamp",
            "captured_at",
            "collected",
            "collected_at",
            "collectedat",
            "capturedat",
            "generated_at",
            "generatedat",
            "scraped_at",
            "recorded_at",
            "created_at",
            "sampled_at",
            "taken_at",
            "capture_time",
            "collect_time",
            // the interval of Redis Enterprise's statistics
            "stime",
            "etime",
            "\u65f6\u95f4",
            "\u6642\u9593",
            "\u65e5\u671f");

    private TimeKeys() {}

    /** Whether a key, in lower case, names the time of what stands beside it. */
    public static boolean isKey(String key) {
        return KEYS.contains(key);
    }
}
