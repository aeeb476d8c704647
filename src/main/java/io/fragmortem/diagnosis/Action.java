package io.fragmortem.diagnosis;

import io.fragmortem.phrase.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something to do, to ask or not to do.
 *
 * @param kind which of these
 * @param id stable name of the remedy, for example {@code memory-purge}
 * @param what one sentence
 * @param command exact commands to type, one per line; empty when there is none
 * @param bytesBack bytes of RSS expected back
 * @param needs the version and build that have it, where not all have
 * @param before preconditions that the data shows to fail, in the order in which to mend them
 * @param risk what it costs or endangers
 * @param notWhen when not to do it
 * @param verify how the next capture will show that it worked
 * @param steps ordered steps where one command is not enough (backup before a restart)
 */
public record Action(
        Kind kind,
        String id,
        Phrase what,
        List<String> command,
        OptionalDouble bytesBack,
        Optional<Phrase> needs,
        List<Phrase> before,
        Optional<Phrase> risk,
        Optional<Phrase> notWhen,
        Optional<Phrase> verify,
        List<Phrase> steps) {

    public Action {
        command = List.copyOf(command);
        before = List.copyOf(before);
        steps = List.copyOf(steps);
    }

    /** What the reader is told. */
    public enum Kind {
        DO,
        ASK,
        NOT,
        NEXT
    }

    /** Starts an action of this kind. */
    public static ActionBuilder of(Kind kind, String id) {
        return new ActionBuilder(kind, id);
    }

    /** Starts something to do. */
    public static ActionBuilder doing(String id) {
        return of(Kind.DO, id);
    }
}
