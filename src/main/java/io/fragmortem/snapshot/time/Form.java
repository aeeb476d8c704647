package io.fragmortem.snapshot.time;

/**
 * One kind of part that moments are written with: a numeric date, a word, a clock, a zone. Parts may come in any order;
 * what a form does not know it leaves to the others.
 */
interface Form {

    /**
     * Reads the part that begins at {@link Glyphs#at} and moves behind it.
     *
     * @return false when none of this kind begins there; the cursor is then put back by the caller, {@code parts} must be
     *     as before
     */
    boolean read(Glyphs text, Parts parts);
}
