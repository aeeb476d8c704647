package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.snapshot.Head;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The boxes that {@code --output table} draws, one inside the other. Members stand beside each other below their names, or
 * below each other beside their names where the terminal was too narrow for a single row:
 *
 * <pre>
 * |                GetMetricStatistics                |
 * |  Label    |  BytesUsedForCache                    |
 * ||                   Datapoints                    ||
 * ||    Average     |        Timestamp         | Unit ||
 * ||  4257386217.0  |  2026-11-20T13:20:00Z    | Bytes||
 * </pre>
 */
final class CloudWatchTable {

    private static final Set<String> SECTIONS = Set.of(
            "GetMetricStatistics",
            "GetMetricData",
            "Datapoints",
            "MetricDataResults",
            "Timestamps",
            "Values",
            "Messages");
    private static final Set<String> MEMBERS = Set.of(
            "Label", "Id", "StatusCode", "Timestamp", "Unit", "Average", "Maximum", "Minimum", "Sum", "SampleCount");

    private final CloudWatchPoints points;
    private final Map<String, String> vertical = new LinkedHashMap<>();
    private String section = "";
    private List<String> header = List.of();

    CloudWatchTable(CloudWatchPoints points) {
        this.points = points;
    }

    static boolean is(Head head) {
        boolean box = head.starts("--") || head.starts("|");
        return box && (head.has(" GetMetricStatistics ") || head.has(" GetMetricData "));
    }

    void line(String line) {
        if (line.indexOf('+') >= 0 && line.replaceAll("[|+-]", "").isBlank()) {
            return; // a rule
        }
        List<String> cells = cells(line);
        if (cells.size() == 1 && SECTIONS.contains(cells.get(0))) {
            section = cells.get(0);
            header = List.of();
            vertical.clear();
        } else if (MEMBERS.containsAll(cells)) {
            header = cells;
        } else if (cells.size() == 2 && MEMBERS.contains(cells.get(0)) && header.isEmpty()) {
            vertical.put(cells.get(0), cells.get(1));
            row(vertical);
        } else if (cells.size() == header.size()) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                row.put(header.get(i), cells.get(i));
            }
            row(row);
        } else if (cells.size() == 1 && section.equals("Timestamps")) {
            points.time(cells.get(0));
        } else if (cells.size() == 1 && section.equals("Values")) {
            points.value(cells.get(0));
        }
    }

    private void row(Map<String, String> row) {
        if (row.containsKey("Label")) {
            points.metric(row.getOrDefault("Label", ""));
        }
        for (String statistic : CloudWatchFormat.STATISTICS) {
            if (row.containsKey(statistic) && row.containsKey("Timestamp")) {
                points.datapoint(new String[] {"", row.getOrDefault(statistic, ""), row.getOrDefault("Timestamp", "")});
                vertical.remove("Timestamp"); // told
                return;
            }
        }
    }

    private static List<String> cells(String line) {
        String inner = line.replaceAll("^[|\\s]+|[|\\s]+$", "");
        return Arrays.stream(inner.split("\\|")).map(String::strip).toList();
    }
}
