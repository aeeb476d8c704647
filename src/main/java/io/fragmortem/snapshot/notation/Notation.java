package io.fragmortem.snapshot.notation;

import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Another way to write what a format reads. A stream in one of them is written in the marks that are read, each line on the
 * line where it stood, so that faults are told with their true place, and is then read by whoever reads those.
 */
public enum Notation {
    /** What Logstash's codec {@code rubydebug} prints. */
    RUBY_DEBUG,
    /** {@code journalctl -o export}. */
    JOURNAL_EXPORT,
    /** {@code journalctl -o verbose}. */
    JOURNAL_VERBOSE,
    /** The debug exporter of OpenTelemetry's collector. */
    OTEL_DEBUG,
    /** A notebook of Jupyter: what its cells ran and what that printed. */
    NOTEBOOK,
    /** An answer in JSON below the lines that {@code curl -i} and {@code -v} print. */
    HTTP,
    /** A table between lines of boxes. */
    BOXES,
    /** A table whose cells are the lines of logs. */
    LOG_TABLE,
    /** A table of the present values of several servers, without a time. */
    UNTIMED_TABLE,
    /** Documents of MongoDB, whose numbers and times are objects. */
    EXTENDED_JSON,
    /** Lines in which people and their scripts call used memory and RSS in their own words. */
    OWN_WORDS,
    /** Answers of services in YAML; recognised only where no format knows the text, for INFO in YAML is read as it stands. */
    YAML;

    /** What stands behind so many bytes is not read, and told. */
    public static final int LONGEST = 1 << 26;

    /** The notation that the head of a stream shows by marks that nothing else has. */
    public static Optional<Notation> certain(byte[] bytes) {
        if (JournalExport.opens(bytes)) {
            return Optional.of(JOURNAL_EXPORT);
        }
        Head head = Head.of(bytes);
        if (Notebook.opens(head)) {
            return Optional.of(NOTEBOOK);
        }
        if (HttpAnswer.opens(head)) {
            return Optional.of(HTTP);
        }
        if (RubyDebug.opens(head)) {
            return Optional.of(RUBY_DEBUG);
        }
        if (JournalVerbose.opens(head)) {
            return Optional.of(JOURNAL_VERBOSE);
        }
        if (ExtendedJson.opens(head)) {
            return Optional.of(EXTENDED_JSON);
        }
        if (LogTable.opens(head)) {
            return Optional.of(LOG_TABLE);
        }
        if (UntimedTable.opensLong(head)) {
            return Optional.of(UNTIMED_TABLE);
        }
        if (OwnWords.openBesideNames(head)) {
            return Optional.of(OWN_WORDS);
        }
        return OtelDebug.opens(head) ? Optional.of(OTEL_DEBUG) : Optional.empty();
    }

    /** The notation of a text that no format knows. */
    public static Optional<Notation> possible(byte[] bytes) {
        Head head = Head.of(bytes);
        if (BoxTable.opens(head)) {
            return Optional.of(BOXES);
        }
        if (UntimedTable.opens(head)) {
            return Optional.of(UNTIMED_TABLE);
        }
        if (OwnWords.opens(head)) {
            return Optional.of(OWN_WORDS);
        }
        return YamlText.opens(head) ? Optional.of(YAML) : Optional.empty();
    }

    /** The text in the marks that are read: as JSON, but for notebooks and tables. */
    public byte[] plain(byte[] bytes) throws IOException {
        return switch (this) {
            case JOURNAL_EXPORT -> JournalExport.asJson(bytes);
            case JOURNAL_VERBOSE -> text(bytes, JournalVerbose::asJson);
            case RUBY_DEBUG -> text(bytes, RubyDebug::asJson);
            case OTEL_DEBUG -> text(bytes, OtelDebug::asJson);
            case YAML -> text(bytes, YamlText::asJson);
            case NOTEBOOK -> text(bytes, Notebook::asText);
            case HTTP -> text(bytes, HttpAnswer::body);
            case OWN_WORDS -> text(bytes, OwnWords::withNames);
            case LOG_TABLE -> text(bytes, LogTable::asJson);
            case UNTIMED_TABLE -> text(bytes, UntimedTable::asInfo);
            case EXTENDED_JSON -> text(bytes, ExtendedJson::plain);
            case BOXES -> text(bytes, BoxTable::withBars);
        };
    }

    private static byte[] text(byte[] bytes, UnaryOperator<String> written) {
        return written.apply(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the first line may be the header of a table with delimiters: cheap, for every stream is asked. */
    static boolean opensTable(Head head) {
        String text = head.text();
        for (int i = 0; i < text.length() && text.charAt(i) != '\n'; i++) {
            if (",;\t".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** A text of which each line is written anew. */
    static String byLine(String text, UnaryOperator<String> line) {
        StringBuilder out = new StringBuilder(text.length());
        Text.lines(text).forEach(one -> out.append(line.apply(one)).append('\n'));
        return out.toString();
    }

    /** The text between the quotes of JSON. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c < ' ' ? ' ' : c);
            }
        }
        return out.append('"').toString();
    }

    /** A word without quotes as JSON: a number, a truth and nothing stay what they are, all else is a text. */
    static String scalar(String word) {
        if (word.equals("true") || word.equals("false")) {
            return word;
        }
        if (word.equals("nil") || word.equals("null") || word.equals("~") || word.isEmpty()) {
            return "null";
        }
        return word.matches("-?(?:0|[1-9]\\d{0,18})(?:\\.\\d{1,30})?(?:[eE][+-]?\\d{1,3})?") ? word : quoted(word);
    }
}
