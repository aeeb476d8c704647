package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.ratio;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.memory.Consistency;
import io.fragmortem.memory.Consistency.Law;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import java.util.List;
import java.util.Optional;

/** Whether the numbers of the samples fulfil one identity that the server's own code guarantees. */
final class IdentityCheck implements Rule {

    static final Threshold RATIO = Threshold.ratio("identity-ratio", Consistency.RATIO, Origin.SERVER);
    static final Threshold LARGE_RATIO =
            Threshold.ratio("identity-large-ratio", Consistency.LARGE_RATIO, Origin.SERVER);
    static final Threshold ROUNDED = Threshold.share("identity-rounded", Consistency.ROUNDED, Origin.SERVER);

    private final Law law;
    private final Declaration declaration;

    private IdentityCheck(Law law, Field... fields) {
        this.law = law;
        Declaration declared = Declaration.check("identity." + law.id());
        for (Field field : fields) {
            declared = declared.needs(field);
        }
        declaration = law.isRatio() ? declared.decidesBy(RATIO, LARGE_RATIO, ROUNDED) : declared;
    }

    /** One check for each identity of {@link Consistency}. */
    static List<IdentityCheck> all() {
        return List.of(
                new IdentityCheck(
                        Law.ALLOCATOR_RSS_BYTES,
                        Field.ALLOCATOR_RSS_BYTES,
                        Field.ALLOCATOR_RESIDENT,
                        Field.ALLOCATOR_ACTIVE),
                new IdentityCheck(
                        Law.RSS_OVERHEAD_BYTES,
                        Field.RSS_OVERHEAD_BYTES,
                        Field.USED_MEMORY_RSS,
                        Field.ALLOCATOR_RESIDENT),
                new IdentityCheck(
                        Law.ALLOCATOR_FRAG_BYTES,
                        Field.ALLOCATOR_FRAG_BYTES,
                        Field.ALLOCATOR_ACTIVE,
                        Field.ALLOCATOR_ALLOCATED),
                new IdentityCheck(
                        Law.DATASET_BYTES, Field.USED_MEMORY_DATASET, Field.USED_MEMORY, Field.USED_MEMORY_OVERHEAD),
                new IdentityCheck(Law.PEAK_AT_LEAST_USED, Field.USED_MEMORY_PEAK, Field.USED_MEMORY),
                new IdentityCheck(Law.OVERHEAD_AT_LEAST_STARTUP, Field.USED_MEMORY_OVERHEAD, Field.USED_MEMORY_STARTUP),
                new IdentityCheck(Law.FRAGMENTATION_RATIO, Field.MEM_FRAGMENTATION_RATIO, Field.USED_MEMORY_RSS),
                new IdentityCheck(
                        Law.ALLOCATOR_RSS_RATIO,
                        Field.ALLOCATOR_RSS_RATIO,
                        Field.ALLOCATOR_RESIDENT,
                        Field.ALLOCATOR_ACTIVE),
                new IdentityCheck(
                        Law.RSS_OVERHEAD_RATIO,
                        Field.RSS_OVERHEAD_RATIO,
                        Field.USED_MEMORY_RSS,
                        Field.ALLOCATOR_RESIDENT),
                new IdentityCheck(
                        Law.ALLOCATOR_FRAG_RATIO,
                        Field.ALLOCATOR_FRAG_RATIO,
                        Field.ALLOCATOR_ACTIVE,
                        Field.ALLOCATOR_ALLOCATED));
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }

    @Override
    public Outcome apply(Case c) {
        Optional<Consistency.Identity> held =
                c.identities().stream().filter(i -> i.law() == law).findFirst();
        if (held.map(Consistency.Identity::checked).orElse(0) == 0) {
            return notChecked(c);
        }
        Consistency.Identity identity = held.orElseThrow();
        if (identity.violated() == 0) {
            return ok("identity.ok", said(), count(identity.checked()));
        }
        boolean plain = law.isRatio();
        Phrase.Arg expected = plain ? ratio(identity.expected()) : bytes(identity.expected());
        Phrase.Arg found = plain ? ratio(identity.found()) : bytes(identity.found());
        return broken(
                "identity.broken", said(), count(identity.violated()), count(identity.checked()), expected, found);
    }

    private Phrase.Arg said() {
        return Phrase.nested(Phrase.of("identity.law." + law.id()));
    }

    /** Which field is missing; when none is, the bytes were rounded or this version counts the field in another way. */
    private Outcome notChecked(Case c) {
        for (Declaration.Need need : declaration.needs()) {
            Input input = need.anyOf().get(0);
            if (Field.named(input.name()).filter(c.model().told()::has).isEmpty()) {
                return missing(input);
            }
        }
        Check check =
                new Check(declaration.checkId(), Check.Status.NOT_APPLICABLE, Phrase.of("identity.skipped", said()));
        return new Outcome(check, List.of());
    }
}
