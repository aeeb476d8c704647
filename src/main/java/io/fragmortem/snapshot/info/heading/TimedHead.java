package io.fragmortem.snapshot.info.heading;

import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.text.RoleWords;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.snapshot.time.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Headings that say whose a dump is and when it was taken, the moment in any of its forms:
 *
 * <pre>
 * cache-1 Sun Nov 22 08:35:25 UTC 2026       ### cache-1 1795336525 ###       host=cache-1 port=6379 ts=1795336525
 * --- end cache-1 2026-11-22 08:35:25 ---    cache-1|6379|2026-11-22T08:35:25Z
 * </pre>
 */
final class TimedHead {

    /** Digits of a moment; a heading without so many has none. */
    private static final int FEWEST_DIGITS = 8;

    private static final String SEPARATORS = " \t-|,;:@=";

    /** What parts a moment from the name before it: behind a colon without a blank stands the value of a field. */
    private static final String BEFORE = " \t|,;[(";

    /** Between what was done and the server to which it was done: {@code dump of cache-1}. */
    private static final Set<String> LINKS = Set.of("of", "from", "on", "for", "von", "de", "du", "del", "di");

    /** Behind a word it shows whether the word is one that introduces a moment. */
    private static final String SOME_MOMENT = " 2026-01-01 00:00:00";

    private static final String AROUND = SEPARATORS + "[](){}";

    /** Reads whole moments; most lines have none, so its reader is made for the first that may. */
    static final class Moments {

        private @Nullable TimeText reader;

        private boolean parse(String text) {
            return time().parse(text);
        }

        private TimeText time() {
            TimeText made = reader == null ? new TimeText() : reader;
            reader = made;
            return made;
        }

        /** Whether the text is a date with its time of day and nothing else but words for it. */
        boolean isMoment(String text) {
            return parse(text) && isWhole() && time().pure();
        }

        private boolean isWhole() {
            TimeText read = time();
            return read.shape() == TimeText.Shape.EPOCH
                    || (read.shape() == TimeText.Shape.DATE_TIME && read.hasClock());
        }

        /** Whether the words before the last one say that something ended. */
        boolean ends() {
            return time().place() == TimeText.Place.END;
        }

        /** Where the moment at the start of the text ends, -1 where there is none. */
        int endIn(String text) {
            return parse(text) && isWhole() ? time().end() : -1;
        }
    }

    private final Moments moments = new Moments();
    private final HeadingShape shape;

    private TimedHead(HeadingShape shape) {
        this.shape = shape;
    }

    /** What the line says; empty where it is no such heading, a heading of no kind where it names a moment and nobody. */
    static Optional<Heading> of(HeadingShape shape) {
        String content = shape.content();
        boolean keys = content.indexOf('=') > 0 || content.indexOf(':') > 0 || content.indexOf('\uff1a') > 0;
        boolean timed = content.chars().filter(c -> c >= '0' && c <= '9').count() >= FEWEST_DIGITS;
        TimedHead head = new TimedHead(shape);
        Optional<KeyedHead> keyed = keys ? KeyedHead.of(content, head.moments) : Optional.empty();
        Optional<Heading> read = keyed.flatMap(pairs -> timed ? head.timed(pairs) : head.named(pairs));
        return read.isPresent() || !timed ? read : head.words(content);
    }

    /** Whether a moment stands in a text of a few words, or begins or ends it: it names no server. */
    static boolean holdsMoment(String text) {
        Moments moments = new Moments();
        for (int i = 0; i < text.length(); i++) {
            boolean starts = i == 0 || (text.charAt(i - 1) != '.' && !Character.isLetterOrDigit(text.charAt(i - 1)));
            if (starts && Text.isDigit(text.charAt(i)) && moments.endIn(text.substring(i)) > 0) {
                return true;
            }
        }
        return false;
    }

    // ------------------------------------------------------------------ names and values

