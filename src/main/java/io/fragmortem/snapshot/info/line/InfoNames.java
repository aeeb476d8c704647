package io.fragmortem.snapshot.info.line;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Unit;
import io.fragmortem.snapshot.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the name in front of a value means: which field or fact, or a name that INFO prints but nobody here needs.
 *
 * <p>Long because it is mostly lists of names.
 */
public final class InfoNames {

    /** What a name stands for. */
    public enum Kind {
        FIELD,
        HUMAN,
        FACT,
        KEYSPACE,
        /** A loaded module, one line each. */
        MODULE,
        OTHER,
        UNKNOWN
    }

    /** The meaning of one name; {@code field} is set for FIELD and HUMAN, {@code fact} for FACT. */
    public record Target(
            Kind kind, @Nullable Field field, @Nullable Fact fact) {
        public boolean known() {
            return kind != Kind.UNKNOWN;
        }

        /** The field, where the kind says that there is one. */
        public Field needField() {
            if (field == null) {
                throw new IllegalStateException("no field for kind " + kind);
            }
            return field;
        }

        /** The fact, where the kind says that there is one. */
        public Fact needFact() {
            if (fact == null) {
                throw new IllegalStateException("no fact for kind " + kind);
            }
            return fact;
        }
    }

    static final Target UNKNOWN = new Target(Kind.UNKNOWN, null, null);
    private static final Target OTHER = new Target(Kind.OTHER, null, null);
    private static final Target MODULE = new Target(Kind.MODULE, null, null);
    private static final Target KEYSPACE = new Target(Kind.KEYSPACE, null, null);

    /** Real fields of INFO that say nothing about memory; they are neither kept nor counted as unknown. */
    private static final Set<String> NOT_NEEDED = Set.of(
            "txt", // what a RESP3 verbatim string begins with
            "acl_access_denied_auth",
            "acl_access_denied_channel",
            "acl_access_denied_cmd",
            "acl_access_denied_key",
            "allocation_stats",
            "atomicvar_api",
            "dump_payload_sanitizations",
            "eventloop_cycles",
            "eventloop_duration_cmd_sum",
            "eventloop_duration_sum",
            "expired_time_cap_reached_count",
            "hash_init_value",
            "instantaneous_eventloop_cycles_per_sec",
            "instantaneous_eventloop_duration_usec",
            "instantaneous_input_kbps",
            "instantaneous_input_repl_kbps",
            "instantaneous_output_kbps",
            "instantaneous_output_repl_kbps",
            "io_threaded_accept_processed",
            "io_threaded_freed_objects",
            "io_threaded_poll_processed",
            "io_threaded_reads_processed",
            "io_threaded_total_prefetch_batches",
            "io_threaded_total_prefetch_entries",
            "io_threaded_writes_processed",
            "master_failover_state",
            "master_replid2",
            "mvcc_depth",
            "paused_actions",
            "paused_reason",
            "paused_timeout_milliseconds",
            "pubsubshard_channels",
            "redis_git_dirty",
            "reply_buffer_expands",
            "reply_buffer_shrinks",
            "second_repl_offset",
            "server_threads",
            "shutdown_in_milliseconds",
            "slave_priority",
            "slave_read_only",
            "slave_read_repl_offset",
            "replica_announced",
            "total_blocking_keys_on_nokey",
            "total_watched_keys",
            "unexpected_error_replies",
            "uptime_in_days",
            "used_cpu_sys_main_thread",
            "used_cpu_user_main_thread",
            "vm_enabled");

    /** InfoNames under which other tools print a field of INFO. */
    private static final Map<String, Field> ALIASES = Map.of(
            "frag_ratio", Field.MEM_FRAGMENTATION_RATIO,
            "fragmentation_ratio", Field.MEM_FRAGMENTATION_RATIO,
            "uptime", Field.UPTIME_IN_SECONDS,
            "committed_memory", Field.COMITTED_MEMORY,
            "connected_replicas", Field.CONNECTED_SLAVES);

    private static final List<Field> COUNTERS = Arrays.stream(Field.values())
            .filter(field -> !field.counterWord().isEmpty())
            .toList();

