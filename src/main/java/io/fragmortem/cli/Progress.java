package io.fragmortem.cli;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Wording;
import org.apache.commons.cli.CommandLine;

/** One line on standard error that says what is going on, when somebody is there to see it. */
final class Progress {

    private static final int MOST = 70;

    private final Console console;
    private final Wording wording;
    private final boolean on;
    private int streams;

    /** Shown only on a terminal. */
    Progress(Console console, Wording wording, boolean wanted) {
        this.console = console;
        this.wording = wording;
        this.on = wanted && console.terminal();
    }

    /** Unless the user wants to hear nothing. */
    static Progress of(CommandLine line, Console console, Wording wording) {
        return new Progress(console, wording, !line.hasOption("quiet") && !line.hasOption("no-progress"));
    }

    void reading(String stream) {
        streams++;
        if (on) {
            String name = Messages.safe(stream);
            String shown = name.length() > MOST ? "..." + name.substring(name.length() - MOST) : name;
            show(wording.text("cli.reading", Phrase.count(streams), Phrase.name(shown)));
        }
    }

    void analyzing(int instances) {
        if (on) {
            show(wording.text("cli.analyzing", Phrase.count(instances)));
        }
    }

    private void show(String text) {
        console.err().print("\r\u001b[K" + text);
        console.err().flush();
    }

    void done() {
        if (on) {
            show("");
        }
    }
}
