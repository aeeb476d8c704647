package io.fragmortem.memory;

import io.fragmortem.phrase.Phrase;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What kind of server this is, as far as the input tells.
 *
 * @param product Redis, Valkey, KeyDB, Dragonfly, Kvrocks, Garnet or unknown
 * @param version as printed, empty when the input has none
 * @param versionRange what the printed fields allow when the version itself is missing, for example {@code 5.0 to 6.2}
 * @param allocator as printed in mem_allocator, for example {@code jemalloc-5.1.0}, empty when not printed
 * @param allocatorKind what the allocator fields are worth
 * @param defrag whether active defragmentation can work in this build
 * @param role its place in replication, empty when not printed or none that we know
 * @param os as printed in {@code os}, empty when not printed
 */
public record ServerInfo(
        Product product,
        Optional<String> version,
        Optional<Phrase> versionRange,
        Optional<String> allocator,
        AllocatorKind allocatorKind,
        DefragSupport defrag,
        Optional<Role> role,
        Optional<String> os) {

    /** Whether it follows another server; false where it does not say. */
    public boolean isReplica() {
        return role.filter(Role.REPLICA::equals).isPresent();
    }

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

    /** A server's place in replication. */
    public enum Role {
        PRIMARY("master", "primary"),
        REPLICA("slave", "replica");

        private final String info;
        private final String renamed;

        Role(String info, String renamed) {
            this.info = info;
            this.renamed = renamed;
        }

        /** By the word that INFO prints, or the one that has come into use for it. */
        public static Optional<Role> of(String printed) {
            return Stream.of(values())
                    .filter(role -> role.info.equalsIgnoreCase(printed) || role.renamed.equalsIgnoreCase(printed))
                    .findFirst();
        }

        /** The word of INFO: {@code master} or {@code slave}. */
        public String info() {
            return info;
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
