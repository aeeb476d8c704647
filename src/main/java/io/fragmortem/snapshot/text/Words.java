package io.fragmortem.snapshot.text;

import java.util.List;
import java.util.stream.Stream;

/** Lists of words of which one holds all of another, so that each word stands once. */
public final class Words {

    private Words() {}

    /** The words of a list and more. */
    public static List<String> and(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toList();
    }
}
