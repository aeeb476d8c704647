package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.ratio;

import io.fragmortem.diagnosis.alert.Alert;
import io.fragmortem.diagnosis.alert.AlertFinder;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.CauseFacts;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Ledger;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.State;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.evidence.Backlog;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.UnmeasuredRss;
import io.fragmortem.diagnosis.remedy.Managed;
import io.fragmortem.diagnosis.rule.Check;
import io.fragmortem.diagnosis.rule.Declaration;
import io.fragmortem.diagnosis.rule.DoctorCheck;
import io.fragmortem.diagnosis.rule.Input;
import io.fragmortem.diagnosis.rule.Keyless;
import io.fragmortem.diagnosis.rule.RetentionRule;
import io.fragmortem.diagnosis.rule.Rule;
import io.fragmortem.diagnosis.rule.Rules;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.threshold.VerdictThresholds;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Limit;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.ServerInfo.AllocatorKind;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Columns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets every rule look, ranks what they found by severity and bytes, and says it in one verdict. */
public final class Diagnoser {

    private final Case c;
    private final Policy policy;
    private final Certainty certainty;
    private final Collapse collapse;
    private final Keyless keyless;

    private Diagnoser(Case c, Policy policy) {
        this.c = c;
        this.policy = policy;
        this.certainty = new Certainty(c);
        this.collapse = new Collapse(c);
        this.keyless = new Keyless(c);
    }

    /** The diagnosis of one instance. Pure: the same model, trends and thresholds give the same diagnosis. */
    public static Diagnosis diagnose(MemoryModel model, Trends trends, Thresholds thresholds) {
        return diagnose(model, trends, Policy.of(thresholds));
    }

    /** The same under a user's policy: thresholds, silenced rules, rules of their own. */
    public static Diagnosis diagnose(MemoryModel model, Trends trends, Policy policy) {
        return new Diagnoser(new Case(model, policy.thresholds(), trends), policy).decide();
    }

    private Diagnosis decide() {
        List<Check> checks = new ArrayList<>();
        List<Suspect> suspects = new ArrayList<>();
        Corroboration corroboration = new Corroboration(c);
        Silenced silenced = new Silenced();
        for (Rule rule : Rules.CAUSES) {
            Optional<Policy.Ignore> ignore =
                    policy.ignore(rule.declaration(), c.timeline().name());
            Rule.Outcome outcome = rule.apply(c);
            List<Suspect> kept = outcome.suspects().stream()
                    .filter(s -> !isExplainedByLibc(s))
                    .map(s -> certainty.of(s, rule.declaration()))
                    .map(corroboration::of)
                    .map(s -> again(s, rule.declaration()))
                    .map(this::withWhatStillHelps)
                    .map(s -> s.withRemedies(Managed.all(c, s.remedies())))
                    .toList();
            if (ignore.isPresent()) {
                checks.add(ignore.get().check(rule.declaration()));
                silenced.add(kept, ignore.get().reason());
                continue;
            }
            suspects.addAll(kept);
            boolean libc = kept.isEmpty() && !outcome.suspects().isEmpty();
            checks.add(libc ? unmeasured(rule.declaration()) : outcome.check());
        }
        for (Rule rule : Rules.CHECKS) {
            checks.add(policy.ignore(rule.declaration(), c.timeline().name())
                    .map(ignore -> ignore.check(rule.declaration()))
                    .orElseGet(() -> rule.apply(c).check()));
        }
        policy.rules().forEach(rule -> checks.add(rule.apply(c)));
        List<Suspect> alone = List.copyOf(suspects);
        suspects.replaceAll(s -> certainty.among(alone, s));
        Filler filler = new Filler(c, suspects);
        suspects.replaceAll(filler::raised);
        suspects.sort(Comparator.comparing(Suspect::severity, Comparator.reverseOrder())
                .thenComparing(Comparator.comparingInt(s -> s.cause().facts().rank()))
                .thenComparing(filler::isFilledByAnother)
                .thenComparing(s -> isRepairedInVain(s, alone))
                .thenComparing(Comparator.comparingDouble(Suspect::score).reversed())
                .thenComparing(Comparator.comparingDouble(Suspect::bytes).reversed())
                .thenComparing(Suspect::cause));
        Verdict verdict = verdict(suspects, filler);
        Optional<Ledger> ledger = new Bookkeeper(c, verdict.cause(), suspects).ledger();
        List<Suspect> shared = suspects.stream()
                .map(s -> s.withShare(ledger.map(l -> l.shareOf(s.cause())).orElse(0.0)))
                .toList();
        return new Diagnosis(
                silenced.beside(besides(verdict, shared)),
                shared,
                new Agenda(c, collapse, keyless).actions(verdict, shared),
                checks,
                DoctorCheck.says(c),
                alert(verdict, shared),
                ledger);
    }

