package io.fragmortem.fleet;

import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.fleet.InstanceResult.PeerLine;
import java.util.ArrayList;
import java.util.List;

/**
 * What only the whole fleet tells of one instance, small enough to travel to where its result lies.
 *
 * @param q of its primary tests over the whole fleet, in their order, by Benjamini-Yekutieli
 * @param hochberg the same by Benjamini-Hochberg
 * @param beside what its primary and its replicas say
 */
public record FleetWord(double[] q, double[] hochberg, List<PeerComparison> beside) {

    /** The result with all that. */
    public InstanceResult complete(InstanceResult result) {
        InstanceResult tested = FleetCorrection.with(result, q, hochberg);
        List<PeerLine> lines = new ArrayList<>();
        Diagnosis diagnosis = tested.diagnosis();
        Cause cause = diagnosis.verdict().cause();
        for (PeerComparison found : beside) {
            lines.add(found.line());
            if (found.tells() && cause.liesInGap()) {
                diagnosis = diagnosis.corroborated(cause, found.line().sentence());
            }
        }
        return lines.isEmpty() ? tested : tested.withPeers(lines, diagnosis);
    }
}
