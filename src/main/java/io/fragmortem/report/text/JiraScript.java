package io.fragmortem.report.text;

import io.fragmortem.snapshot.text.Text;
import java.util.List;

/** Jira's wiki markup. */
final class JiraScript implements Script {

    /** Everything that begins a markup somewhere, on the safe side. */
    private static final String MARKS = "{}[]|*_-+^~?#!\\";

    @Override
    public String write(List<Block> blocks) {
        StringBuilder out = new StringBuilder(8_192);
        blocks.forEach(block -> write(block, out));
        return out.toString();
    }

    private static void write(Block block, StringBuilder out) {
        if (block instanceof Block.Heading heading) {
            out.append('h')
                    .append(heading.level())
                    .append(". ")
                    .append(escape(heading.text()))
                    .append("\n\n");
        } else if (block instanceof Block.Paragraph paragraph) {
            String star = paragraph.weight() == Block.Weight.STRONG ? "*" : "";
            out.append(star).append(escape(paragraph.text())).append(star).append("\n\n");
        } else if (block instanceof Block.Items items) {
            items(items, out);
        } else if (block instanceof Block.Table table) {
            row("||", table.head(), out);
            table.rows().forEach(cells -> row("|", cells, out));
            out.append('\n');
        } else if (block instanceof Block.Room room) {
            Text.lines(room.typed()).forEach(text -> out.append(escape(text)).append('\n'));
            out.append('\n');
        }
    }

    private static void items(Block.Items items, StringBuilder out) {
        String mark = items.order() == Block.Order.NUMBERS ? "#" : "*";
        for (Block.Item item : items.items()) {
            out.append(mark).append(' ');
            if (!item.label().isEmpty()) {
                out.append('*').append(escape(item.label())).append("* ");
            }
            out.append(escape(item.text())).append('\n');
            item.warnings()
                    .forEach(text ->
                            out.append(mark).append("* *").append(escape(text)).append("*\n"));
            item.steps()
                    .forEach(text ->
                            out.append(mark).append("# ").append(escape(text)).append('\n'));
            item.points()
                    .forEach(text ->
                            out.append(mark).append("* ").append(escape(text)).append('\n'));
            if (!item.commands().isEmpty()) {
                // Only this can end such a block, and no command needs it.
                out.append("{noformat}\n");
                item.commands()
                        .forEach(command -> out.append(command.replace("{noformat}", "{no format}"))
                                .append('\n'));
                out.append("{noformat}\n");
            }
        }
        out.append('\n');
    }

    private static void row(String border, List<String> cells, StringBuilder out) {
        out.append(border);
        cells.forEach(cell -> out.append(cell.isEmpty() ? " " : escape(cell)).append(border));
        out.append('\n');
    }

    /** Whatever wiki markup could take for its own; links and mentions are broken by a space without width. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A dash between letters or digits is no markup; escaped it would show its backslash in some places.
            boolean inside = c == '-' || c == '_';
            boolean plain = inside
                    && i > 0
                    && i + 1 < text.length()
                    && isWord(text.charAt(i - 1))
                    && isWord(text.charAt(i + 1));
            out.append(MARKS.indexOf(c) >= 0 && !plain ? "\\" : "").append(c);
            if (Plain.breaksAfter(text, i)) {
                out.append(Plain.BREAK);
            }
        }
        return out.toString();
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c);
    }
}
