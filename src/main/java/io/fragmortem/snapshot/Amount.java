package io.fragmortem.snapshot;

import io.fragmortem.phrase.Spelling;
import java.util.EnumMap;
import java.util.Map;

/** What a number of an {@link Event} is, by what the text says of it; the unit is the last word of the name. */
public enum Amount {
    ANON_RSS_BYTES(Unit.BYTES),
    /** Word size of the build. */
    BITS(Unit.COUNT),
    /** That were wanted, sent or received. */
    BYTES(Unit.BYTES),
    /** How often a command was called, of an event that counters tell. */
    CALLS(Unit.COUNT),
    COW_AVERAGE_BYTES(Unit.BYTES),
    COW_BYTES(Unit.BYTES),
    COW_PEAK_BYTES(Unit.BYTES),
    CPU_PERCENT(Unit.PERCENT),
    /** Number of a database. */
    DB(Unit.COUNT),
    DURATION_SECONDS(Unit.SECONDS),
    /** Keys that had expired when they were loaded. */
    EXPIRED(Unit.COUNT),
    FILE_RSS_BYTES(Unit.BYTES),
    FRAG_BYTES(Unit.BYTES),
    FRAG_PERCENT(Unit.PERCENT),
    KEYS(Unit.COUNT),
    /** The process that sent the signal. */
    KILLER_PID(Unit.COUNT),
    /** Whose memory ended, of a kill: 1 a control group's, 0 the host's. */
    OF_GROUP(Unit.FLAG),
    OMEM_BYTES(Unit.BYTES),
    /** The process that it happened to. */
    PID(Unit.COUNT),
    PORT(Unit.COUNT),
    QBUF_BYTES(Unit.BYTES),
    QBUF_FREE_BYTES(Unit.BYTES),
    /** Pointers that a defrag cycle moved. */
    REALLOCATED(Unit.COUNT),
    /** How often an orchestrator had started the container anew, of an event about its end. */
    RESTARTS(Unit.COUNT),
    SHMEM_RSS_BYTES(Unit.BYTES),
    SIGNAL(Unit.COUNT),
    TOT_MEM_BYTES(Unit.BYTES),
    TOTAL_VM_BYTES(Unit.BYTES),
    USED_BYTES(Unit.BYTES);

    private final Unit unit;

    Amount(Unit unit) {
        this.unit = unit;
    }

    public Unit unit() {
        return unit;
    }

    /** An empty map for numbers that are there only sometimes. */
    public static Map<Amount, Double> none() {
        return new EnumMap<>(Amount.class);
    }

    /** For example {@code cow_bytes}. */
    @Override
    public String toString() {
        return Spelling.lower(this);
    }
}
