package io.fragmortem.statistics.trend;

import io.fragmortem.statistics.base.Draws;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Order statistics of the slopes of all pairs of points, exactly and without listing the pairs.
 *
 * <p>The number of slopes below theta is the number of inversions of y - theta t in order of t. The wanted rank is
 * bracketed by two slopes, pairs between them are sampled, and two order statistics of the sample become the new bracket,
 * until the pairs left can be listed: Matousek 1991, IPL 39:183; Dillencourt, Mount and Netanyahu 1992, IJCGA 2:1. The
 * random numbers only steer the search, never the result, and their seed is fixed. Expected O(n log n) time, O(n) space.
 *
 * <p>Long because one selection works on arrays that its steps share.
 */
public final class PairwiseSlopes {

    /** Random samples narrow the bracket in three to six rounds. */
    private static final int MOST_ROUNDS = 40;

    /** All pairs of 3,000 points. */
    private static final long LISTED_AT_LAST = 4_500_000;

    private static final int LIST_UP_TO = 150 * 149 / 2;
    private static final int LISTED_PAIRS_PER_POINT = 48;
    private static final int LISTED_PAIRS_PER_POINT_OF_MANY = 4;
    private static final int MANY = 20_000;
    private static final int FIRST_SAMPLE_PER_POINT = 8;
    private static final int SAMPLE_TOGETHER_PER_POINT = 1;
    private static final int ROUNDS_TOGETHER = 3;
    /** Rounds of interpolation, and what they may leave around the ranks that are asked for, in parts of what lies between these. */
    private static final int ROUNDS_TO_TIGHTEN = 2;

    private static final int SPARE = 16;
    /** Slopes this close, relative to the largest of the sample, differ by rounding only. */
    private static final double SAME = 1e-13;
    /** Steeper ones count as this: an infinite slope cannot be calculated with. */
    private static final double STEEPEST = 1e300;

    private final double[] time;
    private final double[] value;
    /** About the middle of their run: only differences within a run matter, and small numbers keep their digits. */
    private final double[] centredTime;

    private final double[] centredValue;
    private final int[] runs;
    private final long pairs;
    private final Draws random = new Draws(20261123);
    private final Bracket bracket;
    /** Slopes of ranks listedBelow, listedBelow + 1, ..., in any order: all, or those around the rank asked for last. */
    private Spread listed = new Spread(new double[0]);

    private final Map<Long, Double> found = new HashMap<>();
    /** A sample of all pairs, sorted, that every search begins with. */
    private double[] firstSample = new double[0];

    private long listedBelow;

    /** Times strictly ascending, at least two points, all usable; the arrays are kept and must not change. */
    public PairwiseSlopes(double[] time, double[] value) {
        this(time, value, new int[] {0, time.length});
    }

    /**
     * Pairs within runs only.
     *
     * @param runs first index of each run, then the number of points; at least one run has two points
     */
    public PairwiseSlopes(double[] time, double[] value, int[] runs) {
        this.time = time;
        this.value = value;
        this.runs = runs;
        centredTime = new double[time.length];
        centredValue = new double[time.length];
        long count = 0;
        for (int r = 0; r + 1 < runs.length; r++) {
            int length = runs[r + 1] - runs[r];
            count += (long) length * (length - 1) / 2;
            int middle = runs[r] + length / 2;
            for (int i = runs[r]; i < runs[r + 1]; i++) {
                centredTime[i] = time[i] - time[middle];
                centredValue[i] = value[i] - value[middle];
            }
        }
        pairs = count;
        bracket = new Bracket(centredTime, centredValue, runs);
        if (pairs <= LIST_UP_TO) {
            list(listAll(), 0);
        }
    }

    long pairs() {
        return pairs;
    }

    /** Sorts of all points made so far: what the answers have cost. */
    int sorts() {
        return bracket.sorts();
    }

    public double median() {
        double lower = at((pairs - 1) / 2);
        double upper = at(pairs / 2);
        return lower + (upper - lower) / 2;
    }

    /** Lower end of the interval of half width {@code c} in units of S, by SciPy's rounding. */
    double lower(double c) {
        return at(rankOfLower(c));
    }

    double upper(double c) {
        return at(rankOfUpper(c));
    }

    private long rankOfLower(double c) {
        return Math.max(0, (long) Math.rint((pairs - c) / 2) - 1);
    }

    private long rankOfUpper(double c) {
        return Math.min(pairs - 1, (long) Math.rint((pairs + c) / 2));
    }

    /**
     * Says that both ends of the interval of half width {@code c} and the median will be asked for: where they are near each other they
     * are listed together, in a third of the time. Changes no answer.
     */
    void expect(double c) {
        long low = rankOfLower(c);
        long high = rankOfUpper(c);
        if (listed.size() > 0 || high - low >= most()) {
            return;
        }
        bracket.reset(pairs);
        double[] sample = sample(SAMPLE_TOGETHER_PER_POINT * time.length);
        long room = 2 * most();
        for (int round = 0; round < ROUNDS_TOGETHER && bracket.inside() > room; round++) {
            double same = SAME * Math.max(Math.abs(sample[0]), Math.abs(sample[sample.length - 1]));
            double left = Bracket.gapBefore(
                    sample, (int) Math.floor(bracket.placeOf(low, sample) - Bracket.margin(sample)), same);
            double right = Bracket.gapAfter(
                    sample, (int) Math.ceil(bracket.placeOf(high, sample) + Bracket.margin(sample)), same);
            bracket.cut(left, low);
            bracket.cut(right, high);
            if (low < bracket.below() || high >= bracket.below() + bracket.inside()) {
                return;
            }
            sample = bracket.inside() > room ? sample(time.length) : sample;
        }
        long spare = (high - low) / SPARE + 1;
        for (int round = 0; round < ROUNDS_TO_TIGHTEN && bracket.inside() > high - low + 4 * spare; round++) {
            bracket.tighten(low, high, spare);
        }
        if (bracket.inside() <= most()) {
            list();
        }
    }