    /** What would have told of the leading cause in time, whether it stands or is over. */
    private Optional<Alert> alert(Verdict verdict, List<Suspect> suspects) {
        CauseFacts facts = verdict.cause().facts();
        return suspects.stream()
                .filter(s -> s.cause() == verdict.cause())
                .findFirst()
                .flatMap(s -> AlertFinder.of(c, facts.id(), facts.trend(), s.sinceMicros(), facts.isToldByLimit()));
    }

    /** Where active defrag has worked in vain, that is the story, not what it works on. */
    private static boolean isRepairedInVain(Suspect s, List<Suspect> all) {
        return s.cause() == Cause.EXTERNAL_FRAGMENTATION
                && all.stream()
                        .anyMatch(o -> o.cause() == Cause.DEFRAG_INEFFECTIVE && o.severity() == Severity.WARNING);
    }

    /** What comes back each time will come back again. */
    private static Suspect again(Suspect s, Declaration rule) {
        boolean back = s.held().isOver() && s.state() == State.RECURRING;
        return back && rule.worst().compareTo(Severity.WARNING) >= 0 ? s.withSeverity(Severity.WARNING) : s;
    }

    /** Once it is over there is nothing to do about it, unless it returns or ran into a limit: then against the next time. */
    private Suspect withWhatStillHelps(Suspect s) {
        if (!s.held().isOver()) {
            return s;
        }
        int row = s.held().at();
        double hard = Math.min(limit(Limit.CONTAINER, row), limit(Limit.HOST, row));
        boolean again =
                s.state() == State.RECURRING || c.series().rss()[row] >= c.value(Thresholds.HEADROOM_SHARE) * hard;
        return s.withRemedies(s.remedies().stream()
                .filter(a -> a.remedy().isLasting() || (again && a.remedy().prevents()))
                .toList());
    }

    private double limit(Limit limit, int row) {
        double bytes = c.limit(limit)[row];
        return Double.isNaN(bytes) ? Double.POSITIVE_INFINITY : bytes;
    }

    /** Where another cause holds a good part of the same bytes, one sentence is not the whole answer. */
    private Verdict besides(Verdict verdict, List<Suspect> suspects) {
        boolean silent = verdict.context().isEmpty() && verdict.severity().compareTo(Severity.WARNING) >= 0;
        return suspects.stream()
                .filter(s ->
                        silent && s.cause() != verdict.cause() && s.share() >= c.value(VerdictThresholds.NOTABLE_SHARE))
                .filter(s -> s.severity().compareTo(Severity.WARNING) >= 0)
                .findFirst()
                .map(s -> new Verdict(
                        verdict.severity(),
                        verdict.cause(),
                        verdict.confidence(),
                        verdict.sentence(),
                        Optional.of(besides(s))))
                .orElse(verdict);
    }

    private static Check unmeasured(Declaration rule) {
        List<Input> active = List.of(Input.of(Field.ALLOCATOR_ACTIVE));
        Phrase text = Phrase.of("check.libc");
        return new Check(rule.checkId(), Check.Status.NOT_APPLICABLE, text, Optional.empty(), 0, active);
    }

    /** Without a measuring allocator no layer of the gap can be told from another. */
    private boolean isExplainedByLibc(Suspect s) {
        return c.server().allocatorKind() == AllocatorKind.OTHER
                && s.cause().facts().needsMeasuringAllocator();
    }

    private Verdict verdict(List<Suspect> suspects, Filler filler) {
        Optional<Suspect> top = suspects.stream().filter(s -> leads(s)).findFirst();
        Optional<Phrase> context = context();
        boolean serious =
                top.filter(s -> s.severity() != Severity.INFO && !isGuess(s)).isPresent();
        Optional<Verdict> nobody = serious ? Optional.empty() : keyless.verdict(context);
        if (nobody.isPresent()) {
            return nobody.get();
        }
        if (top.isPresent()) {
            return ofSuspect(top.get(), filler, context);
        }
        if (c.size() == 0 || !c.levels().hasGap()) {
            Optional<Suspect> any = suspects.stream().findFirst();
            Untold untold = new Untold(c, context);
            return any.map(s -> ofSuspect(s, filler, context)).orElseGet(untold::nothing);
        }
        return withoutSuspect(context);
    }

