package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.json.JsonScalars;
import io.fragmortem.snapshot.text.SpeakerKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which columns of a table tell whose a row is: those with names that say so, and where two rows of one moment have the same of them, a
 * further one that tells these apart. Else two servers would be read as one that moves up and down.
 */
final class SpeakerColumns {

    private static final String PORT = "port";

    /** Two rows that are the same in all that says whose they are, and of when. */
    private record Twins(List<String> one, List<String> other) {}

    private SpeakerColumns() {}

    /** By their names alone, empty for none. */
    static List<Integer> named(List<String> names, ReadOptions options, int time) {
        if (options.instanceColumn().isPresent()) {
            int wanted = names.indexOf(options.instanceColumn().get());
            return wanted < 0 || wanted == time ? List.of() : List.of(wanted);
        }
        int nearest = SpeakerKey.nearest(names);
        if (nearest < 0 || nearest == time) {
            return List.of();
        }
        int port = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList()
                .indexOf(PORT);
        return port >= 0 && SpeakerKey.wantsPort(names.get(nearest)) ? List.of(nearest, port) : List.of(nearest);
    }

    static boolean isPort(String name) {
        return name.equalsIgnoreCase(PORT);
    }

    /**
     * The header with the further columns that the first rows need to be told apart.
     *
     * @param rows of the data, some of them perhaps too short
     */
    static Header apart(Header header, List<List<String>> rows, ReadOptions options) {
        int width = header.names().size();
        List<List<String>> whole =
                rows.stream().filter(row -> row.size() >= width).toList();
        Header told = header;
        int more = options.instanceColumn().isPresent() ? -1 : further(told, whole);
        while (more >= 0) {
            told = told.withSpeaker(more);
            more = further(told, whole);
        }
        return told;
    }

    /** The column that tells most twins apart, the nearest to a server among equals; -1 where there are no twins or none tells. */
    private static int further(Header header, List<List<String>> rows) {
        List<Twins> twins = twins(header, rows);
        int best = -1;
        long most = 0;
        for (int i = 0; i < header.names().size() && !twins.isEmpty(); i++) {
            int own = i;
            long apart = mayTell(header, i, rows)
                    ? twins.stream()
                            .filter(t -> !t.one.get(own).equals(t.other.get(own)))
                            .count()
                    : 0;
            boolean nearer = best >= 0
                    && SpeakerKey.rank(header.names().get(i))
                            < SpeakerKey.rank(header.names().get(best));
            if (apart > most || (apart == most && apart > 0 && nearer)) {
                best = i;
                most = apart;
            }
        }
        return best;
    }

    private static List<Twins> twins(Header header, List<List<String>> rows) {
        Map<List<String>, List<String>> first = new HashMap<>();
        List<Twins> twins = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> before = first.putIfAbsent(identity(header, row), row);
            if (before != null && !before.equals(row)) {
                twins.add(new Twins(before, row));
            }
        }
        return twins;
    }

    /** Of when and whose a row is, and of which metric. */
    private static List<String> identity(Header header, List<String> row) {
        List<String> identity = new ArrayList<>();
        identity.add(row.get(header.time()));
        header.instance().forEach(i -> identity.add(row.get(i)));
        header.rows().ifPresent(columns -> {
            identity.add(row.get(columns.metric()));
            identity.add(columns.part() < 0 ? "" : row.get(columns.part()));
        });
        return identity;
    }

    /** Names of servers, their ports, and in a wide table any text that nobody knows. */
    private static boolean mayTell(Header header, int column, List<List<String>> rows) {
        String name = header.names().get(column);
        if (column == header.time()
                || header.instance().contains(column)
                || header.columns().containsKey(column)
                || header.facts().containsKey(column)) {
            return false;
        }
        boolean text = header.rows().isEmpty()
                && !Header.isBoring(name)
                && rows.stream().allMatch(row -> Double.isNaN(JsonScalars.number(row.get(column))));
        return SpeakerKey.isOne(name) || isPort(name) || text;
    }
}
