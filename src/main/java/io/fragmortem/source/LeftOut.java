package io.fragmortem.source;

import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What lies below one input and is none, to be told in a line for each kind. */
public final class LeftOut {

    /** Key of what is said of files that were left out because this program wrote them. */
    private static final String EARLIER = "input.left_out.reports";

    private static final String HIDDEN = "input.left_out.hidden";
    private static final int MOST_NAMES = 3;

    private final List<String> own = new ArrayList<>();
    private final Set<String> hidden = new LinkedHashSet<>();

    /** A file that this program wrote. */
    public void own(String name) {
        own.add(name);
    }

    /** A file or folder; it counts if its own name hides it and no system or this program puts such there. */
    public void passedOver(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        boolean system = last.startsWith("._") || last.equals(".DS_Store") || last.startsWith(".fragmortem");
        if (last.startsWith(".") && !system) {
            hidden.add(name);
        }
    }

    /** What there is to tell of it. */
    public List<Source> told(String input) {
        return phrases().stream().map(reason -> Source.refused(input, reason)).toList();
    }

    List<Phrase> phrases() {
        return Stream.of(phrase(EARLIER, own), phrase(HIDDEN, List.copyOf(hidden)))
                .flatMap(List::stream)
                .toList();
    }

    /** Whether a reason is that of something left out, and no trouble of the input. */
    public static boolean isReason(Phrase reason) {
        return reason.key().equals(EARLIER) || reason.key().equals(HIDDEN);
    }

    private static List<Phrase> phrase(String key, List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        String first = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        Phrase list = names.size() > MOST_NAMES
                ? Phrase.of("input.names.more", Phrase.name(first), Phrase.count(names.size() - MOST_NAMES))
                : Phrase.of("input.names", Phrase.name(first));
        return List.of(Phrase.of(key, Phrase.count(names.size()), Phrase.nested(list)));
    }
}
