package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.timeline.Capture;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LevelsTest {

    private static Levels of(String... dumps) {
        return Cases.of(new Capture().every(60, dumps.length, i -> dumps[i])).levels();
    }

    @Test
    void usedMemoryIsToldFromItsLeastToItsMost() {
        Levels levels =
                of("used_memory:0", "used_memory_rss:5000", "used_memory:30", "used_memory:70", "used_memory:50");
        assertEquals(30, levels.minUsed(), "a server that starts uses nothing yet");
        assertEquals(70, levels.maxUsed());
        assertEquals(50, levels.lastUsed());
        assertEquals(5000, levels.lastRss());
    }

    /** The peak that it remembers, or the most that was seen. */
    @ParameterizedTest
    @CsvSource({"131, 100, true", "130, 100, false", "0, 100, false", "200, 150, true", "200, 160, false"})
    void aPeakIsNamedWhereItStandsFarAboveWhatIsInUse(double peak, double used, boolean telling) {
        assertEquals(telling, of("used_memory:100 used_memory_peak:" + peak).isPeakTelling(used));
    }

    @ParameterizedTest
    @CsvSource({
        "used_memory:10 used_memory_rss:20, true, true, 20",
        "used_memory:30 used_memory_rss:20, true, true, 30",
        "used_memory:10, true, false, 10",
        "used_memory_rss:20, false, true, 20"
    })
    void whatSharesReferTo(String dump, boolean used, boolean rss, double whole) {
        Levels levels = of(dump);
        assertEquals(used, levels.hasUsed());
        assertEquals(rss, levels.hasRss());
        assertEquals(used && rss, levels.hasGap());
        assertEquals(whole, levels.whole(0));
    }

    @Test
    void luaIsTakenFromTheGapWhereItIsKnown() {
        Levels levels = of(
                "redis_version:2.8.24 used_memory:100 used_memory_rss:300 used_memory_lua:50",
                "redis_version:2.8.24 used_memory:100 used_memory_rss:300");
        assertEquals("[200.0, 200.0]", Arrays.toString(levels.gap()));
        assertEquals("[150.0, 200.0]", Arrays.toString(levels.gapWithoutLua()));
    }
}
