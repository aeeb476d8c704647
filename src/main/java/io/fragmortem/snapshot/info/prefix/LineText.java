package io.fragmortem.snapshot.info.prefix;

import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.Prompt;
import io.fragmortem.snapshot.info.line.Sections;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.text.SpeakerName;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes one line out of what carried it: colours, log prefixes, quotation, Markdown, comment marks. Keeps what the
 * carrier said about time and speaker.
 */
public final class LineText {

    private static final int ROUNDS = 8;

    /** {@code cache-1: map[}: what a program in Go prints between the time and its figures. */
    private static final Pattern BEFORE_MAP = Pattern.compile("([\\w.-]*\\d[\\w.-]*(?::\\d{2,5})?):? map\\[");

    private final TimedPrefixes timed;
    private final SpeakerPrefixes speakers;
    private final Collectors collectors;

    private String text = "";
    private String written = "";
    private String label = "";
    private Stamp stamp = Stamp.NONE;
    private boolean addressed;

    public LineText(StreamClock clock) {
        this.timed = new TimedPrefixes(this, clock);
        this.speakers = new SpeakerPrefixes(this);
        this.collectors = new Collectors(this, clock);
    }

    /** What is left of the line. */
    public String text() {
        return text;
    }

    /** The line without what carried it, but with the marks that make it a quotation or a heading. */
    public String written() {
        return written;
    }

    /** Who spoke according to the line itself; empty when it does not say. */
    public String label() {
        return label;
    }

    /** Whether {@link #label()} is a cluster node's {@code host:port}, which also speaks the lines below. */
    public boolean addressed() {
        return addressed;
    }

    /** The time that the carrier put in front. */
    public Stamp stamp() {
        return stamp;
    }

    // ------------------------------------------------------------------ what a prefix leaves and tells

    public void text(String rest) {
        text = rest;
    }

    public void label(String name) {
        label = name;
    }

    /** The outermost prefix that names a speaker is right. */
    void labelIfNone(String name) {
        label = label.isEmpty() ? name : label;
    }

    public void addressed(boolean speaksOn) {
        addressed = speaksOn;
    }

    public void stamp(Stamp told) {
        stamp = told;
    }

    // ------------------------------------------------------------------ cleaning

    /** Cleans one line of a record that says this much about it. */
    public LineText clean(String line, long lineNumber, Carried carried) {
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
        int brace = stamp.equals(Stamp.NONE) ? -1 : text.indexOf('{');
        if (brace > 0) {
            speakers.addressWithin(text.substring(0, brace));
        }
        return this;
    }

    // ------------------------------------------------------------------ who carried it

    private boolean carrier(long lineNumber) {
        return timed.multilog()
                || collectors.nagios(lineNumber)
                || collectors.fluentBit(lineNumber)
                || speakers.beforeTime()
                || beforeMap()
                || timed.ruby(lineNumber)
                || timed.workflow(lineNumber)
                || timed.time(lineNumber)
                || timed.serverLog(lineNumber)
                || timed.logfmt(lineNumber)
                || numbered()
                || speakers.compose()
                || priority()
                || speakers.address()
                || speakers.listing()
                || speakers.bracket()
                || speakers.tab()
                || dotted()
                || labelled()
                || speakers.speaker()
                || speakers.pod()
                || speakers.labels()
                || speakers.behindTime()
                || nameBeforeTime(lineNumber)
                || answered()
                || hidden();
    }

    private boolean beforeMap() {
        int open = stamp.equals(Stamp.NONE) || !label.isEmpty() ? -1 : text.indexOf(" map[");
        Matcher map = open > 0 ? BEFORE_MAP.matcher(text) : null;
        if (map == null || !map.lookingAt() || !SpeakerName.tellsApart(map.group(1))) {
            return false;
        }
        labelIfNone(map.group(1));
        text = text.substring(map.end());
        return true;
    }

