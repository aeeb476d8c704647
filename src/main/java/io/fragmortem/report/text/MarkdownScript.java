package io.fragmortem.report.text;

import io.fragmortem.snapshot.text.Text;
import java.util.List;

/** Markdown as GitHub and GitLab show it. */
final class MarkdownScript implements Script {

    /** Breaks what a ticket system would take for a link, a person or an issue; it has no width. */
    private static final String BREAK = "&#8203;";

    @Override
    public String write(List<Block> blocks) {
        StringBuilder out = new StringBuilder(8_192);
        blocks.forEach(block -> write(block, out));
        return out.toString();
    }

    private static void write(Block block, StringBuilder out) {
        if (block instanceof Block.Heading heading) {
            line("#".repeat(heading.level()) + " " + escape(heading.text()), out);
        } else if (block instanceof Block.Paragraph paragraph) {
            String stars = paragraph.weight() == Block.Weight.STRONG ? "**" : "";
            line(stars + escape(paragraph.text()) + stars, out);
        } else if (block instanceof Block.Items items) {
            items(items, out);
        } else if (block instanceof Block.Table table) {
            table(table, out);
        } else if (block instanceof Block.Room room) {
            Text.lines(room.typed()).forEach(text -> out.append(escape(text)).append("  \n"));
            out.append('\n');
        }
    }

    private static void line(String text, StringBuilder out) {
        out.append(text).append("\n\n");
    }

    private static void items(Block.Items items, StringBuilder out) {
        int number = 0;
        for (Block.Item item : items.items()) {
            number++;
            String mark = items.order() == Block.Order.NUMBERS ? number + ". " : "- ";
            String indent = " ".repeat(mark.length());
            out.append(mark);
            if (!item.label().isEmpty()) {
                out.append("**").append(escape(item.label())).append("** ");
            }
            out.append(escape(item.text())).append('\n');
            commands(item.commands(), indent, out);
            if (!item.warnings().isEmpty()) {
                out.append('\n');
                item.warnings()
                        .forEach(text -> out.append(indent)
                                .append("**")
                                .append(escape(text))
                                .append("**\n\n"));
            }
            for (int i = 0; i < item.steps().size(); i++) {
                out.append(indent).append(i + 1).append(". ");
                out.append(escape(item.steps().get(i))).append('\n');
            }
            item.points()
                    .forEach(text ->
                            out.append(indent).append("- ").append(escape(text)).append('\n'));
        }
        out.append('\n');
    }

    private static void commands(List<String> commands, String indent, StringBuilder out) {
        if (!commands.isEmpty()) {
            out.append('\n').append(indent).append(fence(commands)).append('\n');
            commands.forEach(command -> out.append(indent).append(command).append('\n'));
            out.append(indent).append(fence(commands)).append("\n\n");
        }
    }

    /** A fence that no command can close. */
    private static String fence(List<String> commands) {
        StringBuilder fence = new StringBuilder("```");
        while (commands.stream().anyMatch(command -> command.contains(fence))) {
            fence.append('`');
        }
        return fence.toString();
    }

    private static void table(Block.Table table, StringBuilder out) {
        row(table.head(), out);
        out.append('|');
        for (int i = 0; i < table.head().size(); i++) {
            out.append(table.numbers().contains(i) ? " ---: |" : " --- |");
        }
        out.append('\n');
        table.rows().forEach(cells -> row(cells, out));
        out.append('\n');
    }

    private static void row(List<String> cells, StringBuilder out) {
        out.append('|');
        cells.forEach(cell -> out.append(' ').append(escape(cell)).append(" |"));
        out.append('\n');
    }

    /** Whatever Markdown, embedded HTML or a ticket system's own search for links could take for markup. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '\\', '`', '*', '[', ']', '|', '~' -> out.append('\\').append(c);
                case '_' -> out.append(insideWord(text, i) ? "_" : "\\_");
                case '#', '!' ->
                    out.append(i == 0 && c == '#' ? "\\" : "").append(c).append(isDigit(next) ? BREAK : "");
                case '@' -> out.append('@').append(BREAK);
                case ':' -> out.append(':').append(text.startsWith("//", i + 1) ? BREAK : "");
                case '.' ->
                    out.append(i >= 3 && text.startsWith("www", i - 3) ? BREAK : "")
                            .append('.');
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** In used_memory_rss an underscore is no emphasis. */
    private static boolean insideWord(String text, int i) {
        return i > 0
                && i + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(i - 1))
                && Character.isLetterOrDigit(text.charAt(i + 1));
    }
}
