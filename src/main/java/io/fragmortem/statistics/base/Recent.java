package io.fragmortem.statistics.base;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The few values that were asked for last: the series of one instance, and of a fleet, share their time axis, and what follows from that alone
 * is made once. Changes no answer. Its list is written whole and never changed after, so that any thread may use it; values must not
 * change either.
 *
 * <p>Example: {@code RECENT.get(kept -> kept.n() == n, () -> made(n))}.
 *
 * @param <V> a value that knows what it was made for
 */
public final class Recent<V> {

    private final int most;
    private volatile List<V> kept = List.of();

    /** Keeps so many. */
    public Recent(int most) {
        this.most = most;
    }

    /** The kept one that fits, else a new one. O(kept). */
    public V get(Predicate<V> fits, Supplier<V> make) {
        List<V> now = kept;
        for (int i = 0; i < now.size(); i++) {
            V value = now.get(i);
            if (fits.test(value)) {
                if (2 * i >= most) {
                    // soon to be forgotten, though it is asked for
                    kept = first(value, now, i);
                }
                return value;
            }
        }
        V made = make.get();
        kept = first(made, now, Math.min(now.size(), most - 1));
        return made;
    }

    /** A value, then the others without that of one place; its number for none. */
    private static <V> List<V> first(V value, List<V> others, int without) {
        List<V> next = new ArrayList<>(others.size() + 1);
        next.add(value);
        next.addAll(others.subList(0, without));
        next.addAll(others.subList(Math.min(without + 1, others.size()), others.size()));
        return next;
    }
}
