package io.fragmortem.snapshot.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The series that were found by their names, so that each is looked for once. A stream with more names than are kept has the rest
 * looked for each time: nothing of it is lost.
 *
 * @param <N> a name as the stream writes it
 */
public final class Remembered<N> {

    private static final int MAX_SERIES = 200_000;

    private final Function<N, Optional<KnownSeries.Known>> search;
    private final Map<N, Optional<KnownSeries.Known>> known = new HashMap<>();

    /** @param search finds a series by its name, empty when nobody knows the metric */
    public Remembered(Function<N, Optional<KnownSeries.Known>> search) {
        this.search = search;
    }

    /** The series of this name, empty when nobody knows the metric. */
    public Optional<KnownSeries.Known> find(N name) {
        Optional<KnownSeries.Known> series = known.get(name);
        if (series == null) {
            series = search.apply(name);
            if (known.size() < MAX_SERIES) {
                known.put(name, series);
            }
        }
        return series;
    }
}
