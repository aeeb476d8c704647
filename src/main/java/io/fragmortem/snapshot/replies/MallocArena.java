package io.fragmortem.snapshot.replies;

import java.util.Map;
import java.util.TreeMap;

/** The tables of one arena, or of all arenas merged. Rows are kept by size class: index numbers differ between builds. */
final class MallocArena {

    /** Size -> regions in use, slabs, regions per slab, pages per slab. */
    private final Map<Long, double[]> bins = new TreeMap<>();

    /** Size -> extents, allocated bytes. */
    private final Map<Long, double[]> large = new TreeMap<>();

    /** Size -> dirty, muzzy, retained bytes. */
    private final Map<Long, double[]> extents = new TreeMap<>();

    private double dirtyPages;
    private double muzzyPages;
    private double tcacheBytes;

    void row(MallocTable table, String line) {
        double[] cells = table.cells(line);
        long size = cells.length == 0 ? -1 : (long) table.value(cells, "size");
        if (size <= 0) {
            return;
        }
        switch (table.kind()) {
            case BINS ->
                bins.put(size, new double[] {
                    table.value(cells, "curregs"),
                    table.has("curslabs") ? table.value(cells, "curslabs") : table.value(cells, "curruns"),
                    table.value(cells, "regs"),
                    table.value(cells, "pgs")
                });
            case LARGE -> large.put(size, new double[] {extentsOf(table, cells), largeBytes(table, cells, size)});
            case EXTENTS ->
                extents.put(size, new double[] {
                    table.value(cells, "dirty"), table.value(cells, "muzzy"), table.value(cells, "retained")
                });
            case NONE -> {}
        }
    }

    private static double extentsOf(MallocTable table, double[] cells) {
        for (String name : new String[] {"curlextents", "curruns", "curhchunks"}) {
            if (table.has(name)) {
                return table.value(cells, name);
            }
        }
        return 0;
    }

    private static double largeBytes(MallocTable table, double[] cells, long size) {
        return table.has("allocated") ? table.value(cells, "allocated") : extentsOf(table, cells) * size;
    }

    /** A line outside the tables: thread caches, dirty pages. */
    void plainLine(String line) {
        String text = line.strip();
        if (text.startsWith("tcache_bytes:")) {
            tcacheBytes = MallocTable.number(text.substring(13));
        } else if (text.startsWith("dirty:")) {
            dirtyPages = secondNumber(text);
        } else if (text.startsWith("muzzy:")) {
            muzzyPages = secondNumber(text);
        } else if (text.startsWith("dirty pages: ")) {
            // dirty pages: 379:7 active:dirty, 0 sweeps, 0 madvises, 0 purged
            int colon = text.indexOf(':', 13);
            dirtyPages = colon < 0 ? 0 : MallocTable.number(text.substring(colon + 1));
        }
    }

    /** {@code dirty:   N/A            12            0 ...}: the number of pages is the second word after the name. */
    private static double secondNumber(String text) {
        String[] words = text.split(" +");
        return words.length > 2 ? MallocTable.number(words[2]) : 0;
    }

    /** Adds another arena. */
    void add(MallocArena other) {
        merge(bins, other.bins, 2);
        merge(large, other.large, 2);
        merge(extents, other.extents, 3);
        dirtyPages += other.dirtyPages;
        muzzyPages += other.muzzyPages;
        tcacheBytes += other.tcacheBytes;
    }

    private static void merge(Map<Long, double[]> into, Map<Long, double[]> from, int summed) {
        from.forEach((size, values) -> {
            double[] known = into.get(size);
            if (known == null) {
                into.put(size, values.clone());
                return;
            }
            for (int i = 0; i < summed; i++) {
                known[i] += values[i];
            }
        });
    }

    boolean isEmpty() {
        return bins.isEmpty() && large.isEmpty() && extents.isEmpty();
    }

    /** Bytes of free regions in slabs that are in use. */
    double waste() {
        double waste = 0;
        for (Map.Entry<Long, double[]> bin : bins.entrySet()) {
            double[] v = bin.getValue();
            waste += (v[1] * v[2] - v[0]) * bin.getKey();
        }
        return waste;
    }

    double dirtyPages() {
        return dirtyPages;
    }

    double muzzyPages() {
        return muzzyPages;
    }

    double tcacheBytes() {
        return tcacheBytes;
    }

    Map<Long, double[]> bins() {
        return bins;
    }

    Map<Long, double[]> large() {
        return large;
    }

    Map<Long, double[]> extents() {
        return extents;
    }
}
