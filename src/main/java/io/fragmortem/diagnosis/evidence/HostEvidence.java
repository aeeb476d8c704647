package io.fragmortem.diagnosis.evidence;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.util.ArrayList;
import java.util.List;

/** What the kernel says that bears on forks, swapping and pages outside the allocator. */
public final class HostEvidence {

    private final Case c;

    public HostEvidence(Case c) {
        this.c = c;
    }

    /** Huge pages make each write after a fork copy 2 MiB; overcommit decides whether the fork is allowed at all. */
    public List<Phrase> ofForks() {
        List<Phrase> evidence = new ArrayList<>();
        if (c.timeline().fact(Fact.THP_ENABLED).filter(t -> t.equals("always")).isPresent()) {
            evidence.add(Phrase.of("host.thp"));
        }
        double huge = c.timeline().max(Field.OS_ANON_HUGE_PAGES).orElse(0);
        if (huge >= c.value(Thresholds.SIGNIFICANT_BYTES)) {
            evidence.add(Phrase.of("host.huge", bytes(huge)));
        }
        c.timeline()
                .last(Field.HOST_OVERCOMMIT_MEMORY)
                .ifPresent(mode ->
                        evidence.add(Phrase.of(mode == 1 ? "host.overcommit.ok" : "host.overcommit", count(mode))));
        return evidence;
    }

    public List<Phrase> ofSwapping() {
        List<Phrase> evidence = new ArrayList<>();
        double total = c.timeline().last(Field.HOST_SWAP_TOTAL).orElse(0);
        double free = c.timeline().last(Field.HOST_SWAP_FREE).orElse(Double.NaN);
        double used = c.timeline().last(Field.HOST_SWAP_USED).orElse(total - free);
        if (total > 0 && used > 0) {
            evidence.add(Phrase.of("host.swap", bytes(used), bytes(total)));
        }
        double group = c.timeline().max(Field.CGROUP_SWAP).orElse(0);
        if (group > 0) {
            evidence.add(Phrase.of("host.swap.container", bytes(group)));
        }
        return evidence;
    }

    /** Muzzy pages are in RSS and not in allocator_resident from jemalloc 5.3 on; where INFO tells them they are kept pages. */
    public List<Phrase> ofMuzzyPages() {
        double muzzy = c.timeline().last(Field.MALLOC_MUZZY).orElse(0);
        return muzzy >= c.value(Thresholds.FLOOR_BYTES)
                        && c.timeline().last(Field.ALLOCATOR_MUZZY).isEmpty()
                ? List.of(Phrase.of("process.evidence.muzzy", bytes(muzzy)))
                : List.of();
    }
}
