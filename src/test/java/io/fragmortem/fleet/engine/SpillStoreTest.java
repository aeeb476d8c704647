package io.fragmortem.fleet.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.timeline.instance.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpillStoreTest {

    private static Phrase phrase(int i) {
        return Phrase.of("key" + i, Phrase.count(i));
    }

    @Test
    void valuesStayAsTheyAreThenPackedThenInAFileThatNobodySees() throws IOException {
        TemporaryFiles before = TemporaryFiles.now();
        try (SpillStore store = new SpillStore(1000, 1000)) {
            List<Store.Kept<Phrase>> kept = new ArrayList<>();
            List<Phrase> given =
                    IntStream.range(0, 100).mapToObj(SpillStoreTest::phrase).toList();
            given.forEach(phrase -> kept.add(store.keep(phrase, 100)));
            assertTrue(store.spilled() > 1000, store.spilled() + " bytes spilled");
            before.assertNoneIsNew();
            assertSame(given.get(9), kept.get(9).get());
            assertEquals(given, kept.stream().map(Store.Kept::get).toList());
        }
    }

    @Test
    void whatIsReleasedMakesRoom() {
        try (SpillStore store = new SpillStore(0, 100)) {
            for (int i = 0; i < 50; i++) {
                Store.Kept<Phrase> kept = store.keep(phrase(i), 100);
                assertEquals(phrase(i), kept.get());
                kept.release();
            }
            assertEquals(0, store.spilled());
        }
    }
}
