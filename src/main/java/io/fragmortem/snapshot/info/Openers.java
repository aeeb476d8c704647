package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.info.heading.ChatLine;
import io.fragmortem.snapshot.info.heading.Heading;
import io.fragmortem.snapshot.info.heading.Headings;
import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.Prompt;
import io.fragmortem.snapshot.info.line.Sections;
import io.fragmortem.snapshot.info.prefix.Controls;
import io.fragmortem.snapshot.info.prefix.LineText;
import io.fragmortem.snapshot.text.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Tells what a line of a text opens, by the one table of {@link Opener}. */
final class Openers {

    /** {@code $ free -m}, {@code root@h:~# cat x}, {@code PS C:\> type x}: a shell is asked for something else. */
    private static final Pattern SHELL = Pattern.compile(
            "^(?:\\[?[\\w.-]+@[\\w.-]+[^$#%>❯]{0,100}\\]?|PS [A-Z]:[^>]{0,100}|bash-[\\d.]+|[~/][\\w./~-]{0,100})?"
                    + " ?[$#%>❯] ?(?=[a-z./]).*$");

    private static final Pattern SHELL_COMMAND = Pattern.compile(
            "^\\W*(?:[\\w.@:~/-]+ ?[$#%>❯] ?)?(?:sudo )?(cat|free|top|ps|docker|kubectl|grep|head|tail|dmesg|journalctl|curl|echo|ls|date"
                    + "|uptime|vmstat|df|uname|sysctl|ssh|watch|systemctl|pmap)\\b.*$");

    private static final List<String> MARKS = List.of("// ", "; ", "| ");

    private final List<Format> formats = new ArrayList<>();
    private final Optional<Format> lead;

    /** @param lead the format that the head of the stream shows, for lines that no passage opens */
    Openers(Optional<Format> lead) {
        this.lead = lead;
        for (Format format : Formats.all()) {
            if (format.passage().isPresent()) {
                formats.add(format);
            }
        }
    }

    /**
     * What a line is.
     *
     * @param prompt set for a prompt
     * @param heading set for a heading
     * @param passage set for a passage
     */
    record Opened(Opener kind, Prompt prompt, Heading heading, Optional<Beginning> passage) {

        /** Words, or a field that turns out to be none. */
        static final Opened PROSE = of(Opener.PROSE);

        /** Whether the line is a heading with a moment, and no field of a dump that may be open. */
        boolean isTimedHeading(boolean betweenDumps) {
            return kind == Opener.HEADING && !heading.moment().isEmpty() && (betweenDumps || heading.isNoField());
        }

        private static Opened of(Opener kind) {
            return new Opened(kind, Prompt.NONE, Heading.NONE, Optional.empty());
        }
    }

    /**
     * The beginning of a passage.
     *
     * @param format who reads it
     * @param quotation what stands before each of its lines: the mark of a quotation, mostly nothing
     * @param sign why it is one
     */
    record Beginning(Format format, String quotation, Sign sign) {}

    /** What tells that a passage begins. */
    enum Sign {
        /** Its first line. */
        OPENING,
        /** Only that the stream as a whole shows the format: these may be just words. */
        LEAD
    }

    /**
     * What the line opens.
     *
     * @param raw as it stands in the stream
     * @param next the line that follows
     */
    Opened of(LineText line, String raw, Supplier<String> next) {
        String text = line.text();
        Optional<Beginning> passage = passage(line, raw, next);
        if (passage.isPresent()) {
            return new Opened(Opener.PASSAGE, Prompt.NONE, Heading.NONE, passage);
        }
        Optional<Prompt> asked = Prompt.in(text);
        if (asked.isPresent()) {
            return new Opened(Opener.PROMPT, asked.get(), Heading.NONE, Optional.empty());
        }
        if (isUnreachable(text) || (line.addressed() && text.equals("Failed!"))) {
            return Opened.of(Opener.UNREACHABLE);
        }
        if (text.contains("BUG REPORT START") || text.contains("-- INFO OUTPUT")) {
            return Opened.of(Opener.REPORT_BEGIN);
        }
        if (Ellipsis.is(line.written())) {
            return Opened.of(Opener.ELLIPSIS);
        }
        Heading heading = heading(line, raw);
        if (heading.kind() != Heading.Kind.NONE) {
            return new Opened(Opener.HEADING, Prompt.NONE, heading, Optional.empty());
        }
        return Opened.of(mark(text));
    }

    private static Opener mark(String text) {
        if (text.startsWith("------") || text.startsWith("--- ") || text.contains("BUG REPORT END")) {
            return Opener.REPORT_END;
        }
        return isFrame(text) ? Opener.FRAME : Opener.PROSE;
    }

    /** What a line says as a heading or in a chat. */
    static Heading heading(String raw) {
        Heading heading = Headings.of(Controls.strip(raw));
        return heading.kind() == Heading.Kind.NONE ? ChatLine.heading(raw) : heading;
    }

