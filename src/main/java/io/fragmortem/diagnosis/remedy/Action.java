package io.fragmortem.diagnosis.remedy;

import io.fragmortem.phrase.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something to do, to ask or not to do.
 *
 * @param remedy which of those that there are
 * @param what one sentence
 * @param command exact commands to type, one per line; empty when there is none
 * @param back what is expected back of RSS
 * @param needs the version and build that have it, where not all have
 * @param before preconditions that the data shows to fail, in the order in which to mend them
 * @param risk what it costs or endangers
 * @param notWhen when not to do it
 * @param verify how the next capture will show that it worked
 * @param steps ordered steps where one command is not enough (backup before a restart)
 */
public record Action(
        Remedy remedy,
        Phrase what,
        List<String> command,
        Optional<Back> back,
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

    /** Starts an action. */
    public static ActionBuilder of(Remedy remedy) {
        return new ActionBuilder(remedy);
    }

    /** The same for what an earlier action, which promises the same bytes, does not give back. */
    public Action forTheRest() {
        Phrase rest = back.flatMap(Back::rest).orElse(what);
        return new Action(remedy, rest, command, Optional.empty(), needs, before, risk, notWhen, verify, steps);
    }

    /** The same with other commands. */
    Action withCommands(List<String> others) {
        return new Action(remedy, what, others, back, needs, before, risk, notWhen, verify, steps);
    }

    /** Whether its commands are lines of a configuration, which nobody types. */
    public boolean isSetting() {
        return command.stream().anyMatch(line -> line.startsWith(Commands.COMMENT));
    }

    /** The same for a server whose process is gone: settings of the next one are left, nothing is typed into this one. */
    public Action forTheNextProcess() {
        return isSetting() || command.isEmpty()
                ? this
                : new Action(remedy, what, List.of(), back, needs, before, Optional.empty(), notWhen, verify, steps);
    }

    /**
     * What is expected back.
     *
     * @param bytes of RSS
     * @param rest the sentence where an earlier action promises these bytes; empty where it is the same
     */
    public record Back(double bytes, Optional<Phrase> rest) {}

    /** Bytes of RSS expected back. */
    public OptionalDouble bytesBack() {
        return back.map(promise -> OptionalDouble.of(promise.bytes())).orElse(OptionalDouble.empty());
    }

    public Remedy.Kind kind() {
        return remedy.kind();
    }

    /** Stable name of the remedy, for example {@code memory-purge}. */
    public String id() {
        return remedy.id();
    }
}
