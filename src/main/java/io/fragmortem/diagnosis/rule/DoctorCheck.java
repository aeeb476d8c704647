package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.nested;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.memory.MemoryDoctor;
import io.fragmortem.memory.MemoryDoctor.Finding;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What MEMORY DOCTOR of the server's own version would have said about the last sample. A reproduction, not an opinion. */
public final class DoctorCheck implements Rule {

    private static final Set<Finding> CALM = EnumSet.of(Finding.FINE, Finding.EMPTY);

    private static final Declaration DECLARATION = Declaration.check("doctor")
            .needs(Field.USED_MEMORY)
            .needs(Input.of(Fact.REDIS_VERSION), Input.of(Field.USED_MEMORY_STARTUP))
            .uses(
                    Field.USED_MEMORY_RSS,
                    Field.USED_MEMORY_PEAK,
                    Field.MEM_FRAGMENTATION_RATIO,
                    Field.MEM_FRAGMENTATION_BYTES,
                    Field.ALLOCATOR_ALLOCATED,
                    Field.ALLOCATOR_ACTIVE,
                    Field.ALLOCATOR_RESIDENT,
                    Field.MEM_CLIENTS_NORMAL,
                    Field.MEM_CLIENTS_SLAVES,
                    Field.CONNECTED_CLIENTS,
                    Field.CONNECTED_SLAVES,
                    Field.NUMBER_OF_CACHED_SCRIPTS)
            .decidesBy(
                    Threshold.bytes("doctor-empty-bytes", MemoryDoctor.EMPTY_BELOW, Origin.SERVER),
                    Threshold.bytes("doctor-floor-bytes", MemoryDoctor.BYTES_FLOOR, Origin.SERVER),
                    Threshold.ratio("doctor-peak-ratio", MemoryDoctor.PEAK, Origin.SERVER),
                    Threshold.ratio("doctor-total-ratio", MemoryDoctor.TOTAL, Origin.SERVER),
                    Threshold.ratio("doctor-layer-ratio", MemoryDoctor.LAYER, Origin.SERVER),
                    Threshold.bytes("doctor-client-bytes", MemoryDoctor.CLIENT_BYTES, Origin.SERVER),
                    Threshold.bytes("doctor-replica-bytes", MemoryDoctor.REPLICA_BYTES, Origin.SERVER),
                    Threshold.count("doctor-scripts", MemoryDoctor.SCRIPTS, Origin.SERVER));

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        List<Finding> findings = findings(c);
        List<Phrase> says = says(c);
        if (says.isEmpty()) {
            return silent(c);
        }
        Phrase all = says.get(0);
        for (Phrase more : says.subList(1, says.size())) {
            all = Phrase.of("doctor.and", nested(all), nested(more));
        }
        boolean calm = CALM.containsAll(findings);
        return calm ? ok("doctor.says", nested(all)) : broken("doctor.says", nested(all));
    }

    private Outcome silent(Case c) {
        if (!c.levels().hasUsed()) {
            return missing(Input.USED);
        }
        if (c.server().version().isEmpty()) {
            return missing(Input.of(Fact.REDIS_VERSION), Input.of(Field.USED_MEMORY_STARTUP));
        }
        Check none = new Check(declaration().checkId(), Check.Status.NOT_APPLICABLE, Phrase.of("doctor.none"));
        return new Outcome(none, List.of());
    }

    /** The findings in the order in which the server prints them; empty when this version has no doctor. */
    public static List<Phrase> says(Case c) {
        return findings(c).stream()
                .map(f -> Phrase.of("doctor." + Spelling.lower(f)))
                .toList();
    }

    private static List<Finding> findings(Case c) {
        OptionalInt now = c.series().lastWhole();
        if (now.isEmpty() || Double.isNaN(c.series().rss()[now.getAsInt()])) {
            return List.of();
        }
        return MemoryDoctor.verdict(c.timeline(), c.server(), c.sample(now.getAsInt()))
                .orElse(List.of());
    }
}
