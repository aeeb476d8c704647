package io.fragmortem.snapshot.replies;

import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.text.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One report of jemalloc. Its tables come once for all arenas together (only when there are several) and once for each
 * arena: the merged block is used where it exists, else the arenas are summed, never both.
 */
final class MallocStats {

    private static final double PAGE = 4096;
    private static final String SUMMARY = "Allocated: ";
    private static final List<String> BIN_COLUMNS = List.of(
            "size_bytes", "regions", "slabs", "regions_per_slab", "pages_per_slab", "utilisation", "waste_bytes");
    private static final List<String> LARGE_COLUMNS = List.of("size_bytes", "extents", "allocated_bytes");
    private static final List<String> EXTENT_COLUMNS =
            List.of("size_bytes", "dirty_bytes", "muzzy_bytes", "retained_bytes");

    /** In one order, so that samples are the same in every run. */
    private static final Map<String, Field> FIGURES = new TreeMap<>(Map.of(
            "allocated: ", Field.MALLOC_ALLOCATED,
            "active: ", Field.MALLOC_ACTIVE,
            "metadata: ", Field.MALLOC_METADATA,
            "resident: ", Field.MALLOC_RESIDENT,
            "mapped: ", Field.MALLOC_MAPPED,
            "retained: ", Field.MALLOC_RETAINED));

    private final SampleBuilder sample = new SampleBuilder();
    private final StringBuilder config = new StringBuilder();
    private Optional<Origin> origin = Optional.empty();
    private Stamp stamp = Stamp.NONE;
    private MallocArena merged = new MallocArena();
    private MallocArena sum = new MallocArena();
    private MallocArena current = new MallocArena();
    private boolean inMerged;
    private boolean inArena;
    private double pageSize = PAGE;
    private MallocTable table = MallocTable.NONE;

    void line(String line, Moments moments) {
        if (origin.isEmpty() && !line.isBlank()) {
            origin = Optional.of(moments.origin());
            stamp = moments.stamp();
        }
        if (line.startsWith("Merged arenas stats:")) {
            startBlock(true);
        } else if (line.startsWith("arenas[")) {
            startBlock(false);
        } else if (inMerged || inArena) {
            blockLine(line);
        } else {
            headLine(whole(line, moments), moments);
        }
    }

    /** The line without its last number where that may have been cut. */
    private static String whole(String line, Moments moments) {
        int end = line.length();
        while (!moments.whole() && end > 0 && Text.isDigit(line.charAt(end - 1))) {
            end--;
        }
        if (end < line.length()) {
            moments.rejectCut(line.substring(end));
        }
        return line.substring(0, end);
    }

    private void startBlock(boolean ofAll) {
        endBlock();
        inMerged = ofAll;
        inArena = !ofAll;
        current = new MallocArena();
        table = MallocTable.NONE;
    }

    private void endBlock() {
        if (inMerged) {
            merged = current;
        } else if (inArena) {
            sum.add(current);
        }
    }

    private void headLine(String line, Moments moments) {
        if (line.startsWith(SUMMARY)) {
            summary(line, moments);
        } else if (line.startsWith("Version: ")) {
            sample.fact(
                    Fact.MALLOC_VERSION, cut(line.substring(9).replace("\"", "").strip()));
        } else if (line.startsWith("Arenas: ")) {
            sample.set(Field.MALLOC_ARENAS, MallocTable.number(line.substring(8)));
        } else if (line.startsWith("Quantum size: ")) {
            sample.set(Field.MALLOC_QUANTUM, MallocTable.number(line.substring(14)));
        } else if (line.startsWith("Page size: ")) {
            double size = MallocTable.number(line.substring(11));
            pageSize = size > 0 ? size : PAGE;
        } else if (line.startsWith("  opt.") && isTuning(line) && config.length() < 500) {
            config.append(config.length() == 0 ? "" : ", ").append(line.strip().substring(4));
        }
    }

