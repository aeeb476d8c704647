package io.fragmortem.snapshot.info.line;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words that name a moment of a server where its name may stand: {@code before:}, {@code Monday:}, {@code day-2:}. */
public final class MomentWords {

    /** In a heading these tell when its dump is. */
    public static final List<String> BEFORE = List.of("before", "yesterday", "昨天", "之前");

    public static final List<String> AFTER = List.of("after", "today", "今天", "之后");

    /** These do so over columns that stand beside each other. */
    public static final List<String> EARLIER = List.of("earlier", "start");

    public static final List<String> LATER = List.of("now", "end", "现在");

    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private static final Set<String> WORDS = Set.copyOf(Stream.of(BEFORE, AFTER, EARLIER, LATER, DAYS, List.of("later"))
            .flatMap(List::stream)
            .toList());

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