    private static final Map<String, Target> EXACT = new HashMap<>();
    private static final List<String> MEMORY_NAMES = new ArrayList<>();

    static {
        for (Field field : Field.values()) {
            if (field.inInfo()) {
                EXACT.put(field.infoName(), new Target(Kind.FIELD, field, null));
                if (field.unit() == Unit.BYTES) {
                    EXACT.put(field.infoName() + "_human", new Target(Kind.HUMAN, field, null));
                }
                if (ofMemory(field.infoName())) {
                    MEMORY_NAMES.add(field.infoName());
                    if (field.unit() == Unit.BYTES) {
                        MEMORY_NAMES.add(field.infoName() + "_human");
                    }
                }
            }
        }
        for (Fact fact : Fact.values()) {
            if (fact.infoName().indexOf('.') < 0) {
                EXACT.put(fact.infoName(), new Target(Kind.FACT, null, fact));
            }
        }
        for (String name : NOT_NEEDED) {
            EXACT.put(name, OTHER);
        }
        EXACT.put("module", MODULE);
        EXACT.put("tcache_bytes", new Target(Kind.FIELD, Field.MALLOC_TCACHE, null)); // of MALLOC-STATS, beside INFO
        MEMORY_NAMES.add("mem_allocator");
        Collections.sort(MEMORY_NAMES);
    }

    private static final int CACHED_GUESSES = 4096;

    private final Map<String, Target> guesses = new LinkedHashMap<>();

    /** Whether INFO prints the name and nothing here needs its value: counters, human forms of what stands in bytes. */
    public static boolean isSpare(String name) {
        Kind kind = exact(name).kind();
        return kind == Kind.OTHER || kind == Kind.HUMAN;
    }

    /**
     * Counters that a dump with command or error statistics leaves out because nothing was counted: these are 0. Where no
     * later section follows, the dump may have been cut.
     *
     * @param sections a bit for each section that the dump has
     * @param seen names that the dump prints; before 7.0 none of them tells subcommands apart
     */
    public static List<Field> neverCounted(int sections, Set<String> seen) {
        if (!Sections.areCounted(sections)) {
            return List.of();
        }
        boolean subcommands = seen.stream().anyMatch(name -> name.startsWith(Field.CALLS) && name.indexOf('|') > 0);
        return COUNTERS.stream()
                .filter(field -> !seen.contains(field.infoName()))
                .filter(field -> subcommands || field.infoName().indexOf('|') < 0)
                .filter(field -> isPast(sections, Sections.of(field)))
                .toList();
    }

    private static boolean isPast(int sections, int section) {
        return (sections >> section & 1) != 0 && sections >> section > 1;
    }

    /** The name in {@code name=search,ver=20812,api=1,...}, or the whole value where there is none. */
    public static String moduleName(String value) {
        int from = value.startsWith("name=") ? "name=".length() : 0;
        int to = value.indexOf(',', from);
        return Text.shown(value.substring(from, to < 0 ? value.length() : to).strip());
    }

    /** Whether some name that INFO prints begins like this. */
    public static boolean isBeginning(String text) {
        return EXACT.keySet().stream().anyMatch(name -> name.startsWith(text));
    }

    /** Whether some name that INFO prints ends like this. */
    public static boolean isEnd(String text) {
        return EXACT.keySet().stream().anyMatch(name -> name.endsWith(text));
    }

    /** Whether the name speaks of memory, so that a line with it is INFO even in a loose notation. */
    public static boolean ofMemory(String name) {
        return name.startsWith("used_memory")
                || name.startsWith("mem_")
                || name.startsWith("allocator_")
                || name.startsWith("rss_overhead_")
                || name.equals("maxmemory")
                || name.equals("total_system_memory");
    }

    /** The meaning of a name exactly as INFO prints it, or of a known family such as {@code db0}. */
    public static Target exact(String name) {
        Target target = EXACT.get(name);
        return target != null ? target : family(name);
    }

    /** A kind of thing and its number, as hosts are called too: {@code db0}, {@code slave1}, {@code master2}. */
    public static boolean isNumbered(String name) {
        return (name.startsWith("db") && digitsFrom(name, 2))
                || (name.startsWith("slave") && digitsFrom(name, 5))
                || (name.startsWith("master") && digitsFrom(name, 6));
    }

