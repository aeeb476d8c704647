package io.fragmortem.cli.process;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.intake.Defect;
import io.fragmortem.fleet.intake.ReadInput;
import io.fragmortem.phrase.Names;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sniffer;
import io.fragmortem.snapshot.replies.ErrorReplyFormat;
import io.fragmortem.source.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What went wrong with the inputs, on standard error, and the exit code that follows from it. */
public final class Messages {

    /** More lines than this are not read; the report has all of them. */
    public static final int MOST_LINES = 10;

    private static final int MOST_NAMES = 3;

    /** Formats of what the system sees of a process, in which no server tells its own memory. */
    private static final Set<String> SYSTEM = Set.of("os-table", "proc-memory", "cgroup", "docker-stats");

    private static final Set<String> USELESS =
            Set.of("input.labels.none", "input.labels.header", "input.labels.headless", "input.baseline.none");

    private final Console console;
    private final List<String> given;
    private final Wording wording;

    /** @param given the inputs as typed */
    public Messages(Console console, List<String> given, Wording wording) {
        this.console = console;
        this.given = given;
        this.wording = wording;
    }

    /** Names what could not be read; the report has all of it. */
    public void inputs(AnalysisResult result) {
        defects(result.defects(), console, wording);
        for (Problem problem : result.problems()) {
            console.err().println(of(problem, wording));
        }
        Set<String> refused = new HashSet<>();
        for (Rejected rejected : result.rejected()) {
            if (rejected.found().key().equals(Sniffer.REFUSED)) {
                refused.add(rejected.origin().stream());
                console.err().println(of(rejected, wording));
            } else if (isMistake(rejected)) {
                console.err().println(of(rejected, wording));
            }
        }
        Set<String> foreign = new TreeSet<>();
        Set<String> read = new HashSet<>();
        long own = 0;
        for (ReadInput input : result.inputs()) {
            if (isForeign(input)) {
                foreign.add(input.name());
            } else {
                own += input.rejected();
            }
            read.add(input.name());
        }
        // what is said of no input that was read: of files of labels, of what was left out
        own += result.rejected().stream()
                .filter(rejected -> !read.contains(rejected.origin().stream()) && !isMistake(rejected))
                .count();
        foreign.removeAll(refused);
        List<Rejected> shown = result.rejected().stream()
                .filter(rejected -> !foreign.contains(rejected.origin().stream()))
                .filter(rejected -> !refused.contains(rejected.origin().stream()) && !isMistake(rejected))
                .limit(MOST_LINES)
                .toList();
        shown.forEach(rejected -> console.notes().println(of(rejected, wording)));
        if (own > shown.size()) {
            console.notes().println(wording.text("cli.more", Phrase.count((double) own - shown.size())));
        }
        if (!foreign.isEmpty()) {
            console.notes()
                    .println(wording.text(
                            "cli.foreign",
                            Phrase.count(foreign.size()),
                            Phrase.nested(Names.some(foreign, MOST_NAMES))));
        }
        result.instances().stream().limit(MOST_LINES).forEach(this::leftOut);
    }

    /** A table of labels of which nothing fits: whoever asked for sums gets none. */
    private static boolean isMistake(Rejected rejected) {
        return USELESS.contains(rejected.found().key());
    }

    /** Most of what was handed in is not in the report: nobody should have to find that in its appendix. */
    private void leftOut(InstanceSummary instance) {
        instance.seen()
                .leftOut()
                .ifPresent(why -> console.notes()
                        .println(wording.text("labelled", Phrase.name(instance.name()), Phrase.nested(why))));
    }

    /** A file of an unknown kind that lay in a given folder: support bundles are full of them. */
    private boolean isForeign(ReadInput input) {
        return input.format().isEmpty() && !given.contains(input.name());
    }

    /** Faults of ours, with what whoever mends them needs. */
    public static void defects(List<Defect> defects, Console console, Wording wording) {
        for (Defect defect : defects.subList(0, Math.min(MOST_LINES, defects.size()))) {
            console.err().println(wording.plain(defect.what()));
            defect.trace().forEach(place -> console.err().println("    at " + place));
        }
        if (defects.size() > MOST_LINES) {
            console.err().println(wording.text("cli.more", Phrase.count((double) defects.size() - MOST_LINES)));
        }
        if (!defects.isEmpty()) {
            console.err().println(wording.text("cli.defect.report"));
        }
    }

    public static String of(Problem problem, Wording wording) {
        return wording.text("labelled", Phrase.name(problem.name()), Phrase.nested(problem.reason()));
    }

    public static String of(Rejected rejected, Wording wording) {
        return wording.text(
                "cli.rejected",
                Phrase.name(where(rejected.origin())),
                Phrase.nested(rejected.found()),
                Phrase.nested(rejected.expected()));
    }

    private static String where(Origin origin) {
        return origin.stream() + (origin.line() > 0 ? ":" + origin.line() : "");
    }

    /** Untrusted text on a terminal: control characters could move the cursor or worse. */
    public static String safe(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** What was recognised and yet says nothing of memory, in words. */
    public static void withoutMemory(List<ReadInput> inputs, Console console, Wording wording) {
        for (ReadInput input : inputs) {
            if (input.format().equals(ErrorReplyFormat.NAME)) {
                console.err().println(wording.text("cli.only_errors", Phrase.name(input.name())));
            } else if (SYSTEM.contains(input.format()) && input.samples() > 0) {
                console.notes()
                        .println(wording.text(
                                "cli.system_alone",
                                Phrase.name(input.name()),
                                Phrase.name(input.format()),
                                Phrase.count((double) input.samples())));
            } else if (!input.format().isEmpty()) {
                console.notes()
                        .println(wording.text(
                                "cli.without_memory",
                                Phrase.name(input.name()),
                                Phrase.name(input.format()),
                                Phrase.count((double) input.samples()),
                                Phrase.count((double) input.events()),
                                Phrase.count((double) input.exhibits())));
            }
        }
    }

    public int noData(AnalysisResult result) {
        withoutMemory(result.inputs(), console, wording);
        console.err()
                .println(wording.text(
                        "cli.no_dump_in", Phrase.count(result.inputs().size())));
        return result.defects().isEmpty() ? Exit.NO_DATA : Exit.DEFECT;
    }

    public int exitCode(AnalysisResult result, Optional<Severity> failOn) {
        boolean failed = failOn.isPresent()
                && result.instances().stream().anyMatch(i -> i.found().worst().compareTo(failOn.get()) >= 0);
        if (failed) {
            return Exit.FINDINGS;
        }
        if (result.instances().isEmpty()) {
            return Exit.DEFECT; // every page failed
        }
        boolean unread = !result.problems().isEmpty()
                || !result.defects().isEmpty()
                || result.rejected().stream().anyMatch(Messages::isMistake)
                || result.inputs().stream().anyMatch(i -> gaveNothing(i) && given.contains(i.name()));
        return unread ? Exit.PARTIAL : Exit.DONE;
    }

    /** Not recognised, or recognised and nothing in it could be used. */
    private static boolean gaveNothing(ReadInput input) {
        boolean refused = input.rejected() > 0 && input.samples() + input.events() + input.exhibits() == 0;
        return input.format().isEmpty() || refused;
    }
}
