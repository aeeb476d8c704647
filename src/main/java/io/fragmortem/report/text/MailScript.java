package io.fragmortem.report.text;

import io.fragmortem.report.words.TextWidth;
import io.fragmortem.snapshot.text.Text;
import java.util.ArrayList;
import java.util.List;

/** Plain text for a mail: lines of at most 72 columns, tables in columns, commands on lines of their own. */
final class MailScript implements Script {

    private static final int WIDTH = 72;

    @Override
    public String write(List<Block> blocks) {
        List<String> lines = new ArrayList<>();
        for (Block block : blocks) {
            write(block, lines);
            lines.add("");
        }
        StringBuilder out = new StringBuilder(8_192);
        lines.forEach(line -> out.append(line.stripTrailing()).append('\n'));
        return out.toString();
    }

    private static void write(Block block, List<String> lines) {
        if (block instanceof Block.Heading heading) {
            String text = Plain.of(heading.text());
            lines.addAll(TextWidth.wrap(text, WIDTH));
            lines.add((heading.level() == 1 ? "=" : "-").repeat(Math.min(WIDTH, TextWidth.of(text))));
        } else if (block instanceof Block.Paragraph paragraph) {
            lines.addAll(TextWidth.wrap(Plain.of(paragraph.text()), WIDTH));
        } else if (block instanceof Block.Items items) {
            int number = 0;
            for (Block.Item item : items.items()) {
                number++;
                item(item, items.order() == Block.Order.NUMBERS ? number + ". " : "- ", lines);
            }
        } else if (block instanceof Block.Table table) {
            table(table, lines);
        } else if (block instanceof Block.Room room) {
            Text.lines(room.typed()).forEach(text -> lines.addAll(TextWidth.wrap(Plain.of(text), WIDTH)));
        }
    }

    private static void item(Block.Item item, String mark, List<String> lines) {
        String indent = " ".repeat(mark.length());
        String text = item.label().isEmpty() ? item.text() : item.label() + " " + item.text();
        wrapped(mark, indent, Plain.of(text), lines);
        item.warnings().forEach(warning -> wrapped(indent + "! ", indent + "  ", Plain.of(warning), lines));
        item.commands().forEach(command -> lines.add(indent + "  " + command));
        for (int i = 0; i < item.steps().size(); i++) {
            wrapped(
                    indent + (i + 1) + ". ",
                    indent + "   ",
                    Plain.of(item.steps().get(i)),
                    lines);
        }
        item.points().forEach(point -> wrapped(indent + "- ", indent + "  ", Plain.of(point), lines));
    }

    private static void wrapped(String first, String rest, String text, List<String> lines) {
        String head = first;
        for (String line : TextWidth.wrap(text, WIDTH - first.length())) {
            lines.add(head + line);
            head = rest;
        }
    }

    private static void table(Block.Table table, List<String> lines) {
        int[] widths = new int[table.head().size()];
        List<List<String>> all = new ArrayList<>(List.of(table.head()));
        all.addAll(table.rows());
        for (List<String> cells : all) {
            for (int i = 0; i < cells.size(); i++) {
                widths[i] = Math.max(widths[i], TextWidth.of(Plain.of(cells.get(i))));
            }
        }
        for (List<String> cells : all) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < cells.size(); i++) {
                String cell = Plain.of(cells.get(i));
                String padded = table.numbers().contains(i)
                        ? TextWidth.padLeft(cell, widths[i])
                        : TextWidth.padRight(cell, widths[i]);
                line.append(i == 0 ? "" : "  ").append(padded);
            }
            lines.add(line.toString());
        }
    }
}
