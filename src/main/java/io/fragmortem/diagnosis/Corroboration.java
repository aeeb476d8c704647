package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Place;
import io.fragmortem.diagnosis.cause.State;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Witness;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.ConfigChanges;
import io.fragmortem.diagnosis.evidence.ConfigChanges.ConfigChange;
import io.fragmortem.diagnosis.evidence.HolderEvidence;
import io.fragmortem.diagnosis.evidence.HostEvidence;
import io.fragmortem.diagnosis.evidence.MallocEvidence;
import io.fragmortem.diagnosis.evidence.MetricWords;
import io.fragmortem.diagnosis.evidence.Onset;
import io.fragmortem.diagnosis.evidence.Triggers;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Metric;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Adds to a suspect what the rest of the input says of it: its state over time, events that explain its steps, the allocator's
 * and the clients' own tables, the kernel, settings that changed. It never makes a suspect and never takes one away.
 */
final class Corroboration {

    private static final int MOST_STEPS = 3;

    private static final Set<String> BUILD =
            Set.of(Fact.REDIS_VERSION.infoName(), Fact.VALKEY_VERSION.infoName(), Fact.MEM_ALLOCATOR.infoName());

    private final Case c;
    private final States states;
    private final List<ConfigChange> configChanges;

    Corroboration(Case c) {
        this.c = c;
        this.states = new States(c);
        this.configChanges = c.timeline().timed() ? ConfigChanges.of(c.timeline()) : List.of();
    }

    Suspect of(Suspect suspect) {
        State state = states.of(suspect);
        List<Phrase> evidence = new ArrayList<>(suspect.evidence());
        evidence.addAll(steps(suspect));
        suspect.cause().facts().witnesses().forEach(witness -> evidence.addAll(asked(witness, state)));
        return suspect.with(evidence, course(suspect, state));
    }

    /** What is told of its bytes over time, with the moment at which they began to be there. */
    private Suspect.Course course(Suspect suspect, State state) {
        Suspect.Course told = suspect.course();
        OptionalLong since = told.last().isPresent() ? since(suspect, state) : told.sinceMicros();
        return new Suspect.Course(state, since, told.worst(), told.last());
    }

    private OptionalLong since(Suspect suspect, State state) {
        Claim held = suspect.held();
        if (suspect.cause() == Cause.MAXMEMORY_HEADROOM) {
            double limit = held.share() > 0 ? held.bytes() / held.share() : 0;
            return Onset.above(c, c.series().rss(), held, c.value(Thresholds.HEADROOM_SHARE) * limit);
        }
        if (suspect.cause().facts().place() == Place.ABSENT) {
            return Onset.of(c, Columns.combine(c.series().used(), c.series().rss(), (used, rss) -> used - rss), held);
        }
        Optional<Metric> metric = states.metric(suspect);
        if (metric.isEmpty()) {
            return suspect.course().sinceMicros();
        }
        return state == State.RECURRING || state == State.SEASONAL
                ? Onset.first(c, c.series().column(metric.get()), held)
                : Onset.of(c, metric.get(), held);
    }

    /** Certified steps and bends that an event explains. */
    private List<Phrase> steps(Suspect suspect) {
        List<Phrase> steps = new ArrayList<>();
        Optional<Metric> metric = states.metric(suspect);
        List<Component> held = suspect.cause().facts().holds();
        for (Change change : c.trends().changes()) {
            boolean own = change.metric() instanceof Component part && held.contains(part);
            if (metric.isEmpty() || (change.metric() != metric.get() && !own)) {
                continue;
            }
            Triggers.of(change, c.timeline()).ifPresent(event -> steps.add(step(change, event)));
        }
        return steps.subList(0, Math.min(MOST_STEPS, steps.size()));
    }

    private Phrase step(Change change, Event event) {
        boolean bend = change.kind() == ChangePoint.Kind.SLOPE;
        return Phrase.of(
                bend ? "explained.bend" : "explained.step",
                Phrase.nested(MetricWords.of(change.metric())),
                bend ? new Phrase.BytesPerDay(change.before(), c.timeline().spanSeconds()) : bytes(change.before()),
                bend ? new Phrase.BytesPerDay(change.after(), c.timeline().spanSeconds()) : bytes(change.after()),
                Phrase.moment(change.atMicros()),
                Phrase.nested(Triggers.briefly(event)));
    }

    private List<Phrase> asked(Witness witness, State state) {
        return switch (witness) {
            case FREE_SLOTS -> new MallocEvidence(c).ofFreeSlots();
            case KEPT_PAGES -> new MallocEvidence(c).ofKeptPages();
            case CLIENTS -> new HolderEvidence(c).clients(false);
            case REPLICAS -> new HolderEvidence(c).clients(true);
            case KEYS -> new HolderEvidence(c).keys();
            case FORKS -> new HostEvidence(c).ofForks();
            case SWAPPING -> new HostEvidence(c).ofSwapping();
            case MUZZY_PAGES -> new HostEvidence(c).ofMuzzyPages();
            case BUILD -> changes(change -> BUILD.contains(change.what()));
            case LIMITS -> changes(change -> !BUILD.contains(change.what()));
            case RETURN -> Return.of(c, state).map(Return::phrase).stream().toList();
            case CLOCK ->
                c.timeline().quality().clockJumps().isEmpty() ? List.of() : List.of(Phrase.of("clock.set_back"));
        };
    }

    private List<Phrase> changes(Predicate<ConfigChange> bearing) {
        return configChanges.stream().filter(bearing).map(ConfigChange::text).toList();
    }
}