    private static Heading heading(LineText line, String raw) {
        Heading heading = Headings.of(Controls.strip(raw));
        heading = heading.kind() == Heading.Kind.NONE ? Headings.of(line.written()) : heading;
        return heading.kind() == Heading.Kind.NONE ? ChatLine.heading(line.written()) : heading;
    }

    // ------------------------------------------------------------------ passages

    /** The format whose passage begins with this line, however it is quoted. */
    private Optional<Beginning> passage(LineText line, String raw, Supplier<String> next) {
        String mark = quotation(raw);
        String bare = Controls.strip(raw.substring(mark.length()));
        Supplier<String> following =
                () -> next.get().startsWith(mark) ? next.get().substring(mark.length()) : "";
        for (Format format : formats) {
            Passage passage = format.passage().orElseThrow();
            if (passage.opens().test(bare, following.get())) {
                return Optional.of(new Beginning(format, mark, Sign.OPENING));
            }
            if (passage.opens().test(line.text(), next.get())) {
                return Optional.of(new Beginning(format, "", Sign.OPENING));
            }
        }
        return Optional.empty();
    }

    /** Whether a passage of any format begins with the line. */
    boolean opensPassage(String text, Supplier<String> next) {
        return formats.stream()
                .anyMatch(format -> format.passage().orElseThrow().opens().test(text, next.get()));
    }

    /** A passage of the format that the head of the stream showed, at a line that nothing else claims. */
    Optional<Beginning> leading(String raw) {
        String mark = quotation(raw);
        return lead.map(format -> new Beginning(format, mark, Sign.LEAD));
    }

    /** The format that the head of the stream showed. */
    Optional<Format> lead() {
        return lead;
    }

    /** What a mail, a comment or a list puts before each line of what it quotes: {@code > > }, {@code // }, {@code ; }. */
    private static String quotation(String raw) {
        int end = 0;
        while (end < raw.length() && raw.charAt(end) == '>') {
            end += end + 1 < raw.length() && raw.charAt(end + 1) == ' ' ? 2 : 1;
        }
        for (String mark : end == 0 ? MARKS : List.<String>of()) {
            if (raw.startsWith(mark)) {
                return mark;
            }
        }
        return raw.substring(0, end);
    }

    /** Whether something else than the passage of this format begins with the line. */
    boolean cuts(String line, Supplier<String> next, Format format) {
        String text = line.substring(quotation(line).length());
        if (text.isEmpty()) {
            return false;
        }
        boolean fence = text.startsWith("```")
                || text.startsWith("~~~")
                || text.startsWith("{noformat")
                || text.startsWith("{code")
                || text.startsWith("</pre");
        if (fence || isInfo(text, next) || Prompt.in(text).isPresent() || isShell(text) || isUnreachable(text)) {
            return true;
        }
        return switch (Headings.of(text).kind()) {
            case SPEAKER, UNREACHABLE, BEFORE, AFTER -> true;
            case NONE, MAYBE_SPEAKER, OTHER -> opensAnother(text, next, format) || namesNext(text, next, format);
        };
    }

    /** {@code and the log of the slave}, directly above more of the format: a passage of another server begins. */
    private static boolean namesNext(String text, Supplier<String> next, Format format) {
        Passage passage = format.passage().orElseThrow();
        return !passage.goesOn().test(text)
                && heading(text).kind() == Heading.Kind.MAYBE_SPEAKER
                && passage.opens().test(next.get(), "");
    }

    private boolean opensAnother(String text, Supplier<String> next, Format format) {
        for (Format other : formats) {
            if (other != format && other.passage().orElseThrow().opens().test(text, next.get())) {
                return true;
            }
        }
        return false;
    }

    /** A field about memory in INFO's own notation, or a title directly above a field. */
    private static boolean isInfo(String text, Supplier<String> next) {
        return isField(text)
                || (Sections.titled(text) >= 0 && text.startsWith("#") && FieldText.startsWithKnown(next.get()));
    }

    private static boolean isField(String text) {
        int colon = text.indexOf(':');
        return colon > 0
                && FieldText.isName(text.substring(0, colon))
                && colon + 1 < text.length()
                && text.charAt(colon + 1) != ' ';
    }

    /** Whether a shell was asked for something. */
    static boolean isShell(String text) {
        return text.length() < 400
                && SHELL.matcher(text).matches()
                && SHELL_COMMAND.matcher(text).matches();
    }

    // ------------------------------------------------------------------ marks

    /** Whether redis-cli says that it has no connection. */
    static boolean isUnreachable(String text) {
        return text.startsWith("Could not connect to ")
                || text.startsWith("Error: Connection ")
                || text.startsWith("Error: Server closed the connection")
                || text.startsWith("Error: Broken pipe")
                || text.startsWith("Error: I/O error");
    }

    /** {@code $4050}, {@code =123} of the wire protocol, a lone brace between JSON objects. */
    private static boolean isFrame(String text) {
        boolean bulk = (text.charAt(0) == '$' || text.charAt(0) == '=') && Address.isPort(text, 1);
        return bulk || text.equals("{") || text.equals("},{") || text.equals("}, {");
    }
}
