package io.fragmortem.snapshot.info.line;

import io.fragmortem.snapshot.Unit;
import io.fragmortem.snapshot.text.Text;
import java.util.List;
import java.util.Locale;

/**
 * What sentences do with the names of fields. A formula ({@code ratio = used_memory_rss / used_memory = 443}), a range
 * ({@code 1.0 - 1.5}), a bound ({@code 1.5 以上}) and a piece of advice ({@code 8gb (recommended)}) are no readings.
 */
public final class Prose {

    /** Behind a number: it bounds others. */
    private static final List<String> BOUNDS = List.of(
            "以上",
            "以下",
            "以内",
            "之间",
            "或更",
            "及以上",
            "이상",
            "이하",
            "or more",
            "or higher",
            "or above",
            "or less",
            "or lower",
            "or below",
            "and above",
            "and higher",
            "and more",
            "and below",
            "oder mehr",
            "ou plus",
            "и выше",
            "и более");

    /** What a remark behind a number calls it when nobody measured it. */
    private static final List<String> NOT_MEASURED = List.of(
            "阈值",
            "閾值",
            "閾値",
            "建议值",
            "建议",
            "推荐值",
            "推荐",
            "参考值",
            "目标值",
            "警戒值",
            "默认值",
            "默认",
            "示例",
            "例如",
            "推奨",
            "推奨値",
            "threshold",
            "recommended",
            "recommendation",
            "suggested",
            "suggestion",
            "advised",
            "proposed",
            "proposal",
            "default",
            "target",
            "example",
            "for example",
            "empfohlen",
            "schwellwert",
            "рекомендуется",
            "порог");

    /** Words before a name by which advice is given. */
    private static final List<String> ADVICE = List.of(
            "建议",
            "推荐",
            "理想",
            "阈值",
            "閾值",
            "告警值",
            "参考",
            "目标",
            "应设",
            "改为",
            "调整为",
            "设置为",
            "推奨",
            "recommend",
            "suggest",
            "should",
            "advise",
            "threshold",
            "ideal",
            "target",
            "e.g.");

    private static final int LONGEST_REMARK = 40;
    private static final String OPENING = "([（【,，;；#-—";
    private static final String CLOSING = ")]）】。.!！;；";

    private Prose() {}

    /** Whether the number is a reading, by what stands behind it up to the end of the line. */
    public static boolean isReading(String behind, Unit unit) {
        String rest = behind.stripLeading();
        if (rest.isEmpty()) {
            return true;
        }
        return !isBound(rest) && !isRange(rest) && !isCalculation(rest, unit) && !isRemark(rest);
    }

    /** Whether words before a name give advice instead of naming a reading. */
    public static boolean isAdvice(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return ADVICE.stream().anyMatch(lower::contains);
    }

    private static boolean isBound(String rest) {
        String lower = rest.substring(0, Math.min(rest.length(), 20)).toLowerCase(Locale.ROOT);
        return BOUNDS.stream().anyMatch(lower::startsWith);
    }

    /** {@code ~ 1.5}, {@code - 1.5}, {@code 到 1.5}: another number of the same kind, and nothing between them. */
    private static boolean isRange(String rest) {
        char mark = rest.charAt(0);
        if ("-~–—～至到".indexOf(mark) < 0 || rest.startsWith("--")) {
            return false;
        }
        String other = rest.substring(1).stripLeading();
        return !other.isEmpty() && Text.isDigit(other.charAt(0));
    }

    /** {@code / 12992420 = 443}, {@code * 1.5}, {@code = 443}: the number is an operand. */
    private static boolean isCalculation(String rest, Unit unit) {
        char mark = rest.charAt(0);
        if (mark == '=' && rest.length() > 1 && rest.charAt(1) != '>') {
            return true;
        }
        boolean part = unit == Unit.BYTES && mark == '/' && rest.indexOf('=') < 0; // 5.2G / 8G: used of all
        return "/÷×*".indexOf(mark) >= 0
                && !part
                && !rest.startsWith("//")
                && !rest.startsWith("/*")
                && operandAfter(rest);
    }

    private static boolean operandAfter(String rest) {
        String other = rest.substring(1).stripLeading();
        return !other.isEmpty() && (Text.isDigit(other.charAt(0)) || isOperand(other));
    }

    /** {@code used_memory}, but not {@code used_memory_rss=3.4G}: what has a value of its own is the next reading. */
    private static boolean isOperand(String text) {
        int end = 0;
        while (end < text.length() && FieldText.isNamePart(text.charAt(end))) {
            end++;
        }
        boolean reading = end + 1 < text.length()
                && (text.charAt(end) == '=' || text.charAt(end) == ':')
                && Text.isDigit(
                        text.substring(end + 1).stripLeading().concat(" ").charAt(0));
        return FieldText.startsWithName(text) && !reading;
    }

    /** {@code （告警阈值）}, {@code (recommended)}, {@code # default}: the remark ends in a word for such numbers. */
    private static boolean isRemark(String rest) {
        int from = 0;
        while (from < rest.length() && (OPENING.indexOf(rest.charAt(from)) >= 0 || rest.charAt(from) == ' ')) {
            from++;
        }
        int to = from;
        while (to < rest.length() && CLOSING.indexOf(rest.charAt(to)) < 0) {
            to++;
        }
        String remark = rest.substring(from, to).strip().toLowerCase(Locale.ROOT);
        return remark.length() <= LONGEST_REMARK && NOT_MEASURED.stream().anyMatch(remark::endsWith);
    }

    /**
     * Whether the text calculates with fields: the name of one stands on a side of {@code /}, {@code ÷}, {@code ×},
     * {@code *}, {@code +} or {@code -}, and another name or a number on the other.
     */
    public static boolean isFormula(String text) {
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            boolean tight = c == '/' || c == '÷' || c == '×';
            boolean spaced = (c == '*' || c == '+' || c == '-' || c == '−')
                    && text.charAt(i - 1) == ' '
                    && text.charAt(i + 1) == ' ';
            if ((tight || spaced) && isOperation(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOperation(String text, int operator) {
        int before = operator - 1;
        while (before >= 0 && " `)）*_\"'".indexOf(text.charAt(before)) >= 0) {
            before--;
        }
        int after = operator + 1;
        while (after < text.length() && " `(（*_\"'".indexOf(text.charAt(after)) >= 0) {
            after++;
        }
        if (before < 0 || after >= text.length()) {
            return false;
        }
        int start = before;
        while (start >= 0 && FieldText.isNamePart(text.charAt(start))) {
            start--;
        }
        boolean nameBefore = FieldText.isName(text.substring(start + 1, before + 1));
        boolean nameAfter = FieldText.startsWithName(text.substring(after));
        boolean numberBefore = Text.isDigit(text.charAt(start + 1)); // cache-1 is none
        boolean numberAfter = Text.isDigit(text.charAt(after));
        return (nameBefore && (nameAfter || numberAfter)) || (numberBefore && isOperand(text.substring(after)));
    }
}
