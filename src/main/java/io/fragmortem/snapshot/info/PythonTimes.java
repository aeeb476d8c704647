package io.fragmortem.snapshot.info;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as Python shows its objects: {@code datetime.datetime(2026, 11, 22, 8, 40, 50, tzinfo=datetime.timezone.utc)}. */
final class PythonTimes {

    private static final Pattern CALL =
            Pattern.compile("(?:datetime\\.)?datetime\\((\\d{4}), (\\d{1,2}), (\\d{1,2}), (\\d{1,2}), (\\d{1,2})"
                    + "(?:, (\\d{1,2}))?(?:, (\\d{1,6}))?(?:, (tzinfo=[\\w.]*(?:utc|UTC)\\w*))?\\)");

    private PythonTimes() {}

    /** The line with such times as ISO writes them. */
    static String plain(String line) {
        if (!line.contains("datetime(")) {
            return line;
        }
        StringBuilder text = new StringBuilder();
        Matcher call = CALL.matcher(line);
        int from = 0;
        while (call.find()) {
            text.append(line, from, call.start())
                    .append(call.group(1))
                    .append('-')
                    .append(two(call.group(2)))
                    .append('-')
                    .append(two(call.group(3)))
                    .append('T')
                    .append(two(call.group(4)))
                    .append(':')
                    .append(two(call.group(5)))
                    .append(':')
                    .append(two(call.group(6)))
                    .append(
                            call.group(7) == null
                                    ? ""
                                    : "." + "0".repeat(6 - call.group(7).length()) + call.group(7))
                    .append(call.group(8) == null ? "" : "Z");
            from = call.end();
        }
        return text.append(line.substring(from)).toString();
    }

    private static String two(@Nullable String number) {
        return number == null ? "00" : number.length() < 2 ? "0" + number : number;
    }
}
