package io.fragmortem.diagnosis;

import io.fragmortem.diagnosis.Ledger.Line;
import io.fragmortem.diagnosis.Ledger.Whole;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Breakdown.Split;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.ServerInfo.AllocatorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Writes the ledger: what is to be explained at the decisive moment, and whose each byte is. Where the allocator measures,
 * every layer has its cause. Where it does not, the suspects take from the gap in their order, each at most what it claims.
 */
final class Bookkeeper {

    private static final Set<Cause> OF_THE_GAP = Set.of(
            Cause.ALLOCATOR_RETENTION, Cause.EXTERNAL_FRAGMENTATION, Cause.PROCESS_OVERHEAD, Cause.LIBC_ALLOCATOR);

    private final Case c;
    private final List<Suspect> suspects;
    private final Cause verdict;
    private final boolean undecided;

    /** @param suspects strongest first */
    Bookkeeper(Case c, Cause verdict, List<Suspect> suspects) {
        this.c = c;
        this.suspects = suspects;
        this.verdict = verdict;
        this.undecided = verdict == Cause.CANNOT_TELL;
    }

    /** The ledger; empty when the decisive moment does not tell used memory and RSS together. */
    Optional<Ledger> ledger() {
        Optional<Suspect> lead =
                suspects.stream().filter(s -> s.cause() == verdict).findFirst();
        int row = lead.map(Suspect::row)
                .filter(r -> r >= 0)
                .orElse(c.series.lastWhole().orElse(-1));
        Optional<Breakdown> then = row < 0 ? Optional.empty() : c.model.at(c.rows[row]);
        if (then.isEmpty()) {
            return Optional.empty();
        }
        Breakdown b = then.get();
        return switch (verdict) {
            case DATASET_GROWTH, MEMORY_LEAK -> growth(row, b);
            case REPLICATION_BACKLOG -> isBesideUsed() ? gap(b) : used(b);
            case CLIENT_BUFFERS, METADATA_OVERHEAD -> used(b);
            case LUA_SCRIPTS -> c.model.semantics().luaInsideUsed() ? used(b) : rss(b);
            default -> gap(b);
        };
    }

    private static boolean hasGap(Breakdown b) {
        return b.split() == Split.FULL || b.split() == Split.USED_AND_RSS;
    }

    private Optional<Ledger> gap(Breakdown b) {
        return hasGap(b) ? written(Whole.GAP, b.rss() - b.used(), b, linesOfGap(b)) : Optional.empty();
    }

    private Optional<Ledger> used(Breakdown b) {
        if (b.split() == Split.RSS_ONLY) {
            return Optional.empty();
        }
        // A version that does not split used memory leaves all of it open.
        List<Line> lines = linesOfUsed(b).stream()
                .map(line -> line.part().equals("used")
                        ? new Line(Optional.empty(), Ledger.UNEXPLAINED, line.bytes(), 0)
                        : line)
                .toList();
        return written(Whole.USED, b.used(), b, lines);
    }

    private Optional<Ledger> rss(Breakdown b) {
        return hasGap(b) ? written(Whole.RSS, b.rss(), b, linesOfRss(b)) : used(b);
    }

    private Optional<Ledger> written(Whole whole, double bytes, Breakdown b, List<Line> lines) {
        OptionalLong at = c.timeline.timed() ? OptionalLong.of(b.atMicros()) : OptionalLong.empty();
        return Optional.of(new Ledger(
                whole, Math.rint(bytes), at, OptionalLong.empty(), Ledger.balanced(bytes, lines), Ledger.factors(b)));
    }

    /** What each line grew by, from the first moment of the last run that is told as fully as the last one. */
    private Optional<Ledger> growth(int last, Breakdown now) {
        for (int i = c.lastRunFrom(); i < last; i++) {
            Optional<Breakdown> first = c.model
                    .at(c.rows[i])
                    .filter(b -> b.split() == now.split() && b.has(Component.DATASET) == now.has(Component.DATASET));
            if (first.isPresent()) {
                Breakdown then = first.get();
                Map<String, Line> grown = new LinkedHashMap<>();
                linesOfRss(now).forEach(line -> grown.merge(line.part(), line, Bookkeeper::sum));
                linesOfRss(then).forEach(line -> grown.merge(line.part(), negative(line), Bookkeeper::sum));
                double whole = total(now) - total(then);
                return Optional.of(new Ledger(
                        Whole.GROWTH,
                        Math.rint(whole),
                        OptionalLong.of(now.atMicros()),
                        OptionalLong.of(then.atMicros()),
                        Ledger.balanced(whole, new ArrayList<>(grown.values())),
                        Ledger.factors(now)));
            }
        }
        return Optional.empty();
    }

    private static double total(Breakdown b) {
        return hasGap(b) ? b.rss() : b.used();
    }

    private static Line sum(Line a, Line b) {
        return new Line(a.cause(), a.part(), a.bytes() + b.bytes(), 0);
    }

    private static Line negative(Line line) {
        return new Line(line.cause(), line.part(), -line.bytes(), 0);
    }

    private List<Line> linesOfRss(Breakdown b) {
        List<Line> lines = new ArrayList<>(linesOfUsed(b));
        if (hasGap(b)) {
            lines.addAll(linesOfGap(b));
        }
        return lines;
    }

