package io.fragmortem.spark;

import io.fragmortem.report.Receipt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The results that executors wrote, in the order of ranks: each part has them in that order, so they are read side by side, a
 * line at a time, and no more than that is in memory.
 */
final class PartReader implements Iterable<String> {

    private final Place place;
    private final SortedMap<Integer, String> partOfRank = new TreeMap<>();

    /** @param place the folder of the parts */
    PartReader(Place place) {
        this.place = place;
    }

    void add(PageTask.Receipts receipts) {
        for (Receipt receipt : receipts.all()) {
            if (receipt.lost().isEmpty()) {
                partOfRank.put(receipt.rank(), receipts.part());
            }
        }
    }

    /** File names of the parts. */
    List<String> names() {
        return partOfRank.values().stream().distinct().sorted().toList();
    }

    @Override
    public Iterator<String> iterator() {
        Map<String, BufferedReader> open = new HashMap<>();
        Map<String, Long> left = new HashMap<>();
        partOfRank.values().forEach(part -> left.merge(part, 1L, Long::sum));
        return partOfRank.values().stream().map(part -> line(part, open, left)).iterator();
    }

    private String line(String part, Map<String, BufferedReader> open, Map<String, Long> left) {
        BufferedReader reader = open.computeIfAbsent(part, this::open);
        try {
            String line = reader.readLine();
            if (line == null) {
                throw new IOException(part + " ends early");
            }
            if (left.merge(part, -1L, Long::sum) == 0) {
                reader.close();
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(place.toString(), e);
        }
    }

    private BufferedReader open(String part) {
        try {
            return new BufferedReader(new InputStreamReader(place.open(part), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(place.toString(), e);
        }
    }
}
