package io.fragmortem.snapshot.csv;

import io.fragmortem.snapshot.text.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tables as a terminal shows them, columns below a line of dashes that says how wide they are:
 *
 * <pre>
 * Timestamp            Name         Average
 * -------------------  -----------  ----------
 * 2026-11-20 00:00:00  Used Memory  4293357436
 * </pre>
 *
 * Each line becomes one with tabs between its cells.
 */
final class AlignedColumns {

    private static final Pattern RULE = Pattern.compile("\\s*-{2,}(?:\\s+-{2,})+\\s*");

    /** The words above the first line of dashes: another table of the same columns may follow, wider or narrower. */
    private final String header;

    private List<Integer> starts;
    private boolean begun;

    private AlignedColumns(String header, List<Integer> starts) {
        this.header = header;
        this.starts = starts;
    }

    /** The columns that the first line of dashes shows, empty when there is none below a header. */
    static Optional<AlignedColumns> in(List<String> lines) {
        for (int i = 1; i < lines.size(); i++) {
            if (RULE.matcher(lines.get(i)).matches()) {
                return Optional.of(new AlignedColumns(words(lines.get(i - 1)), starts(lines.get(i))));
            }
        }
        return Optional.empty();
    }

    private static String words(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }

    private static List<Integer> starts(String rule) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < rule.length(); i++) {
            if (rule.charAt(i) == '-' && (i == 0 || rule.charAt(i - 1) != '-')) {
                starts.add(i);
            }
        }
        return starts;
    }

    /** The cells of a line between tabs; lines of dashes and headers that come again are blank. */
    String tabbed(String line) {
        boolean again = words(line).equals(header);
        if (RULE.matcher(line).matches()) {
            starts = starts(line);
            return "";
        }
        if (line.isBlank() || (again && begun)) {
            return "";
        }
        begun |= again;
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int from = Math.min(line.length(), starts.get(i));
            int to = i + 1 < starts.size() ? Math.min(line.length(), starts.get(i + 1)) : line.length();
            cells.add(line.substring(from, to).strip());
        }
        return String.join("\t", cells);
    }

    /** The rest of the lines as a stream of lines with tabs. */
    InputStream rest(Lines lines) {
        return new InputStream() {
            private byte[] line = new byte[0];
            private int at;

            private boolean fill() throws IOException {
                while (at == line.length) {
                    if (!lines.next()) {
                        return false;
                    }
                    line = (tabbed(lines.text()) + "\n").getBytes(StandardCharsets.UTF_8);
                    at = 0;
                }
                return true;
            }

            @Override
            public int read() throws IOException {
                return fill() ? line[at++] & 0xff : -1;
            }

            @Override
            public int read(byte[] b, int from, int count) throws IOException {
                if (!fill()) {
                    return -1;
                }
                int n = Math.min(count, line.length - at);
                System.arraycopy(line, at, b, from, n);
                at += n;
                return n;
            }
        };
    }
}
