package io.fragmortem.snapshot.info.heading;

import io.fragmortem.snapshot.text.RoleWords;
import io.fragmortem.snapshot.text.SpeakerName;
import io.fragmortem.snapshot.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people write in a chat, a mail or a ticket above a dump, when it says of which server that is:
 *
 * <pre>
 * tom: and node b
 * [10:32] anna: here is the other one:
 * second node
 * </pre>
 *
 * A name counts at the end of the line only: <i>node 2 days ago</i> names no second node. A dump must follow directly.
 */
public final class ChatLine {

    private static final int LONGEST = 100;
    private static final int LONGEST_IN_CHINESE = 20;
    private static final int MOST_WORDS = 10;
    private static final int FEW_WORDS = 4;

    /** {@code tom: }, {@code [10:32] anna: }, {@code <tom> }, {@code @anna 10:31 AM } and {@code 王工 10:32: }. */
    private static final Pattern PERSON =
            Pattern.compile("^(?:\\[?\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[AaPp][Mm])?\\]?[ -]{1,3})?"
                    + "(?:<[^<>\\s]{1,30}>|@?[^\\s:：<>@]{1,20}(?: [^\\s:：<>@]{1,20})?(?: [\\[(]?\\d{1,2}:\\d{2}(?: ?[AaPp][Mm])?[\\])]?)?[:：])"
                    + "\\s+");

    /** What stands behind the name of the server that it says more of. */
    private static final Pattern POLITENESS = Pattern.compile("(?i)[\\s,;(]*(?:now|here|too|as well|fyi|right now)$");

    private static final Set<String> ORDINALS = Set.of(
            "first",
            "1st",
            "second",
            "2nd",
            "third",
            "3rd",
            "fourth",
            "4th",
            "last",
            "other",
            "another",
            "next",
            "remaining",
            "healthy",
            "bad",
            "good",
            "sick",
            "old",
            "new",
            "big",
            "small");

    private static final Set<String> OTHERS = Set.of("other", "another");

    /** What is pasted below: {@code info of the slave}. */
    private static final Set<String> ANSWERS = Set.of("info", "log", "logs", "output");

    /** Behind these words stands somebody else's address. */
    private static final Set<String> ELSEWHERE = Set.of("from", "to", "via", "by", "than", "like");

    /** Beside what {@link HeadingWords} knows. */
    private static final Set<String> THINGS = Set.of("redis", "cache");

    /** {@code 另一台}, {@code 2号机}, {@code 2번 서버}. */
    private static final Pattern IN_CHINESE_OR_KOREAN = Pattern.compile(
            "另一台|另一个节点|另外一台|第[一二三四]台|第[一二三四]个(?:节点|实例)" + "|\\d{1,3}号(?:机器|机|機|服务器|节点|库)|\\d{1,3}번 ?(?:서버|노드|인스턴스)");

    /** What may stand behind a role that is the server's below: {@code 主机 内存}. */
    private static final String ANSWERS_IN_CHINESE = "info|INFO|内存|信息|日志|输出|数据(?!库)|如下";

    private static final String IN_CHINESE = "[主从備备](?:节点|節點|库|庫|机|機|实例|實例|服务器|伺服器)";

    /** What may lead to a role: any other word is what its server is called, or what was done to it. */
    private static final String LEADING_IN_CHINESE =
            "(?i)^(?:[^A-Za-z\\u3400-\\u9fff]|redis|valkey|keydb|这里|下面|以下|上面|另外|然后|还有|现在|当前|目前|刚才|我们|线上|生产|登录|连接|查看"
                    + "|执行|采集|抓取|[这這那该該此是为為的在到看贴发连上])*";

    /** What may follow it: its number, or words for what is pasted; any other word tells what became of it. */
    private static final String FOLLOWING_IN_CHINESE = "\\s*(?:[:：，,。；;()（）】*#_的上]|" + ANSWERS_IN_CHINESE + "|$)";

    /**
     * {@code 主库内存如下}, {@code 从节点的info}, {@code 从库2}: of one role alone; with a word behind it {@code 主机} is any
     * host. {@code 会话缓存主库} is called more than that, and {@code 从库重启了} tells of a moment.
     */
    private static final Pattern ROLE_IN_CHINESE = Pattern.compile(
            LEADING_IN_CHINESE + "(" + IN_CHINESE + "(?: ?\\d{1,3}(?![\\d.]))?)(?=" + FOLLOWING_IN_CHINESE + ")");

    /** Any role, to see that there is no other. */
    private static final Pattern ANY_ROLE_IN_CHINESE = Pattern.compile(IN_CHINESE);

    /** {@code from the queue redis}: what serves something is called after it. */
    private static final Set<String> OF = Set.of("from", "of", "on", "for", "in");

    /** Words before a server that tell no server from another. */
    private static final Set<String> NO_OWNER = Set.of(
            "the",
            "our",
            "your",
            "my",
            "his",
            "her",
            "its",
            "their",
            "this",
            "that",
            "same",
            "one",
            "each",
            "every",
            "whole",
            "entire",
            "running",
            "idle",
            "busy",
            "loaded",
            "fresh",
            "empty",
            "full",
            "local",
            "remote",
            "affected",
            "given",
            "and",
            "single");

