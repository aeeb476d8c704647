package io.fragmortem.diagnosis;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.CauseFacts;
import io.fragmortem.diagnosis.cause.Place;
import io.fragmortem.diagnosis.cause.State;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Relapses;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.diagnosis.trend.Trends.Scope;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Total;
import io.fragmortem.snapshot.Event;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.statistics.trend.Verdict;
import io.fragmortem.timeline.Columns;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells what a suspect's bytes do over time. */
final class States {

    /** Above half of the worst for at most this share of the window: it happened once, or shortly. */
    private static final double SELDOM = 0.1;

    /** A cycle of this share of the worst is the story. */
    private static final double CYCLE = 0.25;

    private static final double WELL_BELOW = 0.75;

    private static final int OFTEN = 3;

    private static final double SECOND = 1e6;

    private final Case c;

    States(Case c) {
        this.c = c;
    }

    State of(Suspect suspect) {
        Optional<Metric> metric = metric(suspect);
        if (metric.isEmpty() || c.isSingle() || !c.timeline().timed() || suspect.bytes() <= 0) {
            return State.UNKNOWN;
        }
        double[] column = column(suspect.cause(), metric.get());
        double worst = suspect.held().worst().bytes();
        double now = Columns.lastOf(column).orElse(Double.NaN);
        if (Double.isNaN(now)) {
            return State.UNKNOWN;
        }
        if (suspect.cause() == Cause.DATASET_GROWTH) {
            return ofTrend(metric.get(), dataGrowsOn(metric.get()) ? State.GROWING : State.UNDECIDED);
        }
        Relapses relapses = new Relapses(c);
        if (relapses.timesBack(column, worst) > 1) {
            return State.RECURRING;
        }
        if (Math.max(0, now) < c.value(Thresholds.RECOVERED) * worst) {
            boolean seldom = isSeldom(column, worst);
            // pages that go by themselves each time are nobody's burden unless they are there for a good part of the
            // time
            boolean harmless = seldom && suspect.cause().facts().place() == Place.GAP;
            boolean again = relapses.episodes(column, worst, stay(suspect.cause())) >= again(suspect.cause());
            return again && !harmless ? State.RECURRING : seldom ? State.ONE_OFF : State.RECOVERED;
        }
        boolean saw =
                suspect.cause().facts().place() == Place.OWN && !c.trends().grows(metric.get(), Scope.NOW);
        if (saw && relapses.episodes(column, worst, 0) >= again(suspect.cause())) {
            return State.RECURRING; // where between two of its rises the capture ends is chance
        }
        boolean cycles = c.trends()
                .shape(metric.get())
                .flatMap(Trends.Shape::cycle)
                .filter(cycle -> cycle.amplitude() >= CYCLE * worst)
                .isPresent();
        if (cycles && !c.trends().grows(metric.get(), Scope.NOW)) {
            return State.SEASONAL;
        }
        return ofTrend(metric.get(), now < WELL_BELOW * worst ? State.RECOVERING : State.UNDECIDED);
    }

    /** Pages are on their way out until the allocator's decay has passed; a counter of live bytes shows what was there. */
    private long stay(Cause cause) {
        return cause.facts().place() == Place.GAP ? (long) (SECOND * c.value(Thresholds.DECAY_SECONDS)) : 0;
    }

    /** How often it must have been there to be called recurring; where the server cut it off each time, twice is no accident. */
    private int again(Cause cause) {
        long closed = c.timeline().events().stream()
                .filter(e -> e.kind() == Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT)
                .count();
        return cause.facts().place() == Place.OWN && closed > 1 ? OFTEN - 1 : OFTEN;
    }

    /** A bend of the data shortly before the end decides nothing where used memory, which is mostly data, still grows. */
    private boolean dataGrowsOn(Metric data) {
        return c.trends().grows(data, Scope.RUN) && c.trends().grows(Total.USED_MEMORY, Scope.NOW);
    }

    private State ofTrend(Metric metric, State otherwise) {
        Verdict verdict = c.trends().of(metric).map(TrendResult::verdict).orElse(Verdict.UNDECIDED);
        return switch (verdict) {
            case GROWS -> c.trends().grows(metric, Scope.NOW) ? State.GROWING : otherwise;
            case FALLS -> State.RECOVERING;
            case STEADY, CONSTANT -> State.STEADY;
            case UNDECIDED -> otherwise;
        };
    }

    private boolean isSeldom(double[] column, double worst) {
        int high = 0;
        int known = 0;
        for (double value : column) {
            known += Double.isNaN(value) ? 0 : 1;
            high += value >= Claim.HALF * worst ? 1 : 0;
        }
        return high <= SELDOM * known;
    }

    /** What it holds over time: all its components where the input tells them, else the series that shows its course. */
    private double[] column(Cause cause, Metric metric) {
        List<Component> held = cause.facts().holds().stream().filter(c::has).toList();
        return held.isEmpty() ? c.series().column(metric) : c.sum(held.toArray(Component[]::new));
    }

    /** The series that shows a suspect: of the parts that it holds the largest; empty for causes that no series shows. */
    Optional<Metric> metric(Suspect suspect) {
        CauseFacts facts = suspect.cause().facts();
        List<Metric> shown = facts.trend().stream()
                .filter(metric -> !(metric instanceof Component component) || c.has(component))
                .toList();
        int row = suspect.held().at();
        return shown.stream()
                .filter(metric ->
                        metric instanceof Component part && facts.holds().contains(part) && row < c.size())
                .max(Comparator.comparingDouble(metric -> known(c.series().column(metric)[row])))
                .or(() -> shown.stream().findFirst());
    }

    private static double known(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}
