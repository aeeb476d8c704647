package io.fragmortem.snapshot.info.prefix;

import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.Tai64n;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prefixes that begin with a time: of daemons, of loggers, of the server's own log. Each method takes off one kind. */
final class TimedPrefixes {

    private static final int LONGEST_PREFIX = 400;

    private static final Pattern RUBY =
            Pattern.compile("[DIWEFAU], \\[([^ \\]]{10,40}) #\\d{1,9}\\] +[A-Z]{3,7} -- [^:\"{]{0,60}: ");

    private final StreamClock clock;
    private final TimeText time = new TimeText();
    private final LineText line;

    TimedPrefixes(LineText line, StreamClock clock) {
        this.line = line;
        this.clock = clock;
    }

    /** {@code @400000005df8aff12850cb0c used_memory:1}: TAI64N of daemontools and runit, see Tai64n. */
    boolean multilog() {
        String text = line.text();
        if (!line.stamp().equals(Stamp.NONE) || !Tai64n.starts(text)) {
            return false;
        }
        line.stamp(Tai64n.stamp(text));
        line.text(text.substring(Tai64n.LENGTH));
        return true;
    }

    /** {@code 2021-03-04T10:00:01.500170768Z used_memory:30200832}, with what loggers put after the time. */
    boolean time(long lineNumber) {
        String text = line.text();
        char first = text.charAt(0);
        boolean possible = (first >= '0' && first <= '9') || first == '[' || isWord(text);
        if (!possible
                || !line.stamp().equals(Stamp.NONE)
                || !time.parse(text.length() > LONGEST_PREFIX ? text.substring(0, LONGEST_PREFIX) : text)) {
            return false;
        }
        if (time.isEndLine()) {
            return false; // Dump finished at 2026-11-22 08:35:25.
        }
        boolean known = time.shape() != TimeText.Shape.EPOCH || time.decorated();
        String rest = text.substring(time.end());
        if (!known || PrefixWord.afterMarks(rest).isEmpty() || (rest.startsWith(":") && !rest.startsWith(": "))) {
            return false;
        }
        line.stamp(clock.stamp(time, lineNumber));
        line.text(PrefixWord.afterMarks(rest));
        afterTime();
        return true;
    }

    /** {@code I, [2026-11-22T08:35:34.034122 #4411]  INFO -- : used_memory:1}: the logger of Ruby. */
    boolean ruby(long lineNumber) {
        String text = line.text();
        Matcher logger = text.startsWith(", [", 1) && text.length() > 40 ? RUBY.matcher(text) : null;
        return logger != null && logger.lookingAt() && told(logger.group(1), text.substring(logger.end()), lineNumber);
    }

    /** {@code test (7.2)  Run redis-cli info  2026-11-22T08:35:34.0345678Z used_memory:1}, with tabs: {@code gh run view --log}. */
    boolean workflow(long lineNumber) {
        String text = line.text();
        int step = text.indexOf('\t');
        int moment = step <= 0 ? -1 : text.indexOf('\t', step + 1) + 1;
        int end = moment <= 0 ? -1 : text.indexOf(' ', moment);
        if (end < 0 || end - moment > LONGEST_PREFIX || text.charAt(end - 1) != 'Z') {
            return false;
        }
        String job = text.substring(0, step).strip();
        if (!told(text.substring(moment, end), text.substring(end + 1), lineNumber)) {
            return false;
        }
        line.labelIfNone(job);
        return true;
    }

    private boolean told(String moment, String rest, long lineNumber) {
        boolean first = line.stamp().equals(Stamp.NONE) && !rest.isBlank();
        if (!first || !time.parse(moment) || time.shape() != TimeText.Shape.DATE_TIME) {
            return false;
        }
        line.stamp(clock.stamp(time, lineNumber));
        line.text(rest.strip());
        return true;
    }