    private Optional<Heading> named(KeyedHead pairs) {
        String label = pairs.begins() ? pairs.label() : "";
        Heading.Kind kind = shape.marked() ? Heading.Kind.SPEAKER : Heading.Kind.MAYBE_SPEAKER;
        return label.isEmpty() ? Optional.empty() : Optional.of(new Heading(kind, label));
    }

    private Optional<Heading> timed(KeyedHead pairs) {
        String moment = pairs.moment(moments);
        if (moment.isEmpty()
                && moments.isMoment(pairs.before())
                && !pairs.label().isEmpty()) {
            return Optional.of(heading(pairs.label(), pairs.before()));
        }
        if (moment.isEmpty()) {
            return pairs.isOnlyMoment(moments) ? Optional.of(Heading.NONE) : named(pairs);
        }
        if (pairs.before().isEmpty()) {
            return Optional.of(heading(pairs.label(), moment));
        }
        Optional<Heading> led = beside(pairs.before(), moment);
        return led.map(heading -> heading.label().isEmpty() ? heading(pairs.label(), heading.moment()) : heading);
    }

    private Heading heading(String label, String moment) {
        boolean nobody = label.isEmpty() || (moments.isMoment(moment) && moments.ends());
        return new Heading(nobody ? Heading.Kind.OTHER : Heading.Kind.SPEAKER, label, moment);
    }

    // ------------------------------------------------------------------ words beside a moment

    private Optional<Heading> words(String content) {
        if (FieldText.indexOfKnown(content) >= 0) {
            return Optional.empty();
        }
        int end = moments.endIn(content);
        if (end > 0 && end < content.length()) {
            return beside(Text.stripped(content.substring(end), AROUND), content.substring(0, end));
        }
        for (int i = 1; end < 0 && i < content.length(); i++) {
            boolean starts = BEFORE.indexOf(content.charAt(i - 1)) >= 0 && SEPARATORS.indexOf(content.charAt(i)) < 0;
            if (starts && moments.isMoment(content.substring(i))) {
                return beside(Text.stripped(content.substring(0, i), AROUND), content.substring(i));
            }
        }
        return Optional.empty();
    }

    /** The words that stand with a moment: those that only introduce it are left out, the others must be a name. */
    private Optional<Heading> beside(String words, String moment) {
        List<String> names = new ArrayList<>();
        String introduced = moment;
        for (String word : words.split("[\\s|,;()\\[\\]]+")) {
            if (word.isEmpty() || isBeside(word)) {
                continue;
            }
            if (moments.isMoment(word + SOME_MOMENT)) {
                introduced = moments.ends() ? word + " " + moment : introduced;
            } else {
                names.add(word);
            }
        }
        if (names.isEmpty()) {
            return Optional.of(new Heading(Heading.Kind.OTHER, "", introduced));
        }
        boolean port = names.size() == 2 && Address.isLikelyPort(names.get(1)) && !Address.hasPort(names.get(0));
        if (names.size() == 2
                && HostWord.isAddress(names.get(1))
                && HostWord.isHostLike(names.get(0))
                && !HostWord.isAddress(names.get(0))) {
            names.remove(1); // cache-1 (10.0.0.1)
        }
        String name = port ? Address.of(names.get(0), names.get(1)) : String.join(" ", names);
        if (names.size() > 1 && !port && !shape.marked()) {
            return Optional.empty();
        }
        Heading named = Headings.of("## " + name);
        if (named.kind() == Heading.Kind.NONE || named.kind() == Heading.Kind.OTHER) {
            return Optional.empty();
        }
        boolean over = moments.isMoment(introduced) && moments.ends();
        return Optional.of(new Heading(over ? Heading.Kind.OTHER : named.kind(), named.label(), introduced));
    }

    /** {@code of}, {@code host}: stands before the name of a server. */
    private static boolean isBeside(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return LINKS.contains(lower) || (HeadingWords.isForServer(word) && !RoleWords.isRole(word));
    }
}
