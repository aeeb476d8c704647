package io.fragmortem.snapshot.info.heading;

import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.InfoNames;
import io.fragmortem.snapshot.info.line.MomentWords;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.text.SpeakerName;
import io.fragmortem.snapshot.time.TimeKeys;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that may be the name of a server, by how they are spelled. */
final class HostWord {

    private static final Pattern ADDRESS = Pattern.compile("(?<![\\w.])(" + Address.FOUR_NUMBERS
            + "|\\[?[0-9a-fA-F]*:[0-9a-fA-F:]{4,}\\]?|[A-Za-z0-9](?:[\\w-]*[A-Za-z0-9])?"
            + "(?:\\.[A-Za-z0-9](?:[\\w-]*[A-Za-z0-9])?)*)(?::(\\d{2,5}))?(?![\\w.:])");

    /** What is numbered like a server but is a part of a text or of a machine; moments are {@link MomentWords}. */
    private static final Pattern MOMENT = Pattern.compile(
            "(?i)(case|test|dump|restart|loop|tick|poll|cycle|try|part|question|example|figure|table|section|chapter|note|issue|bug|pr|http|p|q|cpu|time|t|v|"
                    + "utf|sha|md)[-_ ]?\\d+");

    /** {@code maxmemor}: so many letters of a name without a mark. */
    private static final int FEWEST_LETTERS_OF_A_FIELD = 8;

    /** What the members of a tool's result are called. */
    private static final Set<String> OF_ANSWERS =
            Set.of("stdout", "stderr", "msg", "output", "result", "results", "content");

    private HostWord() {}

    /** The name without the path, the kind of thing and the ending that a command puts around it. */
    static String of(String word) {
        String name = word.substring(word.lastIndexOf('/') + 1);
        for (String ending : new String[] {".info", ".txt", ".log", ".out", ".dump"}) {
            name = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
        }
        int at = name.indexOf('@');
        return at >= 0 ? name.substring(at + 1) : name;
    }

    /** {@code 10.0.0.1}, {@code cache-1:6379}, {@code db7.eu.example.net}. */
    static boolean isAddress(String word) {
        String name = of(word);
        Matcher address = ADDRESS.matcher(name);
        boolean whole = address.matches()
                && (address.group(2) != null
                        || address.group(1).chars().filter(c -> c == '.').count() > 1);
        return whole && SpeakerName.tellsApart(name) && !isVersion(name) && !isFile(name);
    }

    /** {@code cache-1}, {@code redis_0}, {@code db7:6380}: letters with a figure or a mark among them. */
    static boolean isHostLike(String name) {
        int colon = name.indexOf(':');
        boolean several = colon >= 0 && name.indexOf(':', colon + 1) > 0; // IPv6
        String host = colon < 0 || several ? name : name.substring(0, colon);
        boolean port = colon < 0 || several || (Address.isPort(name, colon + 1) && name.length() - colon > 2);
        boolean mark = Address.isHere(host);
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean digit = c >= '0' && c <= '9';
            if (!letter && !digit && "-_.:".indexOf(c) < 0) {
                return false;
            }
            mark |= !letter;
        }
        return port && mark && name.length() > 1 && name.length() <= 100 && !isFile(name) && !isField(name);
    }

    /** A version, a figure or a moment, which are spelled like hosts and name nobody. */
    static boolean isNobody(String name) {
        return isVersion(name)
                || isVariable(name)
                || isQuantity(name)
                || isMoment(name)
                || TimeKeys.isOfMoment(name.toLowerCase(Locale.ROOT)); // captured_at: 2026-11-22 08:00:00
    }

    private static boolean isField(String name) {
        boolean numbered = InfoNames.isNumbered(name); // slave1 alone is a host: as a field it has a value behind it
        return !numbered && (FieldText.isKnown(name) || isCutField(name));
    }

    /** {@code used_memory_st}, {@code used_memory_script4520}: a line of a dump that was cut, and what came behind it. */
    private static boolean isCutField(String name) {
        int end = 0;
        while (end < name.length() && (name.charAt(end) == '_' || Character.isLetter(name.charAt(end)))) {
            end++;
        }
        String letters = name.substring(0, end);
        boolean telling = letters.indexOf('_') > 0 || letters.length() >= FEWEST_LETTERS_OF_A_FIELD;
        return telling && InfoNames.isBeginning(letters);
    }

    /** {@code out.stdout_lines}: where a tool keeps an answer. No domain of the top has an underscore in it. */
    static boolean isVariable(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.length() < name.length() && (last.indexOf('_') >= 0 || OF_ANSWERS.contains(last));
    }

    private static boolean isFile(String name) {
        return name.matches(
                "(?i).*\\.(conf|ya?ml|json|md|sh|py|rdb|aof|csv|html?|properties|service|toml|ini|java|go|rb|js|c|h)");
    }

    /** {@code 7.0.15}, {@code redis-7.2.4}, {@code v8}, {@code jemalloc-5.1.0}. */
    static boolean isVersion(String name) {
        return name.matches("(?i)v\\d+(\\.\\d+)*")
                || name.matches("(?i)([a-z]+[-_ :]?)?v?\\d+\\.\\d+(\\.\\d+)?([-+]\\S*)?");
    }

    /** {@code 768Mi}, {@code 16GB}, {@code 8vCPU}, {@code 30s}: a figure with its unit names nobody. */
    private static boolean isQuantity(String name) {
        return name.matches("(?i)\\d+([.,]\\d+)?([kmgtp]i?b?|b|[a-z]?cpus?|cores?|ms|us|s|min|h|d|x|%)");
    }

    /** {@code 2}: a server may have no more of a name. */
    static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** {@code step-2}, {@code run_3}: numbered like a server, but a moment, a step or a part of a text. */
    static boolean isMoment(String name) {
        return MOMENT.matcher(name).matches() || MomentWords.isMoment(name);
    }
}
