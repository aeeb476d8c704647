package io.fragmortem.timeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.fleet.intake.Ingest;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.instance.InstanceNames;
import io.fragmortem.timeline.instance.Instances;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SameSecondTest {

    private static final String HEADER = "time,used_memory,used_memory_rss\n";

    private static Timeline read(String table) {
        Instances instances = new Instances(new InstanceNames(Optional.empty()), rejected -> {
            throw new AssertionError(rejected);
        });
        Ingest.read(
                List.of("-"),
                ReadOptions.defaults(),
                new ByteArrayInputStream((HEADER + table).getBytes(StandardCharsets.UTF_8)),
                instances,
                name -> {});
        return instances.timelines().get(0);
    }

    private static long[] millis(Timeline timeline) {
        long first = timeline.timeMicros()[0];
        long[] millis = timeline.timeMicros().clone();
        for (int i = 0; i < millis.length; i++) {
            millis[i] = (millis[i] - first) / 1000;
        }
        return millis;
    }

    private static boolean says(Timeline timeline, String key) {
        return timeline.quality().assumptions().stream().map(Phrase::key).anyMatch(key::equals);
    }

    @Test
    void halfSecondsSavedAsWholeOnesAreSpreadInTheOrderOfTheInput() {
        Timeline timeline = read("""
                1700000000,100000000,110000000
                1700000000,100000001,110000000
                1700000001,100000002,110000000
                1700000001,100000003,110000000
                1700000002,100000004,110000000
                """);
        assertArrayEquals(new long[] {0, 500, 1000, 1500, 2000}, millis(timeline));
        for (int i = 0; i < 5; i++) {
            assertEquals(100_000_000 + i, timeline.at(Field.USED_MEMORY, i).getAsDouble());
        }
        assertEquals(true, says(timeline, "input.assumed.same_second"));
        assertEquals(false, says(timeline, "input.assumed.same_moment"));
    }

    @Test
    void newestFirstIsTurnedWithinTheSecondToo() {
        Timeline timeline = read("""
                1700000001,100000002,110000000
                1700000000,100000001,110000000
                1700000000,100000000,110000000
                """);
        assertArrayEquals(new long[] {0, 500, 1000}, millis(timeline));
        assertEquals(100_000_000, timeline.at(Field.USED_MEMORY, 0).getAsDouble());
    }

    @Test
    void equalSamplesAndFractionsOfASecondStayAsTheyAre() {
        Timeline equal = read("1700000000,100000000,110000000\n1700000000,100000000,110000000\n");
        assertEquals(1, equal.size());
        Timeline fractions = read("""
                1700000000.000,100000000,110000000
                1700000000.000,100000001,110000000
                1700000000.500,100000002,110000000
                """);
        assertArrayEquals(new long[] {0, 500}, millis(fractions));
        assertEquals(true, says(fractions, "input.assumed.same_moment"));
    }
}