    private ChatLine() {}

    /** The server that a line speaks of, as one that counts if a dump follows directly. */
    public static Heading heading(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return Heading.NONE;
        }
        Matcher person = PERSON.matcher(text);
        String said = person.find() ? text.substring(person.end()) : text;
        Matcher numbered = IN_CHINESE_OR_KOREAN.matcher(said);
        String role = said.length() <= LONGEST_IN_CHINESE ? roleInChinese(said) : "";
        String name = numbered.find()
                ? numbered.group()
                : !role.isEmpty()
                        ? role
                        : named(words(said), said.length() < text.length(), text.endsWith(":") || text.endsWith("："));
        return name.isEmpty() ? Heading.NONE : new Heading(Heading.Kind.MAYBE_SPEAKER, name);
    }

    private static String named(List<String> words, boolean spoken, boolean colon) {
        boolean chat = spoken || colon;
        int count = words.size();
        if (count == 0 || count > MOST_WORDS) {
            return "";
        }
        String last = words.get(count - 1);
        String before = count > 1 ? words.get(count - 2).toLowerCase(Locale.ROOT) : "";
        String lower = last.toLowerCase(Locale.ROOT);
        if (HeadingWords.isForServer(before) && !before.equals("from") && isName(last)) {
            return before + " " + last; // node b
        }
        boolean thing = HeadingWords.isThing(lower) || THINGS.contains(lower);
        if (thing && ORDINALS.contains(before)) {
            return before + " " + lower; // second node
        }
        if (OTHERS.contains(before) && lower.equals("one")) {
            return before + " one";
        }
        if ((chat || count <= FEW_WORDS) && OTHERS.contains(lower)) {
            return lower; // and the other
        }
        boolean other = ELSEWHERE.contains(before); // Last login: ... from 10.1.1.1
        if (chat && !other && isHost(last)) {
            return HostWord.of(last); // tom: here is cache-7
        }
        if (RoleWords.isRole(last) && (chat || count == 1)) {
            return last;
        }
        if (chat && thing && isOwner(words)) {
            return before + " " + lower; // from the queue redis:
        }
        Optional<String> host = hostWithRole(words);
        if (host.isPresent()) {
            return host.get();
        }
        boolean announces = colon || words.stream().anyMatch(word -> ANSWERS.contains(word.toLowerCase(Locale.ROOT)));
        return announces ? onlyRole(words) : "";
    }

    private static String roleInChinese(String said) {
        Matcher role = ROLE_IN_CHINESE.matcher(said);
        if (!role.find()) {
            return "";
        }
        Matcher any = ANY_ROLE_IN_CHINESE.matcher(said);
        boolean first = any.find();
        boolean second = first && any.find();
        return second ? "" : role.group(1);
    }

    private static boolean isOwner(List<String> words) {
        int count = words.size();
        String owner = count > 1 ? words.get(count - 2).toLowerCase(Locale.ROOT) : "";
        boolean plain = owner.length() > 2 && owner.chars().allMatch(Character::isLetter);
        boolean of = words.subList(Math.max(0, count - 4), Math.max(0, count - 2)).stream()
                .anyMatch(word -> OF.contains(word.toLowerCase(Locale.ROOT)));
        return plain && of && !NO_OWNER.contains(owner);
    }

    /** {@code node1 (master)}, {@code replica cache-b}: a host, and beside it nothing but what it is. */
    private static Optional<String> hostWithRole(List<String> words) {
        if (words.size() != 2) {
            return Optional.empty();
        }
        boolean first = RoleWords.isRole(words.get(1));
        String name = HostWord.of(words.get(first ? 0 : 1));
        boolean role = first || RoleWords.isRole(words.get(0));
        return role && isHost(name) ? Optional.of(name) : Optional.empty();
    }

    /** Whether a word names a host by itself: no version, moment or figure. */
    private static boolean isHost(String word) {
        return isHostName(word) && SpeakerName.tellsApart(word) && isTelling(word);
    }

    /** {@code but the slave used memory as follows:} speaks of one server; of two, the line says nothing of what follows. */
    private static String onlyRole(List<String> words) {
        List<String> roles = words.stream().filter(RoleWords::isRole).toList();
        return roles.size() == 1 ? roles.get(0) : "";
    }

    /** {@code b}, {@code B2}, {@code 3}, {@code cache-7}. */
    private static boolean isName(String word) {
        boolean letter = word.length() == 1 && Character.isLetter(word.charAt(0));
        return letter || HostWord.isNumber(word) || isHostName(word);
    }

    private static boolean isHostName(String word) {
        return HostWord.isHostLike(word) && !HostWord.isNobody(word);
    }

    /** A figure is in it, or it ends as members of a group do: {@code cache-b}. */
    private static boolean isTelling(String word) {
        boolean member = word.length() > 2 && word.charAt(word.length() - 2) == '-';
        return member || word.chars().anyMatch(c -> Text.isDigit((char) c));
    }

    private static List<String> words(String said) {
        String plain =
                POLITENESS.matcher(said.strip().replaceAll("[:：.,!…]+$", "")).replaceFirst("");
        List<String> words = new ArrayList<>();
        for (String word : plain.split("[\\s,;()（）\"'`*]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
