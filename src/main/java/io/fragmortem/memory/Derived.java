package io.fragmortem.memory;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Quality;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Byte counts that a timeline does not tell but that follow from those it tells. The only place where they are computed,
 * whatever format the numbers came from. Each is said among the assumptions; rows that hold an estimate are counted as
 * derived, which makes findings less sure.
 *
 * <p>What the server itself computes by adding (server.c, {@code genRedisInfoString}) is taken back, in any row:
 *
 * <pre>
 * rss_overhead_bytes      = used_memory_rss - allocator_resident
 * allocator_rss_bytes     = allocator_resident - allocator_active
 * mem_fragmentation_bytes = used_memory_rss - used_memory        (5.0 on)
 * used_memory_dataset     = used_memory - used_memory_overhead
 * </pre>
 *
 * What it prints as a rounded quotient serves only where no row has the number itself, because the rounding of a ratio
 * (0.005) among exact values would look like movement:
 *
 * <pre>
 * mem_fragmentation_ratio  = used_memory_rss / used_memory       (with its bytes both, unless it is nearly 1)
 * rss_overhead_ratio       = used_memory_rss / allocator_resident
 * allocator_rss_ratio      = allocator_resident / allocator_active
 * allocator_frag_ratio     = allocator_active / allocator_allocated  (else used_memory stands for the last)
 * used_memory_dataset_perc = 100 * used_memory_dataset / (used_memory - used_memory_startup)
 * </pre>
 */
final class Derived {

    /** Eight times the rounding of a ratio: what is divided by its distance from 1 is right within an eighth. */
    private static final double FAR_FROM_ONE = 0.04;

    /** Half a unit of the last place of a ratio. */
    private static final double ROUNDING = 0.005;

    private static final String ALLOCATOR = "input.assumed.derived_allocator";

    private final Timeline given;
    private final Map<Field, double[]> columns;
    private final List<Phrase> told = new ArrayList<>();
    private final boolean[] rows;

    private Derived(Timeline given) {
        this.given = given;
        this.columns = new EnumMap<>(given.columns());
        this.rows = new boolean[given.size()];
    }

    /** The timeline with what follows from it; the same one when nothing does. */
    static Timeline complete(Timeline given) {
        Derived derived = new Derived(given);
        derived.rss();
        derived.used();
        derived.both();
        derived.allocator();
        derived.dataset();
        return derived.told.isEmpty() ? given : derived.result();
    }

    private void rss() {
        double[] resident = column(Field.ALLOCATOR_RESIDENT);
        double[] outside = column(Field.RSS_OVERHEAD_BYTES);
        fill(
                Field.USED_MEMORY_RSS,
                Worth.EXACT,
                i -> resident[i] + outside[i],
                "input.assumed.derived_rss_by_overhead");
        double[] bytes = column(Field.MEM_FRAGMENTATION_BYTES);
        double[] fresh = column(Field.USED_MEMORY);
        fill(Field.USED_MEMORY_RSS, Worth.ESTIMATE, i -> fresh[i] + bytes[i], "input.assumed.derived_rss_by_bytes");
        if (!columns.containsKey(Field.USED_MEMORY_RSS)) {
            double[] ratio = column(Field.MEM_FRAGMENTATION_RATIO);
            fill(Field.USED_MEMORY_RSS, Worth.ESTIMATE, i -> fresh[i] * ratio[i], "input.assumed.derived_rss");
        }
    }

    private void used() {
        double[] dataset = column(Field.USED_MEMORY_DATASET);
        double[] overhead = column(Field.USED_MEMORY_OVERHEAD);
        fill(Field.USED_MEMORY, Worth.EXACT, i -> dataset[i] + overhead[i], "input.assumed.derived_used_by_dataset");
        double[] rss = column(Field.USED_MEMORY_RSS);
        double[] bytes = column(Field.MEM_FRAGMENTATION_BYTES);
        fill(Field.USED_MEMORY, Worth.ESTIMATE, i -> rss[i] - bytes[i], "input.assumed.derived_used_by_bytes");
        if (!columns.containsKey(Field.USED_MEMORY)) {
            double[] ratio = column(Field.MEM_FRAGMENTATION_RATIO);
            fill(Field.USED_MEMORY, Worth.ESTIMATE, i -> rss[i] / ratio[i], "input.assumed.derived_used");
        }
    }

    /** Two unknowns from the ratio and the difference of used memory and RSS. */
    private void both() {
        if (columns.containsKey(Field.USED_MEMORY) || columns.containsKey(Field.USED_MEMORY_RSS)) {
            return;
        }
        double[] ratio = column(Field.MEM_FRAGMENTATION_RATIO);
        double[] bytes = column(Field.MEM_FRAGMENTATION_BYTES);
        fill(
                Field.USED_MEMORY,
                Worth.ESTIMATE,
                i -> Math.abs(ratio[i] - 1) >= FAR_FROM_ONE - ROUNDING ? bytes[i] / (ratio[i] - 1) : Double.NaN,
                "input.assumed.derived_both");
        double[] used = column(Field.USED_MEMORY);
        fill(Field.USED_MEMORY_RSS, Worth.ESTIMATE, i -> used[i] + bytes[i], "input.assumed.derived_rss_by_bytes");
    }

