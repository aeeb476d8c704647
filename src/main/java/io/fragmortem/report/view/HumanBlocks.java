package io.fragmortem.report.view;

import io.fragmortem.report.words.Wording;
import java.util.List;

/** What only people can write: empty blocks, the same in the page and in Markdown. */
public final class HumanBlocks {

    private static final List<String> BLOCKS =
            List.of("human.impact", "human.detection", "human.well", "human.wrong", "human.lucky", "human.lessons");
    private static final List<String> COLUMNS =
            List.of("human.action", "human.type", "human.owner", "human.ticket", "human.due");
    private static final int EMPTY_ROWS = 3;

    private HumanBlocks() {}

    static InstancePage.HumanView view(Wording wording) {
        return new InstancePage.HumanView(
                words(BLOCKS, wording),
                words(COLUMNS, wording),
                List.of(1, 2, 3).subList(0, EMPTY_ROWS),
                markdown(wording));
    }

    /** Headings with nothing below them, and an empty table of actions. */
    public static String markdown(Wording wording) {
        StringBuilder out = new StringBuilder();
        for (String block : words(BLOCKS, wording)) {
            out.append("### ").append(block).append("\n\n\n");
        }
        List<String> columns = words(COLUMNS, wording);
        out.append("| ").append(String.join(" | ", columns)).append(" |\n");
        out.append("| --- ".repeat(columns.size())).append("|\n");
        out.append(("|  ".repeat(columns.size()) + "|\n").repeat(EMPTY_ROWS));
        return out.toString();
    }

    private static List<String> words(List<String> keys, Wording wording) {
        return keys.stream().map(key -> wording.text(key)).toList();
    }
}
