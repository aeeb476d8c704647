package io.fragmortem.snapshot.notation;

import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.text.SizeText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of scripts and notes that call used memory and RSS by short words, with the names of INFO in their place:
 *
 * <pre>
 * time=2026-11-22T08:30:00Z level=info host=cache-1 used=2.31GB rss=3.74GB
 * 08:30  used 2.31G  rss 3.74G
 * {"ts":1795336200,"host":"cache-1","used_mb":2365.2,"rss_mb":3826.5}
 * </pre>
 *
 * A word alone may mean anything: both must stand in a line, with sizes that tell their unit or are plainly bytes, and nothing
 * beside them that is said of a machine or of a heap.
 */
final class OwnWords {

    private static final String BEFORE = "(?<![\\w.-])(?:(?:redis|valkey|memory|mem)[_. ]?)?";
    private static final String BEHIND = "(?:[_ ](bytes|kb|mb|gb|kib|mib|gib))?(\"?(?: ?[=:] ?| )\"?)"
            + "(\\d+(?:\\.\\d+)?) ?([KMGT]i?[Bb]?|[Bb]|bytes)?(?![\\w.%-])";

    private static final Pattern USED = Pattern.compile("(?i)" + BEFORE + "used(?:[_ ]mem(?:ory)?)?" + BEHIND);
    private static final Pattern RSS = Pattern.compile("(?i)" + BEFORE + "(?:rss|resident)" + BEHIND);

    /** What is said beside the use of a machine or of the heap of a language. */
    private static final Pattern OTHERS =
            Pattern.compile("(?i)\\b(?:free|total|avail|available|buffers?|buff|cached|heap\\w*|committed|pss|uss)\\b");

    private static final Pattern DAY = Pattern.compile("(?<!\\d)20\\d\\d-\\d\\d-\\d\\d(?![\\dT])");
    private static final Pattern CLOCK = Pattern.compile("\\s*(?:[-*] )?(\\d\\d:\\d\\d(?::\\d\\d)?)(?![\\d:])");

    private String day = "";
    private String last = "";

    private OwnWords() {}

    static boolean opens(Head head) {
        boolean word = head.has(" rss")
                || head.has("\"rss")
                || head.has("RSS")
                || head.has("esident")
                || head.has("redis_rss")
                || head.has("mem_rss");
        return word && head.lines(200).stream().anyMatch(line -> !named(line).equals(line));
    }

    /** {@code used_memory=2.31G rss=3.74G}: one name is INFO's and would be read without the other. */
    static boolean openBesideNames(Head head) {
        boolean rss = head.has(" rss=") || head.has(" rss:") || head.has(",rss=");
        return rss && head.has("used_memory") && !head.isJson() && opens(head);
    }

    static String withNames(String text) {
        return Notation.byLine(text, new OwnWords()::line);
    }

    /** {@code 08:30  used 2.31G} is on the day of the title above, as long as the clock goes forward. */
    private String line(String line) {
        String named = named(line);
        Matcher clock = CLOCK.matcher(named);
        if (named.equals(line)) {
            Matcher date = DAY.matcher(line);
            if (date.find()) {
                day = date.group() + " ";
                last = "";
            }
            return line;
        }
        if (!clock.lookingAt()) {
            return named;
        }
        String time = clock.group(1);
        day = time.compareTo(last) < 0 ? "" : day;
        last = time;
        return day + named.strip();
    }

    private static String named(String line) {
        Matcher used = USED.matcher(line);
        Matcher rss = RSS.matcher(line);
        if (line.length() > 2000
                || !used.find()
                || !rss.find()
                || OTHERS.matcher(line).find()) {
            return line;
        }
        String usedField = field("used_memory", used);
        String rssField = field("used_memory_rss", rss);
        if (usedField.isEmpty() || rssField.isEmpty()) {
            return line;
        }
        boolean first = used.start() < rss.start();
        Matcher one = first ? used : rss;
        Matcher other = first ? rss : used;
        return line.substring(0, one.start())
                + (first ? usedField : rssField)
                + line.substring(one.end(), other.start())
                + (first ? rssField : usedField)
                + line.substring(other.end());
    }

    /** The name and its size, empty where its unit is not told. */
    private static String field(String name, Matcher found) {
        String unit = found.group(4) == null ? "" : found.group(4);
        String suffix = found.group(1) == null ? "" : found.group(1).toUpperCase(Locale.ROOT);
        boolean bytes = suffix.equals("BYTES") || Double.parseDouble(found.group(3)) >= SizeText.FEWEST_BYTES;
        if (unit.isEmpty() && !suffix.isEmpty() && !suffix.equals("BYTES")) {
            unit = suffix.substring(0, 1); // as in headers of tables, a power of 1024
        } else if (unit.isEmpty() && !bytes) {
            return "";
        }
        String between = found.group(2).isBlank() ? "=" : found.group(2);
        boolean json = between.startsWith("\"") && !between.endsWith("\"");
        int power = "KMGT".indexOf(Character.toUpperCase((unit + "B").charAt(0))) + 1;
        return json && power > 0
                ? name + between + (long) (Double.parseDouble(found.group(3)) * (1L << (10 * power)))
                : name + between + found.group(3) + unit;
    }
}
