package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.name;
import static io.fragmortem.phrase.Phrase.ratio;

import io.fragmortem.diagnosis.Threshold.Origin;
import io.fragmortem.memory.Consistency;
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

    private final String identity;
    private final Declaration declaration;

    private IdentityCheck(String identity, Field... fields) {
        this.identity = identity;
        Declaration declared = Declaration.check("identity." + identity);
        for (Field field : fields) {
            declared = declared.needs(field);
        }
        declaration = identity.endsWith("-ratio") ? declared.decidesBy(RATIO, LARGE_RATIO, ROUNDED) : declared;
    }

    /** One check for each identity of {@link Consistency}. */
    static List<IdentityCheck> all() {
        return List.of(
                new IdentityCheck(
                        "allocator-rss-bytes",
                        Field.ALLOCATOR_RSS_BYTES,
                        Field.ALLOCATOR_RESIDENT,
                        Field.ALLOCATOR_ACTIVE),
                new IdentityCheck(
                        "rss-overhead-bytes",
                        Field.RSS_OVERHEAD_BYTES,
                        Field.USED_MEMORY_RSS,
                        Field.ALLOCATOR_RESIDENT),
                new IdentityCheck(
                        "allocator-frag-bytes",
                        Field.ALLOCATOR_FRAG_BYTES,
                        Field.ALLOCATOR_ACTIVE,
                        Field.ALLOCATOR_ALLOCATED),
                new IdentityCheck(
                        "dataset-bytes", Field.USED_MEMORY_DATASET, Field.USED_MEMORY, Field.USED_MEMORY_OVERHEAD),
                new IdentityCheck("peak-at-least-used", Field.USED_MEMORY_PEAK, Field.USED_MEMORY),
                new IdentityCheck("overhead-at-least-startup", Field.USED_MEMORY_OVERHEAD, Field.USED_MEMORY_STARTUP),
                new IdentityCheck("fragmentation-ratio", Field.MEM_FRAGMENTATION_RATIO, Field.USED_MEMORY_RSS),
                new IdentityCheck(
                        "allocator-rss-ratio",
                        Field.ALLOCATOR_RSS_RATIO,
                        Field.ALLOCATOR_RESIDENT,
                        Field.ALLOCATOR_ACTIVE),
                new IdentityCheck(
                        "rss-overhead-ratio",
                        Field.RSS_OVERHEAD_RATIO,
                        Field.USED_MEMORY_RSS,
                        Field.ALLOCATOR_RESIDENT),
                new IdentityCheck(
                        "allocator-frag-ratio",
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
                c.identities.stream().filter(i -> i.id().equals(identity)).findFirst();
        if (held.map(Consistency.Identity::checked).orElse(0) == 0) {
            return notChecked(c);
        }
        Consistency.Identity identity = held.orElseThrow();
        if (identity.violated() == 0) {
            return ok("identity.ok", name(identity.id()), count(identity.checked()));
        }
        boolean plain = identity.id().endsWith("ratio");
        Phrase.Arg expected = plain ? ratio(identity.expected()) : bytes(identity.expected());
        Phrase.Arg found = plain ? ratio(identity.found()) : bytes(identity.found());
        return broken(
                "identity.broken",
                name(identity.id()),
                count(identity.violated()),
                count(identity.checked()),
                expected,
                found);
    }

    /** Which field is missing; when none is, the bytes were rounded or this version counts the field in another way. */
    private Outcome notChecked(Case c) {
        for (Declaration.Need need : declaration.needs()) {
            Input input = need.anyOf().get(0);
            if (Field.named(input.name()).filter(c.model.told()::has).isEmpty()) {
                return missing(input);
            }
        }
        Check check = new Check(
                declaration.checkId(), Check.Status.NOT_APPLICABLE, Phrase.of("identity.skipped", name(identity)));
        return new Outcome(check, List.of());
    }
}