    private static Phrase besides(Suspect s) {
        Phrase cause = Phrase.of("cause." + s.cause().id());
        return Phrase.of("context.besides", bytes(s.bytes()), Phrase.nested(cause), Phrase.percent(s.share()));
    }

    private Verdict ofSuspect(Suspect top, Filler filler, Optional<Phrase> context) {
        if (isGuess(top)) {
            return new Untold(c, context).resident();
        }
        return new Verdict(top.severity(), top.cause(), certainty.ofVerdict(top), filler.sentence(top), context);
    }

    /** Pages missing from RSS that nothing says were swapped: too few for it, or no data were there to be swapped. */
    private boolean isGuess(Suspect s) {
        return s.confidence() == Confidence.LOW
                && s.cause() == Cause.SWAPPED
                && (s.memoryShare() < c.value(Thresholds.SWAPPED_SHARE)
                        || Backlog.shareBesideUntold(c, s.held()) < c.value(Thresholds.SWAPPED_SHARE)
                        || keyless.isStory());
    }

    /** Notes about limits, forks and structure do not by themselves name the cause of anything, others do. */
    private static boolean leads(Suspect s) {
        return s.severity().compareTo(Severity.WARNING) >= 0
                || s.cause().facts().leadsAsNote();
    }

    private Verdict withoutSuspect(Optional<Phrase> context) {
        if (UnmeasuredRss.isAllocators(c)) {
            return new Untold(c, context).allocator();
        }
        Breakdown now = c.now().orElseThrow();
        Claim gap = c.unexplained();
        boolean small = c.levels().maxUsed() <= c.thresholds().smallInstanceBytes()
                && Math.abs(now.gap()) <= c.thresholds().significantBytes();
        boolean looksBad = now.used() > 0
                && (now.rss() / now.used() > c.value(VerdictThresholds.WORRYING_RATIO) || now.rss() / now.used() < 1);
        if (small) {
            boolean below = looksBad && now.gap() < 0;
            String key = below ? "healthy.small.below" : looksBad ? "healthy.small" : "healthy.small.calm";
            Phrase sentence = Phrase.of(
                    key,
                    bytes(now.used()),
                    bytes(now.rss()),
                    bytes(now.gap()),
                    ratio(now.rss() / Math.max(1, now.used())));
            return new Verdict(Severity.OK, Cause.HEALTHY_SMALL_INSTANCE, certainty.ofHealthy(), sentence, context);
        }
        boolean unexplained = gap.isStanding(c.thresholds()) && !c.isFull();
        if (unexplained) {
            return new Untold(c, context).gap();
        }
        Optional<Claim> unproven = unproven();
        if (unproven.isPresent()) {
            return new Untold(c, context).unproven(unproven.get());
        }
        if (!c.isFull() && UnmeasuredRss.isIn(c)) {
            return new Untold(c, context).copied();
        }
        Optional<Verdict> mixed = new MixedOverhead(c).verdict(context);
        if (mixed.isPresent()) {
            return mixed.get();
        }
        String key = now.has(Component.USED) ? "healthy.claim.unsplit" : "healthy.claim";
        Phrase sentence = Phrase.of(key, bytes(now.rss()), bytes(now.used()), ratio(now.rss() / now.used()));
        return new Verdict(Severity.OK, Cause.HEALTHY, certainty.ofHealthy(), sentence, context.or(collapse::passed));
    }

    /** A layer of the last moment that matters and that nothing shows to have been there for long: nobody calls that fine. */
    private Optional<Claim> unproven() {
        double[] base = c.filled(c.value(Thresholds.PROCESS_BASE_BYTES));
        Stream<double[]> layers = c.isFull()
                ? Stream.of(
                        RetentionRule.kept(c),
                        Columns.combine(c.part(Component.OUTSIDE), base, (bytes, b) -> bytes - b))
                : Stream.of(c.levels().gapWithoutLua());
        return layers.map(c::pages)
                .filter(claim -> claim.presence() == Claim.Presence.UNPROVEN)
                .max(Comparator.comparingDouble(Claim::bytes));
    }

    private Optional<Phrase> context() {
        boolean rounded = 2 * c.timeline().quality().rounded() > c.timeline().size();
        return collapse.told().or(() -> rounded ? Optional.of(Phrase.of("context.rounded")) : Optional.empty());
    }
}
