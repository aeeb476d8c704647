package io.fragmortem.diagnosis.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.report.words.English;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.timeline.Capture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is proposed against the copies of a fork is what is not done already. */
final class ForkRemedyTest {

    private static final String ROOM =
            "For copy-on-write: leave room beside RSS for what is written while a child runs";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis_version:5.0.14 rdb_saves:3|, transparent huge pages off, saves off-peak, vm.overcommit_memory 1.",
                "redis_version:5.0.14 os.anon_huge_pages:0|, saves off-peak, vm.overcommit_memory 1.",
                "redis_version:7.0.15|, saves off-peak, vm.overcommit_memory 1.",
                "redis_version:7.0.15 os.anon_huge_pages:90M"
                        + "|, transparent huge pages off, saves off-peak, vm.overcommit_memory 1.",
                "redis_version:7.0.15 host.overcommit_memory:1|, saves off-peak.",
                "redis_version:7.0.15 host.overcommit_memory:1 sync_full:4"
                        + "|, fewer full synchronisations (a larger repl-backlog-size)."
            })
    void onlyWhatIsNotDoneAlreadyIsProposed(String dump, String rest) {
        Capture capture = new Capture().at(0, "used_memory:1G used_memory_rss:1G " + dump);
        assertEquals(ROOM + rest, English.of(ForkRemedy.of(Cases.of(capture)).what()));
    }

    /** From 6.2 on the server warns only where it could not turn them off for itself. */
    @ParameterizedTest
    @CsvSource({
        "WARNING you have Transparent Huge Pages (THP) support enabled, "
                + "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled, transparent huge pages off",
        "WARNING overcommit_memory is set to 0!, sysctl -w vm.overcommit_memory=1, vm.overcommit_memory 1"
    })
    void whatTheServerWarnedOfHasItsCommand(String warning, String command, String said) {
        Capture capture = new Capture()
                .at(0, "used_memory:1G used_memory_rss:1G redis_version:6.2.14")
                .event(0, Event.Kind.CONFIG_WARNING, warning);
        Action action = ForkRemedy.of(Cases.of(capture));
        assertEquals(command, action.command().get(1));
        assertTrue(English.of(action.what()).contains(said), English.of(action.what()));
    }

    @ParameterizedTest
    @CsvSource({"always madvise [never], false", "always [madvise] never, true", "[always] madvise never, true"})
    void theKernelSaysWhetherHugePagesAreOn(String enabled, boolean proposed) {
        Capture capture = new Capture()
                .fact(Fact.THP_ENABLED, enabled)
                .at(0, "redis_version:5.0.14 used_memory:1G used_memory_rss:1G");
        String said = English.of(ForkRemedy.of(Cases.of(capture)).what());
        assertEquals(proposed, said.contains("huge pages"), said);
    }

    /** Full synchronisations are a replica's doing, and have no hour; saves have. */
    @ParameterizedTest
    @CsvSource({"FULL_SYNC, '', true", "NOTE, '', false", "FULL_SYNC, rdb_saves:3, false"})
    void whatForksForReplicasHasNoHour(Event.Kind kind, String saves, boolean syncs) {
        Capture capture = new Capture()
                .at(0, "used_memory:1G used_memory_rss:1G redis_version:7.0.15 " + saves)
                .event(1, kind, "Replica asks for synchronization");
        String said = English.of(ForkRemedy.of(Cases.of(capture)).what());
        assertEquals(syncs, said.contains("fewer full synchronisations"), said);
        assertEquals(!syncs, said.contains("saves off-peak"), said);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false"})
    void overcommittingHasARiskWhereItIsNotDoneAlready(int mode, boolean risk) {
        Action action = ForkRemedy.of(
                Cases.of(new Capture().at(0, "used_memory:1G used_memory_rss:1G host.overcommit_memory:" + mode)));
        assertEquals(risk, action.risk().isPresent());
        assertEquals(1, action.command().size(), "nobody warned of anything");
    }
}
