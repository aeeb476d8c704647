package io.fragmortem.fleet;

import io.fragmortem.statistics.discovery.FalseDiscovery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How sure the trends of a fleet are among all that were tested: one primary test an instance, the trend of its RSS, by
 * Benjamini-Yekutieli over the instances; its other metrics only where that stands ({@link FalseDiscovery#hierarchical}). One instance alone
 * has nothing to be looked for among: there all metrics are corrected together.
 */
public final class FleetTests {

    /** At most one in twenty of what is called a trend is expected to be none. */
    static final double LEVEL = 0.05;

    private final List<double[]> q = new ArrayList<>();
    private final List<double[]> hochberg = new ArrayList<>();

    private FleetTests() {}

    /** The tests of instances, in their order. O(m log m). */
    public static FleetTests of(List<InstanceSummary> instances) {
        List<double[]> p = instances.stream().map(i -> i.course().p()).toList();
        List<double[]> tested = p.stream().filter(own -> own.length > 0).toList();
        List<double[]> adjusted = tested.size() > 1
                ? FalseDiscovery.hierarchical(tested, LEVEL)
                : tested.stream().map(FalseDiscovery::benjaminiYekutieli).toList();
        double[] all = FalseDiscovery.benjaminiHochberg(
                tested.stream().flatMapToDouble(Arrays::stream).toArray());
        FleetTests tests = new FleetTests();
        int next = 0;
        int from = 0;
        for (double[] own : p) {
            tests.q.add(own.length > 0 ? adjusted.get(next++) : own);
            tests.hochberg.add(Arrays.copyOfRange(all, from, from + own.length));
            from += own.length;
        }
        return tests;
    }

    /** Adjusted p values of an instance, the primary one first. */
    double[] q(int instance) {
        return q.get(instance);
    }

    /** The same by Benjamini-Hochberg over all tests of all instances, for comparison. */
    double[] hochberg(int instance) {
        return hochberg.get(instance);
    }

    /** Instances that were tested. */
    public int tested() {
        return (int) q.stream().filter(own -> own.length > 0).count();
    }

    /** Instances whose primary trend stands. */
    public int standing() {
        return (int) q.stream().filter(own -> own.length > 0 && own[0] <= LEVEL).count();
    }
}
