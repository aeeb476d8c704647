package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.remedy.Remedies;
import io.fragmortem.diagnosis.threshold.VerdictThresholds;
import io.fragmortem.diagnosis.trend.Trends.Scope;
import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Field;
import java.util.List;
import java.util.Optional;

/** The verdicts that say what the input does not tell. */
final class Untold {

    private final Case c;
    private final Optional<Phrase> context;

    Untold(Case c, Optional<Phrase> context) {
        this.c = c;
        this.context = context;
    }

    /** No row has both totals. A log that says nothing alarming does not say that all is well, and the doctor has no bytes. */
    Verdict nothing() {
        if (c.isLogOnly()) {
            return of("cannottell.log", Severity.INFO);
        }
        List<String> findings = c.size() > 0 ? List.of() : doctorsFindings();
        return findings.isEmpty()
                ? of("cannottell.norss", Severity.INFO)
                : of("cannottell.doctor", Severity.INFO, Phrase.name(String.join(", ", findings)));
    }

    /** What the last answer of MEMORY DOCTOR names, as the server prints it. */
    private List<String> doctorsFindings() {
        return c.timeline().exhibits().stream()
                .filter(exhibit -> exhibit.kind() == Exhibit.Kind.MEMORY_DOCTOR)
                .reduce((first, second) -> second)
                .map(exhibit -> exhibit.rows().stream().map(row -> row.get(0)).toList())
                .orElse(List.of());
    }

    /** The allocator wastes little; what lies outside of it was not told. */
    Verdict allocator() {
        return of("cannottell.allocator", Severity.INFO);
    }

    Verdict resident() {
        return of("cannottell.resident", Severity.WARNING);
    }

    /** RSS repeats used memory: whether pages are wasted is not known at all. */
    Verdict copied() {
        return of("cannottell.copied", Severity.INFO);
    }

    /** RSS above used memory that no layer is known to hold. */
    Verdict gap() {
        boolean grows = c.trends().grows(Total.USED_MEMORY_RSS, Scope.NOW)
                && !c.trends().grows(Total.USED_MEMORY, Scope.NOW);
        if (grows) {
            return of("cannottell.gap.grows", Severity.WARNING, Remedies.perDay(c, Total.USED_MEMORY_RSS));
        }
        if (c.server().product() == Product.UNKNOWN) {
            return of("cannottell.product", Severity.WARNING);
        }
        double active = c.timeline().last(Field.ALLOCATOR_ACTIVE).orElse(Double.NaN);
        double free = active - c.timeline().last(Field.ALLOCATOR_ALLOCATED).orElse(Double.NaN);
        // Of libc's copies of RSS nearly all would be called free.
        boolean known = free >= 0
                && free < c.value(VerdictThresholds.FREE_SHARE) * c.levels().gap()[c.size() - 1];
        return known
                ? of("cannottell.gap.active", Severity.WARNING, bytes(free))
                : of("cannottell.gap", Severity.WARNING);
    }

    /** Above used memory for so short a time that it may be on its way out. */
    Verdict unproven(Claim claim) {
        return of(
                "cannottell.unproven",
                Severity.INFO,
                bytes(claim.bytes()),
                Phrase.span(c.thresholds().decaySeconds()));
    }

    private Verdict of(String key, Severity severity, Phrase.Arg... more) {
        double used = c.levels().lastUsed();
        double rss = Double.isNaN(c.levels().lastRss()) ? used : c.levels().lastRss();
        Phrase.Arg[] args = new Phrase.Arg[3 + more.length];
        args[0] = bytes(rss);
        args[1] = bytes(used);
        args[2] = bytes(Math.abs(rss - used));
        System.arraycopy(more, 0, args, 3, more.length);
        return new Verdict(severity, Cause.CANNOT_TELL, Confidence.MEDIUM, Phrase.of(key, args), context);
    }
}
