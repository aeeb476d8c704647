package io.fragmortem.timeline;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one instance, in the order of the input and in bounded memory. Once they are too many, time is cut into
 * slices and of samples of one size the first of each slice is kept: those of a dump and of an export beside it differ, and
 * one dump after the other is of one size though each be a file. Slices double when that is not enough. Never dropped: the
 * highest and lowest used memory and RSS, and of a thousand processes and a thousand crash reports the first sample.
 */
final class KeptSamples {

    /** Numbers held at most; 3 million are 24 MB, or 43,000 dumps of INFO memory. */
    static final long MOST = 3_000_000;

    /** What a sample costs beside its values: objects, times, places; counted as numbers. */
    private static final int OVERHEAD = 25;

    private static final long SECOND = 1_000_000;
    private static final int MOST_FIRSTS = 1000;
    private static final Field[] WATCHED = {Field.USED_MEMORY, Field.USED_MEMORY_RSS};

    private final List<Sample> samples = new ArrayList<>();
    private final long most;
    private final Extreme[] extremes;
    private final Set<String> processes = new HashSet<>();
    private final Set<Sample> firsts = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Sample> crashes = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Integer, Set<Long>> slices = new HashMap<>();
    private long cost;
    private long seen;
    private long slice;

    KeptSamples() {
        this(MOST);
    }

    /** @param most numbers held at most */
    KeptSamples(long most) {
        this.most = most;
        this.extremes = Arrays.stream(WATCHED).map(Extreme::new).toArray(Extreme[]::new);
    }

    /** The lowest and the highest sample of a field. */
    private static final class Extreme {
        private final Field field;
        private @Nullable Sample low;
        private @Nullable Sample high;
        private double lowest = Double.POSITIVE_INFINITY;
        private double highest = Double.NEGATIVE_INFINITY;

        Extreme(Field field) {
            this.field = field;
        }

        /** Whether the sample is a new extreme. */
        boolean take(Sample sample) {
            double value = sample.get(field).orElse(Double.NaN);
            boolean lower = value < lowest;
            boolean higher = value > highest;
            if (lower) {
                lowest = value;
                low = sample;
            }
            if (higher) {
                highest = value;
                high = sample;
            }
            return lower || higher;
        }
    }

    void add(Sample found) {
        // of samples that share their values a few would keep all in memory
        Sample sample = slice > 0 ? found.alone() : found;
        seen++;
        boolean notable = notable(sample);
        if (slice > 0 && !notable && !first(sample, seen)) {
            return;
        }
        keep(sample);
        if (cost > most) {
            thin();
        }
    }

    /** The samples, to be changed by whoever builds the timeline. */
    List<Sample> list() {
        return samples;
    }

    /** How many samples were left out because there were too many. */
    long dropped() {
        return seen - samples.size();
    }

    private boolean notable(Sample sample) {
        boolean notable =
                sample.marks().contains(Sample.Mark.CRASH) && crashes.size() < MOST_FIRSTS && crashes.add(sample);
        for (Extreme extreme : extremes) {
            notable |= extreme.take(sample);
        }
        String process = sample.facts().get(Fact.RUN_ID);
        if (process != null && processes.size() < MOST_FIRSTS && processes.add(process)) {
            firsts.add(sample);
            return true;
        }
        return notable;
    }

    private void keep(Sample sample) {
        samples.add(sample);
        cost += sample.size() + OVERHEAD;
    }

    /** Whether nothing of this size was said in the sample's slice of time yet. */
    private boolean first(Sample sample, long ordinal) {
        long time = sample.stamp().known() ? sample.stamp().epochMicros() : ordinal * SECOND;
        return slices.computeIfAbsent(sample.size(), size -> new HashSet<>()).add(Math.floorDiv(time, slice));
    }

    private void thin() {
        if (slice == 0) {
            samples.replaceAll(this::parted);
        }
        List<Sample> all = new ArrayList<>(samples);
        slice = slice == 0 ? Math.max(1, 2 * span(all) / all.size()) : slice;
        do {
            samples.clear();
            slices.clear();
            cost = 0;
            for (int i = 0; i < all.size(); i++) {
                Sample sample = all.get(i);
                // by all means look whether it is the first of its slice: the slice is then taken
                boolean first = first(sample, i);
                if (first || mustStay(sample)) {
                    keep(sample);
                }
            }
            slice *= 2;
        } while (cost > most / 2 && slice < Long.MAX_VALUE / 4);
        slice /= 2;
    }

    /** The sample with values of its own, known as the same. */
    private Sample parted(Sample sample) {
        Sample alone = sample.alone();
        for (Set<Sample> known : List.of(firsts, crashes)) {
            if (known.remove(sample)) {
                known.add(alone);
            }
        }
        for (Extreme extreme : extremes) {
            extreme.low = extreme.low == sample ? alone : extreme.low;
            extreme.high = extreme.high == sample ? alone : extreme.high;
        }
        return alone;
    }

    private boolean mustStay(Sample sample) {
        boolean extreme = Arrays.stream(extremes).anyMatch(e -> e.low == sample || e.high == sample);
        return extreme || firsts.contains(sample) || crashes.contains(sample);
    }

    private static long span(List<Sample> samples) {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (Sample sample : samples) {
            if (sample.stamp().known()) {
                low = Math.min(low, sample.stamp().epochMicros());
                high = Math.max(high, sample.stamp().epochMicros());
            }
        }
        return high > low ? high - low : samples.size() * SECOND;
    }
}
