package io.fragmortem.memory;

import io.fragmortem.phrase.Phrase;
import java.util.Optional;

/**
 * What kind of server this is, as far as the input tells.
 *
 * @param product Redis, Valkey, KeyDB, Dragonfly, Kvrocks, Garnet or unknown
 * @param version as printed, empty when the input has none
 * @param versionRange what the printed fields allow when the version itself is missing, for example {@code 5.0 to 6.2}
 * @param allocator as printed in mem_allocator, for example {@code jemalloc-5.1.0}, empty when not printed
 * @param allocatorKind what the allocator fields are worth
 * @param defrag whether active defragmentation can work in this build
 * @param role master or slave as printed, empty when not printed
 * @param os as printed in {@code os}, empty when not printed
 */
public record ServerInfo(
        Product product,
        Optional<String> version,
        Optional<Phrase> versionRange,
        Optional<String> allocator,
        AllocatorKind allocatorKind,
        DefragSupport defrag,
        Optional<String> role,
        Optional<String> os) {

    /** Known servers. */
    public enum Product {
        REDIS("Redis"),
        VALKEY("Valkey"),
        KEYDB("KeyDB"),
        DRAGONFLY("Dragonfly"),
        KVROCKS("Kvrocks"),
        GARNET("Garnet"),
        UNKNOWN("unknown");

        private final String display;

        Product(String display) {
            this.display = display;
        }

        public String display() {
            return display;
        }
    }

    /** What the allocator_ fields are worth. */
    public enum AllocatorKind {
        JEMALLOC,
        /** libc, tcmalloc and others: the allocator fields, where printed, repeat RSS. */
        OTHER,
        /** mimalloc in Dragonfly: no allocator fields. */
        MIMALLOC,
        UNKNOWN
    }

    /** Whether active defragmentation can run. */
    public enum DefragSupport {
        YES,
        /** Not possible: libc, a distribution build, or a version before 4.0. */
        NO,
        UNKNOWN
    }
}
