package io.fragmortem.snapshot.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tables with several rows above their data: one names the metrics, another tells whose they are. */
final class HeaderRows {

    /** What Google's consoles call the label of an instance, and what others call it. */
    private static final Set<String> INSTANCE =
            Set.of("instance_id", "instance", "host", "node_id", "cacheclusterid", "resource");

    private HeaderRows() {}

    /**
     * The names of the columns, each with the label of its instance where another row has one.
     *
     * @param header the rows above the data
     * @param names the one among them that names the metrics
     */
    static List<String> named(List<List<String>> header, List<String> names) {
        if (names.get(0).equals("Label")) {
            return Set.copyOf(names).size() == names.size() ? names : cloudWatch(header, names);
        }
        for (List<String> other : header) {
            String first = other.isEmpty() ? "" : other.get(0).strip().toLowerCase(Locale.ROOT);
            if (other.size() == names.size() && INSTANCE.contains(first)) {
                List<String> told = new ArrayList<>(List.of(names.get(0)));
                for (int i = 1; i < names.size(); i++) {
                    told.add(labelled(names.get(i), other.get(i)));
                }
                return told;
            }
        }
        return names;
    }

    /**
     * Where CloudWatch labels the same metric of several nodes alike, another row of the header tells them apart ({@code
     * Full label}, {@code CacheClusterId}): its cell becomes the label of the instance.
     */
    private static List<String> cloudWatch(List<List<String>> header, List<String> names) {
        for (List<String> other : header) {
            boolean fits = other.size() == names.size();
            if (fits && Set.copyOf(other).size() > Set.copyOf(names).size()) {
                List<String> told = new ArrayList<>(List.of(names.get(0)));
                for (int i = 1; i < names.size(); i++) {
                    String node =
                            other.get(i).replace(names.get(i), "").replaceAll("^[^\\p{Alnum}]+|[^\\p{Alnum}]+$", "");
                    told.add(labelled(names.get(i), node));
                }
                return told;
            }
        }
        return names;
    }

    private static String labelled(String metric, String instance) {
        return instance.isEmpty() ? metric : metric + "{instance=\"" + instance + "\"}";
    }
}
