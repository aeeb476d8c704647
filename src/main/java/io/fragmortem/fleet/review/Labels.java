package io.fragmortem.fleet.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

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

    /** The same with other texts. */
    public Labels rewritten(UnaryOperator<String> rewrite) {
        Map<String, List<String>> others = new HashMap<>();
        values.forEach((instance, said) ->
                others.put(rewrite.apply(instance), said.stream().map(rewrite).toList()));
        return new Labels(columns.stream().map(rewrite).toList(), others);
    }

    /** All that it says and of whom. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>(columns);
        values.forEach((instance, said) -> {
            texts.add(instance);
            texts.addAll(said);
        });
        return texts;
    }

    /** What a column says of an instance, empty for nothing. */
    public String of(String instance, int column) {
        List<String> row = values.getOrDefault(instance, List.of());
        return column < row.size() ? row.get(column) : "";
    }
}
