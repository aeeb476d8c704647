package io.fragmortem.snapshot.info.line;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words that name a moment of a server where its name may stand: {@code before:}, {@code Monday:}, {@code day-2:}. */
public final class MomentWords {

    private static final Set<String> WORDS = Set.of(
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "yesterday",
            "today",
            "before",
            "after",
            "now",
            "earlier",
            "later",
            "start",
            "end",
            "昨天",
            "今天",
            "之前",
            "之后",
            "现在");

    private static final Pattern NUMBERED =
            Pattern.compile("(?i)(?:day|step|hour|minute|week|run|round|iteration|sample|attempt|phase)[-_ ]?\\d+"
                    // what is left of a time
                    + "|(?:19|20)\\d\\d-\\d\\d-\\d\\dT\\S*|[\\d:.+-]*\\d[\\d:.+-]*[TZ][\\dTZ:.+-]*");

    private MomentWords() {}

    public static boolean isMoment(String word) {
        return WORDS.contains(word.toLowerCase(Locale.ROOT))
                || NUMBERED.matcher(word).matches();
    }
}
