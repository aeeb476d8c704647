package io.fragmortem.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Where a text turns strange, told by nothing but the text. */
final class StrangenessTest {

    private static final int ROWS = 4000;

    private final SplittableRandom random = new SplittableRandom(5);

    /** Rows of an export; those that are garbled differ in a word each. */
    private String rows(IntPredicate garbled) {
        StringBuilder text = new StringBuilder("time,instance,used_memory,used_memory_rss\n");
        for (int i = 0; i < ROWS; i++) {
            text.append(1_790_000_000L + 60L * i).append(",cache-").append(i % 8);
            text.append(garbled.test(i) ? "e" + word() : ",").append(1_000_000_000L + random.nextInt(100_000));
            text.append(',').append(1_100_000_000L + random.nextInt(100_000)).append('\n');
        }
        return text.toString();
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private static Optional<Damage.Cut> place(String text, boolean failed) {
        Strangeness strangeness = new Strangeness(0);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        strangeness.begin(0);
        strangeness.add(bytes, bytes.length);
        strangeness.end();
        return strangeness.place(0, failed);
    }

    private static long row(String text, int row) {
        int at = 0;
        for (int i = 0; i <= row; i++) {
            at = text.indexOf('\n', at) + 1;
        }
        return at;
    }

    @Test
    void newWordsThatKeepComingBeginWithTheFault() {
        String text = rows(i -> i >= 2500 && i % 7 == 0);
        long expected = row(text, 2506);
        assertEquals(expected, place(text, true).orElseThrow().offset());
        assertTrue(place(text, false).isEmpty(), "logs turn to other words, and what was cut says nothing of them");
    }

    @Test
    void oneOddLineIsTheFaultWhereThereIsOneForSure() {
        String text = rows(i -> i == 3000);
        assertEquals(row(text, 3000), place(text, true).orElseThrow().offset());
        assertTrue(place(text, false).isEmpty(), "a stream that was cut may hold one");
    }

    @Test
    void oddLinesOfTheTextItselfDoNotHideIt() {
        String text = rows(i -> i % 90 == 89 || (i >= 2600 && i % 3 == 0));
        long offset = place(text, true).orElseThrow().offset();
        assertTrue(offset >= row(text, 2550) && offset <= row(text, 2620), offset + " of " + row(text, 2600));
    }

    @Test
    void aTextThatIsWholeHasNoPlace() {
        assertTrue(place(rows(i -> false), false).isEmpty());
        assertTrue(place(rows(i -> i % 90 == 89), false).isEmpty());
        assertTrue(place("", true).isEmpty());
    }

    /** The text has odd lines of its own, and some were garbled in one place. */
    @Test
    void aHeapOfStrangeLinesIsFoundWhereTheRateIsNot() {
        String text = rows(i -> i % 90 == 89 || (i >= 2000 && i < 2012));
        assertEquals(row(text, 2000), place(text, true).orElseThrow().offset());
        assertTrue(place(text, false).isEmpty(), "a report of a crash, in a stream that was cut");
    }

    @Test
    void aTextThatGoesOnInOtherWordsIsSoundWhereItWasOnlyCut() {
        String text = rows(i -> i % 30 == 29 || (i >= 3000 && i % 2 == 0));
        assertTrue(place(text, false).isEmpty());
    }
}
