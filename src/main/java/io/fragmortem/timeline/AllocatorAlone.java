package io.fragmortem.timeline;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * MEMORY MALLOC-STATS without INFO: what jemalloc handed out stands for used_memory, which is less by what the server asked
 * in odd sizes, and what is resident of it for RSS, which is more by what lies outside of the allocator. Both are told as
 * assumptions. Which layer of the allocator holds the waste is measured.
 */
final class AllocatorAlone {

    private AllocatorAlone() {}

    /** The samples, each of the allocator completed where none of all speaks of the server's memory. */
    static List<Sample> complete(List<Sample> rows, Consumer<Phrase> assumptions) {
        boolean alone =
                rows.stream().anyMatch(AllocatorAlone::isWhole) && rows.stream().noneMatch(Telling::speaksOfMemory);
        if (!alone) {
            return rows;
        }
        assumptions.accept(Phrase.of("input.assumed.allocator_alone"));
        List<Sample> completed = new ArrayList<>();
        for (Sample row : rows) {
            completed.add(isWhole(row) ? row.and(totals(row)) : row);
        }
        return completed;
    }

    private static boolean isWhole(Sample sample) {
        return sample.has(Field.MALLOC_ALLOCATED)
                && sample.has(Field.MALLOC_ACTIVE)
                && sample.has(Field.MALLOC_RESIDENT);
    }

    private static Sample totals(Sample row) {
        return new SampleBuilder()
                .set(Field.USED_MEMORY, row.get(Field.MALLOC_ALLOCATED).orElseThrow())
                .set(Field.USED_MEMORY_RSS, row.get(Field.MALLOC_RESIDENT).orElseThrow())
                .set(Field.ALLOCATOR_ALLOCATED, row.get(Field.MALLOC_ALLOCATED).orElseThrow())
                .set(Field.ALLOCATOR_ACTIVE, row.get(Field.MALLOC_ACTIVE).orElseThrow())
                .set(Field.ALLOCATOR_RESIDENT, row.get(Field.MALLOC_RESIDENT).orElseThrow())
                .build(row.origin(), Stamp.NONE);
    }
}
