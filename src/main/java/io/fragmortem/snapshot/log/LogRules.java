package io.fragmortem.snapshot.log;

import static io.fragmortem.snapshot.log.LogRule.action;
import static io.fragmortem.snapshot.log.LogRule.event;
import static io.fragmortem.snapshot.log.LogRule.number;
import static io.fragmortem.snapshot.log.LogRule.scaled;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event.Kind;
import io.fragmortem.snapshot.log.LogRule.Action;
import io.fragmortem.snapshot.log.LogRule.Quantity;
import io.fragmortem.snapshot.text.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of Redis 2.4 to 8, Valkey and KeyDB that matter for memory, as they stand in the servers' sources. A
 * message that matches none of them is of no interest here.
 */
final class LogRules {

    static final double MIB = 1024 * 1024;
    private static final byte[] COW_END = Bytes.ascii(" of memory used by copy-on-write");
    private static final Quantity PID = number(Amount.PID, " pid ");
    private static final Quantity SIGNAL = number(Amount.SIGNAL, "by signal ");
    private static final Quantity SECONDS = number(Amount.DURATION_SECONDS, ": ");
    private static final Quantity[] CLIENT = {
        number(Amount.OMEM_BYTES, " omem="),
        number(Amount.TOT_MEM_BYTES, " tot-mem="),
        number(Amount.QBUF_BYTES, " qbuf="),
        number(Amount.QBUF_FREE_BYTES, " qbuf-free=")
    };
    private static final Quantity[] DEFRAG = {
        number(Amount.FRAG_PERCENT, " frag="),
        number(Amount.FRAG_BYTES, " frag_bytes="),
        number(Amount.CPU_PERCENT, " cpu=")
    };

    /** {@code RDB: 12 MB of memory used by copy-on-write}: the name before it is free, so it is found by its end. */
    private static final LogRule COW = event("", Kind.COPY_ON_WRITE, scaled(Amount.COW_BYTES, ": ", MIB));

