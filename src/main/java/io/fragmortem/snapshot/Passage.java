package io.fragmortem.snapshot;

import io.fragmortem.snapshot.text.Lines;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * How a format shows in the middle of a text that holds other things as well: by which line its passage begins, which
 * lines go on with it, and which one ends it. Whatever else begins in between (a prompt, a fence, a heading with a host, a
 * dump of INFO, another format's passage) ends it too, unless its lines are {@link Lines#SURE}.
 *
 * @param opens whether a passage begins with this line; the second argument is the line that follows
 * @param goesOn whether the line still belongs to the passage
 * @param ends whether this line is the last of the passage
 * @param lines how sure {@code goesOn} is
 */
public record Passage(
        BiPredicate<String, String> opens, Predicate<String> goesOn, Predicate<String> ends, Lines lines) {

    /** How a passage knows its lines. */
    public enum Lines {
        /** Each line has a shape that no other text has. */
        SURE,
        /** Its lines may look like anything. */
        ANY
    }

    /** A passage of lines of one shape that nothing else has. */
    public static Passage of(Predicate<String> line) {
        return new Passage((text, next) -> line.test(text), line, text -> false, Lines.SURE);
    }

    /** A passage that opens with one shape of line and goes on with another. */
    public static Passage of(Predicate<String> opens, Predicate<String> goesOn) {
        return new Passage((text, next) -> opens.test(text), goesOn, text -> false, Lines.ANY);
    }

    /** A passage of one line. */
    public static Passage ofOne(Predicate<String> line) {
        return new Passage((text, next) -> line.test(text), line, text -> true, Lines.SURE);
    }

    /** A passage of any lines between two signs. */
    public static Passage between(Predicate<String> opens, Predicate<String> ends) {
        return new Passage((text, next) -> opens.test(text), text -> true, ends, Lines.ANY);
    }
}
