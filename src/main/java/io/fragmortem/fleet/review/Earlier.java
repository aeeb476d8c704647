package io.fragmortem.fleet.review;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.phrase.NaturalOrder;
import java.util.ArrayList;
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
 */
public record Earlier(Map<String, Verdict> verdicts) {

    public Earlier {
        verdicts = Map.copyOf(verdicts);
    }

    /** The verdict of an earlier run. */
    public record Verdict(Severity severity, String cause) {}

    /** How an instance stands against the earlier run. */
    public enum Standing {
        /** It needs a person now and did not then, or was not there. */
        NEW,
        /** It needs a person as it did then. */
        KNOWN,
        WORSE,
        BETTER,
        /** It needs nobody, as then. */
        CALM
    }

    /** What it said of an instance, empty where it was not there. */
    public Optional<Verdict> then(String instance) {
        return Optional.ofNullable(verdicts.get(instance));
    }

    /** The same with other names. */
    public Earlier rewritten(UnaryOperator<String> rewrite) {
        Map<String, Verdict> others = new HashMap<>();
        verdicts.forEach((instance, verdict) -> others.put(rewrite.apply(instance), verdict));
        return new Earlier(others);
    }

    /** How an instance stands. */
    public Standing of(InstanceSummary instance) {
        return of(instance.name(), instance.found().verdict().severity());
    }

    /** How an instance stands that has this severity now. */
    public Standing of(String instance, Severity now) {
        Optional<Verdict> then = then(instance);
        boolean needed =
                then.filter(verdict -> verdict.severity().needsPerson()).isPresent();
        if (!now.needsPerson()) {
            return needed ? Standing.BETTER : Standing.CALM;
        }
        if (!needed) {
            return Standing.NEW;
        }
        int moved = now.compareTo(then.orElseThrow().severity());
        return moved > 0 ? Standing.WORSE : moved < 0 ? Standing.BETTER : Standing.KNOWN;
    }

    /** Names that only the earlier run has. */
    public List<String> gone(List<InstanceSummary> instances) {
        Set<String> here = new HashSet<>();
        instances.forEach(instance -> here.add(instance.name()));
        List<String> gone = new ArrayList<>(verdicts.keySet());
        gone.removeIf(here::contains);
        gone.sort(NaturalOrder.OF_NAMES);
        return gone;
    }
}
