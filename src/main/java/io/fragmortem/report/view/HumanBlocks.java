package io.fragmortem.report.view;

import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;

/** What only people can write: blocks to fill in, the same in the page and in Markdown. */
public final class HumanBlocks {

    /** Stable names of the blocks. */
    public static final List<String> BLOCKS = List.of("impact", "detection", "well", "wrong", "lucky", "lessons");

    private static final List<String> COLUMNS = List.of("action", "type", "owner", "ticket", "due");
    private static final int EMPTY_ROWS = 3;

    private HumanBlocks() {}

    /** The blocks, empty. */
    public static Basis.Human view(Wording wording) {
        List<Basis.Block> blocks = BLOCKS.stream()
                .map(id -> new Basis.Block(id, wording.text("human." + id), ""))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < EMPTY_ROWS; i++) {
            rows.add(COLUMNS.stream().map(column -> "").toList());
        }
        return new Basis.Human(blocks, columns(wording), rows, markdown(wording));
    }

    /** Headings with nothing below them, and an empty table of actions. */
    private static String markdown(Wording wording) {
        StringBuilder out = new StringBuilder();
        for (String block : BLOCKS) {
            out.append("### ").append(wording.text("human." + block)).append("\n\n\n");
        }
        List<String> columns = columns(wording);
        out.append("| ").append(String.join(" | ", columns)).append(" |\n");
        out.append("| --- ".repeat(columns.size())).append("|\n");
        out.append(("|  ".repeat(columns.size()) + "|\n").repeat(EMPTY_ROWS));
        return out.toString();
    }

    private static List<String> columns(Wording wording) {
        return COLUMNS.stream().map(key -> wording.text("human." + key)).toList();
    }
}
