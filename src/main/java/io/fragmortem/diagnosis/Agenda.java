package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What to do about what was found, in which order, and what not: never two remedies that contradict each other or the data. */
final class Agenda {

    private static final int MOST_TO_DO = 3;

    private final Case c;
    private final Collapse collapse;
    private final Keyless keyless;

    Agenda(Case c, Collapse collapse, Keyless keyless) {
        this.c = c;
        this.collapse = collapse;
        this.keyless = keyless;
    }

    /** At most three things to do, what to ask first, what not to do and why, then what to capture next. */
    List<Action> actions(Verdict verdict, List<Suspect> suspects) {
        Map<Remedy, Action> chosen = new LinkedHashMap<>();
        if (collapse.from() > 0) {
            Action ask = Remedies.askAboutData(collapse.left(), collapse.from());
            chosen.put(ask.remedy(), ask);
        }
        suspects.stream()
                .filter(s -> s.severity().compareTo(Severity.WARNING) >= 0 || s.cause() == verdict.cause())
                .flatMap(s -> s.remedies().stream())
                .forEach(a -> chosen.putIfAbsent(a.remedy(), a));
        forbid(verdict, suspects, chosen);
        List<Action> all = new ArrayList<>(chosen.values());
        List<Action> ordered = new ArrayList<>();
        // what must be answered before anything is done stands before it
        all.stream().filter(a -> a.kind() == Remedy.Kind.ASK).forEach(ordered::add);
        all.stream().filter(a -> a.kind() == Remedy.Kind.DO).limit(MOST_TO_DO).forEach(ordered::add);
        all.stream().filter(a -> a.kind() == Remedy.Kind.NOT).forEach(ordered::add);
        ordered.addAll(new NextCapture(c, keyless).actions(verdict));
        return ordered;
    }

    /** What people reach for and should not, and never two remedies that contradict each other. */
    private void forbid(Verdict verdict, List<Suspect> suspects, Map<Remedy, Action> chosen) {
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
        OptionalLong ended = endedAt();
        if (ended.isPresent() && chosen.keySet().removeIf(Remedy::isOfTheProcess)) {
            Action not = Remedies.not(Remedy.NO_COMMANDS, "not.ended", Phrase.moment(ended.getAsLong()));
            chosen.put(not.remedy(), not);
        }
        boolean dataGone = collapse.from() > 0;
        if (dataGone && chosen.remove(Remedy.RESTART_BY_FAILOVER) != null) {
            Action not = Remedies.not(Remedy.NO_RESTART, "not.before_answer");
            chosen.put(not.remedy(), not);
        }
        if (chosen.containsKey(Remedy.LET_DEFRAG_WORK)) {
            // It packs the data already; what it leaves shows in ten minutes.
            chosen.remove(Remedy.RESTART_BY_FAILOVER);
        }
        if (verdict.cause() == Cause.ALLOCATOR_RETENTION) {
            double gain = c.now().map(b -> b.bytes(Component.FRAGMENTATION)).orElse(0.0);
            boolean told = c.isFull() && gain < c.thresholds.significantBytes();
            boolean defrags = Stream.of(Remedy.ACTIVE_DEFRAG, Remedy.LET_DEFRAG_WORK, Remedy.KEEP_DEFRAG)
                    .anyMatch(chosen::containsKey);
            if (told && !defrags) {
                Action not = Remedies.not(Remedy.NO_DEFRAG, "not.defrag", bytes(gain));
                chosen.put(not.remedy(), not);
            }
            if (chosen.containsKey(Remedy.MEMORY_PURGE)) {
                chosen.remove(Remedy.RESTART_BY_FAILOVER);
                Action not = Remedies.not(Remedy.NO_RESTART, dataGone ? "not.remove" : "not.restart");
                chosen.put(not.remedy(), not);
            }
        }
        boolean healthy = verdict.cause() == Cause.HEALTHY_SMALL_INSTANCE;
        if (healthy) {
            Action not = Remedies.not(Remedy.NO_ACTION, "not.ratio");
            chosen.put(not.remedy(), not);
        }
    }

    /** When the last process ended, where its log says so and neither a later line nor a later dump shows another one. */
    private OptionalLong endedAt() {
        OptionalLong ended = OptionalLong.empty();
        for (Event event : c.timeline.events()) {
            if (!event.stamp().known() || !c.timeline.timed()) {
                continue;
            }
            if (event.kind() == Event.Kind.SERVER_STOP || event.kind() == Event.Kind.CRASH) {
                ended = OptionalLong.of(event.stamp().epochMicros());
            } else if (event.kind() == Event.Kind.SERVER_START || event.kind() == Event.Kind.LOAD) {
                ended = OptionalLong.empty();
            }
        }
        int last = c.timeline.size() - 1;
        boolean answered = ended.isPresent() && last >= 0 && c.timeline.timeMicros()[last] > ended.getAsLong();
        return answered ? OptionalLong.empty() : ended;
    }
}
