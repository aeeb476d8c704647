package io.fragmortem.diagnosis.threshold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.diagnosis.threshold.Threshold.Unit;
import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What thresholds are shown as, and what a user may set. */
final class ThresholdTest {

    private static final Threshold OWN = Threshold.bytes("own-bytes", 10, Origin.JUDGEMENT);

    @Test
    void eachIsShownInItsUnit() {
        Map<Threshold, Phrase.Arg> shown = Map.of(
                Threshold.bytes("a", 7, Origin.SOURCE), Phrase.bytes(7),
                Threshold.share("b", 0.7, Origin.EXPERT), Phrase.percent(0.7),
                Threshold.ratio("c", 7, Origin.MEASURED), Phrase.ratio(7),
                Threshold.seconds("d", 7, Origin.JUDGEMENT), Phrase.span(7),
                Threshold.count("e", 7, Origin.SERVER), Phrase.count(7));
        shown.forEach((threshold, as) -> assertEquals(as, threshold.shown()));
        assertEquals(new Threshold("b", 0.7, Unit.SHARE, Origin.EXPERT), Threshold.share("b", 0.7, Origin.EXPERT));
    }

    @Test
    void onlyWhatTheServerUsesItselfCannotBeSet() {
        Threshold servers = Threshold.count("servers", 1000, Origin.SERVER);
        assertFalse(servers.isSettable());
        assertTrue(OWN.isSettable());
        assertThrows(IllegalArgumentException.class, () -> Thresholds.defaults().with(servers, 1));
    }

    @Test
    void whatIsSetHoldsInsteadOfTheDefault() {
        Thresholds defaults = Thresholds.defaults();
        Thresholds set = defaults.with(OWN, 20).with(Thresholds.FLOOR_BYTES, 5);
        assertEquals(10, defaults.of(OWN));
        assertEquals(20, set.of(OWN));
        assertEquals(5, set.floorBytes());
        assertEquals(defaults.significantBytes(), set.significantBytes());
        assertEquals(Map.of("own-bytes", 20.0, "floor-bytes", 5.0), set.set());
        assertEquals(20, Thresholds.of(set.set()).of(OWN), "by its name");
    }

    /** Seen by whoever writes down on what a diagnosis stands. */
    @Test
    void whoWatchesSeesWhichAreAskedFor() {
        List<Threshold> asked = new ArrayList<>();
        Thresholds watched = Thresholds.defaults().watchedBy(asked::add);
        assertEquals(Thresholds.FLOOR_BYTES.value(), watched.floorBytes());
        assertEquals(Thresholds.SIGNIFICANT_BYTES.value(), watched.significantBytes());
        assertEquals(Thresholds.SIGNIFICANT_SHARE.value(), watched.significantShare());
        assertEquals(Thresholds.SMALL_INSTANCE_BYTES.value(), watched.smallInstanceBytes());
        assertEquals(Thresholds.DECAY_SECONDS.value(), watched.with(OWN, 30).decaySeconds());
        assertEquals(
                List.of(
                        Thresholds.FLOOR_BYTES,
                        Thresholds.SIGNIFICANT_BYTES,
                        Thresholds.SIGNIFICANT_SHARE,
                        Thresholds.SMALL_INSTANCE_BYTES,
                        Thresholds.DECAY_SECONDS),
                asked);
    }
}
