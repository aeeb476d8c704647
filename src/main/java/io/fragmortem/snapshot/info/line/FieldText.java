package io.fragmortem.snapshot.info.line;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.text.SpeakerKey;
import io.fragmortem.snapshot.time.TimeKeys;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds names with their values in cleaned text, in every notation between {@code name:value} and JSON.
 *
 * <p>Long because every notation ends in the same pair, and which one it is decides the next character.
 */
public final class FieldText {

    /**
     * One name and what stands after it.
     *
     * @param name as written
     * @param target what it means
     * @param value the text behind the separator: to the end of the line, or of the value where a line holds several
     * @param behind what follows in the line, a few words of it
     */
    public record Pair(String name, InfoNames.Target target, String value, String behind) {}

    private static final int LOOK_BEHIND = 60;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_PAIR = 300;

    private final InfoNames names;

    public FieldText(InfoNames names) {
        this.names = names;
    }

    /** The field of a line that holds one. */
    public Optional<Pair> single(String line) {
        // cmdstat_memory|purge: the bar is part of the name
        int end = line.startsWith(Field.CALLS) && line.indexOf(':') > 0 ? line.indexOf(':') : nameEnd(line, 0);
        if (end == 0 || end > 100) {
            return Optional.empty();
        }
        String name = line.substring(0, end);
        boolean direct = end < line.length() && line.charAt(end) == ':';
        int value = separator(line, end);
        if (value < 0) {
            return Optional.empty();
        }
        InfoNames.Target target = InfoNames.exact(name);
        if (!target.known()) {
            target = names.loose(name);
        }
        boolean plain = isPlain(name);
        if (!direct) {
            boolean marked = line.charAt(value - 1) != ' ' && line.charAt(value - 1) != '\t';
            boolean sure =
                    target.known() && (marked || marksBefore(line, end, value) || isPlainValue(name, line, value));
            return sure ? Optional.of(new Pair(name, target, line.substring(value), "")) : Optional.empty();
        }
        boolean address = line.startsWith("//", value)
                || (line.indexOf('>', end) > 0 && Prompt.in(line).isPresent());
        return target.known() || (plain && !address)
                ? Optional.of(new Pair(name, target, line.substring(value), ""))
                : Optional.empty();
    }

    private static boolean marksBefore(String line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (":=,\uff1a|>\u2192".indexOf(line.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** {@code used_memory 856560} with nothing but space between: one word of value behind a name like no other. */
    private static boolean isPlainValue(String name, String line, int value) {
        String text = line.substring(value).strip();
        boolean number = !text.isEmpty() && (text.charAt(0) == '-' || (text.charAt(0) >= '0' && text.charAt(0) <= '9'));
        return name.indexOf('_') > 0 && (number || (text.indexOf(' ') < 0 && InfoNames.ofMemory(name)));
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c >= 'A' && c <= 'Z' && i == 0) || c == ' ') {
                return false;
            }
        }
        return name.length() > 1;
    }

    /**
     * {@code used\_memory:1} as Markdown escapes it, and {@code used memory rss: 1} as people and the readers of pictures
     * write it, under the names of INFO.
     */
    public static String unescaped(String line) {
        String text = line.indexOf("\\_") >= 0 ? line.replace("\\_", "_") : named(untyped(line));
        int colon = text.indexOf(':');
        int blank = text.indexOf(' ');
        if (blank <= 0 || blank > colon || colon > LONGEST_NAME) {
            return text;
        }
        String name = text.substring(0, colon).strip().replace(' ', '_');
        return isKnown(name) && name.indexOf('_') > 0 ? name + text.substring(colon) : text;
    }

    /** {@code Key = used_memory, Value = 856560}: what name and value are called stands beside them. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\s*[@{(]*\\s*(?:key|name|field)\\s*[=:]\\s*[\"']?([a-z0-9_]+)[\"']?\\s*[,;]\\s*value\\s*[=:]\\s*(.*?)[})\\s]*");

    /** {@code used_memory.value 856560}: what Munin's plugins print. */
    private static final Pattern OF_MUNIN = Pattern.compile("([a-z][a-z0-9_]*)\\.value\\s+(\\S+)\\s*");

    /** {@code (string) (len=11) "used_memory": (string) (len=6) "856560"}: what Go's spew prints. */
    private static String untyped(String line) {
        return line.contains(" (len=") ? TYPED.matcher(line).replaceAll("") : line;
    }

    private static final Pattern TYPED = Pattern.compile("\\([\\w.*]{1,40}\\) \\(len=\\d{1,9}\\) ?");

    private static String named(String line) {
        if (line.length() < LONGEST_PAIR && line.contains(".value ")) {
            Matcher munin = OF_MUNIN.matcher(line);
            return munin.matches() && isKnown(munin.group(1)) ? munin.group(1) + ":" + munin.group(2) : line;
        }
        if (line.length() > LONGEST_PAIR || (line.indexOf("alue") < 0 && line.indexOf("VALUE") < 0)) {
            return line;
        }
        Matcher pair = NAMED.matcher(line);
        return pair.matches() && isKnown(pair.group(1)) ? pair.group(1) + ":" + pair.group(2) : line;
    }