    private static final LogRule[][] BY_FIRST_BYTE = index(List.of(
            // lives
            action("oO0OoO0OoO0Oo ", Action.BANNER, Kind.NOTE),
            action(
                    "Redis version=",
                    Action.VERSION,
                    Kind.SERVER_START,
                    number(Amount.PID, " pid="),
                    number(Amount.BITS, " bits=")),
            action(
                    "Valkey version=",
                    Action.VERSION,
                    Kind.SERVER_START,
                    number(Amount.PID, " pid="),
                    number(Amount.BITS, " bits=")),
            action(
                    "KeyDB version=",
                    Action.VERSION,
                    Kind.SERVER_START,
                    number(Amount.PID, " pid="),
                    number(Amount.BITS, " bits=")),
            action("Server started, Redis version ", Action.VERSION, Kind.SERVER_START),
            action("Running mode=", Action.PORT, Kind.NOTE, number(Amount.PORT, " port=")),
            action(
                    "The server is now ready to accept connections on port ",
                    Action.PORT,
                    Kind.NOTE,
                    number(Amount.PORT, " port ")),
            event("User requested shutdown...", Kind.NOTE),
            event("Redis is now ready to exit, bye bye...", Kind.SERVER_STOP),
            event("Valkey is now ready to exit, bye bye...", Kind.SERVER_STOP),
            event("KeyDB is now ready to exit, bye bye...", Kind.SERVER_STOP),
            event("Sentinel is now ready to exit, bye bye...", Kind.SERVER_STOP),
            event("DB loaded from ", Kind.LOAD, SECONDS),
            event(
                    "Done loading RDB, keys loaded: ",
                    Kind.NOTE,
                    number(Amount.KEYS, "keys loaded: "),
                    number(Amount.EXPIRED, "keys expired: ")),
            action(
                    "RDB memory usage when created ",
                    Action.RDB_USED_MEMORY,
                    Kind.NOTE,
                    scaled(Amount.USED_BYTES, " created ", MIB)),
            // forks
            event("Background saving started by pid ", Kind.FORK_START, PID),
            event("Background append only file rewriting started by pid ", Kind.FORK_START, PID),
            event("Background RDB transfer started by pid ", Kind.FORK_START, PID),
            event("Module fork started pid: ", Kind.FORK_START, number(Amount.PID, " pid: ")),
            event("Background saving terminated with success", Kind.FORK_END),
            event("Background AOF rewrite terminated with success", Kind.FORK_END),
            event("Background AOF rewrite successful", Kind.FORK_END),
            event("Background RDB transfer terminated with success", Kind.FORK_END),
            event("Module fork exited pid: ", "bysignal: 0", Kind.FORK_END, number(Amount.PID, " pid: ")),
            event(
                    "Module fork exited pid: ",
                    Kind.CHILD_KILLED,
                    number(Amount.PID, " pid: "),
                    number(Amount.SIGNAL, "bysignal: ")),
            event("Background saving terminated by signal ", Kind.CHILD_KILLED, SIGNAL),
            event("Background AOF rewrite terminated by signal ", Kind.CHILD_KILLED, SIGNAL),
            event("Background transfer terminated by signal ", Kind.CHILD_KILLED, SIGNAL),
            event("Background saving error", Kind.FORK_FAILED),
            event("Background AOF rewrite terminated with error", Kind.FORK_FAILED),
            event("Background transfer error", Kind.FORK_FAILED),
            event("Can't save in background: fork: ", Kind.FORK_FAILED),
            event("Can't rewrite append only file in background: fork: ", Kind.FORK_FAILED),
            event("Can't fork for module: ", Kind.FORK_FAILED),
            event("Can't begin slot migration snapshot in background: fork: ", Kind.FORK_FAILED),
            event(
                    "Fork CoW for ",
                    Kind.COPY_ON_WRITE,
                    scaled(Amount.COW_BYTES, " current ", MIB),
                    scaled(Amount.COW_PEAK_BYTES, " peak ", MIB),
                    scaled(Amount.COW_AVERAGE_BYTES, " average ", MIB)),
            event("Failed opening ", " for saving", Kind.NOTE),
            event("Write error ", " saving DB", Kind.NOTE),
            event("Write error while saving DB", Kind.NOTE),
            event("Asynchronous AOF fsync is taking too long", Kind.NOTE),
            event("Background AOF rewrite has repeatedly failed", Kind.NOTE),
            // warnings and the end of memory
            event("WARNING overcommit_memory is set to 0!", Kind.CONFIG_WARNING),
            event("WARNING Memory overcommit must be enabled!", Kind.CONFIG_WARNING),
            event("WARNING you have Transparent Huge Pages (THP) support enabled", Kind.CONFIG_WARNING),
            event("WARNING You have Transparent Huge Pages (THP) support enabled", Kind.CONFIG_WARNING),
            event("Warning: 32 bit instance detected but no memory limit set.", Kind.CONFIG_WARNING),
            event("WARNING: 32 bit instance detected but no memory limit set.", Kind.CONFIG_WARNING),
            event("WARNING: the new maxmemory value set via CONFIG SET ", Kind.CONFIG_WARNING),
            event(
                    "WARNING: You specified a maxmemory value that is less than 1MB",
                    Kind.CONFIG_WARNING,
                    number(Amount.BYTES, "current value is ")),
            event("Unable to write oom_score_adj", Kind.CONFIG_WARNING),
            event("Out Of Memory allocating ", Kind.OUT_OF_MEMORY, number(Amount.BYTES, " allocating ")),
            action("Guru Meditation: ", Action.PANIC, Kind.CRASH, number(Amount.BYTES, " Allocating ")),
            event("OOM command not allowed when used memory", Kind.OUT_OF_MEMORY),
            // active defragmentation, seen at loglevel verbose only
            event("Starting active defrag, ", Kind.DEFRAG_START, DEFRAG),
            event("Changing active defrag CPU, ", Kind.NOTE, DEFRAG),
            event(
                    "Active defrag done in ",
                    Kind.DEFRAG_END,
                    scaled(Amount.DURATION_SECONDS, " in ", 0.001),
                    number(Amount.REALLOCATED, " reallocated="),
                    DEFRAG[0],
                    DEFRAG[1]),
            // numbers that the verbose and debug levels print
            action("DB ", Action.KEYSPACE, Kind.NOTE),
            action("Total: ", Action.CLIENTS, Kind.NOTE),
            action("allocated=", Action.ALLOCATOR, Kind.NOTE),
            // clients
            event("Client id=", " output buffer limits", Kind.CLIENT_CLOSED_BUFFER_LIMIT, CLIENT),
            event("Client addr=", " output buffer limits", Kind.CLIENT_CLOSED_BUFFER_LIMIT, CLIENT),
            event("Closing client that reached max query buffer length", Kind.CLIENT_CLOSED_BUFFER_LIMIT, CLIENT),
            event("Evicting client: ", Kind.CLIENT_EVICTED, CLIENT),
            event("Over client maxmemory after evicting all evictable clients", Kind.NOTE),
            // replication, master's side
            event("Full resync requested by ", Kind.FULL_SYNC),
            event("Slave ask for synchronization", Kind.FULL_SYNC),
            event("Unable to partial resync with ", Kind.NOTE),
            event(
                    "Partial resynchronization request from ",
                    " accepted",
                    Kind.PARTIAL_SYNC,
                    number(Amount.BYTES, " Sending ")),
            event("Connection with slave", " lost", Kind.REPLICA_LOST),
            event("Connection with replica", " lost", Kind.REPLICA_LOST),
            event("Disconnecting timedout ", Kind.REPLICA_LOST),
            event("Synchronization with ", " succeeded", Kind.NOTE),
            event("Replication backlog freed after ", Kind.NOTE),
            // replication, replica's side
            event("MASTER <-> ", ": receiving ", Kind.FULL_SYNC, number(Amount.BYTES, ": receiving ")),
            event("PRIMARY <-> ", ": receiving ", Kind.FULL_SYNC, number(Amount.BYTES, ": receiving ")),
            event("MASTER <-> ", ": Flushing old data", Kind.FLUSH),
            event("PRIMARY <-> ", ": Flushing old data", Kind.FLUSH),
            event("MASTER <-> ", ": Finished with success", Kind.NOTE),
            event("PRIMARY <-> ", ": Finished with success", Kind.NOTE),
            event("Successful partial resynchronization with ", Kind.PARTIAL_SYNC),
            event("Connection with master lost", Kind.NOTE),
            event("Connection with primary lost", Kind.NOTE),
            event("MASTER MODE enabled ", Kind.ROLE_CHANGE),
            event("SLAVE OF ", " enabled", Kind.ROLE_CHANGE),
            event("REPLICAOF ", " enabled", Kind.ROLE_CHANGE),
            event("FAILOVER requested to ", Kind.ROLE_CHANGE),
            event("Failover election won", Kind.ROLE_CHANGE),
            event(
                    "Slow script detected: still in execution after ",
                    Kind.SLOW_SCRIPT,
                    scaled(Amount.DURATION_SECONDS, " after ", 0.001)),
            event("Lua slow script detected", Kind.SLOW_SCRIPT, scaled(Amount.DURATION_SECONDS, " after ", 0.001))));

