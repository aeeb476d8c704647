package io.fragmortem.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two attempts at one task, as retries and speculation make them, leave one file each. */
final class AttemptsTest {

    @TempDir
    private Path folder = Path.of("");

    private Place place() throws IOException {
        Place place = Place.of(folder.toString(), Map.of());
        place.in(PageTask.ATTEMPTS).make();
        place.in(PageTask.PAGES).make();
        return place;
    }

    private static void put(Place place, long attempt, String text) {
        new PageTask.Attempt(place, attempt).put("instances/01-a.html", out -> {
            try {
                out.write(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void theSecondAttemptAddsNothing() throws IOException {
        Place place = place();
        put(place, 1, "page");
        put(place, 2, "page");
        assertEquals(List.of("01-a.html"), place.in(PageTask.PAGES).names());
        assertEquals(List.of(), place.in(PageTask.ATTEMPTS).names());
    }

    @Test
    void anAttemptThatFailsIsNeverSeen() throws IOException {
        Place place = place();
        assertThrows(
                UncheckedIOException.class,
                () -> new PageTask.Attempt(place, 1).put("instances/01-a.html", out -> {
                    throw new UncheckedIOException(new IOException("the disk is full"));
                }));
        assertEquals(List.of(), place.in(PageTask.PAGES).names());
        put(place, 2, "page");
        assertEquals(List.of("01-a.html"), place.in(PageTask.PAGES).names());
    }

    @Test
    void anAttemptThatOutlivesItsRunMakesNoFolderAgain() throws IOException {
        Place place = place();
        place.delete();
        assertThrows(UncheckedIOException.class, () -> put(place, 1, "page"));
        assertTrue(place.names().isEmpty());
    }

    @Test
    void theHeaviestShareComesFirstAndTheOthersAreEven() {
        long[] weights = IntStream.range(0, 1_000)
                .mapToLong(i -> i == 777 ? 90_000 : 100)
                .toArray();
        Shares shares = Shares.of(weights, 4);
        assertEquals(0, shares.of(777));
        int[] counts = new int[4];
        IntStream.range(0, weights.length).forEach(i -> counts[shares.of(i)]++);
        assertEquals(List.of(1, 333, 333, 333), IntStream.of(counts).boxed().toList());
        assertEquals(shares.of(5), shares.getPartition(5));
        assertEquals(Shares.of(weights, 4), shares);
    }
}
