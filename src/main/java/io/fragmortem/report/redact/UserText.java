package io.fragmortem.report.redact;

import io.fragmortem.phrase.Phrase;
import java.util.regex.Pattern;

/** Sentences whose arguments the user wrote for this report: notes, and rules and reasons of a configuration. */
final class UserText {

    private static final Pattern KEYS =
            Pattern.compile("(?:story|mark)\\.note|check\\.(?:user.*|ignored)|verdict\\.silenced");

    private UserText() {}

    static boolean isIn(Phrase phrase) {
        return KEYS.matcher(phrase.key()).matches();
    }
}
