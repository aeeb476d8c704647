package io.fragmortem.statistics.base;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The few values that were made last: the series of one instance, and of a fleet, share their time axis, and what follows from that alone
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
        for (V value : now) {
            if (fits.test(value)) {
                return value;
            }
        }
        V made = make.get();
        List<V> next = new ArrayList<>(now.size() + 1);
        next.add(made);
        next.addAll(now.size() < most ? now : now.subList(0, most - 1));
        kept = next;
        return made;
    }
}