    /** {@code 3 clients connected (0 slaves), 813168 bytes in use}. */
    private static final LogRule CLIENTS = action("", Action.CLIENTS, Kind.NOTE);

    private static final byte[] IN_USE = Bytes.ascii(" bytes in use");

    private LogRules() {}

    /** The rule for this message, null for none. */
    static @Nullable LogRule match(byte[] b, int from, int to) {
        if (from >= to || b[from] < 0) {
            return null;
        }
        LogRule[] candidates = BY_FIRST_BYTE[b[from]];
        for (LogRule rule : candidates) {
            if (rule.matches(b, from, to)) {
                return rule;
            }
        }
        byte last = b[to - 1];
        if (last == 'e') {
            if (to - from > COW_END.length && Bytes.starts(b, to - COW_END.length, to, COW_END)) {
                return COW;
            }
            if (Bytes.isDigit(b[from]) && endsInUse(b, from, to)) {
                return CLIENTS;
            }
        }
        return null;
    }

    /** {@code 3 clients connected (0 slaves), 813168 bytes in use}, by its end. */
    static boolean endsInUse(byte[] b, int from, int to) {
        return to - from > IN_USE.length && Bytes.starts(b, to - IN_USE.length, to, IN_USE);
    }

    private static LogRule[][] index(List<LogRule> rules) {
        LogRule[][] index = new LogRule[128][];
        for (int c = 0; c < index.length; c++) {
            List<LogRule> here = new ArrayList<>();
            for (LogRule rule : rules) {
                if (rule.start()[0] == c) {
                    here.add(rule);
                }
            }
            index[c] = here.toArray(new LogRule[0]);
        }
        return index;
    }
}
