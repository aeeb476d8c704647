package io.fragmortem.report;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.review.Earlier;
import io.fragmortem.fleet.review.Labels;
import io.fragmortem.report.redact.Redaction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the report of a fleet shall have.
 *
 * @param labels what the user says of instances
 * @param earlier what an earlier run said
 * @param reports which instances get a page
 * @param results how the results are written for programs
 * @param pseudonyms that results get before anything is made of them
 */
public record FleetOptions(
        Labels labels,
        Optional<Earlier> earlier,
        Reports reports,
        Set<ResultForm> results,
        Optional<Pseudonyms> pseudonyms) {

    public FleetOptions {
        results = EnumSet.copyOf(results);
    }

    /**
     * Pseudonyms.
     *
     * @param mapping whether the redaction learns of those that are given on other machines
     */
    public record Pseudonyms(Redaction redaction, InstanceFiles.Mapping mapping) {}

    /** Names of instances and what is said of them, to be found wherever they stand. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>(labels.texts());
        earlier.ifPresent(then -> texts.addAll(then.names()));
        return texts;
    }

    /** Names of instances. */
    public List<String> names() {
        List<String> names = new ArrayList<>(labels.values().keySet());
        earlier.ifPresent(then -> names.addAll(then.names()));
        return names;
    }

    /**
     * The same with pseudonyms.
     *
     * @param instances those of the run, under their pseudonyms
     */
    public FleetOptions redacted(Pseudonyms names, List<InstanceSummary> instances) {
        Redaction redaction = names.redaction();
        Set<String> here = instances.stream().map(InstanceSummary::name).collect(Collectors.toSet());
        return new FleetOptions(
                labels.rewritten(redaction::of),
                earlier.map(then -> then.rewritten(redaction.earlier(then.names(), here))),
                reports,
                results,
                Optional.of(names));
    }

    /** A page for each instance and one result. */
    public static FleetOptions defaults() {
        return new FleetOptions(
                Labels.NONE, Optional.empty(), Reports.ALL, EnumSet.of(ResultForm.JSON), Optional.empty());
    }

    /** How results are written for programs. */
    public enum ResultForm {
        /** One object, {@code result.json}. */
        JSON,
        /** One instance per line, {@code result.jsonl}. */
        JSONL
    }

    /**
     * Which instances get a page.
     *
     * @param first so many of the worst
     * @param flagged whether only those at warning or above
     */
    public record Reports(int first, boolean flagged) {

        /** Every instance. */
        public static final Reports ALL = new Reports(Integer.MAX_VALUE, false);

        /** Those that need a person. */
        public static final Reports FLAGGED = new Reports(Integer.MAX_VALUE, true);

        boolean has(int rank, Severity severity) {
            return rank < first && (severity.needsPerson() || !flagged);
        }
    }
}
