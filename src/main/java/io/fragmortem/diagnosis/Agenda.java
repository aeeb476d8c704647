package io.fragmortem.diagnosis;

import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Ending;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Managed;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.diagnosis.rule.Keyless;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to do about what was found, in which order: what the verdict speaks of first, of each cause looks, then what costs
 * little, then what costs much.
 */
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
            Action ask = Remedies.askAboutData(c, collapse.left(), collapse.from());
            chosen.put(ask.remedy(), ask);
        }
        suspects.stream()
                .filter(s -> s.severity().compareTo(Severity.WARNING) >= 0 || s.cause() == verdict.cause())
                .flatMap(Agenda::proposed)
                .forEach(a -> chosen.putIfAbsent(a.remedy(), a));
        new Objections(c, collapse.from() > 0, chosen).raise(verdict, suspects);
        List<Action> all = List.copyOf(chosen.values());
        // what must be answered before anything is done stands before it
        List<Action> ordered = new ArrayList<>(of(all, Remedy.Kind.ASK).toList());
        Set<Remedy> ofVerdict = suspects.stream()
                .filter(s -> s.cause() == verdict.cause())
                .flatMap(Agenda::proposed)
                .map(Action::remedy)
                .collect(Collectors.toSet());
        List<Action> first = of(all, Remedy.Kind.DO)
                .limit(MOST_TO_DO)
                .sorted(Comparator.comparing((Action a) -> a.remedy().effort() == Remedy.Effort.DEAR)
                        .thenComparing(a -> !ofVerdict.contains(a.remedy()))
                        .thenComparing(a -> a.remedy().effort()))
                .toList();
        boolean ended = c.ending().isPresent();
        promisedOnce(first).forEach(action -> ordered.add(ended ? action.forTheNextProcess() : action));
        if (first.isEmpty()) {
            instead(verdict, suspects).ifPresent(ordered::add);
        }
        of(all, Remedy.Kind.NOT).forEach(ordered::add);
        boolean looks = ordered.stream().anyMatch(a -> a.remedy() == Remedy.LOOK_FIRST);
        new NextCapture(c, keyless)
                .actions(verdict).stream()
                        // it is what is looked at first already
                        .filter(a -> !looks || a.remedy() != Remedy.PROCESS_MEMORY)
                        .forEach(ordered::add);
        return Managed.all(c, ordered);
    }

    private static Stream<Action> of(List<Action> all, Remedy.Kind kind) {
        return all.stream().filter(a -> a.kind() == kind);
    }

    /** Nobody restarts a server for a guess. */
    private static Stream<Action> proposed(Suspect suspect) {
        return suspect.remedies().stream()
                .filter(a -> suspect.confidence() != Confidence.LOW || a.remedy() != Remedy.RESTART_BY_FAILOVER);
    }

    /** The same bytes come back once: what follows is for those that the first did not give back. */
    private static List<Action> promisedOnce(List<Action> actions) {
        List<Action> told = new ArrayList<>();
        boolean promised = false;
        for (Action action : actions) {
            told.add(promised && action.bytesBack().isPresent() ? action.forTheRest() : action);
            promised = promised || action.bytesBack().isPresent();
        }
        return told;
    }

    /** Where nothing of it can be told to do: why, or where to look first. "Nothing" alone would be a claim of its own. */
    private Optional<Action> instead(Verdict verdict, List<Suspect> suspects) {
        boolean over = suspects.stream()
                .anyMatch(s -> s.cause() == verdict.cause() && s.held().isOver());
        if (verdict.severity() == Severity.OK) {
            return Optional.empty();
        }
        if (over) {
            return Optional.of(
                    Action.of(Remedy.NOTHING_NOW).saying("instead.over").build());
        }
        Optional<Ending> ended = c.ending();
        return Optional.of(
                ended.isPresent()
                        ? Action.of(Remedy.NOTHING_NOW).saying("instead.ended").build()
                        : Remedies.look(c));
    }
}
