package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.info.heading.ChatLine;
import io.fragmortem.snapshot.info.heading.Heading;
import io.fragmortem.snapshot.info.heading.Headings;
import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.Prose;
import io.fragmortem.snapshot.info.prefix.LineText;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.text.SpeakerKey;
import io.fragmortem.snapshot.text.SpeakerName;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines that hold several fields: line protocol, logfmt, flat JSON, probes. They may say who speaks and when. */
final class RecordLines {

    private static final Pattern BETWEEN = Pattern.compile(" \\|\\|? |; ");

    /** {@code REDIS 7.2.4 on cache-1:6379 has 1 databases}. */
    private static final Pattern ADDRESSED = Pattern.compile(
            "(?i)(?<![\\w.])(?:on|at|from|for|of) ((?=[\\w.-]*[a-z0-9])[a-z0-9][\\w.-]{1,80}:\\d{2,5})(?![\\w.:])");

    private static final Pattern BEHIND =
            Pattern.compile("[\\s,;]*(?:(?:on|at|from|for|of) |\\(|@ ?)([a-zA-Z0-9][\\w.:-]{1,80})\\)?[\\s.]*");

    /** Of more words a sentence may be made. */
    private static final int MOST_WORDS_BESIDE = 3;

    private static final Pattern SOURCE_FILE =
            Pattern.compile("(?i).*\\.(?:go|py|js|mjs|ts|rb|java|kt|php|cs|rs|cc?|cpp|ex|lua|pl):\\d+");

    private static final int FIRST_EPHEMERAL_PORT = 32_768;

    private static final String[] NOTHING = {};

    private static final String[] COMMENTS = {" #", " //", " ->", " <-", "\t#"};

    private final StreamClock clock;
    private final FieldText fields;
    private final FieldLines fieldLines;
    private final OpenDumps dumps;
    private final Surroundings around;
    private final TimeText time = new TimeText();

    private final List<FieldText.Pair> pairs = new ArrayList<>();

    private LineText line;
    private long number;
    private long offset;
    private LineEnd end = LineEnd.PRESENT;
    private Stamp stamp = Stamp.NONE;
    private String host = "";
    private String port = "";
    private int nearest = SpeakerKey.NONE;

    RecordLines(StreamClock clock, FieldText fields, FieldLines fieldLines, OpenDumps dumps) {
        this.clock = clock;
        this.fields = fields;
        this.fieldLines = fieldLines;
        this.dumps = dumps;
        this.around = dumps.around();
        this.line = new LineText(clock);
    }

    /** Takes the line when it is a record; false when it is none. */
    boolean take(String content, LineText text, long lineNumber, long at, LineEnd lineEnd) {
        String code = withoutComment(content);
        if (!isRecord(code)) {
            return false;
        }
        String[] parts = code.contains("|") || code.contains(";") ? BETWEEN.split(code) : NOTHING;
        if (parts.length > 1 && areServers(parts)) {
            for (String part : parts) {
                text.label(named(part, text.label()));
                take(part, text, lineNumber, at, lineEnd);
            }
            return true;
        }
        line = text;
        number = lineNumber;
        offset = at;
        end = lineEnd;
        stamp = Stamp.NONE;
        host = "";
        port = "";
        nearest = SpeakerKey.NONE;
        pairs.clear();
        fields.each(code, pairs::add);
        pairs.stream()
                .filter(pair -> !pair.target().known())
                .forEach(this::meta); // who speaks may stand behind the figures
        addressed(code);
        pairs.stream().filter(pair -> pair.target().known()).forEach(this::take);
        Stamp trailing = stamp.known() ? stamp : trailingTime(code);
        Dump dump = dumps.of(label());
        if (dump != null && trailing.known()) {
            dump.stampIfNone(trailing);
        }
        return true;
    }

    /** Words before the figures may name the server where no label does. */
    private void addressed(String code) {
        if (!host.isEmpty() || !line.label().isEmpty()) {
            return;
        }
        List<FieldText.Pair> figures =
                pairs.stream().filter(pair -> pair.target().known()).toList();
        if (figures.isEmpty()) {
            return;
        }
        String before =
                code.substring(0, Math.max(0, code.indexOf(figures.get(0).name())));
        Matcher address = ADDRESSED.matcher(before);
        if (address.find() && !isClock(address.group(1))) {
            host = address.group(1);
            return;
        }
        List<String> servers =
                Address.in(before).stream().filter(RecordLines::isServer).toList();
        host = servers.size() == 1 ? servers.get(0) : "";
        if (host.isEmpty() && servers.isEmpty()) {
            String behind = behind(code, figures.get(figures.size() - 1));
            host = !before.isBlank() ? alone(before) : alone(behind);
        }
    }

    /**
     * {@code - **cache-1** (primary): used_memory:1 used_memory_rss:2}: a name and nothing that makes a sentence of it; below a heading that
     * names a server, only one with a figure.
     */
    private String alone(String words) {
        boolean key = words.endsWith("=") || words.endsWith("=\""); // performance_data=used_memory=1
        String name = key || words.strip().split(" +").length > MOST_WORDS_BESIDE ? "" : headed(words, "");
        boolean figure = name.chars().anyMatch(c -> c >= '0' && c <= '9');
        return figure || around.speaker().isEmpty() ? name : "";
    }

