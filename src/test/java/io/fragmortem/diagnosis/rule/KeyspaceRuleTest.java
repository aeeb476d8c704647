package io.fragmortem.diagnosis.rule;

import static io.fragmortem.diagnosis.Cases.QUIET;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyspaceRuleTest {

    private static final Rule RULE = new KeyspaceRule();

    @ParameterizedTest
    @CsvSource({"402M, 0", "404M, 1"})
    void structureThatOutweighsTheDataIsMetadata(String overhead, int suspects) {
        String dump = QUIET + " keyspace.keys:5000000 used_memory_overhead:" + overhead;
        Rule.Outcome outcome = Cases.apply(RULE, dump);
        assertEquals(suspects, outcome.suspects().size());
        outcome.first().ifPresent(s -> {
            assertEquals(Cause.METADATA_OVERHEAD, s.cause());
            assertEquals(Severity.INFO, s.severity());
            assertEquals(List.of("keyspace.evidence"), Cases.keys(s.evidence()));
            assertEquals(List.of("fewer-keys"), Cases.ids(s.remedies()));
        });
    }

    @Test
    void aSmallInstanceMayBeAllStructure() {
        Cases.assertOk(
                "keyspace.ok",
                RULE,
                "redis_version:6.0.1 used_memory:30M used_memory_overhead:29M used_memory_startup:1M "
                        + "mem_clients_normal:0 used_memory_rss:40M");
    }

    @Test
    void withoutOverheadOrClientsItCannotBeDecided() {
        Cases.assertNotApplicable(RULE, Cases.OLD);
        Cases.assertNotApplicable(
                RULE, "redis_version:4.0.14 used_memory:900M used_memory_overhead:700M used_memory_startup:1M");
    }

    /** 500 MiB above the overhead of the start, of clients and of the backlog. */
    @ParameterizedTest
    @CsvSource({"keyspace.keys:1000, 0.5", "keyspace.keys:0, ''", "keyspace.keys:-, ''"})
    void whatEachKeyCostsIsToldWhereKeysAreCounted(String keys, String mib) {
        Suspect suspect = Cases.suspect(RULE, QUIET + " used_memory_overhead:503M " + keys);
        assertEquals(0.5, ((Phrase.Percent) Cases.arg(suspect.claim(), 1)).fraction(), 1e-9);
        assertEquals(
                mib.isEmpty()
                        ? List.of()
                        : List.of(Phrase.of(
                                "keyspace.evidence",
                                Phrase.count(1000),
                                Phrase.bytes(Double.parseDouble(mib) * Cases.MIB))),
                suspect.evidence());
    }

    @Test
    void whatIsMissingIsTheSplitOrTheClients() {
        String four = "redis_version:4.0.14 used_memory:900M used_memory_startup:1M";
        assertEquals(
                List.of(Input.of(Field.USED_MEMORY_OVERHEAD), Input.of(Field.USED_MEMORY_DATASET)),
                Cases.apply(RULE, four).check().missing());
        assertEquals(
                List.of(Input.of(Field.MEM_CLIENTS_NORMAL)),
                Cases.apply(RULE, four + " used_memory_overhead:700M").check().missing());
    }
}
