package io.fragmortem.statistics.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which visible shifts are told besides the certified changes. */
class ChangePointResultTest {

    private static ChangePoint certified(int index, int seen) {
        return new ChangePoint(index, seen, ChangePoint.Kind.LEVEL, 0, 1, index, index, 2, 5);
    }

    private static ChangePointResult result(List<ChangePoint> certified, int... visible) {
        List<VisibleShift> shifts =
                Arrays.stream(visible).mapToObj(v -> new VisibleShift(v, 0, 1)).toList();
        return new ChangePointResult("", 300, certified, shifts, List.of(), false, 0, 1, List.of());
    }

    private static int[] unproven(ChangePointResult result) {
        return result.unproven().stream().mapToInt(VisibleShift::index).toArray();
    }

    @Test
    void aShiftIsTheChangeThatItWasProposedForHoweverFarThatMoved() {
        assertArrayEquals(new int[] {99, 101}, unproven(result(List.of(certified(150, 100)), 99, 100, 101)));
    }

    @Test
    void noTwoRegimesBeginCloserThanFivePlaces() {
        assertArrayEquals(
                new int[] {145, 155}, unproven(result(List.of(certified(150, 20)), 145, 146, 147, 150, 153, 154, 155)));
    }

    @Test
    void withoutCertifiedChangesAllAreUnproven() {
        assertArrayEquals(new int[] {5, 150}, unproven(result(List.of(), 5, 150)));
        ChangePointResult two = result(List.of(certified(50, 50), certified(200, 190)), 50, 190, 250);
        assertArrayEquals(new int[] {250}, unproven(two));
        assertArrayEquals(new int[] {50, 200}, two.certifiedIndices());
        assertEquals(3, two.visible().size());
    }
}
