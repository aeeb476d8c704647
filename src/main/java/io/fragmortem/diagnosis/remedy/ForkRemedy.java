package io.fragmortem.diagnosis.remedy;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Room for what a fork copies: only what is not done already, and for the forks that there were. */
public final class ForkRemedy {

    /** From the server's own warning, which 6.2 and later give only where they could not turn them off for themselves. */
    private static final String HUGE_PAGES = "Transparent Huge Pages";

    private ForkRemedy() {}

    /** One action with all that helps. */
    public static Action of(Case c) {
        List<Phrase> parts = new ArrayList<>();
        parts.add(Phrase.of("remedy.fork.room"));
        if (!isWithoutHugePages(c)) {
            parts.add(Phrase.of("remedy.fork.thp"));
        }
        if (isForReplicas(c)) {
            parts.add(Phrase.of("remedy.fork.sync"));
        } else {
            parts.add(Phrase.of("remedy.fork.offpeak"));
        }
        boolean overcommits = c.timeline().last(Field.HOST_OVERCOMMIT_MEMORY).orElse(0) == 1;
        if (!overcommits) {
            parts.add(Phrase.of("remedy.fork.overcommit"));
        }
        Phrase all = parts.get(0);
        for (Phrase part : parts.subList(1, parts.size())) {
            all = Phrase.of("remedy.fork.and", Phrase.nested(all), Phrase.nested(part));
        }
        ActionBuilder action = Action.of(Remedy.FORK_HEADROOM)
                .saying("remedy.fork", Phrase.nested(all))
                .command("cat /sys/kernel/mm/transparent_hugepage/enabled /proc/sys/vm/overcommit_memory");
        if (!overcommits && warns(c, "vercommit")) {
            action.command("sysctl -w vm.overcommit_memory=1");
        }
        if (warns(c, HUGE_PAGES)) {
            action.command("echo madvise > /sys/kernel/mm/transparent_hugepage/enabled");
        }
        action.needs("remedy.fork.needs").verify("remedy.fork.verify");
        return overcommits ? action.build() : action.risk("remedy.fork.risk").build();
    }

    /** The kernel says so, or nothing of the process is a huge page; from 6.2 on the server turns them off for itself. */
    private static boolean isWithoutHugePages(Case c) {
        boolean never = c.timeline()
                .fact(Fact.THP_ENABLED)
                .filter(t -> t.contains("never") && !t.contains("[always]"))
                .filter(t -> t.equals("never") || t.contains("[never]"))
                .isPresent();
        OptionalDouble huge = c.timeline().max(Field.OS_ANON_HUGE_PAGES);
        if (warns(c, HUGE_PAGES) && !never) {
            return false;
        }
        return never
                || (huge.isPresent() ? huge.getAsDouble() == 0 : c.vintage().isAtLeast("6.2"));
    }

    /** Whether the server said so at its start. */
    private static boolean warns(Case c, String words) {
        return c.timeline().events().stream()
                .anyMatch(e -> e.kind() == Event.Kind.CONFIG_WARNING && e.text().contains(words));
    }

    /** Full synchronisations fork when a replica asks, whatever the hour; only save points can be moved. */
    private static boolean isForReplicas(Case c) {
        boolean syncs = c.timeline().events().stream().anyMatch(e -> e.kind() == Event.Kind.FULL_SYNC)
                || c.timeline().max(Field.SYNC_FULL).orElse(0) > 0;
        boolean saves =
                c.hasSavePoints().orElse(c.timeline().max(Field.RDB_SAVES).orElse(0) > 0);
        return syncs && !saves;
    }
}
