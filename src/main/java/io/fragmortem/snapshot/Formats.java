package io.fragmortem.snapshot;

import io.fragmortem.snapshot.info.InfoFormat;
import io.fragmortem.snapshot.log.KernelLogFormat;
import io.fragmortem.snapshot.log.ServerLogFormat;
import java.util.List;
import java.util.Optional;

/** The registry of formats: every format that a stream can have, in the order in which ties are decided. */
public final class Formats {

    private static final List<Format> ALL = List.of(new InfoFormat(), new ServerLogFormat(), new KernelLogFormat());

    private Formats() {}

    /** All formats; the first of several that are equally sure wins. */
    public static List<Format> all() {
        return ALL;
    }

    /** The format with this name. */
    public static Optional<Format> named(String name) {
        return all().stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** One line per format, name and description in two columns: the text of {@code fragmortem formats}. */
    public static String describe() {
        int width =
                all().stream().mapToInt(format -> format.name().length()).max().orElse(0);
        StringBuilder out = new StringBuilder();
        for (Format format : all()) {
            out.append(format.name())
                    .append(" ".repeat(width - format.name().length() + 2))
                    .append(format.describe())
                    .append('\n');
        }
        return out.toString();
    }
}
