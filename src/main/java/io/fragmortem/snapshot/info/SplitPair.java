package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.info.line.FieldText;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field whose name stands on one line and whose value on the next, as cells of a page that was copied do, and what PHP
 * prints:
 *
 * <pre>
 * ["used_memory"]=>
 * string(6) "856560"
 * </pre>
 */
final class SplitPair {

    /** Nothing but a name, with the marks of its notation. */
    private static final Pattern NAME = Pattern.compile("[\"'`*|]*([a-z][a-z0-9]*(?:_[a-z0-9]+)+)[\"'`*|]*\\s*[:=|]?");

    /** A number with its unit, or the name of an allocator. */
    private static final Pattern VALUE = Pattern.compile("\"?(-?\\d[\\d.,]*\\s?[a-zA-Z%]{0,3}|[a-z]+-[\\w.]+)\"?,?");

    private static final Pattern NAME_IN_PHP = Pattern.compile("\\[\"([a-z0-9_]+)\"]\\s*=>");
    private static final Pattern VALUE_IN_PHP =
            Pattern.compile("(?:string\\(\\d+\\) \"([^\"]*)\"|(?:int|float)\\((-?[\\d.E+]+)\\))");

    /** {@code Key   : used_memory} above {@code Value : 856560}, as PowerShell lists what has two properties. */
    private static final Pattern NAME_IN_LIST = Pattern.compile("(?i)(?:key|name|field|property)\\s*:\\s*([a-z0-9_]+)");

    private static final Pattern VALUE_IN_LIST = Pattern.compile("(?i)value\\s*:\\s*(\\S.*)");

    private static final int LONGEST = 200;

    private String name = "";

    /** The whole field when this line is the value of the name above it, empty otherwise. */
    String join(String line) {
        String field = name.isEmpty() ? "" : name + ":" + value(line);
        name = "";
        return field;
    }

    /** Whether a name waits for its value. */
    boolean isOpen() {
        return !name.isEmpty();
    }

    /** Whether this line is a name alone and the next one its value. */
    boolean begins(String line, Supplier<String> following) {
        String alone = line.isEmpty() || line.length() > LONGEST ? "" : name(line);
        boolean known = !alone.isEmpty() && FieldText.isKnown(alone);
        name = known && isValue(following.get()) ? alone : "";
        return !name.isEmpty();
    }

    /** Nearly no line is such a name, and most tell so by a letter or two: expressions are slow in browsers. */
    private static String name(String line) {
        String text = line.strip();
        if (text.endsWith("=>")) {
            Matcher php = NAME_IN_PHP.matcher(text);
            return php.matches() ? php.group(1) : "";
        }
        if (!text.isEmpty() && "KkNnFfPp".indexOf(text.charAt(0)) >= 0 && text.indexOf(':') > 0) {
            Matcher listed = NAME_IN_LIST.matcher(text);
            if (listed.matches()) {
                return listed.group(1);
            }
        }
        String content = line.indexOf('_') < 0 ? "" : MarkupText.content(line);
        int colon = content.indexOf(':');
        Matcher plain = NAME.matcher(colon >= 0 && colon < content.length() - 1 ? "" : content);
        return plain.matches() ? plain.group(1) : "";
    }

    private static boolean isValue(String line) {
        return line.length() <= LONGEST && !value(line).isEmpty();
    }

    private static String value(String line) {
        Matcher php = VALUE_IN_PHP.matcher(line.strip());
        if (php.matches()) {
            return php.group(1) == null ? php.group(2) : php.group(1);
        }
        Matcher listed = VALUE_IN_LIST.matcher(line.strip());
        if (listed.matches()) {
            return listed.group(1);
        }
        Matcher plain = VALUE.matcher(MarkupText.content(line));
        return plain.matches() ? plain.group(1) : "";
    }
}
