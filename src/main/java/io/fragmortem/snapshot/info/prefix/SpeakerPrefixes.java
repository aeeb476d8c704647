package io.fragmortem.snapshot.info.prefix;

import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.MomentWords;
import io.fragmortem.snapshot.info.line.Sections;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.text.SpeakerName;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Prefixes that say whose line it is: of containers, of clusters, of tools for many hosts. Each method takes off one kind. */
final class SpeakerPrefixes {

    /** An address, or the whole name of a host: {@code cache-1.eu.example.net}. */
    private static final Pattern ADDRESS =
            Pattern.compile(Address.FOUR_NUMBERS + "|[a-z0-9][a-z0-9-]{0,62}(?:\\.[a-z0-9-]+){2,6}");

    private static final Pattern LABELS = Pattern.compile("\\{(?:\\w+=\"[^\"]*\"(?:, ?)?)+\\}");

    /** Labels of a stream that name a server, the nearest to it first. */
    private static final List<Pattern> NAMING = Stream.of("pod", "instance", "container", "host", "hostname", "node")
            .map(label -> Pattern.compile("[{ ,]" + label + "=\"([^\"]+)\""))
            .toList();

    private static final Pattern BRACKETED = Pattern.compile("[\\[(]([A-Za-z0-9][\\w.-]{0,80}:[1-9]\\d{3,4})[\\])]"
            + "|(?<= )([a-z0-9][a-z0-9.-]{0,80}:[1-9]\\d{3,4})(?= ?(?:->|-|:|=>)? ?$)");

    /** {@code node=cache-1} among what a logger puts before the fields. */
    private static final Pattern NAMED = Pattern.compile(
            "(?<![\\w.])(?:instance|host|hostname|addr|address|node|server|pod)[=:]>? ?\"?([A-Za-z0-9][\\w.:-]{1,80})");

    /** The names of a pod and of its container before a date. */
    private static final Pattern BEFORE_TIME =
            Pattern.compile("([a-z0-9][a-z0-9.-]{1,80}) [a-z][a-z0-9-]{0,60} (?=\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:)");

    /** A place in a program, {@code [probe.py:1033]}, is no server. */
    private static final Pattern SOURCE = Pattern.compile("\\.(?:py|java|go|js|ts|rb|cs|cpp|rs|php|kt|scala):\\d+$");

    /** What loggers number beside servers. */
    private static final Pattern NO_SERVER =
            Pattern.compile("(?i)thread|worker|pool|task|job|exec|req|pid|probe|check|monitor");

    private final LineText line;

    SpeakerPrefixes(LineText line) {
        this.line = line;
    }

    /** {@code cache_1    | used_memory:14500864}: compose, foreman; {@code host | field} of parallel shells. */
    boolean compose() {
        String text = line.text();
        int bar = text.indexOf('|');
        if (bar < 1) {
            return false;
        }
        String name = text.substring(0, bar).strip();
        boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9'); // of the line
        if (number || !PrefixWord.isName(name) || FieldText.isKnown(name) || name.length() > 60) {
            return false;
        }
        line.labelIfNone(name);
        line.text(text.substring(bar + 1));
        return true;
    }

    /** {@code 127.0.0.1:7000: # Memory}: {@code redis-cli --cluster call}. */
    boolean address() {
        String text = line.text();
        int end = text.indexOf(": ");
        if (end < 3 || end > 100) {
            return false;
        }
        if (text.indexOf(' ') < end || !Address.hasPort(text.substring(0, end))) {
            return false;
        }
        line.label(text.substring(0, end));
        line.addressed(true);
        line.text(text.substring(end + 2));
        return true;
    }

