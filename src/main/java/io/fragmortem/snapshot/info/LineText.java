package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.SpeakerName;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Text;
import io.fragmortem.snapshot.time.StreamClock;
import io.fragmortem.snapshot.time.Tai64n;
import io.fragmortem.snapshot.time.TimeText;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes one line out of what carried it: colours, log prefixes, quotation, Markdown, comment marks. Keeps what the
 * carrier said about time and speaker.
 */
final class LineText {

    private static final int ROUNDS = 8;
    private static final int LONGEST_PREFIX = 400;
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

    private final StreamClock clock;
    private final TimeText time = new TimeText();

    private String text = "";
    private String written = "";
    private String label = "";
    private Stamp stamp = Stamp.NONE;
    private boolean addressed;

    LineText(StreamClock clock) {
        this.clock = clock;
    }

    /** What is left of the line. */
    String text() {
        return text;
    }

    /** The line without what carried it, but with the marks that make it a quotation or a heading. */
    String written() {
        return written;
    }

    /** Who spoke according to the line itself; empty when it does not say. */
    String label() {
        return label;
    }

    /** Whether {@link #label()} is a cluster node's {@code host:port}, which also speaks the lines below. */
    boolean addressed() {
        return addressed;
    }

    /** The time that the carrier put in front. */
    Stamp stamp() {
        return stamp;
    }

    /** Cleans one line of a record that says this much about it. */
    LineText clean(String line, long lineNumber, Carried carried) {
        text = Controls.strip(line);
        written = text.strip();
        label = carried.label();
        stamp = carried.stamp();
        addressed = false;
        for (int round = 0; round < ROUNDS; round++) {
            text = text.strip();
            if (FieldText.startsWithKnown(text) || Sections.titled(text) >= 0 || text.isEmpty()) {
                break;
            }
            if (carrier(lineNumber)) {
                written = text.strip();
            } else if (!quotation()) {
                break;
            }
        }
        text = text.strip();
        return this;
    }

    // ------------------------------------------------------------------ who carried it

    private boolean carrier(long lineNumber) {
        return multilog()
                || time(lineNumber)
                || serverLog(lineNumber)
                || compose()
                || priority()
                || address()
                || listing()
                || bracket()
                || tab()
                || numbered()
                || labelled()
                || speaker()
                || pod()
                || hidden();
    }

    /** {@code @400000005df8aff12850cb0c used_memory:1}: TAI64N of daemontools and runit, see Tai64n. */
    private boolean multilog() {
        if (!stamp.equals(Stamp.NONE) || !Tai64n.starts(text)) {
            return false;
        }
        stamp = Tai64n.stamp(text);
        text = text.substring(Tai64n.LENGTH);
        return true;
    }

