package io.fragmortem.snapshot.info.heading;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The words of headings that tell whose or of when a dump is, in the languages of those who paste them. */
final class HeadingWords {

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

    /** Over a column that stands beside another one; alone they may mean anything. */
    private static final List<String> EARLIER_COLUMN = List.of(
            "ago",
            "earlier",
            "previous",
            "start",
            "last week",
            "last month",
            "last night",
            "天前",
            "小时前",
            "分钟前",
            "上周",
            "上月",
            "назад",
            "vor",
            "il y a",
            "hace",
            "前回");

    private static final List<String> LATER_COLUMN = List.of(
            "now",
            "current",
            "currently",
            "latest",
            "end",
            "现在",
            "当前",
            "目前",
            "сейчас",
            "jetzt",
            "aktuell",
            "maintenant",
            "actuel",
            "ahora",
            "지금",
            "현재",
            "現在",
            "今回");

    private HeadingWords() {}

    /** {@code master}, {@code 从库}: names a server where nothing else does. */
    static boolean isRole(String word) {
        return ROLES.contains(word.toLowerCase(Locale.ROOT));
    }

    /** {@code node}, {@code 实例}: stands in front of a server's name or number. */
    static boolean isForServer(String word) {
        return SERVER_WORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether a heading tells of an earlier or of a later moment; empty when it tells neither or both. */
    static Optional<Heading> phase(String content) {
        return phase(content, BEFORE, AFTER);
    }

    /** Whether the head of a column does, {@code 1 day ago} beside {@code now}. */
    static Optional<Heading> phaseOfColumn(String head) {
        return phase(head).or(() -> phase(head, EARLIER_COLUMN, LATER_COLUMN));
    }

    private static Optional<Heading> phase(String content, List<String> earlier, List<String> later) {
        String lower = content.toLowerCase(Locale.ROOT) + " ";
        boolean before = startsOrEnds(lower, earlier);
        boolean after = startsOrEnds(lower, later);
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
}