    private void allocator() {
        double[] rss = column(Field.USED_MEMORY_RSS);
        quotient(Field.ALLOCATOR_RESIDENT, Field.RSS_OVERHEAD_BYTES, rss, Field.RSS_OVERHEAD_RATIO);
        quotient(
                Field.ALLOCATOR_ACTIVE,
                Field.ALLOCATOR_RSS_BYTES,
                column(Field.ALLOCATOR_RESIDENT),
                Field.ALLOCATOR_RSS_RATIO);
        if (!columns.containsKey(Field.ALLOCATOR_ALLOCATED)) {
            double[] active = column(Field.ALLOCATOR_ACTIVE);
            double[] ratio = column(Field.ALLOCATOR_FRAG_RATIO);
            fill(Field.ALLOCATOR_ALLOCATED, Worth.ESTIMATE, i -> active[i] / ratio[i], ALLOCATOR);
        }
        allocatedByUsed();
    }

    /** Exports may leave out this one figure; what is cached for threads is all that it has more than used memory. */
    private void allocatedByUsed() {
        if (columns.containsKey(Field.ALLOCATOR_ALLOCATED) || !columns.containsKey(Field.ALLOCATOR_RESIDENT)) {
            return;
        }
        double[] active = column(Field.ALLOCATOR_ACTIVE);
        double[] used = column(Field.USED_MEMORY);
        fill(
                Field.ALLOCATOR_ALLOCATED,
                Worth.ESTIMATE,
                i -> active[i] >= used[i] ? used[i] : Double.NaN,
                "input.assumed.derived_allocated");
    }

    /** The smaller of two sizes of which the larger one and their difference or their quotient are told. */
    private void quotient(Field smaller, Field difference, double[] larger, Field quotient) {
        double[] less = column(difference);
        fill(smaller, Worth.EXACT, i -> larger[i] - less[i], ALLOCATOR);
        if (!columns.containsKey(smaller)) {
            double[] ratio = column(quotient);
            // equal sizes are the mark of a build without the allocator's own figures: a rounded 1.00 shall not make
            // one
            fill(smaller, Worth.ESTIMATE, i -> ratio[i] == 1 ? Double.NaN : larger[i] / ratio[i], ALLOCATOR);
        }
    }

    private void dataset() {
        double[] used = column(Field.USED_MEMORY);
        double[] overhead = column(Field.USED_MEMORY_OVERHEAD);
        fill(Field.USED_MEMORY_DATASET, Worth.EXACT, i -> used[i] - overhead[i], "input.assumed.derived_dataset");
        if (!columns.containsKey(Field.USED_MEMORY_DATASET)) {
            double[] startup = column(Field.USED_MEMORY_STARTUP);
            double[] share = column(Field.USED_MEMORY_DATASET_PERC);
            fill(
                    Field.USED_MEMORY_DATASET,
                    Worth.EXACT, // a rounding of 0.005 % is no more than a page or two in a gigabyte
                    i -> share[i] / 100 * (used[i] - (Double.isNaN(startup[i]) ? 0 : startup[i])),
                    "input.assumed.derived_dataset_by_share");
        }
    }

    /** Whether a value is what the server would have printed, or as near as rounding and the moment of sampling allow. */
    private enum Worth {
        EXACT,
        ESTIMATE
    }

    /** A value at a row, NaN where it does not follow. */
    private interface Formula {
        double at(int row);
    }

    /** Sets the field in the rows that lack it and for which the formula gives a size. */
    private void fill(Field field, Worth worth, Formula formula, String phrase) {
        double[] printed = column(field);
        double[] filled = printed;
        for (int i = 0; i < printed.length; i++) {
            double value = Double.isNaN(printed[i]) ? formula.at(i) : Double.NaN;
            if (value > 0 && value < Double.POSITIVE_INFINITY) {
                filled = filled == printed ? printed.clone() : filled;
                filled[i] = value;
                rows[i] |= worth == Worth.ESTIMATE;
            }
        }
        if (filled != printed) {
            columns.put(field, filled);
            told(Phrase.of(phrase));
        }
    }

    private void told(Phrase how) {
        if (!told.contains(how)) {
            told.add(how);
        }
    }

    private double[] column(Field field) {
        double[] column = columns.get(field);
        if (column != null) {
            return column;
        }
        double[] empty = new double[rows.length];
        Arrays.fill(empty, Double.NaN);
        return empty;
    }

    private Timeline result() {
        int derived = 0;
        for (boolean row : rows) {
            derived += row ? 1 : 0;
        }
        Quality quality = given.quality().derived(derived, told);
        return new Timeline(
                given.name(),
                given.timed(),
                given.timeMicros(),
                columns,
                given.facts(),
                given.origins(),
                given.runs(),
                given.gaps(),
                given.events(),
                given.exhibits(),
                given.configuration(),
                given.configured(),
                quality);
    }
}
