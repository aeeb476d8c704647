package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Layout;
import io.fragmortem.snapshot.Sample;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The end of a dump with which a text begins: a log was rotated by its size, or split. */
final class SeveredDump {

    /** Lines that may stand above it: half of one, and what it left of the line feed. */
    private static final int FEW = 3;

    private static final Pattern REST_OF_NUMBER = Pattern.compile("[\\d.]*[\\dBKMGT%]?");

    /** What INFO says in words beside what is kept of it. */
    private static final List<String> VALUES = List.of(
            "no-failover",
            "waiting-for-sync",
            "failover-in-progress",
            "noeviction",
            "volatile-random",
            "allkeys-random",
            "volatile-ttl",
            "volatile-lru",
            "allkeys-lru",
            "volatile-lfu",
            "allkeys-lfu",
            "standalone",
            "sentinel",
            "connecting",
            "connected",
            "none",
            "clock_gettime",
            "atomic-builtin",
            "c11-builtin",
            "epoll",
            "redis-server",
            "valkey-server",
            "redis.conf",
            "valkey.conf");

    private SeveredDump() {}

    /**
     * Whether a text begins in the middle of a dump, as a rotated file does: with nothing above it, and with just the last fields of the dump
     * that follows, of which time or server are told.
     */
    static boolean is(Sample first, Sample dump) {
        boolean told = dump.stamp().known() || dump.origin().label().isPresent();
        if (!told || first.stamp().known() || first.origin().line() > FEW) {
            return false;
        }
        if (!isRestOfValue(label(first), dump)) {
            return false;
        }
        Layout whole = dump.layout();
        int from = whole.size();
        while (from > 0 && first.has(whole.field(from - 1))) {
            from--;
        }
        // half of a line may read as another field
        if (from == whole.size() || first.size() > whole.size() - from + 1) {
            return false;
        }
        // of the first field the bytes may be missing, and its text in other units be there
        Field begins = whole.field(from);
        return from > 0 || first.error(begins) > dump.error(begins);
    }

    /** {@code .00M}, {@code malloc-5.3.0}: what seems to name the server of a dump is what the file before left of a line. */
    private static boolean isRestOfValue(String word, Sample dump) {
        return word.isEmpty()
                || REST_OF_NUMBER.matcher(word).matches()
                || Stream.concat(VALUES.stream(), dump.facts().values().stream())
                        .anyMatch(value -> value.endsWith(word));
    }

    private static String label(Sample sample) {
        return sample.origin().label().orElse("");
    }
}
