package io.fragmortem.diagnosis.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Ledger.Whole;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Semantics;
import io.fragmortem.memory.Total;
import io.fragmortem.timeline.Capture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a cause is what is known of it; what is not said holds for most. */
final class CauseFactsTest {

    private static Semantics semantics(String server) {
        return Cases.of(new Capture().at(0, "used_memory:1G used_memory_rss:2G " + server))
                .model()
                .semantics();
    }

    private static final Semantics LUA_INSIDE = semantics("redis_version:7.4.1 mem_allocator:jemalloc-5.3.0");
    private static final Semantics LUA_OUTSIDE = semantics("redis_version:7.0.15 mem_allocator:jemalloc-5.2.1");

    @Test
    void whatIsNotSaidHoldsForMost() {
        CauseFacts facts = CauseFacts.named("plain").build();
        assertEquals("plain", facts.id());
        assertEquals(Place.BESIDE, facts.place());
        assertEquals(List.of(), facts.holds());
        assertEquals(List.of(), facts.mayHold());
        assertEquals(List.of(), facts.trend());
        assertEquals(List.of(), facts.witnesses());
        assertEquals(List.of(), facts.remedies());
        assertFalse(facts.isInsideUsed(LUA_INSIDE));
        assertEquals(Whole.GAP, facts.whole(LUA_INSIDE));
        assertEquals(CauseFacts.USUAL_RANK, facts.rank());
        assertTrue(facts.leadsAsNote());
        assertFalse(facts.needsMeasuringAllocator());
        assertFalse(facts.isToldByLimit());
    }

    @Test
    void whatIsSaidIsKnown() {
        CauseFacts facts = CauseFacts.named("told")
                .in(Place.OWN)
                .holds(Component.LUA)
                .mayHold(Component.DATASET, Component.CLIENTS)
                .trendOf(Component.LUA, Total.USED_MEMORY)
                .rank(2)
                .leadsOnlyAsWarning()
                .onlyWhereTheAllocatorMeasures()
                .toldByLimit()
                .witnesses(Witness.CLIENTS, Witness.LIMITS)
                .remedies(Remedy.SCRIPT_FLUSH)
                .build();
        assertEquals(Place.OWN, facts.place());
        assertEquals(List.of(Component.LUA), facts.holds());
        assertEquals(List.of(Component.DATASET, Component.CLIENTS), facts.mayHold());
        assertEquals(List.of(Component.LUA, Total.USED_MEMORY), facts.trend());
        assertEquals(2, facts.rank());
        assertFalse(facts.leadsAsNote());
        assertTrue(facts.needsMeasuringAllocator());
        assertTrue(facts.isToldByLimit());
        assertEquals(List.of(Witness.CLIENTS, Witness.LIMITS), facts.witnesses());
        assertEquals(List.of(Remedy.SCRIPT_FLUSH), facts.remedies());
    }

    /** Used memory counts the bytes everywhere, or only on such servers; the rest of them explain another whole. */
    @Test
    void whatIsToBeExplainedFollowsFromWhetherUsedMemoryCountsIt() {
        CauseFacts everywhere =
                CauseFacts.named("inside").inUsed(Place.DATA, Whole.USED).build();
        assertEquals(Place.DATA, everywhere.place());
        assertTrue(everywhere.isInsideUsed(LUA_OUTSIDE));
        assertEquals(Whole.USED, everywhere.whole(LUA_OUTSIDE));
        CauseFacts somewhere = CauseFacts.named("sometimes")
                .inUsed(Place.OWN, Whole.USED)
                .butOnlyWhere(Semantics::luaInsideUsed, Whole.RSS)
                .build();
        assertTrue(somewhere.isInsideUsed(LUA_INSIDE));
        assertFalse(somewhere.isInsideUsed(LUA_OUTSIDE));
        assertEquals(Whole.USED, somewhere.whole(LUA_INSIDE));
        assertEquals(Whole.RSS, somewhere.whole(LUA_OUTSIDE));
    }

    /** Only causes between used memory and RSS, in data or absent may claim the same bytes. */
    @ParameterizedTest
    @CsvSource({"GAP, true", "ABSENT, true", "DATA, true", "OWN, false", "BESIDE, false"})
    void causesOfSomePlacesShareTheirBytes(Place place, boolean shared) {
        assertEquals(shared, place.isShared());
    }

    @ParameterizedTest
    @CsvSource({"OK, false", "INFO, false", "WARNING, true", "CRITICAL, true"})
    void aWarningNeedsAPerson(Severity severity, boolean person) {
        assertEquals(person, severity.needsPerson());
    }
}
