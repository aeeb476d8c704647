package io.fragmortem.snapshot.info.heading;

import io.fragmortem.snapshot.info.line.MomentWords;
import io.fragmortem.snapshot.text.RoleWords;
import io.fragmortem.snapshot.text.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The words of headings that tell whose or of when a dump is, in the languages of those who paste them. */
final class HeadingWords {

    /** What one server is called, in a sentence and in front of its name or number. */
    private static final List<String> KINDS =
            List.of("node", "server", "instance", "machine", "box", "host", "shard", "pod", "vm");

    private static final Set<String> LEADING_WORDS = Set.copyOf(Words.and(
            KINDS,
            "hostname",
            "container",
            "member",
            "endpoint",
            "addr",
            "address",
            "from",
            "rechner",
            "maschine",
            "knoten",
            "instanz",
            "serveur",
            "hôte",
            "nœud",
            "noeud",
            "servidor",
            "nodo",
            "instancia",
            "instância",
            "serwer",
            "węzeł",
            "sunucu",
            "서버",
            "노드",
            "인스턴스",
            "主機",
            "伺服器",
            "節點",
            "节点",
            "主机",
            "实例",
            "机器",
            "服务器",
            "分片",
            "容器",
            "ノード",
            "ホスト",
            "サーバ",
            "хост",
            "сервер",
            "узел"));

    private static final List<String> BEFORE = Words.and(
            MomentWords.BEFORE,
            "gestern",
            "ayer",
            "ontem",
            "вчера",
            "昨日",
            "어제",
            "prior to",
            "previously",
            "清空前",
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

    private static final List<String> AFTER = Words.and(
            MomentWords.AFTER,
            "heute",
            "hoy",
            "hoje",
            "сегодня",
            "今日",
            "오늘",
            "afterwards",
            "清空后",
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
    private static final List<String> EARLIER_COLUMN = Words.and(
            MomentWords.EARLIER,
            "ago",
            "previous",
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

    private static final List<String> LATER_COLUMN = Words.and(
            MomentWords.LATER,
            "current",
            "currently",
            "latest",
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

    /** {@code node}, {@code 实例}: stands in front of a server's name or number. */
    static boolean isForServer(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return LEADING_WORDS.contains(lower) || RoleWords.LEADING.contains(lower);
    }

    /** {@code node}, {@code master}: what a sentence calls a server that it does not name; in lower case. */
    static boolean isThing(String lower) {
        return KINDS.contains(lower) || RoleWords.KNOWN.contains(lower);
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
