package io.fragmortem.statistics.change;

import io.fragmortem.statistics.base.Piece;
import io.fragmortem.statistics.base.Ranks;
import io.fragmortem.statistics.base.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Short excursions that come back: a level of 3 to 11 places in the midst of a piece. The search for changes does not see them, since a
 * piece has five places at least and what leaves its neighbourhood is set aside as spikes before. People see them, and for the same
 * price as any two changes they are shown; nothing is certified of them.
 *
 * <p>An epidemic alternative: Levin and Kline 1985, Stat. Med. 4:469. Each place is the median of five, so that one or two spikes are no
 * pulse, and a pulse keeps its edges. Minimum n 30. O(n) for each pulse found.
 */
final class Pulses {

    private static final int SHORTEST = 3;
    /** As long as the neighbourhood that a spike leaves; what is longer the search sees. */
    private static final int LONGEST = 11;

    /** So many places of the piece must lie on either side. */
    private static final int ROOM = 5;

    /** Places on either side that smooth one. */
    private static final int REACH = 2;

    private static final int MOST = 8;

    private final double[] values;
    private final boolean[] present;
    private final double variance;
    private final double price;

    /**
     * An excursion.
     *
     * @param from its first place
     * @param to the place after its last one
     * @param gain in the sum of squares
     */
    private record Pulse(int from, int to, double gain) {}

    private Pulses(double[] values) {
        this.values = values;
        present = new boolean[values.length];
        for (int t = 0; t < present.length; t++) {
            present[t] = Series.usable(values[t]);
        }
        double deviation = Piece.fit(values, present, 0, values.length).deviation();
        variance = deviation * deviation;
        price = 2 * RegimeSearch.PENALTY * Math.log(values.length);
    }

    /** A result with the pulses among its visible shifts, and no longer among its spikes. */
    static ChangePointResult shown(ChangePointResult found, double[] values) {
        TreeSet<Integer> places = new TreeSet<>();
        found.certified().forEach(c -> places.add(c.index()));
        found.unproven().forEach(v -> places.add(v.index()));
        Pulses pulses = new Pulses(values);
        List<Pulse> all = pulses.between(places);
        if (all.isEmpty()) {
            return found;
        }
        List<VisibleShift> visible = new ArrayList<>(found.visible());
        all.forEach(p -> visible.addAll(pulses.edges(p, places)));
        visible.sort(Comparator.comparingInt(VisibleShift::index));
        List<Integer> spikes = found.spikes().stream()
                .filter(s -> all.stream().noneMatch(p -> s >= p.from && s < p.to))
                .toList();
        return found.withVisible(visible, spikes);
    }

    /** The plainest one first, each in what the ones before it left; their edges go to the places. */
    private List<Pulse> between(NavigableSet<Integer> places) {
        List<Pulse> pulses = new ArrayList<>();
        NavigableSet<Integer> bounds = new TreeSet<>(places);
        bounds.add(0);
        bounds.add(values.length);
        for (int i = 0; i < MOST && values.length >= Series.LEAST_TO_JUDGE && variance > 0; i++) {
            Pulse best = new Pulse(0, 0, price);
            int from = 0;
            for (int to : bounds.tailSet(1)) {
                Pulse own = plainest(from, to);
                best = own.gain > best.gain ? own : best;
                from = to;
            }
            if (best.to == 0) {
                break;
            }
            pulses.add(best);
            bounds.addAll(List.of(best.from, best.to));
        }
        places.addAll(bounds);
        return pulses;
    }

    /** Of a piece between two changes. */
    private Pulse plainest(int first, int after) {
        Piece line = Piece.fit(values, present, first, after);
        int[] place = new int[after - first];
        double[] rest = new double[after - first];
        int m = 0;
        for (int t = first; t < after; t++) {
            if (present[t]) {
                place[m] = t;
                rest[m++] = values[t] - line.at(t);
            }
        }
        double[] sum = new double[m + 1];
        for (int k = 0; k < m; k++) {
            sum[k + 1] = sum[k] + smoothed(rest, k, m);
        }
        Pulse best = new Pulse(0, 0, 0);
        for (int width = SHORTEST; width <= Math.min(LONGEST, m / 3); width++) {
            double weight = (1.0 / width + 1.0 / (m - width)) / variance;
            for (int k = ROOM; k + width + ROOM <= m; k++) {
                double inside = sum[k + width] - sum[k];
                if (inside * inside * weight > best.gain) {
                    best = new Pulse(place[k], place[k + width - 1] + 1, inside * inside * weight);
                }
            }
        }
        return best;
    }

    /** The median of a place and two on either side; where there are fewer, the place itself. */
    private static double smoothed(double[] rest, int k, int m) {
        return k < REACH || k + REACH >= m ? rest[k] : Ranks.medianOfFew(rest, k - REACH, 2 * REACH + 1);
    }

    private List<VisibleShift> edges(Pulse pulse, NavigableSet<Integer> places) {
        boolean[] around = present.clone();
        Arrays.fill(around, pulse.from, pulse.to, false);
        Piece line = Piece.fit(values, around, places.lower(pulse.from), places.higher(pulse.to));
        double level = Ranks.medianInPlace(Ranks.present(Arrays.copyOfRange(values, pulse.from, pulse.to)));
        return List.of(
                new VisibleShift(pulse.from, line.at(pulse.from - 1.0), level),
                new VisibleShift(pulse.to, level, line.at(pulse.to)));
    }
}