    private static Target family(String name) {
        if (name.startsWith("db") && digitsFrom(name, 2)) {
            return KEYSPACE;
        }
        boolean numbered = (name.startsWith("slave") && digitsFrom(name, 5))
                || (name.startsWith("listener") && digitsFrom(name, 8))
                || (name.startsWith("io_thread_") && digitsFrom(name, 10))
                || name.startsWith("sentinel_")
                || (name.startsWith("master") && digitsFrom(name, 6));
        boolean counters = name.startsWith(Field.CALLS)
                || name.startsWith("cmd_")
                || name.startsWith("latency_percentiles_usec_")
                || name.startsWith(Field.ERRORS)
                || name.startsWith("search_")
                || (name.startsWith("db") && name.contains("_distrib_"));
        return numbered || counters ? OTHER : UNKNOWN;
    }

    private static boolean digitsFrom(String name, int from) {
        if (name.length() == from) {
            return false;
        }
        for (int i = from; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * The meaning of a name that people or other tools wrote: {@code UsedMemoryRss}, {@code used-memory},
     * {@code used_memeory_human}. A slip of one letter counts where exactly one name of the Memory section is that near.
     */
    Target loose(String name) {
        Target exact = exact(name);
        if (exact.known() || name.length() > 80) {
            return exact;
        }
        Target guess = guesses.get(name);
        if (guess == null) {
            guess = guess(name);
            if (guesses.size() < CACHED_GUESSES) {
                guesses.put(name, guess);
            }
        }
        return guess;
    }

    private static Target guess(String name) {
        String plain = underscored(name);
        Target exact = exact(plain);
        if (exact.known()) {
            return exact;
        }
        Optional<Field> alias = Optional.ofNullable(ALIASES.get(plain));
        if (alias.isPresent()) {
            return exact(alias.get().infoName());
        }
        return misspelt(plain);
    }

    /** The name of INFO that another spelling means: {@code used_memory_rss} for {@code UsedMemoryRss}; empty where it means none. */
    public static Optional<String> spelt(String name) {
        String plain = underscored(name);
        Target meant = name.length() > 80 || !name.contains("emory") ? exact(plain) : guess(name);
        return switch (meant.kind()) {
            case FIELD -> Optional.of(meant.needField().infoName());
            case FACT, HUMAN -> Optional.of(plain);
            case KEYSPACE, MODULE, OTHER, UNKNOWN -> Optional.empty();
        };
    }

    private static String underscored(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean camel = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
            plain.append(camel ? "_" : "").append(c == '-' || c == ' ' ? '_' : c);
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    private static Target misspelt(String name) {
        if (name.length() < 10) {
            return UNKNOWN;
        }
        String found = "";
        for (String candidate : MEMORY_NAMES) {
            if (oneSlip(name, candidate)) {
                if (!found.isEmpty()) {
                    return UNKNOWN;
                }
                found = candidate;
            }
        }
        return found.isEmpty() ? UNKNOWN : exact(found);
    }

    /**
     * Whether one letter inside was added, lost, changed or swapped with its neighbour. The last letter must agree, so
     * that a plural or a numbered sibling is not mistaken for a slip.
     */
    static boolean oneSlip(String a, String b) {
        int difference = a.length() - b.length();
        if (Math.abs(difference) > 1 || a.charAt(a.length() - 1) != b.charAt(b.length() - 1)) {
            return false;
        }
        int shorter = Math.min(a.length(), b.length());
        int i = 0;
        while (i < shorter && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        if (difference > 0) {
            return a.regionMatches(i + 1, b, i, b.length() - i);
        }
        if (difference < 0) {
            return b.regionMatches(i + 1, a, i, a.length() - i);
        }
        boolean changed = a.regionMatches(i + 1, b, i + 1, shorter - i - 1);
        boolean swapped = i + 1 < shorter
                && a.charAt(i) == b.charAt(i + 1)
                && a.charAt(i + 1) == b.charAt(i)
                && a.regionMatches(i + 2, b, i + 2, shorter - i - 2);
        return changed || swapped;
    }
}
