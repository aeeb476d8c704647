package io.fragmortem.diagnosis;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.CauseFacts;
import io.fragmortem.diagnosis.cause.Ledger;
import io.fragmortem.diagnosis.cause.Ledger.Line;
import io.fragmortem.diagnosis.cause.Ledger.Rest;
import io.fragmortem.diagnosis.cause.Ledger.Whole;
import io.fragmortem.diagnosis.cause.Place;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.rule.HeadroomRule;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Breakdown.Split;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Writes the ledger: what is to be explained at the decisive moment, and whose each byte is. Where the allocator measures,
 * every layer has its cause. Where it does not, the suspects take from the gap in their order, each at most what it claims.
 */
final class Bookkeeper {

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
        int row = lead.map(s -> s.held().at())
                // what only a log tells has no row where nothing tells used memory or RSS
                .filter(r -> r >= 0 && r < c.size())
                .orElse(c.series().lastWhole().orElse(-1));
        Optional<Breakdown> then = row < 0 ? Optional.empty() : c.model().at(c.sample(row));
        if (then.isEmpty()) {
            return Optional.empty();
        }
        Breakdown b = then.get();
        if (lead.filter(s -> s.claim().key().equals(HeadroomRule.REFUSES)).isPresent()) {
            return used(b);
        }
        return switch (verdict.facts().whole(c.model().semantics())) {
            case GROWTH -> growth(row, b);
            case USED -> used(b);
            case RSS -> rss(b);
            case GAP -> gap(b);
        };
    }

    private Optional<Ledger> gap(Breakdown b) {
        return b.hasGap() ? written(Whole.GAP, b.rss() - b.used(), b, linesOfGap(b)) : Optional.empty();
    }

    private Optional<Ledger> used(Breakdown b) {
        if (b.split() == Split.RSS_ONLY) {
            return Optional.empty();
        }
        // A version that does not split used memory leaves all of it open.
        List<Line> lines = linesOfUsed(b).stream()
                .map(line -> line.part() == Component.USED
                        ? new Line(Optional.empty(), Rest.UNEXPLAINED, line.bytes(), 0)
                        : line)
                .toList();
        return written(Whole.USED, b.used(), b, lines);
    }

    private Optional<Ledger> rss(Breakdown b) {
        return b.hasGap() ? written(Whole.RSS, b.rss(), b, linesOfRss(b)) : used(b);
    }

    private Optional<Ledger> written(Whole whole, double bytes, Breakdown b, List<Line> lines) {
        OptionalLong at = c.timeline().timed() ? OptionalLong.of(b.atMicros()) : OptionalLong.empty();
        return Optional.of(new Ledger(
                whole, Math.rint(bytes), at, OptionalLong.empty(), Ledger.balanced(bytes, lines), Ledger.factors(b)));
    }

    /** What each line grew by, from the first moment of the last run that is told as fully as the last one. */
    private Optional<Ledger> growth(int last, Breakdown now) {
        for (int i = c.lastRunFrom(); i < last; i++) {
            Optional<Breakdown> first = c.model()
                    .at(c.sample(i))
                    .filter(b -> b.split() == now.split() && b.has(Component.DATASET) == now.has(Component.DATASET));
            if (first.isPresent()) {
                Breakdown then = first.get();
                Map<Part, Line> grown = new LinkedHashMap<>();
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
        return b.hasGap() ? b.rss() : b.used();
    }

    private static Line sum(Line a, Line b) {
        return new Line(a.cause(), a.part(), a.bytes() + b.bytes(), 0);
    }

    private static Line negative(Line line) {
        return new Line(line.cause(), line.part(), -line.bytes(), 0);
    }

    private List<Line> linesOfRss(Breakdown b) {
        List<Line> lines = new ArrayList<>(linesOfUsed(b));
        if (b.hasGap()) {
            lines.addAll(linesOfGap(b));
        }
        return lines;
    }

    private List<Line> linesOfUsed(Breakdown b) {
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<Component, Double> part : b.parts().entrySet()) {
            Component component = part.getKey();
            if (component.inUsed()) {
                add(lines, owner(component), component, part.getValue());
            }
        }
        return lines;
    }

    /** Whose bytes a component's are: a suspect's that may hold them, else those of the cause that they belong to anyway. */
    private Optional<Cause> owner(Component component) {
        Stream<Cause> suspect = Stream.of(Cause.values())
                .filter(this::suspected)
                .filter(cause -> cause.facts().holds().contains(component)
                        || cause.facts().mayHold().contains(component));
        Stream<Cause> anyway =
                Stream.of(Cause.values()).filter(cause -> cause.facts().holds().contains(component));
        return Stream.concat(suspect, anyway).findFirst();
    }

    private List<Line> linesOfGap(Breakdown b) {
        List<Line> lines = new ArrayList<>();
        add(lines, owner(Component.LUA), Component.LUA, b.bytes(Component.LUA));
        if (b.split() == Split.FULL) {
            layers(b, lines);
        } else if (b.bytes(Component.UNATTRIBUTED) < 0) {
            notResident(lines, b.bytes(Component.UNATTRIBUTED));
        } else {
            compete(lines, b, b.bytes(Component.UNATTRIBUTED));
        }
        return lines;
    }

    private void layers(Breakdown b, List<Line> lines) {
        double outside = b.bytes(Component.OUTSIDE);
        double retained = b.bytes(Component.RETAINED);
        // Pages that are missing from RSS are first of all freed ones: nobody touches these.
        double gone = Math.min(Math.max(0, retained), Math.max(0, -outside));
        double program = Math.min(Math.max(0, outside), c.value(Thresholds.PROCESS_BASE_BYTES));
        for (Component layer : List.of(Component.ALLOCATOR_CACHE, Component.FRAGMENTATION)) {
            add(lines, owner(layer), layer, b.bytes(layer));
        }
        add(lines, owner(Component.RETAINED), Component.RETAINED, retained - gone);
        add(lines, Optional.empty(), Rest.PROGRAM, program);
        add(lines, owner(Component.OUTSIDE), Component.OUTSIDE, Math.max(0, outside) - program);
        notResident(lines, Math.min(0, outside) + gone);
    }

    private void notResident(List<Line> lines, double bytes) {
        if (undecided) {
            add(lines, Optional.empty(), Rest.NOT_RESIDENT, bytes);
            return;
        }
        Optional<Cause> owner = suspects.stream()
                .map(Suspect::cause)
                .filter(cause -> cause.facts().place() == Place.ABSENT)
                .findFirst();
        add(lines, owner, owner.isPresent() ? Rest.NOT_RESIDENT : Rest.UNEXPLAINED, bytes);
    }

    private void compete(List<Line> lines, Breakdown b, double gap) {
        double left = gap;
        for (Suspect suspect : suspects) {
            if (competes(suspect.cause(), b)) {
                double taken = Math.min(left, suspect.bytes());
                add(lines, Optional.of(suspect.cause()), Component.UNATTRIBUTED, taken);
                left -= taken;
            }
        }
        add(lines, Optional.empty(), Rest.UNEXPLAINED, left);
    }

    /** A layer of the gap, or what this server does not count into used memory and shows in no component. */
    private boolean competes(Cause cause, Breakdown b) {
        CauseFacts facts = cause.facts();
        boolean beside =
                facts.place() == Place.OWN && !facts.isInsideUsed(c.model().semantics());
        return facts.place() == Place.GAP || (beside && facts.holds().stream().noneMatch(b::has));
    }

    private static void add(List<Line> lines, Optional<Cause> cause, Part part, double bytes) {
        if (bytes != 0) {
            lines.add(new Line(cause, part, bytes, 0));
        }
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
