package io.fragmortem.snapshot.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a server is called after its role, in the languages of those who paste. */
public final class RoleWords {

    /** Those that stand for a server in a sentence and in front of its name or number. */
    public static final List<String> KNOWN = List.of("master", "slave", "replica", "primary");

    /** Those that stand in front of a name or number. */
    public static final List<String> LEADING = Words.and(KNOWN, "secondary", "主节点", "从节点", "主库", "从库", "主", "从");

    private static final Set<String> ALL = Set.copyOf(Words.and(
            LEADING,
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
            "복제본"));

    private RoleWords() {}

    /** {@code master}, {@code 从库}: names a server where nothing else does. */
    public static boolean isRole(String word) {
        return ALL.contains(word.toLowerCase(Locale.ROOT));
    }
}
