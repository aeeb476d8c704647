package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.Sections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text that a record holds as one string with escaped line ends:
 * {@code {"time":"2026-11-22T08:41:53Z","info":"# Memory\r\nused_memory:1\r\n"}}, or one line of it.
 *
 * @param lines its lines
 * @param around what stands before and behind the string: when, and who speaks
 */
record EscapedText(List<String> lines, List<String> around) {

    private static final Pattern LINE_END =
            Pattern.compile("(?<!\\\\)(?:\\\\r|\\\\(?:u00|x)0[dD]|\\\\015)*(?:\\\\n|\\\\(?:u00|x)0[aA]|\\\\012)"
                    + "|(?<!\\\\)(?:\\\\r|\\\\(?:u00|x)0[dD]|\\\\015)");

    EscapedText {
        lines = List.copyOf(lines);
        around = List.copyOf(around);
    }

    /** The text of INFO in such a line, empty when there is none. */
    static Optional<EscapedText> in(String raw) {
        String[] parts = LINE_END.split(raw);
        if (!isInfo(parts)) {
            return Optional.empty();
        }
        String first = afterQuote(parts[0]);
        boolean quoted = first.length() < parts[0].length();
        List<String> lines = new ArrayList<>();
        lines.add(plain(first));
        for (int i = 1; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            int close = last && quoted ? parts[i].indexOf('"') : -1;
            String line = close < 0 ? parts[i] : parts[i].substring(0, close);
            if (!last || !line.isEmpty()) {
                lines.add(plain(line));
            }
        }
        return Optional.of(new EscapedText(lines, List.of(parts[0], parts[parts.length - 1])));
    }

    /**
     * The text of INFO in a line that is encoded as in an address or a form:
     * {@code info=%23%20Memory%0D%0Aused_memory%3A856560}.
     */
    static Optional<EscapedText> inAddress(String raw) {
        if (raw.indexOf("%0A") < 0 && raw.indexOf("%0a") < 0) {
            return Optional.empty();
        }
        String text = PercentText.decoded(raw);
        String[] parts = text.split("\r*\n");
        if (!isInfo(parts)) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>(List.of(parts));
        int title = parts[0].indexOf("# ");
        lines.set(0, parts[0].substring(title > 0 ? title : parts[0].lastIndexOf('=') + 1));
        int last = lines.size() - 1;
        int more = lines.get(last).indexOf('&');
        lines.set(last, more < 0 ? lines.get(last) : lines.get(last).substring(0, more));
        return Optional.of(new EscapedText(lines, List.of("", "")));
    }

    private static boolean isInfo(String[] parts) {
        for (int i = 0; i < parts.length; i++) {
            String part = i == 0 ? afterQuote(parts[0]) : parts[i];
            boolean info = FieldText.startsWithKnown(part) || Sections.titled(part) >= 0;
            boolean alone = i == 0 && parts.length > 1 && parts[1].startsWith("\"");
            if (info && (i > 0 || alone)) {
                return true;
            }
        }
        return false;
    }

    private static String afterQuote(String part) {
        return part.substring(part.lastIndexOf('"') + 1);
    }

    private static String plain(String line) {
        return line.indexOf('\\') < 0
                ? line
                : line.replace("\\t", "\t").replace("\\/", "/").replace("\\\\", "\\");
    }
}
