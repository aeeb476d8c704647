package io.fragmortem.snapshot.notation;

import io.fragmortem.snapshot.Head;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What {@code curl -i} and {@code curl -v} print around an answer in JSON: the lines before it fall away. Above texts they stay, for
 * the {@code Date} among them is the time of what has none.
 *
 * <pre>
 * HTTP/1.1 200 OK
 * Content-Type: application/json
 *
 * {"status":"success","data":{"resultType":"matrix","result":[]}}
 * </pre>
 */
final class HttpAnswer {

    private static final Pattern STATUS = Pattern.compile("(?:< )?HTTP/\\d(?:\\.\\d)? \\d{3}\\b.*");

    /** A header, what curl says of the connection, or a blank line. */
    private static final Pattern AROUND =
            Pattern.compile("[A-Za-z][A-Za-z0-9-]{1,60}: ?.*|[*<>].*|\\{ ?\\[\\d+ bytes data\\]|\\s*");

    /** The meter that curl draws where its answer goes into a file. */
    private static final Pattern METER = Pattern.compile("\\s*(?:% Total .*|Dload .*|\\d{1,3} .*--:--:--.*)");

    private HttpAnswer() {}

    static boolean opens(Head head) {
        List<String> lines = head.has("HTTP/") ? head.lines(100) : List.of();
        boolean status = false;
        for (String line : lines) {
            boolean starts = STATUS.matcher(line).matches();
            status |= starts;
            if (!starts && !isAround(line)) {
                return status && (line.startsWith("{") || line.startsWith("["));
            }
        }
        return false;
    }

    private static boolean isAround(String line) {
        return STATUS.matcher(line).matches()
                || AROUND.matcher(line).matches()
                || METER.matcher(line).matches();
    }

    static String body(String text) {
        return Notation.byLine(text, line -> isAround(line) ? "" : line);
    }
}
