package io.fragmortem.diagnosis.evidence;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.name;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What jemalloc's own statistics (MEMORY MALLOC-STATS) add: which size classes hold the free slots and what usually lives there,
 * pages that a purge returns, the settings that decide when pages are returned.
 */
public final class MallocEvidence {

    private static final int MOST_CLASSES = 3;

    /** A class below this share of all free slots is not worth a line. */
    private static final double TELLING = 0.05;

    /** Redis's own jemalloc is built with a quantum of 8; a system's has 16 and no defrag hints. */
    private static final double OWN_QUANTUM = 8;

    private static final Pattern DIRTY_DECAY =
            Pattern.compile("dirty_decay_ms: (-?\\d{1,18})(?: \\(arenas\\.dirty_decay_ms: (-?\\d{1,18})\\))?");
    private static final Pattern THREAD =
            Pattern.compile("background_thread: (true|false)(?: \\(background_thread: (true|false)\\))?");

    private final Case c;

    public MallocEvidence(Case c) {
        this.c = c;
    }

    /** Free slots: the classes that hold most of them, what they did over time, whether defrag can get at them. */
    public List<Phrase> ofFreeSlots() {
        List<Phrase> evidence = new ArrayList<>();
        List<ExhibitTable> tables = ExhibitTable.of(c.timeline(), Exhibit.Kind.MALLOC_BINS);
        if (!tables.isEmpty()) {
            ExhibitTable last = tables.get(tables.size() - 1);
            double all = last.sum("waste_bytes");
            List<Integer> worst = last.largest("waste_bytes", MOST_CLASSES).stream()
                    .filter(row -> last.number(row, "waste_bytes") >= TELLING * all)
                    .toList();
            if (all >= c.value(Thresholds.FLOOR_BYTES)) {
                double sum = worst.stream()
                        .mapToDouble(row -> last.number(row, "waste_bytes"))
                        .sum();
                evidence.add(Phrase.of("malloc.classes", bytes(all), count(worst.size()), percent(sum / all)));
                worst.forEach(row -> evidence.add(sizeClass(last, row)));
            }
            moved(tables.get(0), last).ifPresent(evidence::add);
        }
        OptionalDouble quantum = c.timeline().last(Field.MALLOC_QUANTUM);
        if (quantum.isPresent()) {
            boolean own = quantum.getAsDouble() == OWN_QUANTUM;
            evidence.add(Phrase.of(own ? "malloc.quantum.own" : "malloc.quantum.system", count(quantum.getAsDouble())));
        }
        return evidence;
    }

    private static Phrase sizeClass(ExhibitTable table, int row) {
        double size = table.number(row, "size_bytes");
        return Phrase.of(
                "malloc.class",
                bytes(size),
                bytes(table.number(row, "waste_bytes")),
                count(table.number(row, "slabs")),
                percent(table.number(row, "utilisation")),
                Phrase.nested(Phrase.of(tenants(size))));
    }

    /** What usually lives in a class, by how Redis allocates: entries and objects are small, listpacks and nodes larger. */
    public static String tenants(double size) {
        if (size <= 64) {
            return "malloc.tenants.entries";
        }
        if (size < 320) {
            return "malloc.tenants.strings";
        }
        return size < 16_384 ? "malloc.tenants.nodes" : "malloc.tenants.large";
    }

    private Optional<Phrase> moved(ExhibitTable first, ExhibitTable last) {
        double before = first.sum("waste_bytes");
        double after = last.sum("waste_bytes");
        boolean timed =
                first.exhibit().stamp().known() && last.exhibit().stamp().known();
        boolean worth = Math.abs(after - before) >= c.value(Thresholds.FLOOR_BYTES);
        if (first.exhibit().origin().equals(last.exhibit().origin()) || !timed || !worth) {
            return Optional.empty();
        }
        double size = 0;
        double most = 0;
        for (int row = 0; row < last.size(); row++) {
            double moved = last.number(row, "waste_bytes") - wasteOf(first, last.number(row, "size_bytes"));
            if (Math.signum(moved) == Math.signum(after - before) && Math.abs(moved) > Math.abs(most)) {
                most = moved;
                size = last.number(row, "size_bytes");
            }
        }
        return Optional.of(Phrase.of(
                "malloc.moved",
                bytes(before),
                bytes(after),
                Phrase.moment(first.exhibit().stamp().epochMicros()),
                Phrase.moment(last.exhibit().stamp().epochMicros()),
                bytes(size),
                bytes(Math.abs(most))));
    }

    private static double wasteOf(ExhibitTable table, double size) {
        for (int row = 0; row < table.size(); row++) {
            if (table.number(row, "size_bytes") == size) {
                return table.number(row, "waste_bytes");
            }
        }
        return 0;
    }

    /** Kept pages: how many of them a purge returns, and why they were not returned by themselves. */
    public List<Phrase> ofKeptPages() {
        List<Phrase> evidence = new ArrayList<>();
        double dirty = c.timeline().last(Field.MALLOC_DIRTY).orElse(0);
        double muzzy = c.timeline().last(Field.MALLOC_MUZZY).orElse(0);
        if (dirty + muzzy >= c.value(Thresholds.FLOOR_BYTES)) {
            evidence.add(Phrase.of("malloc.dirty", bytes(dirty), bytes(muzzy)));
        }
        OptionalDouble decay = dirtyDecay(c);
        if (decay.isPresent()) {
            double ms = decay.getAsDouble();
            evidence.add(
                    ms < 0
                            ? Phrase.of("malloc.decay.never")
                            : Phrase.of("malloc.decay", Phrase.span(ms / 1000), Phrase.count(ms)));
        }
        String conf = c.timeline().fact(Fact.MALLOC_CONF).orElse("");
        Matcher thread = THREAD.matcher(conf);
        boolean configured = c.timeline().last(Field.CONFIG_JEMALLOC_BG_THREAD).isPresent();
        if (thread.find() || configured) {
            boolean on = configured
                    ? c.timeline().last(Field.CONFIG_JEMALLOC_BG_THREAD).getAsDouble() > 0
                    : "true".equals(thread.group(2) == null ? thread.group(1) : thread.group(2));
            evidence.add(Phrase.of(on ? "malloc.thread.on" : "malloc.thread.off"));
        }
        double arenas = c.timeline().last(Field.MALLOC_ARENAS).orElse(0);
        if (arenas > MANY_ARENAS) {
            evidence.add(Phrase.of("malloc.arenas", count(arenas)));
        }
        return evidence;
    }

    /** The usual number is four per core; kept pages are kept per arena. */
    private static final double MANY_ARENAS = 64;

    /** jemalloc's dirty_decay_ms as it runs now: -1 is never. */
    public static OptionalDouble dirtyDecay(Case c) {
        Matcher decay = DIRTY_DECAY.matcher(c.timeline().fact(Fact.MALLOC_CONF).orElse(""));
        if (!decay.find()) {
            return OptionalDouble.empty();
        }
        String now = decay.group(2) == null ? decay.group(1) : decay.group(2);
        return OptionalDouble.of(Double.parseDouble(now));
    }

    /** The name of the allocator's environment variable in this build. */
    public static Phrase.Arg variable(Case c) {
        boolean own = c.timeline().last(Field.MALLOC_QUANTUM).orElse(OWN_QUANTUM) == OWN_QUANTUM;
        return name(own ? "JE_MALLOC_CONF" : "MALLOC_CONF");
    }
}
