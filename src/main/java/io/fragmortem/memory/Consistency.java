package io.fragmortem.memory;

import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Holds the numbers of every sample against the identities that the server's own code guarantees, with the tolerances of
 * its rounding. A violated identity means a misread, edited or corrupt dump, or a version whose meaning we mistook.
 */
public final class Consistency {

    /** Printed ratios have two decimals of a float32 division. */
    public static final double RATIO = 0.0051;

    /** From 100 on, float32 and rounding stack. */
    public static final double LARGE_RATIO = 0.011;

    /** Exact identities may be off by what a rounded {@code _human} text hides. */
    public static final double ROUNDED = 0.006;

    private final Timeline timeline;
    private final MemoryModel model;

    private Consistency(MemoryModel model) {
        this.model = model;
        this.timeline = model.told(); // a derived value agrees with what it was derived from
    }

    /** What the server's own code guarantees of the numbers that it prints. */
    public enum Law {
        ALLOCATOR_RSS_BYTES,
        RSS_OVERHEAD_BYTES,
        ALLOCATOR_FRAG_BYTES,
        DATASET_BYTES,
        PEAK_AT_LEAST_USED,
        OVERHEAD_AT_LEAST_STARTUP,
        FRAGMENTATION_RATIO,
        ALLOCATOR_RSS_RATIO,
        RSS_OVERHEAD_RATIO,
        ALLOCATOR_FRAG_RATIO;

        private static final Set<Law> RATIOS =
                EnumSet.of(FRAGMENTATION_RATIO, ALLOCATOR_RSS_RATIO, RSS_OVERHEAD_RATIO, ALLOCATOR_FRAG_RATIO);

        /** The stable name, for example {@code allocator-rss-bytes}. */
        public String id() {
            return Spelling.dashed(this);
        }

        /** Whether it is about a printed ratio, and not about bytes. */
        public boolean isRatio() {
            return RATIOS.contains(this);
        }
    }

    /**
     * One identity over the timeline.
     *
     * @param law which one
     * @param checked samples that have all its fields; 0 when it could not be checked
     * @param violated samples that break it
     * @param firstSample the first of these, or -1
     * @param expected what the identity demands there
     * @param found what was printed there
     */
    public record Identity(Law law, int checked, int violated, int firstSample, double expected, double found) {}

    /** All identities that apply to this server's version, in a fixed order. */
    public static List<Identity> check(MemoryModel model) {
        return new Consistency(model).all();
    }

    private List<Identity> all() {
        List<Identity> identities = new ArrayList<>();
        boolean exact = timeline.quality().rounded() == 0;
        if (exact) {
            identities.add(equal(
                    Law.ALLOCATOR_RSS_BYTES,
                    Field.ALLOCATOR_RSS_BYTES,
                    difference(Field.ALLOCATOR_RESIDENT, Field.ALLOCATOR_ACTIVE)));
            identities.add(equal(
                    Law.RSS_OVERHEAD_BYTES,
                    Field.RSS_OVERHEAD_BYTES,
                    difference(Field.USED_MEMORY_RSS, Field.ALLOCATOR_RESIDENT)));
            identities.add(fragBytes());
            identities.add(equal(
                    Law.DATASET_BYTES,
                    Field.USED_MEMORY_DATASET,
                    difference(Field.USED_MEMORY, Field.USED_MEMORY_OVERHEAD)));
            if (model.server().product() != Product.DRAGONFLY) { // its peak is taken now and then
                identities.add(
                        atLeast(Law.PEAK_AT_LEAST_USED, Field.USED_MEMORY_PEAK, timeline.column(Field.USED_MEMORY)));
            }
            identities.add(atLeast(
                    Law.OVERHEAD_AT_LEAST_STARTUP,
                    Field.USED_MEMORY_OVERHEAD,
                    timeline.column(Field.USED_MEMORY_STARTUP)));
        }
        identities.add(ratio(Law.FRAGMENTATION_RATIO, Field.MEM_FRAGMENTATION_RATIO, fragmentationRatio()));
        identities.add(ratio(
                Law.ALLOCATOR_RSS_RATIO,
                Field.ALLOCATOR_RSS_RATIO,
                quotient(Field.ALLOCATOR_RESIDENT, Field.ALLOCATOR_ACTIVE)));
        identities.add(ratio(
                Law.RSS_OVERHEAD_RATIO,
                Field.RSS_OVERHEAD_RATIO,
                quotient(Field.USED_MEMORY_RSS, Field.ALLOCATOR_RESIDENT)));
        if (!model.semantics().fragCountsSmallBins()) {
            identities.add(ratio(
                    Law.ALLOCATOR_FRAG_RATIO,
                    Field.ALLOCATOR_FRAG_RATIO,
                    quotient(Field.ALLOCATOR_ACTIVE, Field.ALLOCATOR_ALLOCATED)));
        }
        return List.copyOf(identities);
    }

