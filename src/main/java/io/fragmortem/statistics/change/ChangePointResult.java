package io.fragmortem.statistics.change;

import io.fragmortem.statistics.base.Caveat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a search for changes found.
 *
 * @param method name of the method
 * @param n samples present
 * @param certified changes that noise, one shock, a burst, a random walk and a smooth curve fail to explain; ascending
 * @param visible all changes that the eye sees, the certified ones among them or near them, and both ends of short excursions; ascending
 * @param spikes places of single samples that left their neighbourhood and were set aside; ascending
 * @param curvedTrend whether a smooth curve explains the bends just as well; there are no certified changes then
 * @param noisePersistence lag-one persistence of the noise model under which the result stands, 0 to 1
 * @param noiseDeviation standard deviation of the noise around the fitted regimes, in units of the values
 * @param caveats what to know
 */
public record ChangePointResult(
        String method,
        int n,
        List<ChangePoint> certified,
        List<VisibleShift> visible,
        List<Integer> spikes,
        boolean curvedTrend,
        double noisePersistence,
        double noiseDeviation,
        List<Caveat> caveats) {

    /** No two regimes of the search begin closer than this to each other. */
    private static final int SAME = 5;

    /** Takes copies of the lists. */
    public ChangePointResult {
        certified = List.copyOf(certified);
        visible = List.copyOf(visible);
        spikes = List.copyOf(spikes);
        caveats = List.copyOf(caveats);
    }

    /** The visible shifts that are none of the certified changes, nor as good as at the place of one. */
    public List<VisibleShift> unproven() {
        return visible.stream()
                .filter(v -> certified.stream()
                        .noneMatch(c -> c.seen() == v.index() || Math.abs(c.index() - v.index()) < SAME))
                .toList();
    }

    /** The same certified changes beside what is visible in another form of the series. */
    public ChangePointResult withVisible(List<VisibleShift> other) {
        return withVisible(other, spikes);
    }

    ChangePointResult withVisible(List<VisibleShift> other, List<Integer> otherSpikes) {
        return new ChangePointResult(
                method, n, certified, other, otherSpikes, curvedTrend, noisePersistence, noiseDeviation, caveats);
    }

    /** This with the changes of another search before a place, at which this one began. */
    public ChangePointResult from(int place, ChangePointResult before) {
        return new ChangePointResult(
                method,
                before.n,
                joined(before.certified, c -> c.index() <= place, certified),
                joined(before.visible, v -> v.index() <= place, visible),
                joined(before.spikes, s -> s < place, spikes),
                curvedTrend,
                noisePersistence,
                noiseDeviation,
                caveats);
    }

    private static <T> List<T> joined(List<T> before, Predicate<T> kept, List<T> after) {
        return Stream.concat(before.stream().filter(kept), after.stream()).toList();
    }

    /** First places of the certified regimes after the first one. */
    public int[] certifiedIndices() {
        return certified.stream().mapToInt(ChangePoint::index).toArray();
    }
}
