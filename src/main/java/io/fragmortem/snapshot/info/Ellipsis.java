package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.text.Text;
import java.util.Locale;
import java.util.Set;

/** Lines by which people say that they left lines out: {@code ...}, {@code [...]}, {@code --- snip ---}, {@code （中略）}. */
final class Ellipsis {

    private static final int LONGEST = 40;
    private static final String MARKS = "[](){}<>-=*#~_ .\u2026（）【】「」:";

    private static final Set<String> WORDS = Set.of(
            "snip",
            "snipped",
            "snippet",
            "truncated",
            "output truncated",
            "omitted",
            "lines omitted",
            "skipped",
            "more",
            "etc",
            "gekürzt",
            "пропущено",
            "вырезано",
            "省略",
            "略",
            "中略",
            "以下省略",
            "以下略",
            "此处省略",
            "생략",
            "중략");

    private Ellipsis() {}

    /** Whether the line says so and nothing else. */
    static boolean is(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        String word = Text.stripped(text, MARKS);
        if (word.isEmpty()) {
            return isDots(text);
        }
        boolean marked = word.length() < text.length();
        return marked && WORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** {@code ...}, {@code […]}, {@code < ... >}: points between marks that are no rule. */
    private static boolean isDots(String text) {
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            dots += c == '.' ? 1 : c == '\u2026' ? 3 : 0;
            if (c == '-' || c == '=' || c == '*' || c == '#' || c == '~' || c == '_') {
                return false;
            }
        }
        return dots > 2;
    }
}