    private static boolean isTuning(String line) {
        return line.contains("decay_ms")
                || line.contains("narenas")
                || line.contains("background_thread")
                || line.contains("lg_dirty_mult")
                || line.contains("opt.thp");
    }

    private static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) : text;
    }

    /** {@code Allocated: 1, active: 2, metadata: 3 (n_thp 0), resident: 4, mapped: 5, retained: 6}. */
    private void summary(String line, Moments moments) {
        String lower = line.toLowerCase(Locale.ROOT);
        FIGURES.forEach((name, field) -> {
            int at = lower.indexOf(name);
            if (at >= 0 && at + name.length() < lower.length()) {
                String value = lower.substring(at + name.length()).split("[, ]", 2)[0];
                if (!value.isEmpty() && value.chars().allMatch(Text::isDigit)) {
                    sample.set(field, MallocTable.number(value));
                } else {
                    moments.refuse(value);
                }
            }
        });
    }

    private void blockLine(String line) {
        if (line.startsWith("bins:")) {
            table = MallocTable.of(line);
        } else if (line.startsWith("large:") || line.startsWith("huge:")) {
            table = line.contains(" size ") ? MallocTable.of(line) : MallocTable.NONE;
        } else if (line.startsWith("extents:")) {
            table = MallocTable.of(line);
        } else if (!line.startsWith("    ") || line.strip().startsWith("---")) {
            if (!line.strip().startsWith("---")) {
                table = MallocTable.NONE;
            }
            current.plainLine(line);
        } else if (table != MallocTable.NONE) {
            current.row(table, line);
        }
    }

    /** Gives sample and exhibits; false when nothing was read. */
    boolean give(Sink sink) {
        endBlock();
        inMerged = false;
        inArena = false;
        MallocArena all = merged.isEmpty() ? sum : merged;
        if (origin.isEmpty() || (!sample.has(Field.MALLOC_ALLOCATED) && all.isEmpty())) {
            return false;
        }
        if (!all.isEmpty()) {
            sample.set(Field.MALLOC_SMALL_BIN_WASTE, all.waste())
                    .set(Field.MALLOC_DIRTY, all.dirtyPages() * pageSize)
                    .set(Field.MALLOC_MUZZY, all.muzzyPages() * pageSize)
                    .set(Field.MALLOC_TCACHE, all.tcacheBytes());
        }
        if (config.length() > 0) {
            sample.fact(Fact.MALLOC_CONF, config.toString());
        }
        Sample built = sample.build(origin.get(), stamp);
        sink.sample(built);
        exhibit(sink, Exhibit.Kind.MALLOC_BINS, BIN_COLUMNS, all.bins());
        exhibit(sink, Exhibit.Kind.MALLOC_LARGE, LARGE_COLUMNS, all.large());
        exhibit(sink, Exhibit.Kind.MALLOC_EXTENTS, EXTENT_COLUMNS, all.extents());
        return true;
    }

    /** As the server prints it; browsers round other ways than Java where they are asked to format. */
    private static String utilisation(double share) {
        return BigDecimal.valueOf(share).setScale(3, RoundingMode.HALF_UP).toPlainString();
    }

    private void exhibit(Sink sink, Exhibit.Kind kind, List<String> columns, Map<Long, double[]> rows) {
        if (rows.isEmpty() || origin.isEmpty()) {
            return;
        }
        List<List<String>> cells = new ArrayList<>();
        rows.forEach((size, values) -> {
            List<String> row = new ArrayList<>();
            row.add(Long.toString(size));
            for (double value : values) {
                row.add(text(value));
            }
            if (kind == Exhibit.Kind.MALLOC_BINS) {
                double room = values[1] * values[2];
                row.add(utilisation(room > 0 ? values[0] / room : 1));
                row.add(text((room - values[0]) * size));
            }
            cells.add(row);
        });
        sink.exhibit(new Exhibit(kind, origin.get(), stamp, columns, cells, ""));
    }

    private static String text(double value) {
        return Long.toString(Math.round(value));
    }
}
