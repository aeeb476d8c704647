package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Ending;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.AllocatorRemedies;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What people reach for and should not: takes out remedies that contradict each other or the data, and says why. */
final class Objections {

    private final Case c;
    private final boolean dataGone;
    private final Map<Remedy, Action> chosen;

    /**
     * Objections to what was chosen, which they change.
     *
     * @param dataGone whether the data has collapsed against its peak
     */
    Objections(Case c, boolean dataGone, Map<Remedy, Action> chosen) {
        this.c = c;
        this.dataGone = dataGone;
        this.chosen = chosen;
    }

    void raise(Verdict verdict, List<Suspect> suspects) {
        whileSwapped(suspects);
        ofReturn(suspects);
        c.ending().ifPresent(ending -> ofEnding(verdict, ending));
        if (dataGone && chosen.remove(Remedy.RESTART_BY_FAILOVER) != null) {
            not(Remedy.NO_RESTART, "not.before_answer");
        }
        if (chosen.containsKey(Remedy.LET_DEFRAG_WORK)) {
            // It packs the data already; what it leaves shows in ten minutes.
            chosen.remove(Remedy.RESTART_BY_FAILOVER);
        }
        boolean next =
                verdict.cause() == Cause.EXTERNAL_FRAGMENTATION && c.ending().isPresent();
        if ((next || verdict.cause() == Cause.MAXMEMORY_HEADROOM) && chosen.containsKey(Remedy.NO_DEFRAG)) {
            // free slots fill the limit, or will be there again, and this build cannot pack them
            chosen.put(Remedy.DEFRAG_BUILD, AllocatorRemedies.defragBuild());
        }
        if (chosen.containsKey(Remedy.DEFRAG_BUILD)) {
            chosen.remove(Remedy.NO_DEFRAG);
        }
        if (verdict.cause() == Cause.ALLOCATOR_RETENTION) {
            ofRetention();
        }
        if (verdict.cause() == Cause.HEALTHY_SMALL_INSTANCE) {
            not(Remedy.NO_ACTION, "not.ratio");
        }
    }

    private void not(Remedy remedy, String key, Phrase.Arg... args) {
        Action not = Remedies.not(remedy, key, args);
        chosen.put(not.remedy(), not);
    }

    private void whileSwapped(List<Suspect> suspects) {
        boolean swapped = suspects.stream().anyMatch(s -> s.cause() == Cause.SWAPPED && s.severity() != Severity.INFO);
        if (swapped) {
            List.of(
                            Remedy.MEMORY_PURGE,
                            Remedy.MEMORY_DECOMMIT,
                            Remedy.ACTIVE_DEFRAG,
                            Remedy.DRAGONFLY_DEFRAG,
                            Remedy.RESTART_BY_FAILOVER)
                    .forEach(chosen::remove);
        }
    }

    /** A restart that the evidence says to be in vain; where the build cannot defragment, one that can is what is left. */
    private void ofReturn(List<Suspect> suspects) {
        boolean returns = suspects.stream()
                .filter(s -> s.cause() == Cause.EXTERNAL_FRAGMENTATION)
                .flatMap(s -> Return.of(c, s.state()).stream())
                .anyMatch(Return::isCertain);
        if (returns && chosen.remove(Remedy.RESTART_BY_FAILOVER) != null) {
            not(Remedy.NO_RESTART, "not.restart.vain");
            if (chosen.containsKey(Remedy.NO_DEFRAG)) {
                Action build = AllocatorRemedies.defragBuild();
                chosen.putIfAbsent(build.remedy(), build);
            }
        }
    }

    /** Nothing can be typed into a process that is gone. */
    private void ofEnding(Verdict verdict, Ending ending) {
        boolean any = chosen.keySet().removeIf(Remedy::isOfTheProcess);
        if (any || verdict.severity() != Severity.OK) {
            Phrase.Arg when = ending.atMicros().isPresent()
                    ? Phrase.moment(ending.atMicros().getAsLong())
                    : Phrase.nested(Phrase.of("not.ended.sometime"));
            not(
                    Remedy.NO_COMMANDS,
                    switch (ending.left(c)) {
                        case UNKNOWN -> "not.ended";
                        case NOTHING -> "not.ended.nothing";
                        case REPLICA -> "not.ended.replica";
                        case LAST_SAVE -> "not.ended.save";
                    },
                    when);
        }
    }

    private void ofRetention() {
        double gain = c.now().map(b -> b.bytes(Component.FRAGMENTATION)).orElse(0.0);
        boolean told = c.isFull() && gain < c.thresholds().significantBytes();
        boolean defrags = Stream.of(Remedy.ACTIVE_DEFRAG, Remedy.LET_DEFRAG_WORK, Remedy.KEEP_DEFRAG)
                .anyMatch(chosen::containsKey);
        if (told && !defrags) {
            not(Remedy.NO_DEFRAG, "not.defrag", bytes(gain));
        }
        if (chosen.containsKey(Remedy.MEMORY_PURGE)) {
            chosen.remove(Remedy.RESTART_BY_FAILOVER);
            not(Remedy.NO_RESTART, dataGone ? "not.remove" : "not.restart");
        }
    }
}
