package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.phrase.Phrase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containers that are full of files, and not of what their processes hold. */
final class PageCacheRuleTest {

    private static final Rule RULE = new PageCacheRule();

    private static String container(double limit, double current, double file) {
        return QUIET + " cgroup.limit:" + limit + "M cgroup.current:" + current + "M cgroup.file:" + file + "M";
    }

    /** Limit, current and files in MiB. */
    @ParameterizedTest
    @CsvSource({
        "2000, 1700, 800, true",
        "2000, 1699, 800, false",
        "2000, 1700, 300, true",
        "2000, 1700, 299, false",
        "2000, 2000, 300, false",
        "2000, 2000, 301, true",
        "200, 190, 32, true",
        "200, 190, 31, false"
    })
    void aFullContainerThatWouldNotBeFullWithoutItsFilesIsTold(
            double limit, double current, double file, boolean told) {
        Rule.Outcome outcome = Cases.apply(RULE, container(limit, current, file));
        assertEquals(told, outcome.first().isPresent(), outcome.toString());
    }

    @Test
    void itSaysHowFullAndHowMuchOfItIsFiles() {
        Suspect suspect = Cases.suspect(RULE, container(2000, 1900, 800) + " cgroup.file_dirty:100M");
        assertEquals(
                Phrase.of(
                        "cache.claim",
                        Phrase.bytes(1900 * Cases.MIB),
                        Phrase.percent(0.95),
                        Phrase.bytes(2000 * Cases.MIB),
                        Phrase.bytes(800 * Cases.MIB)),
                suspect.claim());
        assertEquals(
                List.of(Phrase.of("cache.evidence", Phrase.bytes(1100 * Cases.MIB), Phrase.bytes(700 * Cases.MIB))),
                suspect.evidence());
        assertEquals(0.4, suspect.share(), 1e-9, "of the limit");
        assertEquals(Severity.INFO, suspect.severity());
        assertEquals(List.of("working-set"), Cases.ids(suspect.remedies()));
    }

    @Test
    void whatIsNotUsedLeavesTheWorkingSet() {
        Suspect suspect = Cases.suspect(RULE, container(2000, 1900, 800) + " cgroup.inactive_file:500M");
        assertEquals(
                Phrase.of("cache.evidence.working", Phrase.bytes(1400 * Cases.MIB)),
                suspect.evidence().get(1));
        assertEquals(
                1,
                Cases.suspect(RULE, container(2000, 1900, 800) + " cgroup.inactive_file:0")
                        .evidence()
                        .size());
    }

    @ParameterizedTest
    @CsvSource({"cgroup.limit", "cgroup.current", "cgroup.file"})
    void withoutOneOfTheThreeItCannotBeDecided(String field) {
        Cases.assertNotApplicable(RULE, container(2000, 1900, 800) + " " + field + ":-");
    }
}
