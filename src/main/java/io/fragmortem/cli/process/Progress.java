package io.fragmortem.cli.process;

import io.fragmortem.fleet.engine.Watcher;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Wording;
import java.util.function.LongSupplier;
import org.apache.commons.cli.CommandLine;

/** One line on standard error that says what is going on and how long it will take, when somebody is there to see it. */
public final class Progress implements Watcher {

    private static final int MOST = 50;

    /** The words in front of a name and its dots take as much: a line that is longer than the terminal cannot be taken back. */
    private static final int WORDS = 70;

    /** No eye reads faster. */
    private static final double BETWEEN = 0.1;

    /** Before this time a rate is that of a few files. */
    private static final double RATED = 0.5;

    /** Before this time the program warms up, and what it has left would be overstated. */
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
    private String stream = "";
    private long readBegun;
    private long readBefore;

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

    /** Before anything is read: folders may have many files. */
    public synchronized void planning(int inputs) {
        if (isDue(true)) {
            show(wording.text("cli.planning", Phrase.count(inputs)));
        }
    }

    @Override
    public synchronized void reading(String stream, long bytes, long ofBytes) {
        if (streams++ == 0) {
            readBegun = nanos.getAsLong();
            readBefore = bytes; // what a run before this one had read took no time
        }
        this.stream = stream;
        if (isDue(streams == 1)) {
            show(reading(bytes, ofBytes));
        }
    }

    @Override
    public synchronized void taken(long bytes, long ofBytes) {
        if (isDue(false)) {
            show(reading(bytes, ofBytes));
        }
    }

    private String reading(long bytes, long ofBytes) {
        String name = Messages.safe(stream);
        int most = Math.max(1, Math.min(MOST, console.width() - WORDS));
        String cut = name.length() > most ? "..." + name.substring(name.length() - most) : name;
        Phrase.Arg present = Phrase.name(cut);
        double seconds = secondsSince(readBegun);
        long read = bytes - readBefore;
        if (read <= 0 || seconds < RATED) {
            return wording.text("cli.reading", Phrase.count(streams), present);
        }
        Phrase.Arg done = Phrase.bytes(bytes);
        Phrase.Arg all = Phrase.bytes(ofBytes);
        Phrase.Arg rate = Phrase.bytes(read / seconds);
        return seconds < SETTLED
                ? wording.text("cli.reading.rate", done, all, rate, present)
                : wording.text(
                        "cli.reading.left",
                        done,
                        all,
                        rate,
                        Phrase.span(Math.ceil(seconds * (ofBytes - bytes) / read)),
                        present);
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
