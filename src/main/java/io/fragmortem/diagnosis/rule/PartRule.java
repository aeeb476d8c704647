package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.memory.Component;
import io.fragmortem.snapshot.Field;
import java.util.List;
import java.util.function.Function;

/** One part of used memory that the server prints by itself and that is no data: the AOF buffer, the links of a cluster. */
final class PartRule implements Rule {

    /** Keys of what is said of it: that it is small, how large it is, how large it was, what its sign says, and that most is another story. */
    private record Words(String ok, String claim, String past, String evidence, String other) {}

    /**
     * What makes up most of it at times, and is another story.
     *
     * @param fields that tell its bytes
     */
    private record Other(List<Field> fields, Function<Case, Action> remedy) {}

    private final Declaration declaration;
    private final Component part;
    private final Field printed;
    private final Field sign;
    private final Words words;
    private final Function<Case, Action> remedy;
    private final Other other;

    /**
     * A rule for one part.
     *
     * @param printed the field that tells its bytes
     * @param sign a counter that speaks of the same trouble
     */
    private PartRule(
            Cause cause,
            Component part,
            Field printed,
            Field sign,
            Words words,
            Function<Case, Action> remedy,
            Other other) {
        this.part = part;
        this.printed = printed;
        this.sign = sign;
        this.words = words;
        this.remedy = remedy;
        this.other = other;
        this.declaration = Declaration.of(Severity.WARNING, cause)
                .needs(printed)
                .uses(Field.USED_MEMORY, Field.USED_MEMORY_DATASET, sign)
                .uses(other.fields().toArray(Field[]::new))
                .decidesBySignificance()
                .rulesOut(Cause.DATASET_GROWTH);
    }

    /** What was written and is not on the disk yet. */
    static Rule aofBuffer() {
        return new PartRule(
                Cause.AOF_BUFFERS,
                Component.AOF_BUFFER,
                Field.MEM_AOF_BUFFER,
                Field.AOF_DELAYED_FSYNC,
                new Words("aof.ok", "aof.claim", "aof.past", "aof.evidence", "aof.claim.rewrite"),
                Remedies::aofDisk,
                new Other(List.of(Field.AOF_REWRITE_BUFFER_LENGTH), Remedies::aofRewrite));
    }

    /** What waits for other nodes, and what moves between them. */
    static Rule clusterLinks() {
        return new PartRule(
                Cause.CLUSTER_LINKS,
                Component.CLUSTER,
                Field.MEM_CLUSTER_LINKS,
                Field.CLUSTER_CONNECTIONS,
                new Words("cluster.ok", "cluster.claim", "cluster.past", "cluster.evidence", "cluster.claim.slots"),
                Remedies::clusterLimits,
                new Other(
                        List.of(
                                Field.MEM_CLUSTER_SLOT_IMPORT,
                                Field.MEM_CLUSTER_SLOT_EXPORT,
                                Field.MEM_CLUSTER_SLOT_MIGRATION_OUTPUT_BUFFER,
                                Field.MEM_CLUSTER_SLOT_MIGRATION_INPUT_BUFFER),
                        Remedies::slotMoves));
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }

    @Override
    public Outcome apply(Case c) {
        if (!c.has(part)) {
            return missing(Input.of(printed));
        }
        Claim claim = c.claim(c.part(part));
        if (!claim.isSignificant(c.thresholds())) {
            return ok(words.ok(), claim);
        }
        double used = c.series().used()[claim.at()];
        double others = other.fields().stream()
                .mapToDouble(
                        field -> c.timeline().at(field, c.sample(claim.at())).orElse(0))
                .sum();
        boolean mostlyOther = others > Claim.HALF * claim.bytes();
        double signs = c.timeline().max(sign).orElse(0);
        return found(new SuspectBuilder(c, cause(), claim)
                .confidence(Confidence.HIGH)
                .claim(
                        mostlyOther ? words.other() : words.claim(),
                        bytes(claim.bytes()),
                        bytes(used),
                        percent(claim.bytes() / used))
                .past(words.past(), bytes(claim.bytes()), bytes(used), percent(claim.bytes() / used))
                .evidenceIf(signs > 0, words.evidence(), count(signs))
                .ruledOutIf(
                        c.has(Component.DATASET),
                        Cause.DATASET_GROWTH,
                        "buffers.not.data",
                        bytes(c.part(Component.DATASET)[claim.at()]))
                .remedy(mostlyOther ? other.remedy().apply(c) : remedy.apply(c))
                .build());
    }
}
