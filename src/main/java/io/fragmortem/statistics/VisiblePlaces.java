package io.fragmortem.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Better places for visible shifts that are not certified.
 *
 * <p>The search allows a jump at every change, so it places a bend badly. Here each shift is a level, a slope or both, as in
 * {@link Placement}, under the noise model that fits best with all of them; certified changes stand where they are. O(n k).
 */
final class VisiblePlaces {

    private static final int MOST = 16;
    private static final int SWEEPS = 2;

    private VisiblePlaces() {}

    private record Shift(int seen, int place, ChangePoint.Kind kind, boolean certified) {}

    /** The visible places, those of bends refined; ascending. Those that a certified change came from stay. */
    static int[] refined(Certificate certificate, Certificate.Proven proven, int[] visible) {
        List<Shift> shifts = new ArrayList<>();
        for (ChangePoint c : proven.changes()) {
            shifts.add(new Shift(c.seen(), c.index(), c.kind(), true));
        }
        int certified = shifts.size();
        for (int v : visible) {
            if (proven.changes().stream().noneMatch(c -> c.seen() == v || c.index() == v)) {
                shifts.add(new Shift(v, v, ChangePoint.Kind.BOTH, false));
            }
        }
        if (shifts.size() == certified || shifts.size() > MOST) {
            return visible;
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
        int[] refined = visible.clone();
        for (int i = 0; i < shifts.size(); i++) {
            int at = Arrays.binarySearch(visible, shifts.get(i).seen());
            if (!shifts.get(i).certified()) {
                refined[at] = placement.place[i];
            }
        }
        return Arrays.stream(refined).sorted().distinct().toArray();
    }
}
