package io.fragmortem.fleet.review;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.phrase.NaturalOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What an earlier run said.
 *
 * @param verdicts severity and stable name of the cause by instance
 * @param unread names of instances that were there and of which nothing could be read
 */
public record Earlier(Map<String, Verdict> verdicts, Set<String> unread) {

    public Earlier {
        verdicts = Map.copyOf(verdicts);
        unread = Set.copyOf(unread);
    }

    /** One of which all could be read. */
    public Earlier(Map<String, Verdict> verdicts) {
        this(verdicts, Set.of());
    }

    /**
     * The verdict of an earlier run.
     *
     * @param silenced severity of what its configuration silenced, by the stable name of the cause
     */
    public record Verdict(Severity severity, String cause, Map<String, Severity> silenced) {

        public Verdict {
            silenced = Map.copyOf(silenced);
        }

        /** One under which nothing was silenced. */
        public Verdict(Severity severity, String cause) {
            this(severity, cause, Map.of());
        }
    }

    /** How an instance stands against the earlier run. */
    public enum Standing {
        /** It needs a person now and did not then, or was not there. */
        NEW,
        /** It needs a person as it did then. */
        KNOWN,
        WORSE,
        BETTER,
        /** It needs nobody, as then. */
        CALM,
        /** It was there, and what was said of it cannot be read. */
        UNKNOWN
    }

    /** All names that it has. */
    public Set<String> names() {
        Set<String> names = new HashSet<>(verdicts.keySet());
        names.addAll(unread);
        return names;
    }

    /** What it said of an instance, empty where it was not there. */
    public Optional<Verdict> then(String instance) {
        return Optional.ofNullable(verdicts.get(instance));
    }

    /** The same with other names. */
    public Earlier rewritten(UnaryOperator<String> rewrite) {
        Map<String, Verdict> others = new HashMap<>();
        verdicts.forEach((instance, verdict) -> others.put(rewrite.apply(instance), verdict));
        Set<String> alike = new HashSet<>();
        unread.forEach(instance -> alike.add(rewrite.apply(instance)));
        return new Earlier(others, alike);
    }

    /** How an instance stands. */
    public Standing of(InstanceSummary instance) {
        return of(instance.name(), instance.found().verdict());
    }

    /**
     * How an instance stands that has this verdict now. What only one of the runs silences counts in that one too: to silence
     * mends nothing, and to listen again makes nothing new. What both silence counts in neither.
     */
    public Standing of(String instance, io.fragmortem.diagnosis.cause.Verdict verdict) {
        Severity visible = verdict.severity();
        Map<String, Severity> silent = verdict.silences();
        Optional<Verdict> then = then(instance);
        if (then.isEmpty() && unread.contains(instance)) {
            return Standing.UNKNOWN;
        }
        Severity now = heard(visible, silent, then.map(Verdict::silenced).orElse(Map.of()));
        Severity before =
                then.map(t -> heard(t.severity(), t.silenced(), silent)).orElse(Severity.OK);
        if (!before.needsPerson()) {
            return visible.needsPerson() ? Standing.NEW : Standing.CALM;
        }
        if (now.compareTo(before) < 0) {
            return Standing.BETTER;
        }
        return visible.compareTo(before) > 0 ? Standing.WORSE : Standing.KNOWN;
    }

    /** The worst of a verdict and of what one run silences and the other does not. */
    private static Severity heard(Severity verdict, Map<String, Severity> silenced, Map<String, Severity> elsewhere) {
        Severity worst = verdict;
        for (Map.Entry<String, Severity> one : silenced.entrySet()) {
            worst = elsewhere.containsKey(one.getKey()) ? worst : worse(worst, one.getValue());
        }
        return worst;
    }

    private static Severity worse(Severity one, Severity other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /**
     * An instance that only the earlier run has.
     *
     * @param then what was said of it, empty where that cannot be read
     */
    public record Gone(String instance, Optional<Verdict> then) {

        /** Whether it needed a person then. */
        public boolean neededPerson() {
            return then.filter(verdict -> verdict.severity().needsPerson()).isPresent();
        }

        /** As bad as it was then; what cannot be read comes last. */
        private int badness() {
            return then.map(verdict -> verdict.severity().ordinal()).orElse(-1);
        }
    }

    /** What only the earlier run has: what was worst then stands first. */
    public List<Gone> gone(List<InstanceSummary> instances) {
        Set<String> gone = names();
        instances.forEach(instance -> gone.remove(instance.name()));
        return gone.stream()
                .map(instance -> new Gone(instance, then(instance)))
                .sorted(Comparator.comparingInt(Gone::badness)
                        .reversed()
                        .thenComparing(Gone::instance, NaturalOrder.OF_NAMES))
                .toList();
    }
}
