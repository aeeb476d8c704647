package io.fragmortem.snapshot.notation;

import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code journalctl -o verbose}: each entry opens with its time and its cursor, in which {@code t} counts the microseconds of the epoch
 * in hexadecimal; its fields are indented. Each entry becomes a line as {@code journalctl -o json} prints it.
 *
 * <pre>
 * Sun 2026-11-22 08:35:34.120338 UTC [s=8c1f;i=7;b=77d1;m=2a;t=649fbd9c1fa52;x=9]
 *     _HOSTNAME=cache-7
 *     MESSAGE=used_memory:13484048
 * </pre>
 */
final class JournalVerbose {

    private static final Pattern ENTRY = Pattern.compile(
            "[A-Z][a-z]{2} \\d{4}-\\d\\d-\\d\\d [\\d:.]{8,15} \\S{1,12} \\[s=[0-9a-f]+;.{0,200};t=([0-9a-f]{10,15});x=[0-9a-f]+\\]");

    private static final Pattern FIELD = Pattern.compile("    ([A-Z_][A-Z0-9_]*)=(.*)");

    private final StringBuilder out = new StringBuilder();
    private final List<String> members = new ArrayList<>();
    private int lines;

    private JournalVerbose() {}

    static boolean opens(Head head) {
        return head.has(";t=")
                && Text.lines(head.readable())
                        .limit(5)
                        .anyMatch(line -> ENTRY.matcher(line).matches());
    }

    static String asJson(String text) {
        JournalVerbose entries = new JournalVerbose();
        Text.lines(text).forEach(entries::line);
        entries.close();
        return entries.out.toString();
    }

    private void line(String line) {
        Matcher entry = ENTRY.matcher(line);
        if (entry.matches()) {
            close();
            member("__REALTIME_TIMESTAMP", String.valueOf(Long.parseLong(entry.group(1), 16)));
        } else if (!members.isEmpty()) {
            field(line);
        }
        lines++;
    }

    private void field(String line) {
        Matcher field = FIELD.matcher(line);
        if (field.matches()) {
            member(field.group(1), field.group(2));
        } else if (!line.isBlank()) {
            String last = members.remove(members.size() - 1); // a value of several lines
            members.add(last.substring(0, last.length() - 1) + "\\n"
                    + Notation.quoted(line.strip()).substring(1));
        }
    }

    private void member(String name, String value) {
        members.add(Notation.quoted(name) + ":" + Notation.quoted(value));
    }

    private void close() {
        out.append(members.isEmpty() ? "" : "{" + String.join(",", members) + "}");
        out.append("\n".repeat(lines));
        members.clear();
        lines = 0;
    }
}
