package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.info.heading.Heading;
import io.fragmortem.snapshot.info.heading.Headings;
import io.fragmortem.snapshot.text.SpeakerName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Short titles above dumps that look like no host's name: {@code production:}, {@code ### Server Alpha}, {@code 机器A：}. One
 * alone says nothing; where each dump of a text without times has one and they differ, they are servers, and a healthy one
 * must not stand for a sick one.
 */
final class Titles {

    private static final int LONGEST = 40;
    private static final int MOST_WORDS = 4;

    /** A title with its rule of dashes around it. */
    private static final int LONGEST_LINE = 200;

    private static final Pattern NUMBERED = Pattern.compile("^\\(?\\d{1,2}[.)、]\\s*");
    private static final Pattern MARKS_BEFORE = Pattern.compile("^[#*=_>•【\\-\\s]+");
    private static final Pattern MARKS_BEHIND = Pattern.compile("[:：*#=_】\\-\\s]+$");

    /** What a title says of the kind of text below it, of a moment or of a step, and not of a server. */
    private static final Pattern NO_SERVER =
            Pattern.compile("(?i).*(output|result|expect|actual|behaviou?r|environment|usage|"
                    + "detail|reproduce|context|version|config|step|sample|dump|run|time|day|hour|minute|first|second|third|last|initial|"
                    + "final|start|end|peak|idle|load|test|case|attempt|round|输出|结果|环境|步骤|测试|信息|内存|情况|第.次|次).*");

    /** Words that make a sentence of a title: it tells what happened, and one server may have several of these. */
    private static final Pattern SENTENCE = Pattern.compile(
            "(?i).*(?:\\b(?:is|was|are|were|has|had|have|been|did|does|looks?|seems?|went|came|got|we|i|it|this|that|again|still|now|here|"
                    + "there|then|not|no|fine|(?:re)?start(?:ed|ing)|rebooted|failed|promoted|demoted|flushed|upgraded|taken|ran)\\b"
                    + "|[了很已再又]|重启|重啟|切换|切換|恢复|恢復|正常|异常).*");

    private Titles() {}

    /** The title that the line is, empty for any other line. */
    static String of(String line) {
        String bare = line.strip();
        if (bare.length() > LONGEST_LINE) {
            return ""; // and no look for marks in it, which costs the square of its length
        }
        String numbered = NUMBERED.matcher(bare).replaceFirst("");
        String content = MARKS_BEHIND
                .matcher(MARKS_BEFORE.matcher(numbered).replaceFirst(""))
                .replaceFirst("");
        int words = content.split("\\s+").length;
        boolean marked = content.length() < bare.length() || words == 1;
        boolean letters = content.codePoints().anyMatch(Character::isLetter);
        boolean short_ = content.length() <= LONGEST && words <= MOST_WORDS;
        boolean sentence = content.indexOf(':') >= 0 || content.indexOf('=') >= 0 || content.indexOf(',') >= 0;
        if (!marked
                || !letters
                || !short_
                || sentence
                || SENTENCE.matcher(content).matches()
                || NO_SERVER.matcher(content).matches()) {
            return "";
        }
        Heading.Kind kind = Headings.of("## " + content).kind();
        boolean phase = kind == Heading.Kind.BEFORE || kind == Heading.Kind.AFTER;
        boolean telling = SpeakerName.tellsApart(content.toLowerCase(Locale.ROOT));
        return phase || !telling || Headings.holdsMoment(content) ? "" : content;
    }

    /** The dumps under the titles above them, or under their roles; as they are where these do not tell servers apart. */
    static List<Outbox.Held> apart(List<Outbox.Held> held) {
        Optional<List<Outbox.Held>> titled = by(held, Outbox.Held::title);
        return titled.or(() -> by(held, one -> one.sample().facts().getOrDefault(Fact.ROLE, "")))
                .orElse(held);
    }

    private static Optional<List<Outbox.Held>> by(List<Outbox.Held> held, Function<Outbox.Held, String> name) {
        Set<String> names = new HashSet<>();
        Set<String> processes = new HashSet<>();
        for (Outbox.Held one : held) {
            Sample sample = one.sample();
            String process = sample.facts().getOrDefault(Fact.RUN_ID, "");
            boolean own = process.isEmpty() || processes.add(process);
            boolean moment = one.phase() == Heading.Kind.BEFORE || one.phase() == Heading.Kind.AFTER;
            boolean plain = sample.origin().label().isEmpty() && !moment;
            if (!plain || !own || name.apply(one).isEmpty() || !sample.has(Field.USED_MEMORY)) {
                return Optional.empty();
            }
            names.add(name.apply(one));
        }
        if (names.size() < 2) {
            return Optional.empty();
        }
        List<Outbox.Held> apart = new ArrayList<>();
        held.forEach(one -> apart.add(one.named(name.apply(one))));
        return Optional.of(apart);
    }

    /** The sample as that of another speaker. */
    static Sample named(Sample sample, String label) {
        return sample.from(sample.origin().by(Optional.of(label)));
    }
}