    private List<Line> linesOfUsed(Breakdown b) {
        List<Line> lines = new ArrayList<>();
        double scripts = b.bytes(Component.SCRIPTS);
        // Where the interpreters lie inside used memory and in no printed overhead, they hide in the dataset.
        double hidden = c.model.semantics().luaInsideUsed()
                ? Math.max(0, claimed(Cause.LUA_SCRIPTS).orElse(scripts) - scripts)
                : 0;
        for (Map.Entry<Component, Double> part : b.parts().entrySet()) {
            Component component = part.getKey();
            if (component.inUsed()) {
                double moved = component == Component.DATASET ? -hidden : component == Component.SCRIPTS ? hidden : 0;
                add(lines, ownerInUsed(component), component.jsonName(), part.getValue() + moved);
            }
        }
        return lines;
    }

    private Optional<Cause> ownerInUsed(Component component) {
        boolean leak = suspected(Cause.MEMORY_LEAK);
        return switch (component) {
            case CLIENTS -> Optional.of(Cause.CLIENT_BUFFERS);
            case REPLICAS, REPLICATION_BACKLOG -> Optional.of(Cause.REPLICATION_BACKLOG);
            case SCRIPTS -> Optional.of(Cause.LUA_SCRIPTS);
            case KEYSPACE -> Optional.of(Cause.METADATA_OVERHEAD);
            // Tables and buffers in one: nobody's, unless they are far too large for tables.
            case OVERHEAD -> suspected(Cause.CLIENT_BUFFERS) ? Optional.of(Cause.CLIENT_BUFFERS) : Optional.empty();
            case USED, DATASET ->
                suspected(Cause.DATASET_GROWTH)
                        ? Optional.of(Cause.DATASET_GROWTH)
                        : leak ? Optional.of(Cause.MEMORY_LEAK) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private List<Line> linesOfGap(Breakdown b) {
        List<Line> lines = new ArrayList<>();
        add(lines, Optional.of(Cause.LUA_SCRIPTS), "lua", b.bytes(Component.LUA));
        if (b.split() == Split.FULL) {
            layers(b, lines);
        } else if (b.bytes(Component.UNATTRIBUTED) < 0) {
            notResident(lines, b.bytes(Component.UNATTRIBUTED));
        } else {
            compete(lines, b.bytes(Component.UNATTRIBUTED));
        }
        return lines;
    }

    private void layers(Breakdown b, List<Line> lines) {
        double outside = b.bytes(Component.OUTSIDE);
        double retained = b.bytes(Component.RETAINED);
        // Pages that are missing from RSS are first of all freed ones: nobody touches these.
        double gone = Math.min(Math.max(0, retained), Math.max(0, -outside));
        double program = Math.min(Math.max(0, outside), c.value(ProcessRule.BASE_BYTES));
        Cause leftOutside = suspected(Cause.PROCESS_OVERHEAD) || !suspected(Cause.MEMORY_LEAK)
                ? Cause.PROCESS_OVERHEAD
                : Cause.MEMORY_LEAK;
        add(lines, Optional.empty(), "allocator_cache", b.bytes(Component.ALLOCATOR_CACHE));
        add(lines, Optional.of(Cause.EXTERNAL_FRAGMENTATION), "fragmentation", b.bytes(Component.FRAGMENTATION));
        add(lines, Optional.of(Cause.ALLOCATOR_RETENTION), "retained", retained - gone);
        add(lines, Optional.empty(), "program", program);
        add(lines, Optional.of(leftOutside), "outside", Math.max(0, outside) - program);
        notResident(lines, Math.min(0, outside) + gone);
    }

    private void notResident(List<Line> lines, double bytes) {
        if (undecided) {
            add(lines, Optional.empty(), "not_resident", bytes);
            return;
        }
        Optional<Cause> owner = suspects.stream()
                .map(Suspect::cause)
                .filter(cause -> cause == Cause.SWAPPED || cause == Cause.UNTOUCHED_MEMORY)
                .findFirst();
        add(lines, owner, owner.isPresent() ? "not_resident" : Ledger.UNEXPLAINED, bytes);
    }

    private void compete(List<Line> lines, double gap) {
        double left = gap;
        for (Suspect suspect : suspects) {
            if (OF_THE_GAP.contains(suspect.cause())
                    || (suspect.cause() == Cause.REPLICATION_BACKLOG && isBesideUsed())) {
                double taken = Math.min(left, suspect.bytes());
                add(lines, Optional.of(suspect.cause()), "unattributed", taken);
                left -= taken;
            }
        }
        add(lines, Optional.empty(), Ledger.UNEXPLAINED, left);
    }

    private static void add(List<Line> lines, Optional<Cause> cause, String part, double bytes) {
        if (bytes != 0) {
            lines.add(new Line(cause, part, bytes, 0));
        }
    }

    /** Whether replication's buffers are no part of used memory. */
    private boolean isBesideUsed() {
        return c.server.allocatorKind() == AllocatorKind.MIMALLOC;
    }

    private boolean suspected(Cause cause) {
        return claimed(cause).isPresent();
    }

    private Optional<Double> claimed(Cause cause) {
        return suspects.stream()
                .filter(s -> s.cause() == cause)
                .map(Suspect::bytes)
                .findFirst();
    }
}
