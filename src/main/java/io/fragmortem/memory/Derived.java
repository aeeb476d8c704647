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
 * mem_fragmentation_bytes = used_memory_rss - used_memory        (5.0 on)
 * used_memory_dataset     = used_memory - used_memory_overhead
 * </pre>
 *
 * What it prints as a rounded quotient serves only where no row has the number itself, because the rounding of a ratio
 * (0.005) among exact values would look like movement:
 *
 * <pre>
 * mem_fragmentation_ratio  = used_memory_rss / used_memory
 * used_memory_dataset_perc = 100 * used_memory_dataset / (used_memory - used_memory_startup)
 * </pre>
 */
final class Derived {

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
        derived.dataset();
        return derived.told.isEmpty() ? given : derived.result();
    }

    private void rss() {
        double[] resident = column(Field.ALLOCATOR_RESIDENT);
        double[] outside = column(Field.RSS_OVERHEAD_BYTES);
        fill(Field.USED_MEMORY_RSS, Worth.EXACT, i -> resident[i] + outside[i], "input.assumed.derived_rss_by_overhead");
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
        double[] told = column(field);
        double[] filled = told;
        for (int i = 0; i < told.length; i++) {
            double value = Double.isNaN(told[i]) ? formula.at(i) : Double.NaN;
            if (value > 0 && value < Double.POSITIVE_INFINITY) {
                filled = filled == told ? told.clone() : filled;
                filled[i] = value;
                rows[i] |= worth == Worth.ESTIMATE;
            }
        }
        if (filled != told) {
            columns.put(field, filled);
            this.told.add(Phrase.of(phrase));
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