    /** {@code 10.0.0.1 7001   used_memory:1}, {@code 10.0.0.1 used_memory:1} and {@code 10.0.0.1:7001 used_memory:1}: listings of a fleet. */
    boolean listing() {
        String text = line.text();
        int end = text.indexOf(' ');
        if (end < 1 || end > 100) {
            return false;
        }
        String host = text.substring(0, end);
        if (host.indexOf('[') > 0) {
            return false; // map[maxmemory:0 used_memory:1] of Go
        }
        String rest = text.substring(end).strip();
        int next = rest.indexOf(' ');
        boolean joined = Address.hasPort(host);
        boolean apart = !joined && next > 0 && next < 6 && Address.isPort(rest.substring(0, next), 0);
        String field = apart ? rest.substring(next).strip() : rest;
        boolean column =
                text.startsWith("  ", end) && host.indexOf('-') > 0 && SpeakerName.tellsApart(host); // knife ssh
        boolean alone = !joined && !apart && (column || ADDRESS.matcher(host).matches());
        if (alone && Sections.titled(rest) >= 0 && rest.startsWith("#")) {
            line.label(host);
            line.text(rest);
            return true;
        }
        if (!(joined || apart || alone)
                || !PrefixWord.isSpeaker(host.replace(":", ""))
                || !FieldText.startsWithKnown(field)) {
            return false;
        }
        line.label(apart ? host + ":" + rest.substring(0, next) : host);
        line.text(field);
        return true;
    }

    /** {@code cache-1	used_memory:1}: what {@code parallel --tag} prints. */
    boolean tab() {
        String text = line.text();
        int end = text.indexOf('\t');
        if (end < 1
                || end > 100
                || !PrefixWord.isSpeaker(text.substring(0, end))
                || !SpeakerName.tellsApart(text.substring(0, end))) {
            return false;
        }
        String rest = text.substring(end).strip();
        if (!FieldText.startsWithKnown(rest) && Sections.titled(rest) < 0) {
            return false;
        }
        line.labelIfNone(text.substring(0, end));
        line.text(rest);
        return true;
    }

    /** {@code [cache-1] used_memory:1}, {@code [cache-1] out: used_memory:1}, {@code ** [out :: cache-1] used_memory:1}. */
    boolean bracket() {
        String text = line.text();
        int open = text.startsWith("** [") ? 3 : 0;
        int close = text.charAt(open) == '[' ? text.indexOf(']', open) : -1;
        if (close < open + 2 || close > 100 || !line.stamp().equals(Stamp.NONE)) {
            return false;
        }
        String name = text.substring(open + 1, close);
        name = name.substring(name.lastIndexOf(' ') + 1);
        String rest = text.substring(close + 1).strip();
        rest = rest.startsWith("out: ") ? rest.substring(5) : rest;
        boolean timed = name.startsWith("pod/") && rest.startsWith("20"); // kubectl logs --prefix --timestamps
        boolean info = timed || FieldText.startsWithKnown(rest) || Sections.titled(rest) >= 0;
        if (!info || !PrefixWord.isSpeaker(name) || PrefixWord.isLevel(name) || !SpeakerName.tellsApart(name)) {
            return false;
        }
        line.labelIfNone(name);
        line.text(rest);
        return true;
    }

    /** {@code host1: used_memory:1}, {@code dump.txt:used_memory:1}, {@code 12:used_memory:1}: pdsh, grep. */
    boolean speaker() {
        String text = line.text();
        int colon = text.indexOf(':');
        if (colon < 1 || colon > 80 || !PrefixWord.isSpeaker(text.substring(0, colon))) {
            return false;
        }
        String rest = withoutNumber(text.substring(colon + 1).strip());
        String name = text.substring(0, colon);
        boolean title = rest.startsWith("# ") && Sections.titled(rest) >= 0 && SpeakerName.tellsApart(name);
        boolean flat = rest.startsWith("# ") && FieldText.indexOfKnown(rest) >= 0 && SpeakerName.tellsApart(name);
        if (!title && !flat && (!FieldText.startsWithKnown(rest) || rest.indexOf(':') < 0)) {
            return false;
        }
        boolean lineNumber = Address.isPort(name, 0);
        if (!lineNumber && !MomentWords.isMoment(name)) {
            line.labelIfNone(name);
        }
        line.text(rest);
        return true;
    }

