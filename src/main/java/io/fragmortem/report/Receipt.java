package io.fragmortem.report;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.intake.Defect;
import java.util.Map;
import java.util.Optional;

/**
 * What whoever puts a report together must know of the files of one instance; some dozen bytes for all but the worst.
 *
 * @param rank of the instance in its run, from 0
 * @param href of its page in the report, empty where it gets none
 * @param lost why its page could not be made; then it is not in the report
 * @param full the result itself, for the few worst that a summary tells in full
 * @param names what pseudonyms stand for that were given here, where that is wanted
 */
public record Receipt(
        int rank, String href, Optional<Defect> lost, Optional<InstanceResult> full, Map<String, String> names) {}