    /** By which sentences in the languages of most reports join a field and its number. */
    private static final List<String> VERBS =
            List.of("is ", "was ", "ist ", "war ", "est ", "es ", "è ", "about ", "of ", "为", "是", "達", "达到", "は");

    /** Whether the line holds at least two fields of INFO: line protocol, logfmt, JSON, probe lines. */
    public boolean holdsSeveral(String line) {
        int[] fields = new int[1];
        each(line, pair -> {
            boolean counts = switch (pair.target().kind()) {
                case FIELD, HUMAN, FACT, KEYSPACE -> true;
                case MODULE, OTHER, UNKNOWN -> false;
            };
            fields[0] += counts ? 1 : 0;
            return fields[0] < 2;
        });
        return fields[0] >= 2;
    }

    /** Gives all known fields of a line that holds several, and what it says about time and speaker. */
    public void each(String line, Predicate<Pair> more) {
        int i = 0;
        while (i < line.length()) {
            if (!isNameStart(line.charAt(i)) || (i > 0 && isNamePart(line.charAt(i - 1)))) {
                i++;
                continue;
            }
            int end = nameEnd(line, i);
            int value = end - i <= 80 ? inlineSeparator(line, end) : -1;
            boolean constructed = value >= 0 && value < line.length() && Character.isLetter(line.charAt(value));
            if ((value < 0 || constructed) && line.indexOf('_', i) > 0 && InfoNames.ofMemory(line.substring(i, end))) {
                value = Math.max(value, Notation.value(line, end));
            }
            String name = value < 0 ? "" : isSerilogTime(line, i, end) ? "@t" : line.substring(i, end);
            InfoNames.Target target = value < 0 ? InfoNames.UNKNOWN : names.loose(name);
            i = end;
            if (target.known() || isMeta(name.toLowerCase(Locale.ROOT)) || (value >= 0 && SpeakerKey.isOne(name))) {
                int valueEnd = valueEnd(line, value);
                i = Math.max(valueEnd, end);
                String token = line.substring(value, valueEnd);
                String behind = line.substring(valueEnd, Math.min(line.length(), valueEnd + LOOK_BEHIND));
                if (!more.test(new Pair(name, target, token, behind))) {
                    return;
                }
            }
        }
    }

    /** {@code "@t":} of Serilog's compact form, whose mark may be gone where it opens the line. */
    private static boolean isSerilogTime(String line, int from, int to) {
        boolean quoted = to < line.length() && line.charAt(to) == '"';
        return to - from == 1 && line.charAt(from) == 't' && quoted && (from == 0 || line.charAt(from - 1) == '@');
    }

    /** InfoNames by which records say when and who. */
    public static boolean isMeta(String name) {
        return isTimeName(name) || isSpeakerName(name);
    }

    public static boolean isTimeName(String name) {
        return TimeKeys.isKey(name);
    }

    public static boolean isSpeakerName(String name) {
        return switch (name) {
            case "instance", "host", "addr", "address", "node", "hostname", "server", "port" -> true;
            default -> isContainerName(name);
        };
    }

    /** What names a container, of which several run on one host. */
    public static boolean isContainerName(String name) {
        return switch (name) {
            case "pod", "pod_name", "container", "container_name" -> true;
            default -> false;
        };
    }