    /** Whether the line begins with a word as {@code Fri}, {@code ven.} or {@code 2026}, not with the name of a field. */
    private static boolean isWord(String text) {
        int i = 0;
        while (i < text.length() && Character.isLetter(text.charAt(i))) {
            i++;
        }
        return i > 0 && i < text.length() && " .,-'".indexOf(text.charAt(i)) >= 0;
    }

    /** {@code 12:M 22 Nov 2026 08:35:25.000 # } and {@code [41738] 04 Feb 11:16:39.859 * }. */
    boolean serverLog(long lineNumber) {
        String text = line.text();
        int i = text.charAt(0) == '[' ? 1 : 0;
        int digits = i;
        while (i < text.length() && Text.isDigit(text.charAt(i))) {
            i++;
        }
        boolean process = i > digits && i + 3 < text.length() && line.stamp().equals(Stamp.NONE);
        boolean old = process && digits == 1 && text.startsWith("] ", i);
        boolean roled = process && text.charAt(i) == ':' && Character.isUpperCase(text.charAt(i + 1));
        if (!old && !(roled && text.charAt(i + 2) == ' ')) {
            return false;
        }
        String rest = text.substring(i + (old ? 2 : 3));
        if (!time.parse(rest.length() > LONGEST_PREFIX ? rest.substring(0, LONGEST_PREFIX) : rest)) {
            return false;
        }
        line.stamp(clock.stamp(time, lineNumber));
        String message = rest.substring(time.end()).strip();
        boolean level = message.length() > 1 && ".-*#".indexOf(message.charAt(0)) >= 0 && message.charAt(1) == ' ';
        line.text(level ? message.substring(2) : message);
        return true;
    }

    /** {@code time="2026-03-02T10:00:00Z" level=debug msg="info: used_memory:856560"}. */
    boolean logfmt(long lineNumber) {
        String text = line.text();
        int message = text.startsWith("time=") || text.startsWith("ts=") ? text.indexOf(" msg=\"") : -1;
        int end = text.lastIndexOf('"');
        if (message < 0 || end < message + 6 || !line.stamp().equals(Stamp.NONE)) {
            return false;
        }
        String said = text.substring(message + 6, end);
        int from = text.indexOf('=') + 1;
        String moment = text.substring(from).replace("\"", "");
        int field = FieldText.indexOfKnown(said);
        if (field < 0 || !time.parse(moment.substring(0, Math.min(moment.length(), LONGEST_PREFIX)))) {
            return false;
        }
        line.stamp(clock.stamp(time, lineNumber));
        line.text(said.substring(field));
        return true;
    }

    /** {@code stdout F }, {@code INFO }, {@code host redis[12]: } after a time. */
    private void afterTime() {
        String text = line.text();
        for (String stream : new String[] {"stdout F", "stderr F", "stdout P", "stderr P"}) {
            // Kubernetes CRI: 2026-11-22T08:41:53.707Z stdout F used_memory:1
            if (text.startsWith(stream)) {
                line.text(text.substring(stream.length()).strip());
                return;
            }
        }
        if (FieldText.startsWithKnown(text) || text.startsWith("#")) {
            return;
        }
        syslog();
    }

    /** {@code host1 redis-mem[812]: used_memory:1}: syslog and journald; RFC 5424 has {@code host app pid id - }. */
    private void syslog() {
        String text = line.text();
        int space = text.indexOf(' ');
        if (space <= 0) {
            return;
        }
        String host = text.substring(0, space);
        int colon = text.indexOf(": ", space);
        String rest = text.substring(space + 1);
        int tagEnd = rest.indexOf(' ');
        boolean tagged = colon > 0 && (tagEnd < 0 || tagEnd == colon - space) && PrefixWord.isName(host);
        if (tagged) {
            line.labelIfNone(host);
            line.text(text.substring(colon + 1).strip());
            return;
        }
        String[] parts = text.split(" ", 6);
        boolean rfc5424 = parts.length == 6 && parts[4].equals("-") && PrefixWord.isName(parts[0]);
        if (rfc5424) {
            line.labelIfNone(parts[0]);
            line.text(parts[5].strip());
        }
    }
}
