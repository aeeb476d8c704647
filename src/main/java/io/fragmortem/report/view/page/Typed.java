package io.fragmortem.report.view.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What people typed into the blocks of a page.
 *
 * @param blocks text by the stable name of its block
 * @param actions rows of the table of actions
 */
public record Typed(Map<String, String> blocks, List<List<String>> actions) {

    /** Nothing yet. */
    public static final Typed NOTHING = new Typed(Map.of(), List.of());

    public Typed {
        blocks = new LinkedHashMap<>(blocks);
        actions = actions.stream().map(List::copyOf).toList();
    }

    /** The same in other words. */
    public Typed rewritten(UnaryOperator<String> rewrite) {
        Map<String, String> other = new LinkedHashMap<>();
        blocks.forEach((id, text) -> other.put(id, rewrite.apply(text)));
        return new Typed(
                other,
                actions.stream().map(row -> row.stream().map(rewrite).toList()).toList());
    }

    /** The text of a block, empty for none. */
    public String block(String id) {
        return blocks.getOrDefault(id, "");
    }

    /** Whether anybody typed anything. */
    public boolean isEmpty() {
        return blocks.values().stream().allMatch(String::isEmpty) && actions.isEmpty();
    }
}
