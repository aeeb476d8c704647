package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.memory.Consistency.Law;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.timeline.Capture;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must add up in a dump, and what the server's own doctor would have said. */
final class ChecksTest {

    private static IdentityCheck identity(Law law) {
        return IdentityCheck.all().stream()
                .filter(check -> check.declaration().id().equals("identity." + law.id()))
                .findFirst()
                .orElseThrow();
    }

    private static Check of(Rule rule, String more) {
        return Cases.apply(rule, QUIET + " " + more).check();
    }

    private static Phrase.Arg said(Law law) {
        return Phrase.nested(Phrase.of("identity.law." + law.id()));
    }

    @Test
    void eachIdentityIsChecked() {
        assertEquals(
                Stream.of(Law.values()).map(law -> "identity." + law.id()).toList(),
                IdentityCheck.all().stream()
                        .map(check -> check.declaration().id())
                        .toList());
    }

    /** Active are 1,030 MiB, resident 1,060, in RSS 1,080. */
    @ParameterizedTest
    @CsvSource({
        "ALLOCATOR_RSS_BYTES, allocator_rss_bytes:30M, allocator_rss_bytes:31M, 30, 31",
        "RSS_OVERHEAD_BYTES, rss_overhead_bytes:20M, rss_overhead_bytes:21M, 20, 21",
        "DATASET_BYTES, used_memory_dataset:900M, used_memory_dataset:901M, 900, 901"
    })
    void bytesThatDoNotAddUpAreTold(Law law, String right, String wrong, double expected, double found) {
        Check fine = of(identity(law), right);
        assertEquals(Check.Status.OK, fine.status());
        assertEquals(Phrase.of("identity.ok", said(law), Phrase.count(1)), fine.text());
        Check broken = of(identity(law), wrong);
        assertEquals(Check.Status.FINDING, broken.status());
        assertEquals(
                Phrase.of(
                        "identity.broken",
                        said(law),
                        Phrase.count(1),
                        Phrase.count(1),
                        Phrase.bytes(expected * Cases.MIB),
                        Phrase.bytes(found * Cases.MIB)),
                broken.text());
    }

    @Test
    void ratiosThatDoNotAddUpAreTold() {
        IdentityCheck check = identity(Law.RSS_OVERHEAD_RATIO);
        assertEquals(Check.Status.OK, of(check, "rss_overhead_ratio:1.02").status());
        assertEquals(
                Phrase.of(
                        "identity.broken",
                        said(Law.RSS_OVERHEAD_RATIO),
                        Phrase.count(1),
                        Phrase.count(1),
                        Phrase.ratio(1080.0 / 1060),
                        Phrase.ratio(1.5)),
                of(check, "rss_overhead_ratio:1.5").text());
    }

    @Test
    void theFieldThatIsMissingIsNamed() {
        Check check = of(identity(Law.ALLOCATOR_RSS_BYTES), "allocator_resident:- allocator_rss_bytes:30M");
        assertEquals(Check.Status.NOT_APPLICABLE, check.status());
        assertEquals(List.of(Input.of(Field.ALLOCATOR_RESIDENT)), check.missing());
        assertEquals(
                List.of(Input.of(Field.ALLOCATOR_RSS_BYTES)),
                of(identity(Law.ALLOCATOR_RSS_BYTES), "").missing());
    }

    @Test
    void roundedBytesNeedNotAddUp() {
        Capture rounded = Cases.quiet().mark(Sample.Mark.ROUNDED).at(0, "allocator_rss_bytes:37M");
        Check check = Cases.apply(identity(Law.ALLOCATOR_RSS_BYTES), rounded).check();
        assertEquals(Check.Status.NOT_APPLICABLE, check.status());
        assertEquals(Phrase.of("identity.skipped", said(Law.ALLOCATOR_RSS_BYTES)), check.text());
    }

    private static final Rule DOCTOR = new DoctorCheck();

    @ParameterizedTest
    @CsvSource({
        "used_memory_peak:1010M, OK, doctor.fine",
        "used_memory:4M used_memory_rss:9M, OK, doctor.empty",
        "used_memory_peak:2000M, FINDING, doctor.peak_memory"
    })
    void theDoctorSaysWhatTheServersOwnWould(String more, Check.Status status, String said) {
        Check check = of(DOCTOR, more);
        assertEquals(status, check.status(), check.toString());
        assertEquals(Phrase.of("doctor.says", Phrase.nested(Phrase.of(said))), check.text());
        assertEquals(List.of(Phrase.of(said)), DoctorCheck.says(Cases.of(new Capture().at(0, QUIET + " " + more))));
    }

    @Test
    void twoFindingsAreSaidInOneSentence() {
        Check check = of(DOCTOR, "used_memory_peak:2000M allocator_active:1801M allocator_resident:1830M");
        assertEquals(Check.Status.FINDING, check.status());
        Phrase both = ((Phrase.Nested) Cases.arg(check.text(), 0)).phrase();
        assertEquals("doctor.and", both.key());
    }

    @ParameterizedTest
    @CsvSource({"used_memory:- used_memory_dataset:- used_memory_overhead:-", "used_memory_rss:-"})
    void withoutUsedMemoryAndRssTheDoctorIsSilent(String without) {
        assertEquals(Check.Status.NOT_APPLICABLE, of(DOCTOR, without).status());
    }

    @Test
    void whatTheDoctorLacksIsNamed() {
        assertEquals(
                List.of(Input.USED),
                Cases.apply(DOCTOR, "redis_version:7.0.15 used_memory_rss:9M")
                        .check()
                        .missing());
        assertEquals(
                List.of(Input.of(Fact.REDIS_VERSION), Input.of(Field.USED_MEMORY_STARTUP)),
                Cases.apply(DOCTOR, "used_memory:9M used_memory_rss:9M").check().missing());
        Check old = Cases.apply(DOCTOR, Cases.OLD).check();
        assertEquals(Phrase.of("doctor.none"), old.text(), "before 4.0 there was no doctor");
        assertEquals(List.of(), old.missing());
    }
}
