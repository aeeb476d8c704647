package io.fragmortem.report.html;

import io.fragmortem.report.view.page.Typed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what people typed into a page out of a copy that a browser saved. Browsers write the elements in their own way
 * (quotes, breaks, nested divs), so only the marks are relied on that the page itself gave them.
 */
public final class TypedReader {

    private static final Pattern BLOCK = Pattern.compile("<div\\b[^>]*\\bdata-human=\"?([a-z]+)\"?[^>]*>");
    private static final Pattern TABLE = Pattern.compile("<table\\b[^>]*\\bdata-human=\"?actions\"?[^>]*>");
    private static final Pattern DIV = Pattern.compile("<(/?)div\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern CELL = Pattern.compile("<td\\b[^>]*>(.*?)</td>", Pattern.DOTALL);
    private static final Pattern BREAK = Pattern.compile("<br\\s*/?>|<(?:div|p)\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(#x?)?([0-9A-Za-z]{1,8});");
    private static final int LONGEST = 100_000;

    private static final Map<String, String> NAMED =
            Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", " ");

    private TypedReader() {}

    /** What was typed; nothing where the page has no such blocks. */
    public static Typed read(String page) {
        Map<String, String> blocks = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            String text = text(page.substring(block.end(), end(page, block.end())));
            if (!text.isEmpty()) {
                blocks.put(block.group(1), text);
            }
        }
        return new Typed(blocks, actions(page));
    }

    /** Where the div ends whose content begins here. */
    private static int end(String page, int from) {
        Matcher div = DIV.matcher(page);
        int depth = 1;
        int at = from;
        while (depth > 0 && div.find(at)) {
            depth += div.group(1).isEmpty() ? 1 : -1;
            at = div.end();
            if (depth == 0) {
                return div.start();
            }
        }
        return from;
    }

    private static List<List<String>> actions(String page) {
        List<List<String>> actions = new ArrayList<>();
        Matcher table = TABLE.matcher(page);
        if (!table.find()) {
            return actions;
        }
        int end = page.indexOf("</table>", table.end());
        String rows = page.substring(table.end(), end < 0 ? page.length() : end);
        for (String row : rows.split("</tr>", -1)) {
            List<String> cells = new ArrayList<>();
            Matcher cell = CELL.matcher(row);
            while (cell.find()) {
                cells.add(text(cell.group(1)).replace('\n', ' '));
            }
            if (cells.stream().anyMatch(text -> !text.isEmpty())) {
                actions.add(cells);
            }
        }
        return actions;
    }

    private static String text(String markup) {
        String lines = TAG.matcher(BREAK.matcher(markup).replaceAll("\n")).replaceAll("");
        String text = ENTITY.matcher(lines)
                .replaceAll(match -> Matcher.quoteReplacement(entity(match.group(), match.group(1), match.group(2))));
        String stripped = text.strip();
        return stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped;
    }

    private static String entity(String whole, String hash, String name) {
        if (hash == null) {
            return NAMED.getOrDefault(name, whole);
        }
        try {
            int code = Integer.parseInt(name, hash.endsWith("x") ? 16 : 10);
            return Character.isValidCodePoint(code) ? Character.toString(code) : whole;
        } catch (NumberFormatException e) {
            return whole;
        }
    }
}
