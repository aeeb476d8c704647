package io.fragmortem.snapshot;

import java.util.List;

/**
 * A table or text that explains but is no time series: allocator bins, the client list, a doctor's verdict, big keys.
 *
 * @param kind what it is
 * @param origin where it was read
 * @param stamp when it was taken
 * @param columns names of the columns, with units ({@code size_bytes}); empty for plain text
 * @param rows cells as text, one list per row, each as long as {@code columns}
 * @param text the original text where the words matter (MEMORY DOCTOR), else empty; untrusted
 */
public record Exhibit(Kind kind, Origin origin, Stamp stamp, List<String> columns, List<List<String>> rows, String text)
        implements Finding {

    public Exhibit {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The same exhibit, from another place and moment. */
    public Exhibit at(Origin place, Stamp moment) {
        return new Exhibit(kind, place, moment, columns, rows, text);
    }

    @Override
    public Exhibit from(Origin place) {
        return at(place, stamp);
    }

    /** The kinds of exhibits. */
    public enum Kind {
        MALLOC_BINS,
        MALLOC_LARGE,
        MALLOC_EXTENTS,
        CLIENT_LIST,
        MEMORY_DOCTOR,
        BIG_KEYS,
        CONFIG
    }
}
