package io.fragmortem.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;

/**
 * Numbered pieces of work of different weight, spread over shares: the heaviest first, each to the share that is the lightest
 * so far (LPT, Graham 1969: never more than 4/3 of the best). The heaviest share has number 0, so that a giant begins first and
 * the others are done beside it. O(n log n).
 */
final class Shares extends Partitioner {

    private static final long serialVersionUID = 1L;

    private final int[] shareOf;
    private final int shares;

    private Shares(int[] shareOf, int shares) {
        this.shareOf = shareOf;
        this.shares = shares;
    }

    /** A share while it is filled. */
    private static final class Filling {
        private final int number;
        private long weight;

        Filling(int number) {
            this.number = number;
        }

        long weight() {
            return weight;
        }

        int number() {
            return number;
        }
    }

    /** @param shares at least 1 */
    static Shares of(long[] weights, int shares) {
        List<Filling> all = IntStream.range(0, shares).mapToObj(Filling::new).toList();
        PriorityQueue<Filling> lightest =
                new PriorityQueue<>(Comparator.comparingLong(Filling::weight).thenComparing(Filling::number));
        lightest.addAll(all);
        int[] shareOf = new int[weights.length];
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> -weights[i]))
                .forEach(piece -> {
                    Filling share = lightest.remove();
                    share.weight += weights[piece];
                    shareOf[piece] = share.number;
                    lightest.add(share);
                });
        int[] places = new int[shares];
        List<Filling> heaviestFirst = new ArrayList<>(all);
        heaviestFirst.sort(Comparator.comparingLong(share -> -share.weight));
        for (int place = 0; place < shares; place++) {
            places[heaviestFirst.get(place).number] = place;
        }
        return new Shares(Arrays.stream(shareOf).map(number -> places[number]).toArray(), shares);
    }

    /** The share of a piece. */
    int of(int piece) {
        return shareOf[piece];
    }

    @Override
    public int numPartitions() {
        return shares;
    }

    @Override
    public int getPartition(Object piece) {
        return shareOf[(Integer) piece];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shares that && shares == that.shares && Arrays.equals(shareOf, that.shareOf);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(shareOf);
    }
}
