package io.fragmortem.diagnosis;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.ActionBuilder;
import io.fragmortem.diagnosis.remedy.Commands;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.diagnosis.rule.Keyless;
import io.fragmortem.memory.ServerInfo.AllocatorKind;
import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.util.ArrayList;
import java.util.List;

/** What to capture next: only what this input lacks and what would have raised the confidence. */
final class NextCapture {

    private final Case c;
    private final Keyless keyless;

    NextCapture(Case c, Keyless keyless) {
        this.c = c;
        this.keyless = keyless;
    }

    List<Action> actions(Verdict verdict) {
        List<Action> next = new ArrayList<>();
        boolean calm = verdict.severity() == Severity.OK;
        if (c.size() == 0) {
            next.add(next(Remedy.TWO_MORE_DUMPS, "next.any", List.of(Commands.info(c))));
        } else if (c.isSingle() || !c.timeline().timed()) {
            next.add(next(Remedy.TWO_MORE_DUMPS, "next.two", List.of(Commands.info(c))));
        }
        if (c.size() > 0 && !c.isSingle() && c.timeline().fact(Fact.RUN_ID).isEmpty()) {
            next.add(next(Remedy.FULL_INFO, "next.full", List.of(Commands.info(c))));
        }
        boolean redis = c.server().product() != Product.DRAGONFLY && c.server().product() != Product.UNKNOWN;
        if (Commands.hasMemory(c) && (new MixedOverhead(c).isStory() || keyless.isStory())) {
            next.add(next(
                    Remedy.OVERHEAD,
                    "next.overhead",
                    List.of(Commands.client(c) + "MEMORY STATS", Commands.client(c) + "CLIENT LIST")));
        }
        if (!calm
                && redis
                && Commands.hasMemory(c)
                && c.server().allocatorKind() == AllocatorKind.JEMALLOC
                && !has(Exhibit.Kind.MALLOC_BINS)) {
            next.add(next(Remedy.MALLOC_STATS, "next.malloc", List.of(Commands.client(c) + "MEMORY MALLOC-STATS")));
        }
        if (!calm && !c.timeline().has(Field.OS_VM_SWAP) && !c.timeline().has(Field.OS_VM_RSS)) {
            next.add(next(
                    Remedy.PROCESS_MEMORY,
                    "next.process",
                    List.of("cat " + Remedies.process(c) + "/smaps_rollup", Remedies.controlGroup(c))));
        }
        return next;
    }

    private boolean has(Exhibit.Kind kind) {
        return c.timeline().exhibits().stream().anyMatch(e -> e.kind() == kind);
    }

    private static Action next(Remedy remedy, String key, List<String> commands) {
        ActionBuilder action = Action.of(remedy).saying(key);
        commands.forEach(action::command);
        return action.build();
    }
}
