package io.fragmortem.timeline;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether a finding says something of its server's memory: a dump of {@code INFO memory} does, one of {@code INFO stats} alone
 * does not. An instance of which no finding does is not analysed.
 */
public final class Telling {

    private static final Set<Event.Kind> EVENTS = EnumSet.of(
            Event.Kind.FORK_FAILED,
            Event.Kind.CHILD_KILLED,
            Event.Kind.COPY_ON_WRITE,
            Event.Kind.OUT_OF_MEMORY,
            Event.Kind.KERNEL_OOM_KILL,
            Event.Kind.DEFRAG_END,
            Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT,
            Event.Kind.CLIENT_EVICTED);

    private Telling() {}

    /** Whether a sample says how much there is of it: what an analysis needs. */
    public static boolean speaksOfMemory(Sample s) {
        return s.has(Field.USED_MEMORY)
                || s.has(Field.USED_MEMORY_RSS)
                || s.has(Field.MEM_FRAGMENTATION_RATIO)
                || s.has(Field.ALLOCATOR_RESIDENT)
                || s.has(Field.ALLOCATOR_FRAG_RATIO)
                || (s.has(Field.USED_MEMORY_DATASET) && s.has(Field.USED_MEMORY_OVERHEAD)); // their sum is what is used
    }

    /** Whether a sample speaks of a part of it, with or without a dump beside it. */
    public static boolean isTelling(Sample sample) {
        return sample.has(Field.CLIENTS_OUTPUT_BUFFERS)
                || sample.has(Field.MALLOC_RESIDENT)
                || sample.facts().containsKey(Fact.DOCTOR_TEXT);
    }

    /** Whether an event speaks of it, likewise. */
    public static boolean isTelling(Event event) {
        return EVENTS.contains(event.kind());
    }
}
