package io.fragmortem.cli;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.diagnosis.Severity;
import io.fragmortem.fleet.Defect;
import io.fragmortem.fleet.InstanceChain;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.report.words.Wording;
import io.fragmortem.timeline.Dumps;
import io.fragmortem.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Diagnoses and prints one timeline after the other. One that fails costs only its own answer. */
final class Answers {

    private final Console console;
    private final Wording wording;
    private final Function<InstanceResult, String> renderer;
    private final Reader reader;
    private final Policy policy;
    private final Optional<Severity> failOn;
    private long given;
    private long printed;
    private long defects;
    private boolean found;

    /** Who reads the answers. */
    enum Reader {
        /** Wants an empty line between two answers. */
        PERSON,
        /** Counts on an answer for each dump and for each input, in their order. */
        SCRIPT
    }

    Answers(
            Console console,
            Wording wording,
            Function<InstanceResult, String> renderer,
            Reader reader,
            Policy policy,
            Optional<Severity> failOn) {
        this.console = console;
        this.wording = wording;
        this.renderer = renderer;
        this.reader = reader;
        this.policy = policy;
        this.failOn = failOn;
    }

    /** How many answers were printed, of any kind. */
    long printed() {
        return printed;
    }

    void give(Timeline timeline) {
        Optional<String> answer = answer(timeline);
        answer.ifPresent(this::print);
        if (answer.isEmpty() && reader == Reader.SCRIPT) {
            print(renderer.apply(InstanceChain.failed(timeline.name())));
        }
    }

    private Optional<String> answer(Timeline timeline) {
        try {
            InstanceResult result = InstanceChain.analyze(timeline, policy);
            String answer = renderer.apply(result);
            found |= failOn.isPresent() && result.diagnosis().worst().compareTo(failOn.get()) >= 0;
            given++;
            return Optional.of(answer);
        } catch (RuntimeException | StackOverflowError e) {
            miss(List.of(Defect.analysis(timeline.name(), e)));
            return Optional.empty();
        }
    }

    /** An input without any dump. */
    void nothingIn(String name) {
        print(renderer.apply(InstanceChain.nothing(Dumps.none(name))));
    }

    private void print(String answer) {
        console.out().print((printed > 0 && reader == Reader.PERSON ? "\n" : "") + answer);
        printed++;
    }

    /** Faults of ours that cost a part of the input. */
    void miss(List<Defect> missed) {
        Messages.defects(missed, console, wording);
        defects += missed.size();
    }

    /** @param unread whether an input could not be read, or had no dump */
    int exitCode(boolean unread) {
        if (given == 0) {
            console.err().println(wording.text("cli.no_dump"));
            return defects > 0 ? Exit.DEFECT : Exit.NO_DATA;
        }
        return found ? Exit.FINDINGS : unread || defects > 0 ? Exit.PARTIAL : Exit.DONE;
    }
}
