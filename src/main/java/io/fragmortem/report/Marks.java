package io.fragmortem.report;

import io.fragmortem.diagnosis.Severity;

/** A symbol beside every word of severity, so that nothing depends on colour. */
final class Marks {

    private Marks() {}

    static String of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "▲";
            case WARNING -> "⚠";
            case INFO -> "●";
            case OK -> "✓";
        };
    }
}
