package io.fragmortem.snapshot.info;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A writer that is stopped in the middle of a line leaves a number and the time of the next dump in one. */
class JoinedTimeTest {

    private static final long START = 1_791_310_320L;

    @ParameterizedTest
    @CsvSource({"used_memory_lua:317, ''", "used_memory_lua:, ''", "used_memory_lua:3, 123", "mem_clients_normal:, ''"})
    void theNumberIsNotBelievedAndTheTimeIsThatOfTheNextDump(String cut, String millis) {
        Recorder seen = read(cut, millis);
        assertEquals(
                List.of(0L, 60L, 120L, 180L),
                seen.samples.stream()
                        .map(s -> s.stamp().epochMicros() / 1_000_000 - START)
                        .toList());
        double most = seen.samples.stream()
                .mapToDouble(s -> Math.max(
                        s.get(Field.USED_MEMORY_LUA).orElse(0),
                        s.get(Field.MEM_CLIENTS_NORMAL).orElse(0)))
                .max()
                .orElse(0);
        assertEquals(31_744, most);
        assertEquals(1, seen.rejected.size());
    }

    /** The dump before was cut as well, above the number. */
    @Test
    void theNumberIsNotBelievedWhereTheDumpBeforeDoesNotTellIt() {
        String whole = "used_memory:300000000\nused_memory_rss:330000000\nused_memory_lua:31744\n";
        String text = START + "\n" + whole + (START + 60) + "\nused_memory:300000000\nused_memory_r\n" + (START + 120)
                + "\nused_memory:300000000\nused_memory_rss:330000000\nused_memory_lua:317" + (START + 180) + "\n"
                + whole;
        Recorder seen = Recorder.read(new InfoFormat(), text, ReadOptions.defaults());
        assertEquals(
                List.of(31_744.0, 31_744.0),
                seen.samples.stream()
                        .flatMap(s -> s.get(Field.USED_MEMORY_LUA).stream().boxed())
                        .toList());
        assertEquals((START + 180) * 1_000_000, seen.samples.get(3).stamp().epochMicros());
    }

    /** A server that happens to use as many bytes as seconds have passed since 1970. */
    @Test
    void aNumberLikeTheOnesBeforeIsBelieved() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            long time = START + 60L * i;
            text.append(time).append("\nused_memory:").append(time + 30).append("\nused_memory_rss:1900000000\n");
        }
        Recorder seen = Recorder.read(new InfoFormat(), text.toString(), ReadOptions.defaults());
        assertEquals(0, seen.rejected.size());
        assertEquals(
                4, seen.samples.stream().filter(s -> s.has(Field.USED_MEMORY)).count());
    }

    private static Recorder read(String cut, String millis) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            text.append(START + 60L * i).append(millis).append("\nused_memory:300000000\nused_memory_rss:330000000\n");
            text.append(i == 1 ? cut : "used_memory_lua:31744\nmem_clients_normal:20496\nused_memory_peak:310000000\n");
        }
        return Recorder.read(new InfoFormat(), text.toString(), ReadOptions.defaults());
    }
}
