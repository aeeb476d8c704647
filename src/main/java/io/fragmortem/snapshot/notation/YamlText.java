package io.fragmortem.snapshot.notation;

import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.text.Text;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of YAML that tools print their answers in ({@code aws --output yaml}, {@code az -o yaml}, {@code kubectl -o yaml}): blocks of keys and of
 * items with plain or quoted words on one line, texts of several lines.
 *
 * <pre>
 * Datapoints:
 * - Average: 13484048.0
 *   Timestamp: '2026-11-22T08:30:00+00:00'
 * Label: BytesUsedForCache
 * </pre>
 */
final class YamlText {

    private static final Pattern KEY =
            Pattern.compile("(?:'([^']*)'|\"([^\"]*)\"|([^\\s'\"#\\[{&*!|>-][^:#]*?)):(?: +(.*))?");

    /** What follows on lines of their own. */
    private static final Pattern BLOCK = Pattern.compile("[|>][+-]?");

    /** A map or a list whose end has not come yet. */
    private static final class Open {
        private final int indent;
        private final boolean list;
        private boolean empty = true;

        /** A key, or the dash of an item, whose value has not come yet. */
        private boolean waits;

        Open(int indent, boolean list) {
            this.indent = indent;
            this.list = list;
        }
    }

    private final StringBuilder out = new StringBuilder();
    private final Deque<Open> open = new ArrayDeque<>();
    private final StringBuilder block = new StringBuilder();
    private int blockFrom = -1;

    private YamlText() {}

    /** Two lines of keys and items at least, and a list among them: a lone map is what INFO's own readers take. */
    static boolean opens(Head head) {
        List<String> lines = head.lines(40).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.equals("---"))
                .toList();
        boolean keys = lines.size() > 2
                && lines.stream()
                        .limit(3)
                        .allMatch(line -> isKey(line) || line.strip().startsWith("- "));
        return keys && lines.stream().anyMatch(line -> line.strip().startsWith("- "));
    }

    private static boolean isKey(String line) {
        return KEY.matcher(line.strip()).matches();
    }

    static String asJson(String text) {
        YamlText yaml = new YamlText();
        Text.lines(text).forEach(yaml::line);
        yaml.endOfBlock();
        yaml.closeAll();
        return yaml.out.append('\n').toString();
    }

    private void line(String line) {
        String content = line.strip();
        int indent = line.length() - line.stripLeading().length();
        if (blockFrom >= 0 && (content.isEmpty() || indent > blockFrom)) {
            block.append(content).append('\n');
            return;
        }
        endOfBlock();
        boolean document = content.equals("---") || content.equals("...");
        if (document) {
            closeAll();
        } else if (!content.isEmpty() && content.charAt(0) != '#') {
            content(content, indent);
        }
        out.append('\n');
    }

    private void content(String content, int indent) {
        boolean item = content.startsWith("- ") || content.equals("-");
        while (!open.isEmpty()
                && (open.peek().indent > indent || (open.peek().indent == indent && open.peek().list && !item))) {
            close();
        }
        if (open.isEmpty() || opensBelow(open.element(), indent, item)) {
            begin(indent, item);
        }
        Open top = open.peek();
        if (top == null || top.list != item) {
            return; // no notation that we know
        }
        separate(top);
        if (item) {
            top.waits = true;
            String rest = content.substring(1).strip();
            if (!rest.isEmpty()) {
                inItem(rest, indent + content.length() - rest.length());
            }
            return;
        }
        Matcher key = KEY.matcher(content);
        if (!key.matches()) {
            out.append("\"\":null");
            return;
        }
        String name = key.group(1) != null ? key.group(1) : key.group(2) != null ? key.group(2) : key.group(3);
        out.append(Notation.quoted(name)).append(':');
        value(key.group(4), top, indent);
    }

    /** A list may stand as deep as the key that it belongs to. */
    private static boolean opensBelow(Open top, int indent, boolean item) {
        boolean deeper = indent > top.indent || (item && !top.list);
        return deeper && (top.waits || top.list != item);
    }

    private void inItem(String rest, int indent) {
        boolean nested = isKey(rest) || rest.startsWith("- ");
        if (nested) {
            content(rest, indent);
        } else {
            Open list = open.element();
            value(rest, list, list.indent);
        }
    }

    private void value(@Nullable String told, Open of, int indent) {
        String text = told == null ? "" : told.strip();
        of.waits = text.isEmpty();
        if (BLOCK.matcher(text).matches()) {
            blockFrom = indent;
        } else if (!text.isEmpty()) {
            out.append(scalar(text));
        }
    }

    private void endOfBlock() {
        if (blockFrom >= 0) {
            out.append(Notation.quoted(block.toString())).append("\n".repeat((int)
                            block.chars().filter(c -> c == '\n').count()));
            block.setLength(0);
            blockFrom = -1;
        }
    }

    private static String scalar(String text) {
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        if (first == '\'' && last == first && text.length() > 1) {
            return Notation.quoted(text.substring(1, text.length() - 1).replace("''", "'"));
        }
        boolean flow = (first == '"' && last == '"' && text.length() > 1) || text.equals("[]") || text.equals("{}");
        return flow ? text : Notation.scalar(text);
    }

    private void begin(int indent, boolean list) {
        if (!open.isEmpty()) {
            open.element().waits = false;
        }
        out.append(list ? '[' : '{');
        open.push(new Open(indent, list));
    }

    private void separate(Open top) {
        if (top.waits) {
            out.append("null");
            top.waits = false;
        }
        out.append(top.empty ? "" : ",");
        top.empty = false;
    }

    private void close() {
        Open top = open.pop();
        out.append(top.waits ? "null" : "").append(top.list ? ']' : '}');
    }

    private void closeAll() {
        while (!open.isEmpty()) {
            close();
        }
    }
}
