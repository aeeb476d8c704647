package io.fragmortem.report.view;

import io.fragmortem.report.view.page.Basis;
import io.fragmortem.report.view.page.Typed;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What only people can write: blocks to fill in, the same in the page and in Markdown. */
public final class HumanBlocks {

    /** Stable names of the blocks. */
    public static final List<String> BLOCKS = List.of("impact", "detection", "well", "wrong", "lucky", "lessons");

    private static final List<String> COLUMNS = List.of("action", "type", "owner", "ticket", "due");
    private static final int LEAST_ROWS = 3;

    private HumanBlocks() {}

    /** The blocks with what was typed into them before. */
    public static Basis.Human view(Wording wording, Typed typed) {
        List<Basis.Block> blocks = BLOCKS.stream()
                .map(id -> new Basis.Block(
                        id,
                        wording.text("human." + id),
                        Text.lines(typed.block(id)).map(Untrusted::visible).collect(Collectors.joining("\n"))))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : typed.actions()) {
            rows.add(COLUMNS.stream()
                    .map(COLUMNS::indexOf)
                    .map(column -> column < row.size() ? Untrusted.visible(row.get(column)) : "")
                    .toList());
        }
        while (rows.size() < LEAST_ROWS) {
            rows.add(COLUMNS.stream().map(column -> "").toList());
        }
        List<String> columns = columns(wording);
        return new Basis.Human(blocks, columns, rows, markdown(blocks, columns, rows));
    }

    /** Headings with what stands below them, and the table of actions. */
    private static String markdown(List<Basis.Block> blocks, List<String> columns, List<List<String>> rows) {
        StringBuilder out = new StringBuilder();
        for (Basis.Block block : blocks) {
            out.append("### ").append(block.title()).append("\n\n");
            out.append(block.typed()).append(block.typed().isEmpty() ? "\n" : "\n\n");
        }
        out.append("| ").append(String.join(" | ", columns)).append(" |\n");
        out.append("| --- ".repeat(columns.size())).append("|\n");
        rows.forEach(row -> out.append("| ").append(String.join(" | ", row)).append(" |\n"));
        return out.toString();
    }

    private static List<String> columns(Wording wording) {
        return COLUMNS.stream().map(key -> wording.text("human." + key)).toList();
    }
}
