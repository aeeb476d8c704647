package io.fragmortem.snapshot.replies;

import io.fragmortem.snapshot.Unread;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits one line of MEMORY STATS into its names and values, whatever redis-cli put around them:
 *
 * <pre>
 * peak.allocated                                  piped: one word a line
 *  1) "peak.allocated"                            terminal; values are (integer) 963984 or "99.77"
 * 16) 1) "overhead.hashtable.main"                nested
 *  1# "peak.allocated" =&gt; (integer) 47661064      RESP3
 * peak.allocated 47661064                         RESP3, piped
 * "peak.allocated",47661064,"total.allocated",... --csv
 * {"peak.allocated":47661064,"db.0":{...}}        --json
 *  1) "peak.allocated" # the most so far          explained by whoever pasted it
 * </pre>
 */
final class StatsTokens {

    private StatsTokens() {}

    static List<String> of(String line) {
        List<String> tokens = new ArrayList<>();
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == '(') {
                int close = line.indexOf(')', i);
                i = close < 0 ? line.length() : close + 1; // (integer), (double)
            } else if (isWord(c)) {
                int end = i;
                while (end < line.length() && isWord(line.charAt(end))) {
                    end++;
                }
                // 71?5 is no number and must not become two
                boolean index = end < line.length() && (line.charAt(end) == ')' || line.charAt(end) == '#');
                if (!index) {
                    tokens.add(line.substring(i, end));
                }
                i = end + (index ? 1 : 0);
            } else if (!tokens.isEmpty() && isRemark(line, i)) {
                break;
            } else {
                i++;
            }
        }
        return tokens;
    }

    /** {@code "peak.allocated" # the most so far}: what people write behind a name or a number explains it. */
    private static boolean isRemark(String line, int at) {
        char c = line.charAt(at);
        boolean apart = Character.isWhitespace(line.charAt(at - 1));
        return apart
                && (c == '#'
                        || c == '\u2192'
                        || c == '\u2190'
                        || line.startsWith("//", at)
                        || line.startsWith("<-", at));
    }

    private static boolean isWord(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '.'
                || c == '-'
                || c == '_'
                || c == '+'
                || Unread.isSign(c);
    }
}