    /** {@code cache-1.txt:12:used_memory:1}: what {@code grep -n} puts between file and line. */
    private static String withoutNumber(String rest) {
        int end = 0;
        while (end < rest.length() && rest.charAt(end) >= '0' && rest.charAt(end) <= '9') {
            end++;
        }
        return end > 0 && end < rest.length() && rest.charAt(end) == ':'
                ? rest.substring(end + 1).strip()
                : rest;
    }

    /** {@code cache-0 redis 2026-11-20T08:00:00Z used_memory:1}: readers of pods that print times. */
    boolean beforeTime() {
        Matcher before = BEFORE_TIME.matcher(line.text());
        if (!before.lookingAt() || PrefixWord.isLevel(before.group(1)) || !SpeakerName.tellsApart(before.group(1))) {
            return false;
        }
        line.labelIfNone(before.group(1));
        line.text(line.text().substring(before.end()));
        return true;
    }

    /** {@code {container="redis", pod="cache-0"} used_memory:1}: what logcli puts behind the time. */
    boolean labels() {
        String text = line.text();
        int close = text.startsWith("{") ? text.indexOf("\"} ") : -1;
        if (close < 0 || !LABELS.matcher(text.substring(0, close + 2)).matches()) {
            return false;
        }
        String rest = text.substring(close + 3).strip();
        if (!FieldText.startsWithKnown(rest) && Sections.titled(rest) < 0) {
            return false;
        }
        for (Pattern label : NAMING) {
            Matcher named = label.matcher(text.substring(0, close + 1));
            if (named.find() && SpeakerName.tellsApart(named.group(1))) {
                line.labelIfNone(named.group(1));
            }
        }
        line.text(rest);
        return true;
    }

    /** {@code INFO probe [cache-1:6379]:}: the address of a server among what a logger puts before a record. */
    void addressWithin(String prefix) {
        Matcher named = NAMED.matcher(prefix);
        Matcher address = BRACKETED.matcher(prefix);
        boolean told = named.find();
        if (!told && !address.find()) {
            return;
        }
        String bracketed = told ? named.group(1) : address.group(1);
        String name = bracketed == null ? address.group(2) : bracketed;
        if (!SOURCE.matcher(name).find() && SpeakerName.tellsApart(name)) {
            line.labelIfNone(name);
        }
    }

    /** {@code INFO monitor: cache-1 used_memory:1}: the last word before the figures; a thread or a request is no server. */
    void wordBefore(String prefix) {
        String word = PrefixWord.withoutMarks(prefix.strip());
        word = word.substring(word.lastIndexOf(' ') + 1);
        if (!stampIsMissing()
                && PrefixWord.isHost(word)
                && !NO_SERVER.matcher(word).find()) {
            line.labelIfNone(word);
        }
    }

    private boolean stampIsMissing() {
        return line.stamp().equals(Stamp.NONE);
    }

    /** {@code cache-1 used_memory:1}, {@code [cache-1] used_memory:1}, {@code ,cache-1,used_memory:1} behind a time: what loops of shells print. */
    boolean behindTime() {
        String text = line.text();
        int from = 0;
        while (from < text.length() && "[(,;| ".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        int to = from;
        while (to < text.length() && "]),;| \t".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        String rest = PrefixWord.afterMarks(text.substring(to)).strip();
        String name = text.substring(from, to);
        boolean port = Address.isLikelyPort(name);
        if (line.stamp().equals(Stamp.NONE) || !(port || PrefixWord.isHost(name)) || !FieldText.startsWithKnown(rest)) {
            return false;
        }
        line.labelIfNone(port ? Address.here(name) : name);
        line.text(rest);
        return true;
    }

    /** {@code cache-0 redis used_memory:1}: what stern and other readers of pods put in front, see {@link PodText}. */
    boolean pod() {
        String text = line.text();
        int end = PodText.end(text);
        if (end < 0) {
            return false;
        }
        line.labelIfNone(text.substring(0, text.indexOf(' ')));
        line.text(text.substring(end));
        return true;
    }
}
