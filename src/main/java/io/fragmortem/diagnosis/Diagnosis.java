package io.fragmortem.diagnosis;

import io.fragmortem.diagnosis.alert.Alert;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Ledger;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.rule.Check;
import io.fragmortem.phrase.Phrase;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was concluded about one instance.
 *
 * @param suspects strongest first
 * @param actions what to do now: at most three of kind DO and ASK, then what not to do, then what to capture next
 * @param checks every rule and consistency check with its outcome
 * @param alert a rule that would have told of the leading cause before its worst moment, where the capture can carry one
 * @param explained what was to be explained, and whose each byte is; empty when the input does not tell
 * @param doctor what MEMORY DOCTOR of that version would have said about the last sample
 */
public record Diagnosis(
        Verdict verdict,
        List<Suspect> suspects,
        List<Action> actions,
        List<Check> checks,
        List<Phrase> doctor,
        Optional<Alert> alert,
        Optional<Ledger> explained) {

    public Diagnosis {
        suspects = List.copyOf(suspects);
        actions = List.copyOf(actions);
        checks = List.copyOf(checks);
        doctor = List.copyOf(doctor);
    }

    /** The suspect that the verdict speaks of. */
    public Optional<Suspect> lead() {
        return suspects.stream()
                .filter(suspect -> suspect.cause() == verdict.cause())
                .findFirst();
    }

    /** The worst of the verdict and of what the user's own rules found. */
    public Severity worst() {
        return ownFindings().stream()
                .flatMap(check -> check.severity().stream())
                .reduce(verdict.severity(), (worst, severity) -> severity.compareTo(worst) > 0 ? severity : worst);
    }

    /** What the user's own rules found. */
    public List<Check> ownFindings() {
        return checks.stream()
                .filter(check ->
                        check.status() == Check.Status.FINDING && check.id().startsWith(UserRule.FAMILY))
                .toList();
    }

    /** The same with one more piece of evidence for a cause, from outside of this instance. */
    public Diagnosis corroborated(Cause cause, Phrase evidence) {
        List<Suspect> told = suspects.stream()
                .map(s -> s.cause() == cause ? s.withEvidence(evidence) : s)
                .toList();
        return new Diagnosis(verdict, told, actions, checks, doctor, alert, explained);
    }

    /** A diagnosis without an alert and a ledger. */
    public Diagnosis(
            Verdict verdict, List<Suspect> suspects, List<Action> actions, List<Check> checks, List<Phrase> doctor) {
        this(verdict, suspects, actions, checks, doctor, Optional.empty(), Optional.empty());
    }
}
