package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.info.heading.Heading;
import io.fragmortem.snapshot.info.heading.Headings;
import io.fragmortem.snapshot.text.ShellTarget;
import java.util.regex.Pattern;

/**
 * Commands of a shell without the client of a server: {@code kubectl exec -it redis-0 -- sh} opens a shell whose own prompt may name
 * nobody, and {@code exit} ends it; others print what another machine answered, or a file of another one.
 */
final class Shells {

    /** The end of a shell within another one, behind its prompt. */
    private static final Pattern LEFT = Pattern.compile("(?:^|[$#%>] ?)(?:exit|logout)\\s*$");

    private final OpenDumps dumps;
    private boolean inside;

    Shells(OpenDumps dumps) {
        this.dumps = dumps;
    }

    /** Names whoever speaks from here on; false for a line that changes nothing. */
    boolean take(String text) {
        String inner = ShellTarget.ofShell(text);
        boolean left = inside && LEFT.matcher(text).find();
        if (!inner.isEmpty() || left) {
            inside = !inner.isEmpty();
            names(inner);
            return true;
        }
        String asked = ShellTarget.asked(text);
        String file = asked.isEmpty() ? ShellTarget.printed(text) : "";
        String speaker = file.isEmpty() ? asked : heading(file).label();
        if (!speaker.isEmpty()) {
            names(speaker);
        }
        return !speaker.isEmpty();
    }

    private static Heading heading(String file) {
        return Headings.of("==> " + file + " <==");
    }

    private void names(String speaker) {
        dumps.closeAll();
        dumps.around().heading(speaker);
    }
}
