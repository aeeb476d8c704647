package io.fragmortem.snapshot.info.heading;

import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.Prompt;
import io.fragmortem.snapshot.text.RoleWords;
import io.fragmortem.snapshot.text.ServerProgram;
import io.fragmortem.snapshot.text.SpeakerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines that scripts and people put above what they paste:
 *
 * <pre>
 * --- cache-1 ---        == redis-0 ==        ### 10.0.0.1:6379        ==&gt; cache-1.info &lt;==
 * cache-1 | CHANGED | rc=0 &gt;&gt;                ok: [cache-1] =&gt; {      [1] 09:15:02 [SUCCESS] cache-1
 * on redis1 machine : cache1.example.net     **Master**              Host: cache-1
 * **清空前**              Before the flush:
 * </pre>
 */
public final class Headings {

    private static final int LONGEST = 120;

    /** Dates, times and zones beside a name. */
    private static final Pattern TIME_WORD =
            Pattern.compile("(\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}T?)?(\\d{1,2}:\\d{2}(:\\d{2})?([.,]\\d+)?"
                    + "(Z|[+-]\\d{2}:?\\d{2})?)?|UTC|GMT|CET|CST|[AP]M");

    /** Two of these are no hosts with their ports: {@code active_file:1033 inactive_file:1167} is what the kernel says of its memory. */
    private static final Pattern FIGURE = Pattern.compile("[A-Za-z_]+:\\d+");

    /** {@code 'cache-a:6379' =>}, {@code "cache-1":} with a brace, {@code ["cache-1"]=>}: the key of a dictionary over what stands below it. */
    private static final Pattern KEY = Pattern.compile(
            "[-,{(\\[ ]*(?:[\"']([\\w.:-]{2,80})[\"']\\]? ?(?:=>|:|=)|([\\w.-]{2,80}): ?(?=\\{)|\\[([\\w.:-]{2,80})\\] =>)"
                    + " ?(?:array ?\\(|Array|array\\(\\d+\\)|map\\[|[\\[{(])* ?");

    private Headings() {}

    /**
     * What a line says as a heading.
     *
     * @param line the line without what carried it
     */
    public static Heading of(String line) {
        String text = unquoted(line.strip());
        if (text.isEmpty() || text.length() > LONGEST) {
            return Heading.NONE;
        }
        Optional<Heading> tool = FleetTools.of(text);
        if (tool.isPresent()) {
            return tool.get();
        }
        Optional<String> key = key(text);
        if (key.isPresent()) {
            return new Heading(Heading.Kind.SPEAKER, key.get());
        }
        HeadingShape shape = HeadingShape.of(text);
        String content = shape.content();
        if (content.isEmpty() || FieldText.startsWithKnown(content)) {
            return Heading.NONE;
        }
        Optional<Heading> timed = TimedHead.of(shape);
        if (timed.isPresent()) {
            return timed.get();
        }
        Optional<Heading> phase = shape.marked() ? HeadingWords.phase(content) : Optional.empty();
        if (phase.isPresent()) {
            return phase.get();
        }
        Optional<String> speaker = speaker(content, shape);
        speaker = speaker.isEmpty() && shape.file() ? byFolder(content) : speaker;
        if (speaker.isPresent()) {
            boolean sure = shape.marked() && (shape.ruled() || isTelling(speaker.get()));
            return new Heading(sure ? Heading.Kind.SPEAKER : Heading.Kind.MAYBE_SPEAKER, speaker.get());
        }
        return shape.ruled() && !Prompt.isQuestion(content) ? Heading.of(Heading.Kind.OTHER) : Heading.NONE;
    }

    /** Whether a date with its time of day stands in a few words: they name no server. */
    public static boolean holdsMoment(String text) {
        return TimedHead.holdsMoment(text);
    }

    /** What the head of a column says of the figures below it. */
    public static Heading ofColumn(String head) {
        return HeadingWords.phaseOfColumn(head).orElseGet(() -> of("## " + head));
    }

    private static String unquoted(String text) {
        String rest = text;
        while (rest.startsWith("> ")) {
            rest = rest.substring(2).strip();
        }
        return rest;
    }

    // ------------------------------------------------------------------ whose

    private static Optional<String> key(String text) {
        if (">:={([)y".indexOf(text.charAt(text.length() - 1)) < 0) {
            return Optional.empty();
        }
        Matcher key = KEY.matcher(text);
        if (!key.matches()) {
            return Optional.empty();
        }
        String name = key.group(1) != null ? key.group(1) : key.group(2) != null ? key.group(2) : key.group(3);
        boolean plain = name.chars().allMatch(c -> Character.isLetter(c) || c == '_');
        return plain
                        || HostWord.isVariable(name)
                        || !HostWord.isHostLike(name)
                        || HostWord.isMoment(name)
                        || !SpeakerName.tellsApart(name)
                ? Optional.empty()
                : Optional.of(name);
    }

    /** {@code ==> /var/log/redis/cache-1/info.txt <==}: the nearest folder that names anybody. */
    private static Optional<String> byFolder(String path) {
        String[] folders = path.split("/");
        for (int i = folders.length - 2; i >= 0; i--) {
            boolean letters = folders[i].chars().anyMatch(Character::isLetter);
            if (letters
                    && HostWord.isHostLike(folders[i])
                    && !HostWord.isNobody(folders[i])
                    && SpeakerName.tellsApart(folders[i])) {
                return Optional.of(folders[i]);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> speaker(String content, HeadingShape shape) {
        List<String> words = words(content);
        if (words.isEmpty() || words.size() > 8) {
            return Optional.empty();
        }
        if (words.size() == 1) {
            return lone(words.get(0), shape);
        }
        if (!shape.marked()) {
            return Optional.empty();
        }
        if (words.stream().filter(word -> FIGURE.matcher(word).matches()).count() > 1) {
            return Optional.empty();
        }
        for (String word : words) {
            if (HostWord.isAddress(word)) {
                return Optional.of(HostWord.of(word));
            }
        }
        Optional<String> named = byServerWord(words, shape);
        boolean enough = named.isPresent() || words.size() > 3;
        return (enough ? named : amongGeneric(words, shape))
                .filter(name -> !RoleWords.isRole(name) || isCalledNoMore(words));
    }

    /** {@code Redis cache-1 info}: a name among words that name nobody. */
    private static Optional<String> amongGeneric(List<String> words, HeadingShape shape) {
        // between rules (-----BEGIN node1-----) words may stand beside the name
        List<String> telling = words.stream()
                .filter(word -> shape.ruled()
                        ? lone(word, shape).filter(Headings::isTelling).isPresent()
                        : SpeakerName.tellsApart(HostWord.of(word)))
                .toList();
        return telling.size() == 1 ? lone(telling.get(0), shape) : Optional.empty();
    }

    /** Whether a heading with this name alone is one of a server: a figure, an address or a role is in it. */
    private static boolean isTelling(String label) {
        return RoleWords.isRole(label) || label.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    /** One word is a name when it looks like a host's: {@code cache-1}, {@code db7.example.net}, {@code redis_0}. */
    private static Optional<String> lone(String word, HeadingShape shape) {
        String name = HostWord.of(word);
        if (shape.marked() && !shape.section() && RoleWords.isRole(name)) {
            return Optional.of(name);
        }
        boolean telling = HostWord.isHostLike(name) || (shape.file() && SpeakerName.tellsApart(name));
        boolean section = shape.section() && !isTelling(name);
        boolean names = telling && !section && !HostWord.isNobody(name) && SpeakerName.tellsApart(name);
        return names ? Optional.of(name) : Optional.empty();
    }

    private static Optional<String> byServerWord(List<String> words, HeadingShape shape) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).toLowerCase(Locale.ROOT);
            if (!HeadingWords.isForServer(word)) {
                continue;
            }
            String next = i + 1 < words.size() ? HostWord.of(words.get(i + 1)) : "";
            if (HostWord.isHostLike(next) && !HostWord.isVersion(next) && SpeakerName.tellsApart(next)) {
                return Optional.of(next);
            }
            if (HostWord.isNumber(next) && !word.equals("from")) {
                return Optional.of(word + " " + next);
            }
            if (RoleWords.isRole(word) && words.size() <= 3 && !shape.section()) {
                String role = words.get(i); // `cache-1` (primary)
                return words.stream()
                        .filter(other -> isTelling(HostWord.of(other)) && !RoleWords.isRole(other))
                        .flatMap(other -> lone(other, shape).stream())
                        .findFirst()
                        .or(() -> Optional.of(role));
            }
        }
        return Optional.empty();
    }

    /** Whether of words with a role no other may be the name of a server: {@code sessions primary} is one of several primaries. */
    private static boolean isCalledNoMore(List<String> words) {
        return words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .allMatch(word -> HeadingWords.isForServer(word)
                        || RoleWords.isRole(word)
                        || ServerProgram.isFork(word)
                        || !SpeakerName.tellsApart(word));
    }

    private static List<String> words(String content) {
        List<String> words = new ArrayList<>();
        for (String word : content.split("[\\s,，;；()（）\\[\\]【】\"'`*|]+|：| ?:(?= )|:$")) {
            if (!word.isBlank() && !TIME_WORD.matcher(word).matches()) {
                words.add(word);
            }
        }
        return words;
    }
}