    private static int inlineSeparator(String line, int end) {
        int i = end;
        if (i < line.length() && (line.charAt(i) == '"' || line.charAt(i) == '\'')) {
            i++;
        }
        int spaces = i;
        while (i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        if (i >= line.length()) {
            return -1;
        }
        char mark = line.charAt(i);
        if (mark != ':' && mark != '=') {
            // probe get UsedMemoryRss 42000384, FragRatio: 1.71
            return i > spaces && mark >= '0' && mark <= '9' ? i : behindVerb(line, i);
        }
        i++;
        if (i < line.length() && line.charAt(i) == '>') {
            i++;
        }
        while (i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    /** {@code used_memory is 856560 and used_memory_rss is 5.3G}: where the number behind the verb starts, or -1. */
    private static int behindVerb(String line, int from) {
        for (String verb : VERBS) {
            if (line.startsWith(verb, from)) {
                int i = from + verb.length();
                while (i < line.length() && line.charAt(i) == ' ') {
                    i++;
                }
                boolean digit = i < line.length() && line.charAt(i) >= '0' && line.charAt(i) <= '9';
                return digit ? i : -1;
            }
        }
        return -1;
    }

    private static int valueEnd(String line, int from) {
        if (from >= line.length()) {
            return line.length();
        }
        char quote = line.charAt(from);
        if (quote == '"' || quote == '\'') {
            int close = line.indexOf(quote, from + 1);
            return close < 0 ? line.length() : close + 1;
        }
        int i = Notation.decimalEnd(line, from);
        while (i < line.length() && ",; \t}])".indexOf(line.charAt(i)) < 0) {
            i++;
        }
        boolean number = line.charAt(from) >= '0' && line.charAt(from) <= '9';
        return number ? UnitWords.end(line, i) : i;
    }

    // ------------------------------------------------------------------ looking without taking

    /** Whether the text begins with a name of INFO and a separator. */
    public static boolean startsWithKnown(String text) {
        int end = nameEnd(text, 0);
        if (end < 2 || end > 80) {
            return false;
        }
        int value = separator(text, end);
        return value >= 0 && isKnown(text.substring(0, end)) && !isNumberedHost(text, end, value);
    }

    /** {@code db01: used_memory:1}, {@code slave2: # Memory}, {@code slave2:}: hosts called as lines of INFO are, before such a line. */
    private static boolean isNumberedHost(String text, int nameEnd, int value) {
        if (value == nameEnd || !InfoNames.isNumbered(text.substring(0, nameEnd))) {
            return false;
        }
        String rest = text.substring(value);
        if (rest.isBlank()) {
            return true;
        }
        return (rest.startsWith("#") && Sections.titled(rest) >= 0)
                || (rest.indexOf(':') > 0 && startsWithKnown(rest) && rest.indexOf(':') < rest.length() - 1);
    }

    /** Whether the text ends with a name of INFO. */
    public static boolean endsWithKnown(String text) {
        int i = text.length();
        while (i > 0 && isNamePart(text.charAt(i - 1))) {
            i--;
        }
        return isKnown(text.substring(i));
    }

    /** Whether the text is the name of a field about memory. */
    public static boolean isName(String text) {
        return InfoNames.ofMemory(text) && isKnown(text);
    }

    /** The name of a field that the text begins with, empty when nobody knows it. */
    public static String knownName(String text) {
        String name = text.substring(0, nameEnd(text, 0));
        return isKnown(name) ? name : "";
    }

    /** Whether the text begins with the name of a field about memory, whatever follows. */
    public static boolean startsWithName(String text) {
        return isName(text.substring(0, nameEnd(text, 0)));
    }

    /** Whether a field that nobody knows may stand without a value: those of INFO that do have an underscore ({@code config_file}). */
    public static boolean mayBeEmpty(String name) {
        return name.indexOf('_') >= 0;
    }

    public static boolean isKnown(String name) {
        return InfoNames.exact(name).known();
    }

    /** Where a known field or a section title begins, -1 when none does. */
    public static int indexOfKnown(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean starts = i == 0 || !isNamePart(text.charAt(i - 1));
            if (starts && isNameStart(c)) {
                int end = nameEnd(text, i);
                boolean separated = end < text.length() && (text.charAt(end) == ':' || text.charAt(end) == '=');
                if (separated && end - i <= 80 && isKnown(text.substring(i, end))) {
                    return i;
                }
            } else if (c == '#' && starts && Sections.titled(text.substring(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /** Index of the value behind the separator after a name, -1 when there is no separator. */
    private static int separator(String text, int nameEnd) {
        int i = nameEnd;
        while (i < text.length() && "\"'`*_@])\uff09\u3011".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        int marks = 0;
        int start = i;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == ':' || c == '=' || c == '\uff1a' || c == '|' || c == '\u2192') {
                marks++;
            } else if (c == '>' && i > 0 && (text.charAt(i - 1) == '=' || text.charAt(i - 1) == '-')) {
                marks++;
            } else if (c == '-' && i + 1 < text.length() && text.charAt(i + 1) == '>') {
                marks++;
            } else if (c == '\u2014' || c == '\u2013' || (c == ',' && marks == 0 && numberFollows(text, i + 1))) {
                marks++;
            } else if (c != ' ' && c != '\t' && c != '\u00a0' && !isLeader(text, i)) {
                break;
            }
            i++;
        }
        return marks > 0 || i > start ? i : -1;
    }

    /** {@code used_memory ....... : 856560}: dots that lead to the figure. */
    private static boolean isLeader(String text, int i) {
        return text.charAt(i) == '.' && (text.startsWith("..", i) || text.startsWith("..", i - 1));
    }

    /** {@code [used_memory, 856560]}, {@code [role, master]}: what stands behind the comma is a number, or all there is. */
    private static boolean numberFollows(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '"')) {
            i++;
        }
        boolean pair = text.endsWith("]") && text.indexOf(' ', i) < 0;
        return i < text.length() && (pair || (text.charAt(i) >= '0' && text.charAt(i) <= '9'));
    }

    private static int nameEnd(String text, int from) {
        int i = from;
        if (i >= text.length() || !isNameStart(text.charAt(i))) {
            return from;
        }
        while (i < text.length() && isNamePart(text.charAt(i))) {
            i++;
        }
        while (i > from + 1 && (text.charAt(i - 1) == '-' || text.charAt(i - 1) == '_' || text.charAt(i - 1) == '.')) {
            i--;
        }
        return i;
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    public static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
    }
}
