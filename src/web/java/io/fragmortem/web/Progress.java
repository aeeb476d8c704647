package io.fragmortem.web;

import org.teavm.jso.JSBody;

/** What the worker is at, told to the page while it works. */
final class Progress {

    private Progress() {}

    /**
     * Tells how far it is.
     *
     * @param stage reading or analysing
     */
    @JSBody(
            params = {"stage", "done", "of"},
            script = "postMessage({stage: stage, done: done, of: of});")
    static native void tell(String stage, double done, double of);
}
