package io.fragmortem.cli;

/** One line on standard error that says what is going on, when somebody is there to see it. */
final class Progress {

    private static final int MOST = 70;

    private final Console console;
    private final boolean on;
    private int streams;

    /** Shown only on a terminal. */
    Progress(Console console, boolean wanted) {
        this.console = console;
        this.on = wanted && console.terminal();
    }

    void reading(String stream) {
        streams++;
        if (on) {
            String name = Messages.safe(stream);
            String shown = name.length() > MOST ? "..." + name.substring(name.length() - MOST) : name;
            console.err().print("\r\u001b[Kreading " + streams + ": " + shown);
            console.err().flush();
        }
    }

    void analyzing(int instances) {
        if (on) {
            console.err().print("\r\u001b[Kanalyzing " + instances + (instances == 1 ? " instance" : " instances"));
            console.err().flush();
        }
    }

    void done() {
        if (on) {
            console.err().print("\r\u001b[K");
            console.err().flush();
        }
    }
}
