package io.fragmortem.cli.process;

import io.fragmortem.fleet.engine.Watcher;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Wording;
import java.util.function.LongSupplier;
import org.apache.commons.cli.CommandLine;

/** One line on standard error that says what is going on and how long it will take, when somebody is there to see it. */
public final class Progress implements Watcher {

    private static final int MOST = 50;

    /** No eye reads faster. */
    private static final double BETWEEN = 0.1;

    /** Before this time a rate is a guess. */
    private static final double SETTLED = 2;

    private final Console console;
    private final Wording wording;
    private final boolean on;
    private final LongSupplier nanos;
    private final long begun;
    private Stage stage = Stage.ANALYSIS;
    private long stageBegun;
    private double shown = -1;
    private int streams;

    /** Shown only on a terminal. */
    Progress(Console console, Wording wording, boolean wanted) {
        this(console, wording, wanted, System::nanoTime);
    }

    /** @param nanos a clock in nanoseconds */
    Progress(Console console, Wording wording, boolean wanted, LongSupplier nanos) {
        this.console = console;
        this.wording = wording;
        this.on = wanted && console.terminal();
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.stageBegun = begun;
    }

    /** Unless the user wants to hear nothing. */
    public static Progress of(CommandLine line, Console console, Wording wording) {
        return new Progress(console, wording, !line.hasOption("quiet") && !line.hasOption("no-progress"));
    }

    /** Of a command whose standard error belongs to something else. */
    public static Progress none(Console console, Wording wording) {
        return new Progress(console, wording, false);
    }

    @Override
    public synchronized void reading(String stream, long bytes, long ofBytes) {
        streams++;
        if (!isDue(false)) {
            return;
        }
        String name = Messages.safe(stream);
        String cut = name.length() > MOST ? "..." + name.substring(name.length() - MOST) : name;
        double seconds = secondsSince(begun);
        String text = bytes > 0 && seconds > SETTLED
                ? wording.text(
                        "cli.reading.rate",
                        Phrase.bytes(bytes),
                        Phrase.bytes(ofBytes),
                        Phrase.bytes(bytes / seconds),
                        Phrase.span(Math.ceil(seconds * (ofBytes - bytes) / bytes)),
                        Phrase.name(cut))
                : wording.text("cli.reading", Phrase.count(streams), Phrase.name(cut));
        show(text);
    }

    @Override
    public synchronized void working(Stage now, int instances, int ofInstances) {
        if (now != stage || instances == 0) {
            stage = now;
            stageBegun = nanos.getAsLong();
        }
        if (!isDue(instances == 0)) {
            return;
        }
        double seconds = secondsSince(stageBegun);
        String key = now == Stage.ANALYSIS ? "cli.working.analysis" : "cli.working.report";
        String text = wording.text(key, Phrase.count(instances), Phrase.count(ofInstances));
        show(
                instances > 0 && seconds > SETTLED
                        ? wording.text(
                                "cli.left",
                                Phrase.name(text),
                                Phrase.span(Math.ceil(seconds * (ofInstances - instances) / instances)))
                        : text);
    }

    private double secondsSince(long nanosThen) {
        return (nanos.getAsLong() - nanosThen) / 1e9;
    }

    private boolean isDue(boolean atOnce) {
        double now = secondsSince(begun);
        boolean due = on && (atOnce || shown < 0 || now - shown >= BETWEEN);
        shown = due ? now : shown;
        return due;
    }

    private void show(String text) {
        console.err().print("\r\u001b[K" + text);
        console.err().flush();
    }

    public synchronized void done() {
        if (on) {
            show("");
        }
    }
}
