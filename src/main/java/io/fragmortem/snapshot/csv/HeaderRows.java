package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.metrics.SeriesName;
import io.fragmortem.snapshot.text.SizeText;
import io.fragmortem.snapshot.text.SpeakerKey;
import io.fragmortem.snapshot.text.StreamName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables with several rows above their data: one names the metrics, another tells whose they are. */
final class HeaderRows {

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
            if (other.size() == names.size() && SpeakerKey.isOne(other.get(0))) {
                return labelled(names, other);
            }
        }
        for (List<String> other : header) {
            if (other.size() == names.size() && other.get(0).isBlank() && other != names) {
                List<String> told = labelled(names, spanning(other));
                if (repeats(names) && !repeats(told)) {
                    return told;
                }
            }
        }
        for (List<String> other : header) {
            if (other.size() == names.size() && other != names) {
                List<String> told = withUnits(names, other);
                if (!told.isEmpty()) {
                    return told;
                }
            }
        }
        return names;
    }

    /** {@code MiB, MiB} below the names of the metrics: the names with their units, none where another thing stands below one. */
    private static List<String> withUnits(List<String> names, List<String> units) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String unit = units.get(i).strip();
            boolean metric = MetricNames.resolve(names.get(i)).isPresent();
            boolean known =
                    SizeText.parse("1" + unit, SizeText.Decimal.POWERS_OF_1024).isPresent();
            if (metric && !unit.isEmpty() && (!known || !Character.isLetter(unit.charAt(0)))) {
                return List.of();
            }
            told.add(metric && !unit.isEmpty() ? names.get(i) + " (" + unit + ")" : names.get(i));
        }
        return told.equals(names) ? List.of() : told;
    }

    private static List<String> labelled(List<String> names, List<String> instances) {
        List<String> told = new ArrayList<>(List.of(names.get(0)));
        for (int i = 1; i < names.size(); i++) {
            told.add(labelled(names.get(i), instances.get(i).strip()));
        }
        return told;
    }

    /** Whether a metric is there twice. */
    private static boolean repeats(List<String> names) {
        Set<String> seen = new HashSet<>();
        return names.stream()
                .filter(name ->
                        MetricNames.resolve(SeriesName.parse(name).metric()).isPresent())
                .anyMatch(name -> !seen.add(name));
    }

    /** A cell of a sheet that spans several columns stands in the first of them. */
    private static List<String> spanning(List<String> cells) {
        List<String> told = new ArrayList<>();
        String last = "";
        for (String cell : cells) {
            last = cell.chars().anyMatch(Character::isLetter) ? cell : last;
            told.add(last);
        }
        return told;
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

    /**
     * Where the title of a panel of Grafana, which names the file, tells the metric, the columns tell the instances alone:
     * {@code Memory used-data-as-joinbyfield-2026-11-20 16_00_12.csv} with the columns {@code Time}, {@code cache-1:9121}.
     */
    static Header titled(Header header, String stream) {
        String file = StreamName.file(stream);
        int end = file.indexOf("-data-");
        Optional<MetricNames.Target> target = end < 0 ? Optional.empty() : MetricNames.resolve(file.substring(0, end));
        if (target.isEmpty() || header.isLong() || !header.columns().isEmpty()) {
            return header;
        }
        Map<Integer, Header.Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < header.names().size(); i++) {
            String name = header.names().get(i);
            if (i != header.time()
                    && !header.instance().contains(i)
                    && !header.facts().containsKey(i)) {
                columns.put(i, new Header.Column(target.get(), name.equalsIgnoreCase("value") ? "" : name));
            }
        }
        return new Header(
                header.names(), header.time(), header.instance(), header.rows(), columns, header.facts(), List.of());
    }

    private static String labelled(String metric, String instance) {
        return instance.isEmpty() ? metric : metric + "{instance=\"" + instance + "\"}";
    }
}