    /** {@code used_memory:1 used_memory_rss:2 (cache-1)}, {@code ... on cache-1}: what the line ends with. */
    private static String behind(String code, FieldText.Pair last) {
        int name = code.lastIndexOf(last.name());
        int value = code.indexOf(last.value(), name + last.name().length());
        Matcher behind = BEHIND.matcher(
                value < 0 ? "" : code.substring(value + last.value().length()));
        return behind.matches() ? behind.group(1) : "";
    }

    /** {@code redis cache-1:6379 memory: {...}}: neither the line of a source file nor a port that a client was given. */
    private static boolean isServer(String address) {
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        return port < FIRST_EPHEMERAL_PORT && !SOURCE_FILE.matcher(address).matches();
    }

    /** {@code at 08:30}. */
    private static boolean isClock(String text) {
        return text.matches("\\d{1,2}:\\d{2}");
    }

    /** {@code cache-1: used_memory=1 used_memory_rss=2 | cache-2: used_memory=3 used_memory_rss=4}: a server a part. */
    private boolean areServers(String[] parts) {
        for (int i = 0; i < parts.length; i++) {
            boolean own = i == 0 || !named(parts[i], "").isEmpty();
            if (!own || !fields.holdsSeveral(parts[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whom a part of the line names before its first field. */
    private static String named(String part, String fallback) {
        int field = FieldText.indexOfKnown(part);
        return field <= 0 ? fallback : headed(part.substring(0, field), fallback);
    }

    private static String headed(String words, String fallback) {
        Heading heading = Headings.of("## " + words);
        heading = heading.kind() == Heading.Kind.NONE ? ChatLine.heading(words) : heading;
        return heading.kind() == Heading.Kind.SPEAKER || heading.kind() == Heading.Kind.MAYBE_SPEAKER
                ? heading.label()
                : fallback;
    }

    private static String withoutComment(String text) {
        String code = text;
        for (String comment : COMMENTS) {
            int at = code.indexOf(comment);
            String before = code.substring(0, Math.max(0, at));
            boolean arrow = comment.equals(" ->")
                    && (FieldText.endsWithKnown(before)
                            || before.indexOf('_') < 0); // a name points to its value, a server to its figures
            code = at > 0 && !arrow ? code.substring(0, at) : code;
        }
        return code;
    }

    private boolean isRecord(String code) {
        boolean possible = code.indexOf('=') >= 0
                || code.indexOf(':') != code.lastIndexOf(':')
                || code.contains("used_memory"); // in a sentence a verb may stand between name and number
        int brace = code.indexOf('{');
        // redis_instance_info{maxmemory_policy="noeviction",os="Linux"} 1 is a metric, not a dump
        boolean metric = brace > 0 && Character.isLetterOrDigit(code.charAt(brace - 1)) && code.indexOf('=') > brace;
        return possible && !metric && fields.holdsSeveral(code) && !Prose.isFormula(code);
    }

    private String label() {
        String fallback = around.speakerOf(line);
        return host.isEmpty() ? fallback : port.isEmpty() ? host : host + ":" + port;
    }

    private void take(FieldText.Pair pair) {
        String label = label();
        Dump dump = dumps.of(label);
        if (dump != null && dump.hasName(pair.name())) {
            dumps.close(label);
            dump = null;
        }
        if (dump == null) {
            dump = dumps.begin(label, line, number, offset);
            dump.stampIfNone(stamp);
        }
        dump.seenAt(number);
        dump.wellWritten();
        fieldLines.tell(dump.take(pair, end), pair);
    }

    private void meta(FieldText.Pair pair) {
        String value = pair.value().replace("\"", "").replace("'", "");
        if (FieldText.isTimeName(pair.name().toLowerCase(Locale.ROOT))) {
            boolean day = value.indexOf(':') < 0 && value.indexOf('-') > 0; // Time:2026-11-22 08:40:50 +0000 UTC
            stamp = time.parse(day ? value + pair.behind() : value) ? clock.stamp(time, number) : stamp;
        } else if (pair.name().equals("port")) {
            port = value;
        } else {
            speaker(pair.name(), value);
        }
    }

    /** The nearest name is the server's: {@code host=cache-1,port=6379,server=localhost} is that of an agent beside its server. */
    private void speaker(String name, String value) {
        int rank = SpeakerKey.rank(name);
        boolean named = FieldText.isSpeakerName(name) || SpeakerName.tellsApart(value);
        boolean nearer = !Address.isHere(value) && (rank <= nearest || Address.isHere(host));
        if (named && (host.isEmpty() || nearer)) {
            host = value;
            nearest = rank;
        }
    }

    /** The nanoseconds at the end of line protocol. */
    private Stamp trailingTime(String text) {
        int space = text.lastIndexOf(' ');
        boolean found = space > 0 && time.parse(text.substring(space + 1)) && time.shape() == TimeText.Shape.EPOCH;
        return found ? clock.stamp(time, number) : Stamp.NONE;
    }
}
