package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.SpeakerName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
final class Headings {

    private static final int LONGEST = 120;
    private static final Pattern ANSIBLE =
            Pattern.compile("^(\\S{1,100}) \\| (SUCCESS|CHANGED|FAILED|UNREACHABLE)!?(?: \\| rc=-?\\d+)? (?:>>|=>).*$");
    private static final Pattern ANSIBLE_TASK = Pattern.compile(
            "^(ok|changed|fatal|failed|unreachable|skipping): \\[([^\\]]{1,100})\\](?:: (\\w+)!)?(?: =>.*)?$");
    private static final Pattern PSSH =
            Pattern.compile("^\\[\\d+\\] [\\d:]+ \\[(SUCCESS|FAILURE)\\] (\\S{1,100})(?: .*)?$");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\w.])((?:\\d{1,3}\\.){3}\\d{1,3}|\\[?[0-9a-fA-F]*:[0-9a-fA-F:]{4,}\\]?|[A-Za-z0-9](?:[\\w-]*[A-Za-z0-9])?"
                    + "(?:\\.[A-Za-z0-9](?:[\\w-]*[A-Za-z0-9])?)*)(?::(\\d{2,5}))?(?![\\w.:])");

    /** What is numbered like a server but is a moment, a step or a part of a text. */
    private static final Pattern MOMENT = Pattern.compile(
            "(?i)(step|day|case|test|sample|dump|run|round|iteration|attempt|try|phase|part|question|example|figure|table|"
                    + "section|chapter|note|issue|bug|pr|http|p|q|cpu|hour|minute|week|time|t|v|utf|sha|md)[-_ ]?\\d+");

    /** Dates, times and zones beside a name. */
    private static final Pattern TIME_WORD =
            Pattern.compile("(\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}T?)?(\\d{1,2}:\\d{2}(:\\d{2})?([.,]\\d+)?"
                    + "(Z|[+-]\\d{2}:?\\d{2})?)?|UTC|GMT|CET|CST|[AP]M");

    /** Words for one server, in front of its name or number. */
    private static final Set<String> SERVER_WORDS = Set.of(
            "host",
            "hostname",
            "node",
            "server",
            "instance",
            "machine",
            "pod",
            "container",
            "shard",
            "replica",
            "slave",
            "master",
            "primary",
            "secondary",
            "member",
            "vm",
            "box",
            "endpoint",
            "addr",
            "address",
            "from",
            "节点",
            "主机",
            "实例",
            "机器",
            "服务器",
            "分片",
            "容器",
            "主节点",
            "从节点",
            "主库",
            "从库",
            "主",
            "从",
            "ノード",
            "ホスト",
            "サーバ",
            "хост",
            "сервер",
            "узел");

    /** Roles name a server where nothing else does. */
    private static final Set<String> ROLES = Set.of(
            "master",
            "slave",
            "replica",
            "primary",
            "secondary",
            "主节点",
            "从节点",
            "主库",
            "从库",
            "主",
            "从",
            "マスター",
            "レプリカ",
            "スレーブ",
            "мастер",
            "реплика",
            "слейв",
            "ведущий",
            "ведомый",
            "replikat",
            "maestro",
            "réplica",
            "esclavo",
            "mestre",
            "maître",
            "esclave",
            "마스터",
            "레플리카",
            "슬레이브",
            "복제본");

    private static final List<String> BEFORE = List.of(
            "before",
            "yesterday",
            "gestern",
            "ayer",
            "ontem",
            "вчера",
            "昨天",
            "昨日",
            "어제",
            "prior to",
            "previously",
            "清空前",
            "之前",
            "重启前",
            "优化前",
            "升级前",
            "整理前",
            "清理前",
            "操作前",
            "执行前",
            "修改前",
            "调整前",
            "压测前",
            "前：",
            "前:",
            "vorher",
            "avant",
            "antes",
            "prima",
            "до ",
            "до:",
            "전:",
            "以前");
    private static final List<String> AFTER = List.of(
            "after",
            "today",
            "heute",
            "hoy",
            "hoje",
            "сегодня",
            "今天",
            "今日",
            "오늘",
            "afterwards",
            "清空后",
            "之后",
            "重启后",
            "优化后",
            "升级后",
            "整理后",
            "清理后",
            "操作后",
            "执行后",
            "修改后",
            "调整后",
            "压测后",
            "后：",
            "后:",
            "nachher",
            "après",
            "después",
            "dopo",
            "после",
            "후:",
            "以後");

    private Headings() {}

    /**
     * What a line says as a heading.
     *
     * @param line the line without what carried it
     */
    static Heading of(String line) {
        String text = unquoted(line.strip());
        if (text.isEmpty() || text.length() > LONGEST) {
            return Heading.NONE;
        }
        Optional<Heading> tool = ofTool(text);
        if (tool.isPresent()) {
            return tool.get();
        }
        Shape shape = Shape.of(text);
        String content = shape.content();
        if (content.isEmpty() || FieldText.startsWithKnown(content)) {
            return Heading.NONE;
        }
        Optional<Heading> phase = shape.marked() ? phase(content) : Optional.empty();
        if (phase.isPresent()) {
            return phase.get();
        }
        Optional<String> speaker = speaker(content, shape);
        if (speaker.isPresent()) {
            boolean sure = shape.marked() && (shape.ruled() || isTelling(speaker.get()));
            return new Heading(sure ? Heading.Kind.SPEAKER : Heading.Kind.MAYBE_SPEAKER, speaker.get());
        }
        return shape.ruled() && !Prompt.isQuestion(content) ? Heading.of(Heading.Kind.OTHER) : Heading.NONE;
    }

    private static String unquoted(String text) {
        String rest = text;
        while (rest.startsWith("> ")) {
            rest = rest.substring(2).strip();
        }
        return rest;
    }

    /** Tools that run one command on many hosts print the host in a form of their own. */
    private static Optional<Heading> ofTool(String text) {
        Matcher ansible = ANSIBLE.matcher(text);
        if (ansible.matches()) {
            boolean answered = !ansible.group(2).equals("UNREACHABLE");
            return Optional.of(
                    new Heading(answered ? Heading.Kind.SPEAKER : Heading.Kind.UNREACHABLE, ansible.group(1)));
        }
        Matcher task = ANSIBLE_TASK.matcher(text);
        if (task.matches()) {
            boolean answered =
                    !"UNREACHABLE".equals(task.group(3)) && !task.group(1).equals("unreachable");
            return Optional.of(new Heading(answered ? Heading.Kind.SPEAKER : Heading.Kind.UNREACHABLE, task.group(2)));
        }
        Matcher pssh = PSSH.matcher(text);
        if (pssh.matches()) {
            boolean answered = pssh.group(1).equals("SUCCESS");
            return Optional.of(new Heading(answered ? Heading.Kind.SPEAKER : Heading.Kind.UNREACHABLE, pssh.group(2)));
        }
        return Optional.empty();
    }

    private static Optional<Heading> phase(String content) {
        String lower = content.toLowerCase(Locale.ROOT) + " ";
        boolean before = startsOrEnds(lower, BEFORE);
        boolean after = startsOrEnds(lower, AFTER);
        if (before == after) {
            return Optional.empty();
        }
        return Optional.of(Heading.of(before ? Heading.Kind.BEFORE : Heading.Kind.AFTER));
    }

    /** {@code after the flush}, {@code (3) after flush}, {@code 内存清空后}: as a word of its own, or at the end. */
    private static boolean startsOrEnds(String lower, List<String> words) {
        for (String word : words) {
            int at = lower.indexOf(word);
            boolean ascii = word.charAt(0) < 128;
            boolean begins = at == 0 || (at > 0 && (!ascii || !isOfName(lower.charAt(at - 1))));
            int end = at + word.length();
            boolean ends = at >= 0 && (!ascii || end >= lower.length() || !isOfName(lower.charAt(end)));
            if (at >= 0 && begins && ends) {
                return true;
            }
        }
        return false;
    }

    /** {@code opt.hpa_sec_bytes_after_flush} is a name and no word of a heading. */
    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    // ------------------------------------------------------------------ whose

    private static Optional<String> speaker(String content, Shape shape) {
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
        for (String word : words) {
            if (isAddress(word)) {
                return Optional.of(name(word));
            }
        }
        Optional<String> named = byServerWord(words, shape);
        return named.isPresent() || words.size() > 3 ? named : amongGeneric(words, shape);
    }

    /** {@code Redis cache-1 info}: a name among words that name nobody. */
    private static Optional<String> amongGeneric(List<String> words, Shape shape) {
        // between rules (-----BEGIN node1-----) words may stand beside the name
        List<String> telling = words.stream()
                .filter(word -> shape.ruled()
                        ? lone(word, shape).filter(Headings::isTelling).isPresent()
                        : SpeakerName.tellsApart(name(word)))
                .toList();
        return telling.size() == 1 ? lone(telling.get(0), shape) : Optional.empty();
    }

    /** Whether a heading with this name alone is one of a server: a figure, an address or a role is in it. */
    private static boolean isTelling(String label) {
        return ROLES.contains(label.toLowerCase(Locale.ROOT)) || label.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    /** One word is a name when it looks like a host's: {@code cache-1}, {@code db7.example.net}, {@code redis_0}. */
    private static Optional<String> lone(String word, Shape shape) {
        String name = name(word);
        if (shape.marked() && !shape.section() && ROLES.contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.of(name);
        }
        boolean telling = isHostLike(name) || (shape.file() && SpeakerName.tellsApart(name));
        boolean section = shape.section() && !isTelling(name);
        boolean moment = MOMENT.matcher(name).matches();
        boolean figure = isVersion(name) || isQuantity(name);
        boolean names = telling && !section && !moment && !figure && SpeakerName.tellsApart(name);
        return names ? Optional.of(name) : Optional.empty();
    }

    private static Optional<String> byServerWord(List<String> words, Shape shape) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).toLowerCase(Locale.ROOT);
            if (!SERVER_WORDS.contains(word)) {
                continue;
            }
            String next = i + 1 < words.size() ? name(words.get(i + 1)) : "";
            if (isHostLike(next) && !isVersion(next) && SpeakerName.tellsApart(next)) {
                return Optional.of(next);
            }
            if (isNumber(next) && !word.equals("from")) {
                return Optional.of(word + " " + next);
            }
            if (ROLES.contains(word) && words.size() <= 3 && !shape.section()) {
                return Optional.of(words.get(i));
            }
        }
        return Optional.empty();
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

    /** The name without the path, the kind of thing and the ending that a command puts around it. */
    private static String name(String word) {
        String name = word.substring(word.lastIndexOf('/') + 1);
        for (String ending : new String[] {".info", ".txt", ".log", ".out", ".dump"}) {
            name = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
        }
        int at = name.indexOf('@');
        return at >= 0 ? name.substring(at + 1) : name;
    }

    private static boolean isAddress(String word) {
        String name = name(word);
        Matcher address = ADDRESS.matcher(name);
        boolean whole = address.matches()
                && (address.group(2) != null
                        || address.group(1).chars().filter(c -> c == '.').count() > 1);
        return whole && SpeakerName.tellsApart(name) && !isVersion(name) && !isFile(name);
    }

    private static boolean isHostLike(String name) {
        int colon = name.indexOf(':');
        boolean several = colon >= 0 && name.indexOf(':', colon + 1) > 0; // IPv6
        String host = colon < 0 || several ? name : name.substring(0, colon);
        boolean port = colon < 0 || several || (Prompt.isPort(name, colon + 1) && name.length() - colon > 2);
        boolean mark = host.equals("localhost");
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

    private static boolean isField(String name) {
        return FieldText.isKnown(name) || FieldText.isCutName(name);
    }

    private static boolean isFile(String name) {
        return name.matches(
                "(?i).*\\.(conf|ya?ml|json|md|sh|py|rdb|aof|csv|html?|properties|service|toml|ini|java|go|rb|js|c|h)");
    }

    /** {@code 7.0.15}, {@code redis-7.2.4}, {@code v8}, {@code jemalloc-5.1.0}. */
    private static boolean isVersion(String name) {
        return name.matches("(?i)v\\d+(\\.\\d+)*")
                || name.matches("(?i)([a-z]+[-_ :]?)?v?\\d+\\.\\d+(\\.\\d+)?([-+]\\S*)?");
    }

    /** {@code 768Mi}, {@code 16GB}, {@code 8vCPU}, {@code 30s}: a figure with its unit names nobody. */
    private static boolean isQuantity(String name) {
        return name.matches("(?i)\\d+([.,]\\d+)?([kmgtp]i?b?|b|[a-z]?cpus?|cores?|ms|us|s|min|h|d|x|%)");
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * How a line is set off as a heading.
     *
     * @param marked whether marks or a colon make it one
     * @param ruled whether runs of marks stand on both sides
     * @param file whether it is the name of a file, as head and tail print it
     * @param section whether it looks as a title inside INFO does
     */
    private record Shape(String content, boolean marked, boolean ruled, boolean file, boolean section) {

        private static final String MARKS = "-=*#~+_<>:·•【】「」[]|—─═";

        static Shape of(String text) {
            String bare = withoutTags(text);
            int from = 0;
            while (from < bare.length() && (MARKS.indexOf(bare.charAt(from)) >= 0 || bare.charAt(from) == ' ')) {
                from++;
            }
            int to = bare.length();
            while (to > from && (MARKS.indexOf(bare.charAt(to - 1)) >= 0 || " ：".indexOf(bare.charAt(to - 1)) >= 0)) {
                to--;
            }
            boolean leads = from > 0 && isRun(bare.substring(0, from).strip());
            boolean trails = to < bare.length() && isRun(bare.substring(to).strip());
            boolean colon = to < bare.length() && ":：".indexOf(bare.charAt(to)) >= 0 && from == 0;
            boolean named = from == 0 && bare.length() < 100 && bare.matches("^[^:：]{2,30} ?(: |：) ?[\\w.:-]{3,}$");
            boolean tagged = bare.length() < text.length();
            boolean file = bare.startsWith("==> ") && bare.endsWith(" <==");
            boolean section = bare.startsWith("#") && !bare.startsWith("##") && !trails;
            boolean marked = leads || colon || named || tagged;
            return new Shape(bare.substring(from, to).strip(), marked, leads && trails, file, section);
        }

        private static String withoutTags(String text) {
            return text.replaceAll("(?i)^h[1-6]\\. |</?(h[1-6]|b|strong|p|div|summary|em)>", "");
        }

        /** {@code ###}, {@code --}, {@code **}, {@code #}, {@code [}: a bullet or a single dash is none. */
        private static boolean isRun(String marks) {
            return marks.length() > 1
                    || marks.equals("#")
                    || marks.equals("[")
                    || marks.equals("]")
                    || marks.equals("【")
                    || marks.equals("】");
        }
    }
}
