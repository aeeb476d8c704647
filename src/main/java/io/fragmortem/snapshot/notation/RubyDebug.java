package io.fragmortem.snapshot.notation;

import io.fragmortem.snapshot.Head;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An event of Logstash as its codec {@code rubydebug} prints it, a member a line:
 *
 * <pre>
 * {
 *      "@timestamp" =&gt; 2026-11-22T08:30:00.000Z,
 *     "used_memory" =&gt; 13484048,
 *            "tags" =&gt; [
 *         [0] "redis"
 *     ]
 * }
 * </pre>
 */
final class RubyDebug {

    /** A key may be a symbol. */
    private static final Pattern MEMBER = Pattern.compile("(\\s*)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|:(\\w+)) => (.*)");

    private static final Pattern ELEMENT = Pattern.compile("(\\s*)\\[\\s*\\d+\\] (.*)");

    private RubyDebug() {}

    static boolean opens(Head head) {
        List<String> lines =
                head.lines(4).stream().filter(line -> !line.isBlank()).toList();
        return lines.size() > 1
                && lines.get(0).strip().equals("{")
                && MEMBER.matcher(lines.get(1)).matches();
    }

    static String asJson(String text) {
        return Notation.byLine(text, RubyDebug::line);
    }

    private static String line(String line) {
        Matcher member = MEMBER.matcher(line);
        if (member.matches()) {
            String key = member.group(2) == null ? member.group(3) : member.group(2);
            return member.group(1) + "\"" + key + "\": " + value(member.group(4));
        }
        Matcher element = ELEMENT.matcher(line);
        return element.matches() ? element.group(1) + value(element.group(2)) : line;
    }

    /** Strings and what opens or closes stay; a time and other objects of Ruby become texts. */
    private static String value(String told) {
        String text = told.strip();
        boolean more = text.endsWith(",");
        String word = more ? text.substring(0, text.length() - 1) : text;
        boolean json = word.startsWith("\"") || word.startsWith("{") || word.startsWith("[");
        String ruby = word.replace("\\e", "\\u001b").replace("\\#", "#");
        return (json ? ruby : Notation.scalar(word)) + (more ? "," : "");
    }
}
