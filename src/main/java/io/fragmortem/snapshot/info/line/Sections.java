package io.fragmortem.snapshot.info.line;

import io.fragmortem.snapshot.Field;
import java.util.List;
import java.util.Locale;

/** The sections of INFO in the order in which servers print them. */
public final class Sections {

    private static final List<String> IN_ORDER = List.of(
            "server",
            "clients",
            "memory",
            "data",
            "persistence",
            "threads",
            "stats",
            "replication",
            "cpu",
            "modules",
            "commandstats",
            "errorstats",
            "latencystats",
            "sentinel",
            "cluster",
            "keyspace",
            "keysizes",
            "keydb",
            "debug");

    private Sections() {}

    /** Whether sections with counters are among these: a bit for each. */
    static boolean areCounted(int sections) {
        return (sections & (1 << COMMANDSTATS | 1 << ERRORSTATS)) != 0;
    }

    /** Position of the section that prints a counter of commands or of errors. */
    static int of(Field counter) {
        return counter.infoName().startsWith(Field.ERRORS) ? ERRORSTATS : COMMANDSTATS;
    }

    /** Position of the section, -1 when the title names none. */
    public static int indexOf(String title) {
        return IN_ORDER.indexOf(title.toLowerCase(Locale.ROOT));
    }

    public static final int SERVER = 0;
    public static final int MEMORY = 2;
    private static final int COMMANDSTATS = IN_ORDER.indexOf("commandstats");
    private static final int ERRORSTATS = IN_ORDER.indexOf("errorstats");
    public static final int KEYSPACE = IN_ORDER.indexOf("keyspace");

    /**
     * The section that a line titles: {@code # Memory}, {@code #Memory}, {@code ## Memory}, {@code Memory:},
     * {@code [Memory]}; -1 when it is no title.
     */
    public static int titled(String line) {
        int from = 0;
        int end = line.length();
        while (from < end && (line.charAt(from) == '#' || line.charAt(from) == '[' || line.charAt(from) == ' ')) {
            from++;
        }
        boolean marked = from > 0 && line.charAt(0) != ' ';
        while (end > from && ":]* ".indexOf(line.charAt(end - 1)) >= 0) {
            marked |= line.charAt(end - 1) == ':';
            end--;
        }
        return marked && end - from <= 20 ? indexOf(line.substring(from, end)) : -1;
    }
}
