package io.fragmortem.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.State;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.timeline.Capture;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was chosen and what is left of it, as remedies with blanks between them; of objections the sentence as well. */
final class ObjectionsTest {

    private static final Capture LIVE = new Capture().at(0, "redis_version:7.0.15 used_memory:10M used_memory_rss:20M");

    private static String raised(Capture capture, boolean gone, Cause verdict, String chosen, Suspect... suspects) {
        return raised(capture, gone, verdict, Severity.WARNING, chosen, suspects);
    }

    private static String raised(
            Capture capture, boolean gone, Cause verdict, Severity severity, String chosen, Suspect... suspects) {
        Map<Remedy, Action> actions = chosen(chosen);
        new Objections(Cases.of(capture), gone, actions)
                .raise(
                        new Verdict(severity, verdict, Confidence.HIGH, Phrase.of("none"), Optional.empty()),
                        List.of(suspects));
        return actions.values().stream()
                .map(action -> action.remedy()
                        + (action.what().key().startsWith("not.")
                                ? ":" + action.what().key()
                                : ""))
                .collect(Collectors.joining(" "));
    }

    private static Map<Remedy, Action> chosen(String remedies) {
        Map<Remedy, Action> actions = new LinkedHashMap<>();
        Arrays.stream(remedies.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(Remedy::valueOf)
                .forEach(remedy ->
                        actions.put(remedy, Action.of(remedy).saying("none").build()));
        return actions;
    }

    private static Suspect inState(Cause cause, State state) {
        return Cases.suspect(cause, Cases.MIB, 0.5)
                .with(
                        List.of(),
                        new Suspect.Course(state, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()));
    }

    private static Capture layers(int fragmentation) {
        return new Capture()
                .at(
                        0,
                        "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory:100M allocator_allocated:100M "
                                + "allocator_active:" + (100 + fragmentation)
                                + "M allocator_resident:900M used_memory_rss:910M");
    }

    /** Free slots of 32 MiB are worth packing. */
    @ParameterizedTest
    @CsvSource({
        "31, '', NO_DEFRAG:not.defrag",
        "32, '', ''",
        "31, ACTIVE_DEFRAG, ACTIVE_DEFRAG",
        "31, LET_DEFRAG_WORK, LET_DEFRAG_WORK",
        "31, KEEP_DEFRAG, KEEP_DEFRAG"
    })
    void keptPagesAreNotGivenBackByDefragmenting(int fragmentation, String chosen, String left) {
        assertEquals(left, raised(layers(fragmentation), false, Cause.ALLOCATOR_RETENTION, chosen));
        assertEquals(chosen, raised(layers(fragmentation), false, Cause.CLIENT_BUFFERS, chosen));
    }

    @Test
    void howLittleDefragmentingWouldGiveBackIsTold() {
        Map<Remedy, Action> actions = chosen("");
        new Objections(Cases.of(layers(31)), false, actions)
                .raise(
                        new Verdict(
                                Severity.WARNING,
                                Cause.ALLOCATOR_RETENTION,
                                Confidence.HIGH,
                                Phrase.of("none"),
                                Optional.empty()),
                        List.of());
        assertEquals(
                Phrase.of("not.defrag", Phrase.bytes(31 * Cases.MIB)),
                actions.values().iterator().next().what());
    }

    @Test
    void whereLayersAreNotToldNobodySaysSo() {
        assertEquals("", raised(LIVE, false, Cause.ALLOCATOR_RETENTION, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "false, MEMORY_PURGE RESTART_BY_FAILOVER, MEMORY_PURGE NO_RESTART:not.restart",
        "true, MEMORY_PURGE, MEMORY_PURGE NO_RESTART:not.remove",
        "false, RESTART_BY_FAILOVER, RESTART_BY_FAILOVER"
    })
    void whatAPurgeGivesBackNeedsNoRestart(boolean gone, String chosen, String left) {
        assertEquals(left, raised(LIVE, gone, Cause.ALLOCATOR_RETENTION, chosen));
    }

    @ParameterizedTest
    @CsvSource({
        "true, RESTART_BY_FAILOVER, NO_RESTART:not.before_answer",
        "true, CAPACITY, CAPACITY",
        "false, RESTART_BY_FAILOVER, RESTART_BY_FAILOVER",
        "false, LET_DEFRAG_WORK RESTART_BY_FAILOVER, LET_DEFRAG_WORK"
    })
    void beforeARestartAQuestionIsAnsweredAndWorkIsDone(boolean gone, String chosen, String left) {
        assertEquals(left, raised(LIVE, gone, Cause.CLIENT_BUFFERS, chosen));
    }

    /** Where this build cannot pack free slots, another one is what is left. */
    @ParameterizedTest
    @CsvSource({
        "MAXMEMORY_HEADROOM, false, NO_DEFRAG, DEFRAG_BUILD",
        "MAXMEMORY_HEADROOM, false, '', ''",
        "EXTERNAL_FRAGMENTATION, false, NO_DEFRAG, NO_DEFRAG",
        "EXTERNAL_FRAGMENTATION, true, NO_DEFRAG, DEFRAG_BUILD NO_COMMANDS:not.ended.nothing",
        "EXTERNAL_FRAGMENTATION, true, '', NO_COMMANDS:not.ended.nothing",
        "CLIENT_BUFFERS, true, NO_DEFRAG, NO_DEFRAG NO_COMMANDS:not.ended.nothing",
        "CLIENT_BUFFERS, false, NO_DEFRAG DEFRAG_BUILD, DEFRAG_BUILD"
    })
    void aBuildThatCanIsNamedWhereTheSlotsFillTheLimitOrReturn(
            Cause verdict, boolean ended, String chosen, String left) {
        String raised = raised(ended ? ended("") : LIVE, false, verdict, chosen);
        assertEquals(
                Arrays.stream(left.split(" ", -1)).sorted().toList(),
                Arrays.stream(raised.split(" ", -1)).sorted().toList());
    }

    private static Capture ended(String save) {
        return new Capture()
                .always("redis_version:7.0.15 aof_enabled:0")
                .fact(Fact.CONFIG_SAVE, save)
                .at(0, "used_memory:10M used_memory_rss:20M")
                .event(60, Event.Kind.CRASH, "bye");
    }

    @ParameterizedTest
    @CsvSource({
        "WARNING, MEMORY_PURGE CAPACITY, CAPACITY NO_COMMANDS:not.ended.nothing",
        "OK, MEMORY_PURGE, NO_COMMANDS:not.ended.nothing",
        "WARNING, CAPACITY, CAPACITY NO_COMMANDS:not.ended.nothing",
        "OK, CAPACITY, CAPACITY"
    })
    void nothingIsTypedIntoAProcessThatIsGone(Severity severity, String chosen, String left) {
        assertEquals(left, raised(ended(""), false, Cause.CLIENT_BUFFERS, severity, chosen));
    }

    @Test
    void whatIsLeftOfItsDataIsTold() {
        assertEquals("NO_COMMANDS:not.ended.save", raised(ended("900 1"), false, Cause.CLIENT_BUFFERS, ""));
        assertEquals(
                "NO_COMMANDS:not.ended",
                raised(ended("900 1").at(1, "aof_enabled:1 used_memory:10M"), false, Cause.CLIENT_BUFFERS, ""));
    }

    /** A restart is in vain where free slots return for certain. */
    @ParameterizedTest
    @CsvSource({
        "EXTERNAL_FRAGMENTATION, RECURRING, RESTART_BY_FAILOVER, NO_RESTART:not.restart.vain",
        "EXTERNAL_FRAGMENTATION, RECURRING, RESTART_BY_FAILOVER NO_DEFRAG, NO_RESTART:not.restart.vain DEFRAG_BUILD",
        "EXTERNAL_FRAGMENTATION, RECURRING, CAPACITY, CAPACITY",
        "EXTERNAL_FRAGMENTATION, STEADY, RESTART_BY_FAILOVER, RESTART_BY_FAILOVER",
        "ALLOCATOR_RETENTION, RECURRING, RESTART_BY_FAILOVER, RESTART_BY_FAILOVER"
    })
    void aRestartAfterWhichTheSlotsReturnIsInVain(Cause cause, State state, String chosen, String left) {
        assertEquals(left, raised(LIVE, false, cause, chosen, inState(cause, state)));
    }

    @Test
    void whileItSwapsNothingTouchesAllPages() {
        String all = "MEMORY_PURGE MEMORY_DECOMMIT ACTIVE_DEFRAG DRAGONFLY_DEFRAG RESTART_BY_FAILOVER MORE_MEMORY";
        Suspect swapped = Cases.suspect(Cause.SWAPPED, Cases.MIB, 0.5);
        assertEquals("MORE_MEMORY", raised(LIVE, false, Cause.SWAPPED, all, swapped));
        assertEquals(all, raised(LIVE, false, Cause.SWAPPED, all, swapped.withSeverity(Severity.INFO)));
        assertEquals(all, raised(LIVE, false, Cause.SWAPPED, all, inState(Cause.CLIENT_BUFFERS, State.STEADY)));
    }

    @Test
    void theRatioOfASmallServerAsksForNothing() {
        assertEquals("NO_ACTION:not.ratio", raised(LIVE, false, Cause.HEALTHY_SMALL_INSTANCE, ""));
    }
}