    /** {@code 2021-03-04T10:00:01.500170768Z used_memory:30200832}, with what loggers put after the time. */
    private boolean time(long lineNumber) {
        char first = text.charAt(0);
        boolean possible = (first >= '0' && first <= '9') || first == '[' || isWord(text);
        if (!possible
                || !stamp.equals(Stamp.NONE)
                || !time.parse(text.length() > LONGEST_PREFIX ? text.substring(0, LONGEST_PREFIX) : text)) {
            return false;
        }
        boolean known = time.shape() != TimeText.Shape.EPOCH || time.decorated();
        String rest = text.substring(time.end());
        if (!known || afterMarks(rest).isEmpty() || (rest.startsWith(":") && !rest.startsWith(": "))) {
            return false;
        }
        stamp = clock.stamp(time, lineNumber);
        text = afterMarks(rest);
        afterTime();
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
    private boolean serverLog(long lineNumber) {
        int i = text.charAt(0) == '[' ? 1 : 0;
        int digits = i;
        while (i < text.length() && Text.isDigit(text.charAt(i))) {
            i++;
        }
        boolean process = i > digits && i + 3 < text.length() && stamp.equals(Stamp.NONE);
        boolean old = process && digits == 1 && text.startsWith("] ", i);
        boolean roled = process && text.charAt(i) == ':' && Character.isUpperCase(text.charAt(i + 1));
        if (!old && !(roled && text.charAt(i + 2) == ' ')) {
            return false;
        }
        String rest = text.substring(i + (old ? 2 : 3));
        if (!time.parse(rest.length() > LONGEST_PREFIX ? rest.substring(0, LONGEST_PREFIX) : rest)) {
            return false;
        }
        stamp = clock.stamp(time, lineNumber);
        text = rest.substring(time.end()).strip();
        boolean level = text.length() > 1 && ".-*#".indexOf(text.charAt(0)) >= 0 && text.charAt(1) == ' ';
        text = level ? text.substring(2) : text;
        return true;
    }

    private static String afterMarks(String rest) {
        int i = 0;
        while (i < rest.length() && "]), ;:|\"'".indexOf(rest.charAt(i)) >= 0) {
            i++;
        }
        return rest.substring(i);
    }

    /** {@code stdout F }, {@code INFO }, {@code host redis[12]: } after a time. */
    private void afterTime() {
        for (String stream : new String[] {"stdout F", "stderr F", "stdout P", "stderr P"}) {
            // Kubernetes CRI: 2026-11-22T08:41:53.707Z stdout F used_memory:1
            if (text.startsWith(stream)) {
                text = text.substring(stream.length()).strip();
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
        int space = text.indexOf(' ');
        if (space <= 0) {
            return;
        }
        String host = text.substring(0, space);
        int colon = text.indexOf(": ", space);
        String rest = text.substring(space + 1);
        int tagEnd = rest.indexOf(' ');
        boolean tagged = colon > 0 && (tagEnd < 0 || tagEnd == colon - space) && isName(host);
        if (tagged) {
            label = label.isEmpty() ? host : label;
            text = text.substring(colon + 1).strip();
            return;
        }
        String[] parts = text.split(" ", 6);
        boolean rfc5424 = parts.length == 6 && parts[4].equals("-") && isName(parts[0]);
        if (rfc5424) {
            label = label.isEmpty() ? parts[0] : label;
            text = parts[5].strip();
        }
    }

    private static boolean isName(String word) {
        if (isLevel(word)) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return !word.isEmpty();
    }

    private static boolean isLevel(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "INFO", "DEBUG", "WARN", "WARNING", "ERROR", "TRACE", "NOTICE", "FATAL" -> true;
            default -> false;
        };
    }

    /** {@code cache_1    | used_memory:14500864}: compose, foreman; {@code host | field} of parallel shells. */
    private boolean compose() {
        int bar = text.indexOf('|');
        if (bar < 1) {
            return false;
        }
        String name = text.substring(0, bar).strip();
        if (!isName(name) || FieldText.isKnown(name) || name.length() > 60) {
            return false;
        }
        label = label.isEmpty() ? name : label;
        text = text.substring(bar + 1);
        return true;
    }

    /** {@code <134>1 2026-11-22T08:41:53.707Z host ...}. */
    private boolean priority() {
        int close = text.indexOf('>');
        if (text.charAt(0) != '<' || close < 2 || close > 4 || !Prompt.isPort(text.substring(1, close), 0)) {
            return false;
        }
        text = text.substring(close + 1);
        if (text.startsWith("1 ")) {
            text = text.substring(2);
        }
        return !text.isEmpty();
    }

    /** {@code 127.0.0.1:7000: # Memory}: {@code redis-cli --cluster call}. */
    private boolean address() {
        int end = text.indexOf(": ");
        if (end < 3 || end > 100) {
            return false;
        }
        int colon = text.lastIndexOf(':', end - 1);
        if (colon < 1 || text.indexOf(' ') < end || !Prompt.isPort(text.substring(0, end), colon + 1)) {
            return false;
        }
        label = text.substring(0, end);
        addressed = true;
        text = text.substring(end + 2);
        return true;
    }

    /** {@code 10.0.0.1 7001   used_memory:1}, {@code 10.0.0.1 used_memory:1} and {@code 10.0.0.1:7001 used_memory:1}: listings of a fleet. */
    private boolean listing() {
        int end = text.indexOf(' ');
        if (end < 1 || end > 100) {
            return false;
        }
        String host = text.substring(0, end);
        String rest = text.substring(end).strip();
        int next = rest.indexOf(' ');
        int colon = host.lastIndexOf(':');
        boolean joined = colon > 0 && Prompt.isPort(host, colon + 1);
        boolean apart = !joined && next > 0 && next < 6 && Prompt.isPort(rest.substring(0, next), 0);
        String field = apart ? rest.substring(next).strip() : rest;
        boolean alone = !joined && !apart && ADDRESS.matcher(host).matches();
        if (alone && Sections.titled(rest) >= 0 && rest.startsWith("#")) {
            label = host;
            text = rest;
            return true;
        }
        if (!(joined || apart || alone) || !isSpeaker(host.replace(":", "")) || !FieldText.startsWithKnown(field)) {
            return false;
        }
        label = apart ? host + ":" + rest.substring(0, next) : host;
        text = field;
        return true;
    }

    /** {@code 已用内存 used_memory_human: 9.97G}, {@code Fragmentation ratio (mem_fragmentation_ratio): 5.94}. */
    private boolean labelled() {
        int name = Labels.end(text);
        if (name <= 0) {
            return false;
        }
        text = text.substring(name);
        return true;
    }

    /** {@code cache-1	used_memory:1}: what {@code parallel --tag} prints. */
    private boolean tab() {
        int end = text.indexOf('\t');
        if (end < 1
                || end > 100
                || !isSpeaker(text.substring(0, end))
                || !SpeakerName.tellsApart(text.substring(0, end))) {
            return false;
        }
        String rest = text.substring(end).strip();
        if (!FieldText.startsWithKnown(rest) && Sections.titled(rest) < 0) {
            return false;
        }
        label = label.isEmpty() ? text.substring(0, end) : label;
        text = rest;
        return true;
    }

    /** {@code   12  used_memory:1}: what {@code cat -n} and editors put in front. */
    private boolean numbered() {
        int end = 0;
        while (end < text.length() && Text.isDigit(text.charAt(end))) {
            end++;
        }
        String rest = end == 0 || end > 5 ? "" : afterMarks(text.substring(end)).strip();
        if (!FieldText.startsWithKnown(rest) && !(rest.startsWith("#") && Sections.titled(rest) >= 0)) {
            return false;
        }
        text = rest;
        return true;
    }

    /** {@code [cache-1] used_memory:1}, {@code [cache-1] out: used_memory:1}, {@code ** [out :: cache-1] used_memory:1}. */
    private boolean bracket() {
        int open = text.startsWith("** [") ? 3 : 0;
        int close = text.charAt(open) == '[' ? text.indexOf(']', open) : -1;
        if (close < open + 2 || close > 100 || !stamp.equals(Stamp.NONE)) {
            return false;
        }
        String name = text.substring(open + 1, close);
        name = name.substring(name.lastIndexOf(' ') + 1);
        String rest = text.substring(close + 1).strip();
        rest = rest.startsWith("out: ") ? rest.substring(5) : rest;
        boolean info = FieldText.startsWithKnown(rest) || Sections.titled(rest) >= 0;
        if (!info || !isSpeaker(name) || isLevel(name) || !SpeakerName.tellsApart(name)) {
            return false;
        }
        label = label.isEmpty() ? name : label;
        text = rest;
        return true;
    }

    /** {@code host1: used_memory:1}, {@code dump.txt:used_memory:1}, {@code 12:used_memory:1}: pdsh, grep. */
    private boolean speaker() {
        int colon = text.indexOf(':');
        if (colon < 1 || colon > 80 || !isSpeaker(text.substring(0, colon))) {
            return false;
        }
        String rest = text.substring(colon + 1).strip();
        if (!FieldText.startsWithKnown(rest) || rest.indexOf(':') < 0) {
            return false;
        }
        String name = text.substring(0, colon);
        boolean lineNumber = Prompt.isPort(name, 0);
        label = label.isEmpty() && !lineNumber ? name : label;
        text = rest;
        return true;
    }

    private boolean pod() {
        int end = PodText.end(text);
        if (end < 0) {
            return false;
        }
        label = label.isEmpty() ? text.substring(0, text.indexOf(' ')) : label;
        text = text.substring(end);
        return true;
    }

    private static boolean isSpeaker(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!Character.isLetterOrDigit(c) && "._-/[]".indexOf(c) < 0) {
                return false;
            }
        }
        return !FieldText.isKnown(word);
    }

    /** {@code [main] INFO c.x.Probe - used_memory:1}: whatever stands before a field, behind a time or a bracket. */
    private boolean hidden() {
        if (stamp.equals(Stamp.NONE) && text.charAt(0) != '[') {
            return false;
        }
        int i = FieldText.indexOfKnown(text);
        if (i <= 0) {
            return false;
        }
        text = text.substring(i);
        return true;
    }

    // ------------------------------------------------------------------ how it was quoted

    private static final String[] LEADERS = {
        "//", "/*", "<!--", "--", "* ", "- ", "+ ", "; ", "% ", "\u2022", ">", "|", "`", "**", "*", "_", "\"", "'", "[",
        "{", "(", "~~", "REM ", "rem ", "<br>", "<pre>", "<code>", "txt:", "&gt;", ";", "#"
    };

    private boolean quotation() {
        for (String leader : LEADERS) {
            if (text.startsWith(leader)) {
                text = text.substring(leader.length());
                return true;
            }
        }
        return false;
    }
}
