package io.fragmortem.diagnosis;

import io.fragmortem.diagnosis.rule.Check;
import io.fragmortem.diagnosis.rule.Declaration;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.phrase.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a user wants otherwise.
 *
 * @param thresholds the values that hold
 * @param ignores rules that are silenced for some instances
 * @param rules the user's own
 */
public record Policy(Thresholds thresholds, List<Ignore> ignores, List<UserRule> rules) {

    public Policy {
        ignores = List.copyOf(ignores);
        rules = List.copyOf(rules);
    }

    /**
     * One rule that is silenced.
     *
     * @param rule id of the rule or check
     * @param instances which instances: found in their names
     * @param reason for the report
     */
    public record Ignore(String rule, Pattern instances, String reason) {

        /** The line for the list of checks. */
        Check check(Declaration silenced) {
            return new Check(silenced.checkId(), Check.Status.IGNORED, Phrase.of("check.ignored", Phrase.name(reason)));
        }
    }

    /** These thresholds and nothing else. */
    public static Policy of(Thresholds thresholds) {
        return new Policy(thresholds, List.of(), List.of());
    }

    /** Everything as it is. */
    public static Policy defaults() {
        return of(Thresholds.defaults());
    }

    /** Why this rule is silenced for this instance, where it is. */
    Optional<Ignore> ignore(Declaration rule, String instance) {
        return ignores.stream()
                .filter(ignore -> ignore.rule().equals(rule.id())
                        && ignore.instances().matcher(instance).find())
                .findFirst();
    }
}
