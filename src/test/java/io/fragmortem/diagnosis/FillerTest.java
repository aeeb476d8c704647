package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.diagnosis.rule.HeadroomRule;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FillerTest {

    /** Kept pages of 6,900 MiB on a host of 8,000. */
    private static final String KEPT = "used_memory:110M used_memory_dataset:90M used_memory_peak:7800M "
            + "allocator_allocated:111M allocator_active:115M allocator_resident:7700M used_memory_rss:7750M "
            + "total_system_memory:8000M";

    private static Capture always(String more) {
        return Cases.quiet().every(60, 20, i -> more);
    }

    private static Diagnosis diagnose(String more) {
        return Cases.diagnose(always(more));
    }

    @Test
    void aHostFullOfKeptPagesNeedsThemBackAndNotMoreMemory() {
        Diagnosis diagnosis = diagnose(KEPT);
        assertEquals(Cause.ALLOCATOR_RETENTION, diagnosis.verdict().cause());
        assertEquals(Severity.CRITICAL, diagnosis.verdict().severity());
        assertEquals(
                "verdict.both", diagnosis.verdict().sentence().key(), "what it is, and that the host is full of it");
        assertEquals(
                Remedy.MEMORY_PURGE,
                diagnosis.actions().stream()
                        .filter(action -> action.kind() == Remedy.Kind.DO)
                        .findFirst()
                        .orElseThrow()
                        .remedy());
    }

    @Test
    void aContainerFullOfFreeSlotsIsFragmentation() {
        Diagnosis diagnosis = diagnose("used_memory_peak:1010M allocator_active:1900M allocator_resident:1930M "
                + "used_memory_rss:1950M cgroup.limit:2000M");
        assertEquals(Cause.EXTERNAL_FRAGMENTATION, diagnosis.verdict().cause());
        assertEquals(Severity.CRITICAL, diagnosis.verdict().severity());
    }

    @Test
    void buffersThatFillItLeadToo() {
        Diagnosis diagnosis = diagnose("used_memory:1800M used_memory_overhead:900M used_memory_peak:1800M "
                + "mem_clients_normal:801M allocator_allocated:1801M allocator_active:1830M "
                + "allocator_resident:1860M used_memory_rss:1880M cgroup.limit:1950M");
        assertEquals(Cause.CLIENT_BUFFERS, diagnosis.verdict().cause());
        assertEquals(Severity.CRITICAL, diagnosis.verdict().severity());
    }

    @Test
    void anAllocatorThatMeasuresNothingCanFillItAsWell() {
        Diagnosis diagnosis = Cases.diagnose("redis_version:6.0.16 mem_allocator:libc used_memory:2000M "
                + "used_memory_rss:7000M used_memory_peak:2300M total_system_memory:7700M maxmemory:3000M");
        assertEquals(Cause.LIBC_ALLOCATOR, diagnosis.verdict().cause());
    }

    @Test
    void dataThatFillItNeedRoom() {
        Diagnosis diagnosis = diagnose("cgroup.limit:1100M");
        assertEquals(Cause.MAXMEMORY_HEADROOM, diagnosis.verdict().cause());
        assertEquals("headroom.claim", diagnosis.verdict().sentence().key());
    }

    @Test
    void whereThereWouldBeNoRoomWithoutItEitherItIsNotWhatFillsIt() {
        Diagnosis diagnosis = diagnose("used_memory:5700M used_memory_dataset:5600M used_memory_peak:5700M "
                + "allocator_allocated:5701M allocator_active:7660M allocator_resident:7700M used_memory_rss:7750M "
                + "total_system_memory:8000M cgroup.limit:6400M");
        assertEquals(Cause.MAXMEMORY_HEADROOM, diagnosis.verdict().cause());
    }

    @Test
    void buffersFarAboveALimitThatRefusesWritesLead() {
        Diagnosis diagnosis = diagnose("used_memory:5800M used_memory_overhead:4900M used_memory_peak:5800M "
                + "mem_clients_normal:4801M allocator_allocated:5801M allocator_active:5830M allocator_resident:5860M "
                + "used_memory_rss:5880M maxmemory:1000M maxmemory_policy:noeviction");
        assertEquals(Cause.CLIENT_BUFFERS, diagnosis.verdict().cause());
        assertEquals(Severity.CRITICAL, diagnosis.verdict().severity());
        assertEquals(
                "verdict.both", diagnosis.verdict().sentence().key(), "whose they are, and that writes are refused");
    }

    @Test
    void dataFarAboveALimitThatWasLoweredBelowThemNeedRoom() {
        Diagnosis diagnosis = diagnose("used_memory:5800M used_memory_dataset:5700M used_memory_peak:5800M "
                + "allocator_allocated:5801M allocator_active:5830M allocator_resident:5860M used_memory_rss:5880M "
                + "maxmemory:1000M maxmemory_policy:noeviction");
        assertEquals(Cause.MAXMEMORY_HEADROOM, diagnosis.verdict().cause());
        assertEquals("headroom.refuses", diagnosis.verdict().sentence().key());
    }

    @Test
    void aKillIsToldFirst() {
        Diagnosis diagnosis = Cases.diagnose(always(KEPT).event(5, Event.Kind.KERNEL_OOM_KILL, "Killed process"));
        assertEquals(Cause.MAXMEMORY_HEADROOM, diagnosis.verdict().cause());
    }

    /** RSS is 900 MiB of a limit of 1,000: without 51 of them there would be room. */
    @ParameterizedTest
    @CsvSource({
        "ALLOCATOR_RETENTION, 51, 0.25, WARNING, CRITICAL",
        "ALLOCATOR_RETENTION, 49, 0.25, WARNING, WARNING",
        "ALLOCATOR_RETENTION, 51, 0.24, WARNING, WARNING",
        "CLIENT_BUFFERS, 51, 0.25, WARNING, CRITICAL",
        "SWAPPED, 51, 0.25, WARNING, WARNING",
        "DATASET_GROWTH, 51, 0.25, WARNING, WARNING",
        "ALLOCATOR_RETENTION, 51, 0.25, INFO, INFO"
    })
    void aGoodPartWithoutWhichThereWouldBeRoomIsAsGraveAsTheWantOfIt(
            Cause cause, double mib, double share, Severity severity, Severity raised) {
        Suspect room =
                Cases.suspect(Cause.MAXMEMORY_HEADROOM, 900 * Cases.MIB, 0.9).withSeverity(Severity.CRITICAL);
        Suspect filling = Cases.suspect(cause, mib * Cases.MIB, share).withSeverity(severity);
        Filler filler = new Filler(Cases.of(always("")), List.of(room, filling));
        assertEquals(raised, filler.raised(filling).severity());
        assertEquals(
                raised == Severity.CRITICAL ? "verdict.both" : "none",
                filler.sentence(filling).key());
    }

    @Test
    void whatIsOverFillsNothing() {
        Suspect room =
                Cases.suspect(Cause.MAXMEMORY_HEADROOM, 900 * Cases.MIB, 0.9).withSeverity(Severity.CRITICAL);
        Claim.Held held = new Claim.Held(500 * Cases.MIB, 0, 0.5);
        Suspect standing = Cases.suspect(Cause.ALLOCATOR_RETENTION, 500 * Cases.MIB, 0.5);
        Suspect over = new Suspect(
                standing.cause(),
                standing.severity(),
                standing.confidence(),
                new Claim(held, held, Claim.Presence.OVER, OptionalLong.empty()),
                standing.course(),
                standing.share(),
                standing.said(),
                List.of());
        Filler filler = new Filler(Cases.of(always("")), List.of(room, standing));
        assertEquals(Severity.CRITICAL, filler.raised(standing).severity());
        assertEquals(Severity.WARNING, filler.raised(over).severity());
    }

    /** Used memory at 1,000 MiB of maxmemory, and half above it, where nothing of that is data. */
    @ParameterizedTest
    @CsvSource({
        "1000, 1, CLIENT_BUFFERS, 151, CRITICAL",
        "1000, 1, CLIENT_BUFFERS, 149, WARNING",
        "1000, 1, ALLOCATOR_RETENTION, 400, WARNING",
        "1500, 1.5, CLIENT_BUFFERS, 500, CRITICAL",
        "1500, 1.5, CLIENT_BUFFERS, 499, WARNING"
    })
    void aLimitOnUsedMemoryIsFilledByWhatUsedMemoryCounts(
            double used, double share, Cause cause, double mib, Severity raised) {
        Suspect refuses = new Suspect(
                Cause.MAXMEMORY_HEADROOM,
                Severity.CRITICAL,
                Confidence.HIGH,
                Cases.claim(used * Cases.MIB, share),
                Suspect.Course.UNKNOWN,
                0,
                new Suspect.Said(Phrase.of(HeadroomRule.REFUSES), List.of(), List.of()),
                List.of());
        Suspect filling = Cases.suspect(cause, mib * Cases.MIB, 0.3);
        Filler filler = new Filler(Cases.of(always("")), List.of(refuses, filling));
        assertEquals(raised, filler.raised(filling).severity());
    }
}
