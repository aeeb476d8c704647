package io.fragmortem.statistics.change;

import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.base.Piece;
import io.fragmortem.statistics.base.Series;
import io.fragmortem.statistics.base.SpikeMask;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Changes of level and of slope that survive autocorrelated noise, spikes, heavy tails and measurement noise.
 *
 * <p>Spikes are set aside ({@link SpikeMask}); constant-or-linear pieces are searched ({@link RegimeSearch}: these are the
 * visible shifts); each is certified by the likelihood ratio with ARMA(1,1) noise refitted with and without it, less what rival
 * explanations take ({@link Rivals}); then place and kind are refined ({@link Placement}). The bar is 3 ln n + 2.
 *
 * <p>Assumes an equidistant axis and any daily cycle removed first. Minimum n: 30 to certify, about 150 to have power for
 * jumps of 3 standard deviations. False alarms at n = 300 at most 3 % for AR(1) of any persistence, random walks included;
 * random walks with heavy-tailed steps are the exception (about half): see {@link Caveat#RANDOM_WALK_WITH_JUMPS}. Up to 4,000
 * places directly, longer series by blocks of medians and then the raw neighbourhood of each change. O(n^2) worst case for the
 * search, pruned to much less, the rest O(n k) for each of some 20 noises.
 *
 * <p>Example: {@code ChangePoints.find(values).certified()}.
 */
public final class ChangePoints {

    /** The name that results carry. */
    public static final String METHOD =
            "constant-or-linear optimal partitioning, certified by ARMA(1,1) likelihood ratio against rivals";

    public static final int MOST_PLACES = 4000;
    private static final double PERSISTENT = 0.98;
    private static final double HEAVY = 4;

    private ChangePoints() {}

    /** Values at equidistant places, NaN where missing. */
    public static ChangePointResult find(double... values) {
        return values.length > MOST_PLACES ? CoarseToFine.find(values) : find(Looked.at(values, SpikeMask.ok(values)));
    }

    /** The same result, sooner where the values have been looked at already. */
    public static ChangePointResult find(Looked before, double... values) {
        return values.length > MOST_PLACES
                ? CoarseToFine.find(values)
                : find(before.again(values, SpikeMask.ok(values)));
    }

    private static ChangePointResult find(Looked looked) {
        double[] values = looked.values;
        boolean[] present = new boolean[values.length];
        int n = 0;
        double largest = 0;
        for (int t = 0; t < values.length; t++) {
            present[t] = Series.usable(values[t]);
            n += present[t] ? 1 : 0;
            largest = present[t] ? Math.max(largest, Math.abs(values[t])) : largest;
        }
        boolean[] ok = looked.ok;
        int[] visible = looked.visible;
        Certificate certificate = looked.certificate;
        if (n < Series.LEAST_TO_JUDGE || !(certificate.deviation() > 1e-12 * largest)) {
            Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);
            if (n < Series.LEAST_TO_JUDGE) {
                caveats.add(Caveat.SHORT);
            }
            if (n > 0 && !(certificate.deviation() > 1e-12 * largest)) {
                caveats.add(Caveat.CONSTANT);
            }
            return result(
                    n,
                    List.of(),
                    shifts(values, ok, VisiblePlaces.Place.exactly(visible)),
                    spikes(present, ok),
                    caveats);
        }
        Certificate.Proven proven = certificate.certify(looked.strongest());
        Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);
        if (proven.persistence() >= PERSISTENT) {
            caveats.add(proven.tail().nu() <= HEAVY ? Caveat.RANDOM_WALK_WITH_JUMPS : Caveat.UNIT_ROOT);
        }
        if (n < values.length) {
            caveats.add(Caveat.GAPS);
        }
        ChangePointResult found = new ChangePointResult(
                METHOD,
                n,
                proven.changes(),
                shifts(values, ok, VisiblePlaces.withSets(certificate, proven, visible)),
                spikes(present, certificate.okAfterwards()),
                proven.curved(),
                proven.persistence(),
                proven.noiseDeviation(),
                List.copyOf(caveats));
        return Pulses.shown(found, values);
    }

    /** Only what people would see, nothing certified; up to {@value #MOST_PLACES} places. */
    public static List<VisibleShift> visible(double... values) {
        boolean[] ok = SpikeMask.ok(values);
        int[] places = new RegimeSearch(values, ok).changes(RegimeSearch.PENALTY);
        List<VisibleShift> shifts = shifts(values, ok, VisiblePlaces.Place.exactly(places));
        return Pulses.shown(result(values.length, List.of(), shifts, List.of(), Set.of()), values)
                .visible();
    }

    /** The places of the plainest of these: at most so many. */
    public static int[] mostVisible(int most, double... values) {
        if (values.length > MOST_PLACES) {
            return new int[0];
        }
        return new RegimeSearch(values, SpikeMask.ok(values)).strongest(most);
    }

    private static ChangePointResult result(
            int n, List<ChangePoint> none, List<VisibleShift> visible, List<Integer> spikes, Set<Caveat> caveats) {
        return new ChangePointResult(METHOD, n, none, visible, spikes, false, 0, 0, List.copyOf(caveats));
    }

    private static List<VisibleShift> shifts(double[] values, boolean[] ok, List<VisiblePlaces.Place> places) {
        List<VisibleShift> shifts = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            VisiblePlaces.Place c = places.get(i);
            int from = i > 0 ? places.get(i - 1).index() : 0;
            int to = i + 1 < places.size() ? places.get(i + 1).index() : values.length;
            Piece left = Piece.fit(values, ok, from, c.index());
            Piece right = Piece.fit(values, ok, c.index(), to);
            shifts.add(new VisibleShift(c.index(), c.low(), c.high(), left.at(c.index() - 1), right.at(c.index())));
        }
        return shifts;
    }

    private static List<Integer> spikes(boolean[] present, boolean[] ok) {
        List<Integer> spikes = new ArrayList<>();
        for (int t = 0; t < ok.length; t++) {
            if (present[t] && !ok[t]) {
                spikes.add(t);
            }
        }
        return spikes;
    }
}
