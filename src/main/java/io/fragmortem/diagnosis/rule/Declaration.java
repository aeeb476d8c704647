package io.fragmortem.diagnosis.rule;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.snapshot.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a rule is, said once: the rule itself, {@code fragmortem explain}, the site and configuration files all read it.
 *
 * @param id stable name, unique among all rules, for example {@code external-fragmentation} or {@code identity.dataset-bytes}
 * @param causes that it may name, the main one first; none for a check
 * @param worst the highest severity that it ever gives
 * @param needs what it cannot do without: all of these
 * @param uses what it looks at besides, when it is there
 * @param thresholds every number that it decides on
 * @param rivals causes that it may rule out
 */
public record Declaration(
        String id,
        List<Cause> causes,
        Severity worst,
        List<Need> needs,
        List<Input> uses,
        List<Threshold> thresholds,
        List<Cause> rivals) {

    public Declaration {
        causes = List.copyOf(causes);
        needs = List.copyOf(needs);
        uses = List.copyOf(uses);
        thresholds = List.copyOf(thresholds);
        rivals = List.copyOf(rivals);
    }

    /**
     * Something that a rule cannot do without.
     *
     * @param anyOf one of these is enough
     */
    public record Need(List<Input> anyOf) {

        public Need {
            anyOf = List.copyOf(anyOf);
        }
    }

    /** A rule that names causes; its id is that of the first. */
    static Declaration of(Severity worst, Cause... causes) {
        return new Declaration(causes[0].id(), List.of(causes), worst, List.of(), List.of(), List.of(), List.of());
    }

    /** A check that names no cause. */
    static Declaration check(String id) {
        return new Declaration(id, List.of(), Severity.INFO, List.of(), List.of(), List.of(), List.of());
    }

    /** And it cannot do without at least one of these. */
    Declaration needs(Input... anyOf) {
        List<Need> more = new ArrayList<>(needs);
        more.add(new Need(List.of(anyOf)));
        return new Declaration(id, causes, worst, more, uses, thresholds, rivals);
    }

    /** And it cannot do without at least one of these fields. */
    Declaration needs(Field... anyOf) {
        return needs(Stream.of(anyOf).map(Input::of).toArray(Input[]::new));
    }

    Declaration uses(Input... inputs) {
        List<Input> more = new ArrayList<>(uses);
        more.addAll(List.of(inputs));
        return new Declaration(id, causes, worst, needs, more, thresholds, rivals);
    }

    Declaration uses(Field... fields) {
        return uses(Stream.of(fields).map(Input::of).toArray(Input[]::new));
    }

    Declaration decidesBy(Threshold... numbers) {
        List<Threshold> more = new ArrayList<>(thresholds);
        more.addAll(List.of(numbers));
        return new Declaration(id, causes, worst, needs, uses, more, rivals);
    }

    /** And by what makes a layer significant: enough bytes and a large enough share, and what counts as standing. */
    Declaration decidesBySignificance() {
        return decidesBy(Thresholds.SIGNIFICANT_BYTES, Thresholds.SIGNIFICANT_SHARE, Thresholds.ONGOING);
    }

    /** ... and by how long freed pages must have been there. */
    Declaration decidesByDecay() {
        return decidesBy(Thresholds.DECAY_SECONDS);
    }

    /** ... and by whether a later high tide filled the room again. */
    Declaration decidesByTide() {
        return decidesBy(Thresholds.HIGH_TIDE, Thresholds.REFILLED, Thresholds.UNMOVED);
    }

    Declaration rulesOut(Cause... others) {
        return new Declaration(id, causes, worst, needs, uses, thresholds, List.of(others));
    }

    /** What may help against the cause that it is named after. */
    public List<Remedy> remedies() {
        return isCheck() ? List.of() : causes.get(0).remedies();
    }

    public boolean isCheck() {
        return causes.isEmpty();
    }

    /** The id of this rule's line in the list of checks. */
    public String checkId() {
        return isCheck() ? id : "rule." + id;
    }
}