    // What a field should be at each sample, NaN when it cannot be told.

    private double[] difference(Field one, Field other) {
        double[] expected = timeline.column(one).clone();
        double[] what = timeline.column(other);
        for (int i = 0; i < expected.length; i++) {
            expected[i] -= what[i];
        }
        return expected;
    }

    private double[] quotient(Field one, Field other) {
        double[] expected = timeline.column(one).clone();
        double[] by = timeline.column(other);
        for (int i = 0; i < expected.length; i++) {
            expected[i] /= by[i];
        }
        return expected;
    }

    /** The server divided RSS by its own sample of used memory from 5.0 on, by the printed one before. */
    private double[] fragmentationRatio() {
        double[] rss = timeline.column(Field.USED_MEMORY_RSS);
        double[] used = timeline.column(Field.USED_MEMORY);
        double[] excess = timeline.column(Field.MEM_FRAGMENTATION_BYTES);
        boolean fresh = model.semantics().ratioFromFresh();
        double[] expected = new double[rss.length];
        for (int i = 0; i < expected.length; i++) {
            double printed = fresh ? used[i] : Double.NaN;
            expected[i] = rss[i] / (Double.isNaN(excess[i]) ? printed : rss[i] - excess[i]);
        }
        return expected;
    }

    private Identity fragBytes() {
        double[] gap = difference(Field.ALLOCATOR_ACTIVE, Field.ALLOCATOR_ALLOCATED);
        if (!model.semantics().fragCountsSmallBins()) {
            return equal(Law.ALLOCATOR_FRAG_BYTES, Field.ALLOCATOR_FRAG_BYTES, gap);
        }
        // Redis 7.4, Valkey 8.0: only free slots of small bins, so at most the whole gap.
        return scan(Law.ALLOCATOR_FRAG_BYTES, Field.ALLOCATOR_FRAG_BYTES, gap, (expected, found) -> found <= expected);
    }

    private Identity equal(Law law, Field field, double[] wanted) {
        return scan(law, field, wanted, (expected, found) -> expected == found);
    }

    private Identity atLeast(Law law, Field field, double[] floor) {
        return scan(law, field, floor, (expected, found) -> found >= expected);
    }

    private Identity ratio(Law law, Field field, double[] wanted) {
        boolean rounded = timeline.quality().rounded() > 0;
        return scan(law, field, wanted, (expected, found) -> {
            double tolerance = Math.abs(found) >= 100 ? LARGE_RATIO + Math.abs(found) * 1e-6 : RATIO;
            return Math.abs(expected - found) <= tolerance + (rounded ? ROUNDED * Math.abs(found) : 0);
        });
    }

    private interface Test {
        boolean holds(double expected, double found);
    }

    private Identity scan(Law law, Field field, double[] wanted, Test test) {
        int checked = 0;
        int violated = 0;
        int first = -1;
        double expectedThere = 0;
        double foundThere = 0;
        double[] column = timeline.column(field);
        for (int i = 0; i < column.length; i++) {
            double found = column[i];
            double expected = wanted[i];
            if (Double.isNaN(found) || Double.isNaN(expected) || Double.isInfinite(expected)) {
                continue;
            }
            checked++;
            if (expected != found && !test.holds(expected, found)) {
                violated++;
                if (first < 0) {
                    first = i;
                    expectedThere = expected;
                    foundThere = found;
                }
            }
        }
        return new Identity(law, checked, violated, first, expectedThere, foundThere);
    }
}
