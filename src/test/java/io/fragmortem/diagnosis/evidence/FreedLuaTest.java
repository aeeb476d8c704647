package io.fragmortem.diagnosis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.diagnosis.Cases;
import io.fragmortem.timeline.Capture;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows are MiB of {@code Lua's heap/what else lies outside of the allocator}; a new run begins behind a semicolon. */
final class FreedLuaTest {

    private static final String SERVER = "redis_version:7.0.15 mem_allocator:jemalloc-5.2.1 used_memory:100M "
            + "allocator_allocated:100M allocator_active:100M allocator_resident:100M ";

    private static String freed(String rows) {
        Capture capture = new Capture();
        int run = 0;
        int minute = 0;
        for (String word : rows.split(" ", -1)) {
            if (word.equals(";")) {
                run++;
                continue;
            }
            String[] figures = word.split("/", -1);
            String rss = word.equals("-")
                    ? ""
                    : " used_memory_lua:" + figures[0] + "M used_memory_rss:"
                            + (100 + Integer.parseInt(figures[0]) + Integer.parseInt(figures[1])) + "M";
            capture.at(60 * minute++, SERVER + "run_id:r" + run + rss);
        }
        return Arrays.stream(Cases.of(capture).freedLua())
                .mapToObj(bytes -> String.valueOf(Math.round(bytes / Cases.MIB)))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        // what falls there and rises here
        "100/10 20/90 20/90, 0 80 80",
        "100/10 20/200, 0 80",
        // half of it at least
        "100/10 20/50, 0 40",
        "100/10 20/49, 0 0",
        // 32 MiB at least
        "100/10 68/42, 0 32",
        "100/10 69/41, 0 0",
        // twice, upon the same ground
        "100/10 50/60 10/100, 0 50 90",
        "100/10 - 20/90, 0 0 80"
    })
    void heapThatLuaFreedTurnsUpOutsideOfTheAllocator(String rows, String freed) {
        assertEquals(freed, freed(rows));
    }

    @ParameterizedTest
    @CsvSource({
        "100/10 20/90 20/30, 0 80 20",
        "100/10 20/90 90/20, 0 80 10",
        "100/10 20/90 20/5, 0 80 0",
        // freed anew it stands upon what is outside by then
        "100/10 20/90 20/5 100/5 20/85, 0 80 0 0 80",
        "100/10 20/90 ; 20/90, 0 80 0",
        "100/10 ; 20/90, 0 0"
    })
    void itStaysLuasUntilItIsGivenBackUsedAgainOrTheServerRestarts(String rows, String freed) {
        assertEquals(freed, freed(rows));
    }

    @Test
    void withoutTheLayersNothingIsTold() {
        Case c =
                Cases.of(new Capture().every(60, 2, i -> "redis_version:2.8.24 used_memory:100M used_memory_rss:300M"));
        assertEquals("[0.0, 0.0]", Arrays.toString(c.freedLua()));
    }
}