    /** {@code <134>1 2026-11-22T08:41:53.707Z host ...}. */
    private boolean priority() {
        int close = text.indexOf('>');
        if (text.charAt(0) != '<' || close < 2 || close > 4 || !Address.isPort(text.substring(1, close), 0)) {
            return false;
        }
        text = text.substring(close + 1);
        if (text.startsWith("1 ")) {
            text = text.substring(2);
        }
        return !text.isEmpty();
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

    /** {@code redis.info.used_memory=1}: the name of INFO behind a path. */
    private boolean dotted() {
        int dot = -1;
        for (int i = 0; i < text.length() && FieldText.isNamePart(text.charAt(i)); i++) {
            dot = text.charAt(i) == '.' ? i : dot;
        }
        if (dot <= 0 || !isOfInfo(text.substring(dot + 1)) || !FieldText.startsWithKnown(text.substring(dot + 1))) {
            return false;
        }
        text = text.substring(dot + 1);
        return true;
    }

    /** A name of memory, or one of several words as no host's name has. */
    private static boolean isOfInfo(String rest) {
        int end = 0;
        while (end < rest.length() && (Character.isLetterOrDigit(rest.charAt(end)) || rest.charAt(end) == '_')) {
            end++;
        }
        String name = rest.substring(0, end);
        return FieldText.startsWithName(rest) || (name.indexOf('_') > 0 && FieldText.isKnown(name));
    }

    /** {@code cache-1 2026-11-20T10:00:00Z used_memory:1}. */
    private boolean nameBeforeTime(long lineNumber) {
        int end = text.indexOf(' ');
        String whole = text;
        if (end < 1 || !stamp.equals(Stamp.NONE) || text.indexOf("used_memory") < end) {
            return false;
        }
        String name =
                PrefixWord.withoutMarks(text.substring(0, end)); // ('cache-1', 2026-11-20T10:00:00, {'used_memory': 1
        if (!PrefixWord.isHost(name)) {
            return false;
        }
        text = text.substring(end).strip();
        if (timed.time(lineNumber) && (FieldText.startsWithKnown(text.strip()) || text.startsWith("{"))) {
            labelIfNone(name);
            return true;
        }
        text = whole;
        stamp = Stamp.NONE;
        return false;
    }

    /** {@code   12  used_memory:1}: what {@code cat -n} and editors put in front. */
    private boolean numbered() {
        int end = 0;
        while (end < text.length() && Text.isDigit(text.charAt(end))) {
            end++;
        }
        boolean port = !stamp.equals(Stamp.NONE) && Address.isLikelyPort(text.substring(0, end));
        String rest = end == 0 || end > 5 || port
                ? ""
                : PrefixWord.afterMarks(text.substring(end)).strip();
        if (!FieldText.startsWithKnown(rest) && !(rest.startsWith("#") && Sections.titled(rest) >= 0)) {
            return false;
        }
        text = rest;
        return true;
    }

    /** {@code redis-cli -h r1 info memory => used_memory:1 used_memory_rss:2}: a question with its answer on one line. */
    private boolean answered() {
        int field = text.contains("-cli ") ? FieldText.indexOfKnown(text) : -1;
        if (field <= 0) {
            return false;
        }
        int end = field;
        while (end > 0 && " \t=:>-".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        Optional<Prompt> asked = Prompt.in(text.substring(0, end));
        if (asked.isEmpty() || !asked.get().isInfo()) {
            return false;
        }
        labelIfNone(asked.get().label());
        text = text.substring(field);
        return true;
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
        speakers.addressWithin(text.substring(0, i));
        speakers.wordBefore(text.substring(0, i));
        text = text.substring(i);
        return true;
    }

    // ------------------------------------------------------------------ how it was quoted

    private static final String[] LEADERS = {
        "//", "/*", "<!--", "--", "* ", "- ", "+ ", "; ", "% ", "\u2022", ">", "|", "`", "**", "*", "_", "\"", "'", "[",
        "{", "(", "@", "~~", "REM ", "rem ", "<br>", "<pre>", "<code>", "txt:", "&gt;", ";", "#"
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
