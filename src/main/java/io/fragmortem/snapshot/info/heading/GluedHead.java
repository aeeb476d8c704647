package io.fragmortem.snapshot.info.heading;

import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.InfoNames;
import io.fragmortem.snapshot.info.line.Prompt;
import io.fragmortem.snapshot.info.line.Sections;
import io.fragmortem.snapshot.time.TimeText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line in the middle of which its writer was stopped, with the head of the next dump behind what was written: {@code
 * used_mem--- 2026-10-01 00:05:00 UTC ---}, {@code used_memory_rss:8112026-10-01T00:05:00Z}, {@code mem_clie# Memory}. One for a stream.
 */
public final class GluedHead {

    private static final int LONGEST = 200;

    /** Marks of a heading, a date, a weekday, the title of a section, or seconds or milliseconds since 1970. */
    private static final Pattern HEAD = Pattern.compile("[-=*#]{2,} \\S|\\[\\d\\d/[A-Z][a-z]{2}/20\\d\\d:"
            + "|(?:#? ?|\\[|(?:time(?:stamp)?|date|ts)[:=] ?)20\\d\\d(?:[-/.]\\d|\\d{4}[T_-]\\d)"
            + "|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [A-Z0-9]|# [A-Z]|1\\d{9}(?:\\d{3}|\\.\\d{1,9})?$");

    /** Of a beginning that is one of INFO's names and hardly of a host's. */
    private static final int SURELY = 12;

    private static final int MOST_PROMPTS = 256;

    private final TimeText time = new TimeText();
    /** Prompts that stood where lines begin, with their mark: {@code cache-1:6379>}. */
    private final Set<String> prompts = new HashSet<>();

    /** Where the head begins, 0 when there is none. Remembers the prompts of the lines that it is asked for. */
    public int in(String line) {
        int mark = line.indexOf('>');
        int prompt = mark < 3 || mark > LONGEST ? 0 : promptIn(line, line.substring(0, mark + 1));
        return prompt > 0 ? prompt : headIn(line);
    }

    /** {@code used_memory_cache-1:6379> INFO memory}: only a prompt that is known shows where the host's name begins. */
    private int promptIn(String line, String head) {
        if (prompts.contains(head)) {
            return 0;
        }
        List<String> known = prompts.stream()
                .filter(prompt -> head.endsWith(prompt) && isSurelyCut(head, head.length() - prompt.length()))
                .toList();
        if (known.isEmpty() && prompts.size() < MOST_PROMPTS && Prompt.in(line).isPresent()) {
            prompts.add(head);
        }
        return known.size() == 1 ? head.length() - known.get(0).length() : 0;
    }

    /** Whether so much of a line is one of INFO, whatever the name of the host: {@code mem} may begin {@code memcache-1:6379>}. */
    private static boolean isSurelyCut(String head, int length) {
        String text = head.substring(0, length);
        boolean told = text.indexOf(':') > 0 || text.startsWith("#");
        return (told || (length >= SURELY && text.indexOf('_') > 0)) && isCut(text, false);
    }

    private int headIn(String line) {
        boolean possible = line.length() > 1 && line.length() <= LONGEST && (isSmall(line.charAt(0)) || isTitle(line));
        Matcher head = possible && mayHold(line) ? HEAD.matcher(line) : null;
        if (head == null
                || !head.find(1)
                || isMoment(line)
                || !isCut(line.substring(0, head.start()), head.group().matches("\\d{10}.*"))) {
            return 0;
        }
        String text = line.substring(head.start());
        boolean opens = Sections.titled(text) >= 0
                || (time.parse(text) && time.hasClock() && time.isTimeLine())
                || Headings.of(text).kind() == Heading.Kind.SPEAKER;
        return opens ? head.start() : 0;
    }

    /** Whether {@link #HEAD} may be found, and count where it is: hardly a line of a dump has it, and each is asked. */
    private static boolean mayHold(String line) {
        int length = line.length();
        for (int i = 1; i < length; i++) {
            char next = i + 1 < length ? line.charAt(i + 1) : ' ';
            boolean mark = switch (line.charAt(i)) {
                case '#', '[' -> true;
                case '-', '=', '*' -> next == '-' || next == '=' || next == '*' || next == '#';
                case '2' -> next == '0' && isYear(line, i);
                case 'M', 'T', 'W', 'F', 'S' -> isSmall(next);
                default -> false;
            };
            if (mark) {
                return true;
            }
        }
        // seconds at the end count only where no name was told to its end
        return isDigit(line.charAt(length - 1)) && (line.indexOf(':') < 0 || line.charAt(0) == '#');
    }

    /** Whether the year at the index is followed by what follows one in a date. */
    private static boolean isYear(String line, int from) {
        int end = from + 4;
        if (end + 1 >= line.length() || !isDigit(line.charAt(from + 2)) || !isDigit(line.charAt(from + 3))) {
            return false;
        }
        char next = line.charAt(end);
        if (isDigit(next) && end + 4 < line.length()) {
            next = line.charAt(end + 4);
            return next == 'T' || next == '_' || next == '-';
        }
        return next == '-' || next == '/' || next == '.';
    }

    /** Whether a line of INFO may end so early. A number before another may be one with it: only the dumps around tell. */
    private static boolean isCut(String text, boolean beforeNumber) {
        int colon = text.indexOf(':');
        if (text.endsWith(" ") || text.startsWith("#")) {
            return isTitle(text) && !text.endsWith(" ");
        }
        if (colon < 0) {
            return InfoNames.isBeginning(text) || InfoNames.isNumbered(text) || isBeginningOfNumbered(text);
        }
        String name = text.substring(0, colon);
        return FieldText.isKnown(name) && !beforeNumber;
    }

    /** {@code rdb_last_save_time:2026-10-01T00:05:00Z}: a field that is a moment. */
    private static boolean isMoment(String line) {
        int colon = line.indexOf(':');
        return colon > 0 && line.lastIndexOf("time", colon) >= 0 && FieldText.isKnown(line.substring(0, colon));
    }

    /** {@code d}, {@code db}, {@code slav}. */
    private static boolean isBeginningOfNumbered(String text) {
        return "db".startsWith(text) || "slave".startsWith(text);
    }

    private static boolean isTitle(String text) {
        return text.startsWith("# ") && text.length() > 2 && Character.isUpperCase(text.charAt(2));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }
}
