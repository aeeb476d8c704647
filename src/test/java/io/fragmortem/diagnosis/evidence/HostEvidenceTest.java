package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.timeline.Capture;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostEvidenceTest {

    private static HostEvidence of(String dump) {
        return new HostEvidence(Cases.of(new Capture().at(0, "used_memory:10M used_memory_rss:12M " + dump)));
    }

    private static String said(List<Phrase> evidence) {
        evidence.forEach(Cases::assertFits);
        return String.join(" ", Cases.keys(evidence));
    }

    @ParameterizedTest
    @CsvSource({
        "thp.enabled:always, host.thp",
        "thp.enabled:madvise, ''",
        "os.anon_huge_pages:32M, host.huge",
        "os.anon_huge_pages:31M, ''",
        "host.overcommit_memory:0, host.overcommit",
        "host.overcommit_memory:1, host.overcommit.ok",
        "host.overcommit_memory:2, host.overcommit",
        "thp.enabled:always os.anon_huge_pages:64M host.overcommit_memory:1, host.thp host.huge host.overcommit.ok"
    })
    void forksDependOnHugePagesAndOvercommit(String dump, String said) {
        assertEquals(said, said(of(dump).ofForks()));
    }

    @ParameterizedTest
    @CsvSource({
        "host.swap_total:2G host.swap_free:512M, 1536",
        "host.swap_total:2G host.swap_used:100M, 100",
        "host.swap_total:2G host.swap_free:2G, 0",
        "host.swap_total:2G, 0",
        "host.swap_used:100M, 0",
        "host.swap_total:0 host.swap_used:100M, 0"
    })
    void whatTheHostSwapsIsTold(String dump, double usedMebibytes) {
        List<Phrase> evidence = of(dump).ofSwapping();
        assertEquals(usedMebibytes > 0 ? "host.swap" : "", said(evidence));
        evidence.forEach(phrase -> assertEquals(
                Phrase.of("host.swap", Phrase.bytes(usedMebibytes * Cases.MIB), Phrase.bytes(2048 * Cases.MIB)),
                phrase));
    }

    @ParameterizedTest
    @CsvSource({"cgroup.swap:1M, host.swap.container", "cgroup.swap:0, ''"})
    void whatTheContainerSwapsIsTold(String dump, String said) {
        assertEquals(said, said(of(dump).ofSwapping()));
    }

    @ParameterizedTest
    @CsvSource({
        "malloc.muzzy:10M, process.evidence.muzzy",
        "malloc.muzzy:9M, ''",
        "malloc.muzzy:10M allocator_muzzy:10M, ''"
    })
    void muzzyPagesAreNamedWhereInfoDoesNotTellThem(String dump, String said) {
        assertEquals(said, said(of(dump).ofMuzzyPages()));
    }
}
