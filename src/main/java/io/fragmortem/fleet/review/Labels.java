package io.fragmortem.fleet.review;

import java.util.List;
import java.util.Map;

/**
 * What the user says of instances: cluster, team, anything.
 *
 * @param columns names of what is said
 * @param values one text per column by instance, empty where nothing is said
 */
public record Labels(List<String> columns, Map<String, List<String>> values) {

    /** Nothing is said. */
    public static final Labels NONE = new Labels(List.of(), Map.of());

    public Labels {
        columns = List.copyOf(columns);
        values = Map.copyOf(values);
    }

    /** What a column says of an instance, empty for nothing. */
    public String of(String instance, int column) {
        List<String> row = values.getOrDefault(instance, List.of());
        return column < row.size() ? row.get(column) : "";
    }
}
