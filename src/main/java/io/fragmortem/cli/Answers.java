package io.fragmortem.cli;

import io.fragmortem.cli.option.Redacting;
import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Exit;
import io.fragmortem.cli.process.Messages;
import io.fragmortem.diagnosis.Policy;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.InstanceChain;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.intake.Defect;
import io.fragmortem.fleet.intake.Ingest;
import io.fragmortem.fleet.intake.ReadInput;
import io.fragmortem.fleet.intake.Rejects;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.redact.Redaction;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.source.Problem;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.instance.Dumps;
import java.util.ArrayList;
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
    private final Redacting redacting;

    /** Answers that wait for the names of all of them, where names are redacted. */
    private final List<InstanceResult> held = new ArrayList<>();

    private final Rejects rejects = new Rejects();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Defect> heldDefects = new ArrayList<>();
    private final List<ReadInput> mute = new ArrayList<>();
    private long given;
    private long printed;
    private long defects;
    private boolean found;
    private boolean unread;

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
            Optional<Severity> failOn,
            Redacting redacting) {
        this.console = console;
        this.wording = wording;
        this.renderer = renderer;
        this.reader = reader;
        this.policy = policy;
        this.failOn = failOn;
        this.redacting = redacting;
    }

    /** How many answers there are, of any kind. */
    long count() {
        return printed + held.size();
    }

    /** A region of the input that could not be used. */
    void reject(Rejected region) {
        rejects.add(region);
    }

    /** What became of an input. */
    void read(Ingest ingest) {
        miss(ingest.defects());
        problems.addAll(ingest.problems());
        if (!redacting.isWanted()) {
            ingest.problems().forEach(problem -> console.err().println(Messages.of(problem, wording)));
        }
    }

    /** Inputs that said nothing of memory. */
    void mute(List<ReadInput> inputs) {
        unread = true;
        if (redacting.isWanted()) {
            mute.addAll(inputs);
        } else {
            Messages.withoutMemory(inputs, console, wording);
        }
    }

    /** One verdict over so many dumps of an input, because a person would not read them all. */
    void joined(String input, long dumps) {
        if (!redacting.isWanted()) {
            console.notes().println(wording.text("cli.together", Phrase.name(input), Phrase.count((double) dumps)));
        }
    }

    void give(Timeline timeline) {
        Optional<Answer> answer = answer(timeline);
        answer.ifPresent(this::show);
        if (answer.isEmpty() && reader == Reader.SCRIPT) {
            show(worded(InstanceChain.failed(timeline.name())));
        }
    }

    /** @param text of the result, empty where it waits for the names of all */
    private record Answer(InstanceResult result, String text) {}

    private Answer worded(InstanceResult result) {
        return new Answer(result, redacting.isWanted() ? "" : renderer.apply(result));
    }

    private Optional<Answer> answer(Timeline timeline) {
        try {
            Answer answer = worded(InstanceChain.analyze(timeline, policy));
            found |= failOn.isPresent() && answer.result().diagnosis().worst().compareTo(failOn.get()) >= 0;
            given++;
            return Optional.of(answer);
        } catch (RuntimeException | StackOverflowError e) {
            miss(List.of(Defect.analysis(timeline.name(), e)));
            return Optional.empty();
        }
    }

    /** An input without any dump. */
    void nothingIn(String name) {
        show(worded(InstanceChain.nothing(Dumps.none(name))));
    }

    private void show(Answer answer) {
        if (redacting.isWanted()) {
            held.add(answer.result());
        } else {
            print(answer.text());
        }
    }

    private void print(String answer) {
        console.out().print((printed > 0 && reader == Reader.PERSON ? "\n" : "") + answer);
        printed++;
    }

    /** Faults of ours that cost a part of the input. */
    private void miss(List<Defect> missed) {
        if (redacting.isWanted()) {
            heldDefects.addAll(missed);
        } else {
            Messages.defects(missed, console, wording);
        }
        defects += missed.size();
    }

    /**
     * Prints what waited, and what could not be used.
     *
     * @param inputs as typed
     */
    int finish(List<String> inputs) {
        Redaction.Names names = new Redaction.Names();
        inputs.forEach(names::stream);
        held.forEach(names::of);
        problems.forEach(problem -> names.stream(problem.name()));
        mute.forEach(input -> names.stream(input.name()));
        rejects.kept().forEach(region -> names.stream(region.origin().stream()));
        List<Rejected> shown =
                rejects.kept().stream().limit(Messages.MOST_LINES).toList();
        heldDefects.forEach(defect -> names.instance(defect.name()));
        Optional<Redaction> redaction = redacting.over(names, List.of(held, problems, mute, heldDefects, shown));
        redaction.ifPresent(r -> {
            Messages.defects(r.of(heldDefects), console, wording);
            r.of(problems).forEach(problem -> console.err().println(Messages.of(problem, wording)));
            Messages.withoutMemory(r.of(mute), console, wording);
            r.of(held).forEach(result -> print(renderer.apply(result)));
            redacting.writeMap(redaction);
        });
        redaction
                .map(r -> r.of(shown))
                .orElse(shown)
                .forEach(r -> console.notes().println(Messages.of(r, wording)));
        return exitCode();
    }

    private int exitCode() {
        if (given == 0) {
            console.err().println(wording.text("cli.no_dump"));
            return defects > 0 ? Exit.DEFECT : Exit.NO_DATA;
        }
        return found ? Exit.FINDINGS : unread || !problems.isEmpty() || defects > 0 ? Exit.PARTIAL : Exit.DONE;
    }
}
