package io.fragmortem.snapshot.info.heading;

import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.text.RoleWords;
import io.fragmortem.snapshot.text.ServerProgram;
import io.fragmortem.snapshot.text.SpeakerKey;
import io.fragmortem.snapshot.text.SpeakerName;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.TimeKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A heading made of names and values: {@code host=cache-1 port=6379 ts=1764583200}, {@code {"host":"cache-1","date":"2026-11-22 08:35:25"}}. */
final class KeyedHead {

    private static final String LETTERS = "A-Za-z\u00c0-\u1fff\u3040-\ud7ff";

    /** A name and its sign: behind a colon stands a blank, for else it is that of a clock or of an address. */
    private static final Pattern KEY = Pattern.compile("(?<![0-9_.@:/" + LETTERS + "-])[\"']?([@" + LETTERS + "][0-9_."
            + LETTERS + "-]{0,30})[\"']? ?(?:=>?|:|\uff1a)( ?)");

    /** {@code redis=cache-1}, {@code db=cache-1}: what looks like the name of a host. */
    private static final int OF_A_PROGRAM = SpeakerKey.NONE - 2;

    private static final String AROUND = " \t,;|[](){}\"'<>";

    /** A name and what stands behind it up to the next one. */
    private record Pair(String key, String value) {}

    private final String before;
    private final List<Pair> pairs;

    private KeyedHead(String before, List<Pair> pairs) {
        this.before = before;
        this.pairs = pairs;
    }

    /** The pairs of a line without its marks, empty where there are none. */
    static Optional<KeyedHead> of(String content, TimedHead.Moments moments) {
        List<Pair> pairs = new ArrayList<>();
        Matcher key = KEY.matcher(content);
        String before = "";
        String name = "";
        int from = 0;
        while (key.find()) {
            if (isClock(content, key)) {
                continue;
            }
            if (name.isEmpty()) {
                before = content.substring(0, key.start());
            } else {
                pairs.add(new Pair(name, bare(content.substring(from, key.start()))));
            }
            name = key.group(1);
            from = key.end();
        }
        if (!name.isEmpty()) {
            pairs.add(new Pair(name, bare(content.substring(from))));
        }
        if (pairs.size() > 1
                && before.isEmpty()
                && pairs.get(0).value().isEmpty()
                && isServer(pairs.get(0).key())) {
            before = pairs.remove(0).key(); // cache-1: ts=1795336525
        }
        int colon = content.indexOf(':');
        boolean lone = pairs.size() <= 1
                && colon > 0
                && content.chars().limit(colon).allMatch(c -> Character.isLetter(c) || c == '_');
        if (lone && moments.isMoment(content.substring(colon + 1))) {
            return Optional.of(new KeyedHead(
                    "", List.of(new Pair(content.substring(0, colon), bare(content.substring(colon + 1))))));
        }
        boolean figures = pairs.stream().anyMatch(pair -> FieldText.isName(pair.key()) || holdsFigures(pair.value()));
        return pairs.isEmpty() || figures ? Optional.empty() : Optional.of(new KeyedHead(bare(before), pairs));
    }

    /** A colon without a blank is that of a clock or of an address, but for names that are known. */
    private static boolean isClock(String content, Matcher key) {
        boolean joined = content.charAt(key.end() - 1) == ':' && key.end() < content.length();
        String name = key.group(1);
        return joined
                && "\"'".indexOf(content.charAt(key.end())) < 0
                && !TimeKeys.isKey(name.toLowerCase(Locale.ROOT))
                && !name.equals("port")
                && !SpeakerKey.isOne(name);
    }

    private static boolean holdsFigures(String value) {
        for (String word : value.split("[ ,;{}()\"'\\[\\]]+")) {
            if (FieldText.startsWithName(word)) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String text) {
        return Text.stripped(text, AROUND);
    }

    /** What stands before the first name. */
    String before() {
        return before;
    }

    /** The moment with its name, empty where none is that of a capture. */
    String moment(TimedHead.Moments moments) {
        for (Pair pair : pairs) {
            String written = pair.key() + "=" + pair.value();
            if (moments.isMoment(pair.value()) && moments.isMoment(written)) {
                return written;
            }
        }
        return "";
    }

    /** Whether the line is one name and a whole moment: then it names the moment and no server, whatever that is called. */
    boolean isOnlyMoment(TimedHead.Moments moments) {
        return pairs.size() == 1
                && before.isEmpty()
                && moments.isMoment(pairs.get(0).value())
                && !isServer(pairs.get(0).key());
    }

    /** {@code cache-1: 2026-11-22 08:35:25}: a figure or a role, or a part of a host's name. */
    private static boolean isServer(String key) {
        boolean role = false;
        for (String part : key.split("[_.-]", -1)) {
            role |= RoleWords.isRole(part);
        }
        boolean host = key.indexOf('-') > 0 && !TimeKeys.isOfMoment(key.toLowerCase(Locale.ROOT));
        return role || host || key.chars().anyMatch(c -> (c >= '0' && c <= '9') || c == '.');
    }

    /** Whom the pairs name, empty for nobody. */
    String label() {
        String host = "";
        String port = "";
        int nearest = SpeakerKey.NONE;
        for (Pair pair : pairs) {
            String key = pair.key().toLowerCase(Locale.ROOT);
            if (key.equals("port")) {
                port = pair.value();
                continue;
            }
            int rank = rank(key);
            boolean names = rank < nearest
                    && isName(pair.value())
                    && (rank < OF_A_PROGRAM || HostWord.isHostLike(pair.value()));
            host = names ? pair.value() : host;
            nearest = names ? rank : nearest;
        }
        boolean joined = !host.isEmpty() && Address.isPort(port, 0) && !Address.hasPort(host);
        return joined ? Address.of(host, port) : host;
    }

    /** An address stands beside the name of the server, not instead of it. */
    private static int rank(String key) {
        if (ServerProgram.isFork(key) || key.equals("db") || key.equals("cache")) {
            return OF_A_PROGRAM;
        }
        int rank =
                HeadingWords.isForServer(key) ? SpeakerKey.rank("host") : SpeakerKey.rankOfKey(key, Optional.empty());
        return rank != SpeakerKey.NONE && key.equals("ip") ? SpeakerKey.NONE - 1 : rank;
    }

    private static boolean isName(String value) {
        return value.length() > 1
                && value.chars().noneMatch(c -> " /=%\"'".indexOf(c) >= 0)
                && SpeakerName.tellsApart(value)
                && !HostWord.isVersion(value);
    }

    /** Whether the first of them says who speaks, and nothing stands before it. */
    boolean begins() {
        return before.isEmpty()
                && rank(pairs.get(0).key().toLowerCase(Locale.ROOT)) < OF_A_PROGRAM
                && pairs.stream()
                        .noneMatch(
                                pair -> pair.value().isEmpty() || pair.value().indexOf(' ') > 0);
    }
}
