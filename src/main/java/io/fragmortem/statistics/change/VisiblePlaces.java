package io.fragmortem.statistics.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Confidence sets of visible shifts that are not certified.
 *
 * <p>They stand where the search sees them, as people do. The search allows a jump at every change, so it sees a bend near its place
 * only: the set says how near. For it each shift is a level, a slope or both, as in {@link Placement}, under the noise model that fits
 * best with all of them; certified changes stand where they are. O(n k).
 */
final class VisiblePlaces {

    private static final int MOST = 16;
    private static final int SWEEPS = 2;

    private VisiblePlaces() {}

    private record Shift(int seen, int place, ChangePoint.Kind kind, boolean certified) {}

    /**
     * A visible place and its confidence set.
     *
     * @param low first place of the set
     * @param high last place of the set
     */
    record Place(int index, int low, int high) {

        static List<Place> exactly(int... places) {
            return Arrays.stream(places).mapToObj(c -> new Place(c, c, c)).toList();
        }
    }

    /**
     * The visible places, each with its confidence set; ascending. Those that a certified change came from
     * stay and have the set of that change.
     */
    static List<Place> withSets(Certificate certificate, Certificate.Proven proven, int[] visible) {
        List<Shift> shifts = new ArrayList<>();
        for (ChangePoint c : proven.changes()) {
            shifts.add(new Shift(c.seen(), c.index(), c.kind(), true));
        }
        int certified = shifts.size();
        List<Place> proved = new ArrayList<>();
        for (int v : visible) {
            origin(proven, v)
                    .ifPresentOrElse(
                            c -> proved.add(new Place(v, Math.min(v, c.low()), Math.max(v, c.high()))),
                            () -> shifts.add(new Shift(v, v, ChangePoint.Kind.BOTH, false)));
        }
        if (shifts.size() > MOST) {
            return Place.exactly(visible);
        }
        if (shifts.size() == certified) {
            return proved;
        }
        shifts.sort(Comparator.comparingInt(Shift::place));
        Placement placement = new Placement(
                certificate.scaled(),
                certificate.okAfterwards(),
                proven.aroundVisible(),
                shifts.stream().mapToInt(Shift::place).toArray(),
                shifts.stream().map(Shift::kind).toArray(ChangePoint.Kind[]::new));
        for (int i = 0; i < SWEEPS * shifts.size(); i++) {
            if (!shifts.get(i % shifts.size()).certified()) {
                placement.move(i % shifts.size());
            }
        }
        SortedMap<Integer, Place> places = new TreeMap<>();
        for (int i = 0; i < shifts.size(); i++) {
            if (!shifts.get(i).certified()) {
                int[] set = placement.interval(i);
                int seen = shifts.get(i).seen();
                places.put(seen, new Place(seen, Math.min(seen, set[0]), Math.max(seen, set[1])));
            }
        }
        proved.forEach(p -> places.put(p.index(), p));
        return List.copyOf(places.values());
    }

    /** The certified change that came from a visible place. */
    private static Optional<ChangePoint> origin(Certificate.Proven proven, int visible) {
        return proven.changes().stream()
                .filter(c -> c.seen() == visible || c.index() == visible)
                .findFirst();
    }
}
