package io.fragmortem.report.words;

import io.fragmortem.diagnosis.cause.Severity;

/** A symbol beside every word of severity, so that nothing depends on colour. */
public final class Marks {

    private Marks() {}

    public static String of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "▲";
            case WARNING -> "⚠";
            case INFO -> "●";
            case OK -> "✓";
        };
    }
}
