package io.fragmortem.phrase;

import java.util.Collection;
import java.util.List;

/** Many names where a sentence has room for a few. */
public final class Names {

    private Names() {}

    /** The first few of the names, which are at least one, and how many more there are. */
    public static Phrase some(Collection<String> names, int most) {
        List<String> first = names.stream().limit(most).toList();
        Phrase list = Phrase.of("input.names", Phrase.name(first.get(0)));
        for (String name : first.subList(1, first.size())) {
            list = Phrase.of("list", Phrase.nested(list), Phrase.name(name));
        }
        return names.size() > most
                ? Phrase.of("input.names.more", Phrase.nested(list), Phrase.count(names.size() - most))
                : list;
    }
}
