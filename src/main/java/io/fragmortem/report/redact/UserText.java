package io.fragmortem.report.redact;

import io.fragmortem.phrase.Phrase;
import java.util.Set;

/** Sentences whose arguments the user wrote for this report: notes, and rules and reasons of a configuration. */
final class UserText {

    private static final Set<String> KEYS =
            Set.of("story.note", "check.user", "check.user.ok", "check.user.missing", "check.ignored");

    private UserText() {}

    static boolean isIn(Phrase phrase) {
        return KEYS.contains(phrase.key());
    }
}