    private double[] sample(int size) {
        double[] sample = slopesOf(bracket.sample(Math.max(time.length, Math.min(MANY, size)), random));
        Arrays.sort(sample);
        return sample;
    }

    private void list() {
        list(slopesOf(bracket.all()), bracket.below());
    }

    private void list(double[] slopes, long firstRank) {
        listed = new Spread(slopes);
        listedBelow = firstRank;
    }

    private long most() {
        int n = time.length;
        return (long) n * (n > MANY ? LISTED_PAIRS_PER_POINT_OF_MANY : LISTED_PAIRS_PER_POINT);
    }

    private void begin() {
        bracket.reset(pairs);
        if (firstSample.length == 0) {
            firstSample = sample(FIRST_SAMPLE_PER_POINT * time.length);
        }
    }

    /** The slope of 0-based rank k; each is searched for once. */
    double at(long k) {
        Double known = found.get(k);
        if (known == null) {
            known = selected(k);
            found.put(k, known);
        }
        return known;
    }

    private double selected(long k) {
        if (k < listedBelow || k >= listedBelow + listed.size()) {
            search(k);
        }
        return listed.at((int) (k - listedBelow));
    }

    private double[] listAll() {
        double[] all = new double[(int) pairs];
        int k = 0;
        for (int r = 0; r + 1 < runs.length; r++) {
            for (int i = runs[r]; i < runs[r + 1]; i++) {
                for (int j = i + 1; j < runs[r + 1]; j++) {
                    all[k++] = slope(i, j);
                }
            }
        }
        return all;
    }

    private double slope(int i, int j) {
        double slope = (value[j] - value[i]) / (time[j] - time[i]);
        // + 0.0 makes minus zero zero: equal values have one slope
        return Math.max(-STEEPEST, Math.min(STEEPEST, slope)) + 0.0;
    }

    /** Narrows the bracket around rank k until what it holds can be listed. */
    private void search(long k) {
        long most = most();
        begin();
        double[] sample = firstSample;
        int rounds = 0;
        while (bracket.inside() > most) {
            int size = sample.length;
            if (++rounds > MOST_ROUNDS) {
                afterTooManyRounds(sample[size / 2], k);
                return;
            }
            double scale = Math.max(Math.abs(sample[0]), Math.abs(sample[size - 1]));
            if (sample[size - 1] - sample[0] <= SAME * scale) {
                if (narrowToMass(sample[size / 2], k)) {
                    return;
                }
            } else {
                narrow(sample, SAME * scale, k);
            }
            if (bracket.inside() > most) {
                sample = sample(time.length);
            }
        }
        list();
    }

    /**
     * Points on one line up to rounding: the slopes differ by less than the counts of the bracket can resolve, and narrowing
     * would go on one rounding error at a time. List them all where that is possible; else any of those inside is the answer.
     */
    private void afterTooManyRounds(double inside, long k) {
        boolean listable = pairs <= LISTED_AT_LAST;
        list(listable ? listAll() : new double[] {inside}, listable ? 0 : k);
    }

    /** One step with a sample of at least two distinct slopes; always shrinks the bracket. */
    private void narrow(double[] sample, double same, long k) {
        int n = sample.length;
        double target = bracket.placeOf(k, sample);
        double margin = Bracket.margin(sample);
        double left = Bracket.gapBefore(sample, (int) Math.floor(target - margin), same);
        double right = Bracket.gapAfter(sample, (int) Math.ceil(target + margin), same);
        if (Double.isInfinite(left) && Double.isInfinite(right)) {
            // two heaps of equal slopes with the target between or beside them: split at the gap next to it
            int at = (int) Math.max(0, Math.min(n - 1, target));
            double split = Bracket.gapBefore(sample, at, same);
            bracket.cut(Double.isInfinite(split) ? Bracket.gapAfter(sample, at, same) : split, k);
            return;
        }
        bracket.cut(left, k);
        bracket.cut(right, k);
    }

    /** All sampled slopes are the same: the answer, unless the rank lies in the few others. */
    private boolean narrowToMass(double slope, long k) {
        int n = time.length;
        double spread = 0;
        double span = 0;
        for (int i = 0; i < n; i++) {
            spread = Math.max(spread, Math.abs(centredValue[i]));
            span = Math.max(span, Math.abs(centredTime[i]));
        }
        double margin = SAME * (Math.abs(slope) + spread / span);
        if (!(margin > 0)) {
            list(new double[] {slope}, k);
            return true;
        }
        boolean below = bracket.cut(slope - margin, k) == Bracket.Side.LEFT;
        boolean above = !below && bracket.cut(slope + margin, k) == Bracket.Side.RIGHT;
        if (below || above) {
            return false;
        }
        list(new double[] {slope}, k);
        return true;
    }

    private double[] slopesOf(int[] firstAndSecond) {
        double[] slopes = new double[firstAndSecond.length / 2];
        for (int i = 0; i < slopes.length; i++) {
            int a = firstAndSecond[2 * i];
            int b = firstAndSecond[2 * i + 1];
            slopes[i] = slope(Math.min(a, b), Math.max(a, b));
        }
        return slopes;
    }
}
