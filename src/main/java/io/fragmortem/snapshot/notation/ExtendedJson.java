package io.fragmortem.snapshot.notation;

import io.fragmortem.snapshot.Head;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code mongoexport} and MongoDB's shell print: JSON in which numbers, times and names of documents are objects or calls. Each is
 * written as the number or the text that it stands for.
 *
 * <pre>
 * {"ts":{"$date":"2026-11-22T08:35:34Z"},"used_memory":{"$numberLong":"2370000000"}}
 * { ts: ISODate("2026-11-22T08:35:34Z"), used_memory: NumberLong("2370000000") }
 * </pre>
 */
final class ExtendedJson {

    private static final Pattern NUMBER = Pattern.compile(
            "\\{\\s*\"\\$number(?:Long|Int|Double|Decimal)\"\\s*:\\s*\"?(-?[\\d.]+(?:[eE][+-]?\\d+)?)\"?\\s*\\}"
                    + "|(?:NumberLong|NumberInt|NumberDecimal|Long|Int32|Double)\\(\"?(-?[\\d.]+)\"?\\)");

    private static final Pattern TEXT =
            Pattern.compile("\\{\\s*\"\\$(?:date|oid)\"\\s*:\\s*(\"[^\"\\\\]{0,60}\"|\\d{1,16})\\s*\\}"
                    + "|(?:ISODate|ObjectId)\\((\"[^\"\\\\]{0,60}\"|'[^'\\\\]{0,60}')\\)");

    private ExtendedJson() {}

    static boolean opens(Head head) {
        return head.has("\"$date\"") || head.has("\"$numberLong\"") || head.has("\"$oid\"") || head.has("ISODate(\"");
    }

    static String plain(String text) {
        return inPlace(TEXT, inPlace(NUMBER, text));
    }

    /** Line ends within what is replaced stay, so that what follows keeps its line. */
    private static String inPlace(Pattern pattern, String text) {
        StringBuilder out = new StringBuilder(text.length());
        Matcher found = pattern.matcher(text);
        int done = 0;
        while (found.find()) {
            String value = found.group(1) == null ? found.group(2) : found.group(1);
            out.append(text, done, found.start()).append(value.replace('\'', '"'));
            found.group().chars().filter(c -> c == '\n').forEach(c -> out.append('\n'));
            done = found.end();
        }
        return out.append(text, done, text.length()).toString();
    }
}
