package io.fragmortem.snapshot.system;

import io.fragmortem.snapshot.text.ShellTarget;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code cat memory.max memory.current} above what these files hold: a value a line, and no line says of which file it is.
 */
final class CatCommand {

    private static final Pattern CALL = Pattern.compile("(?:^|[\\s$#%>\"'])cat((?: +[\\w./-]*/[\\w./-]+)+)[\"']?\\s*$");
    private static final Pattern MISSING = Pattern.compile("^cat: (\\S+): .*");
    private static final int LONGEST = 400;

    /** Files of many lines, each of which has a name. */
    private static final Set<String> NAMED_LINES = Set.of(
            "memory.stat",
            "memory.events",
            "memory.oom_control",
            "meminfo",
            "status",
            "smaps",
            "smaps_rollup",
            "limits");

    static final CatCommand NONE = new CatCommand("", "");

    private final String target;
    private final Deque<String> files = new ArrayDeque<>();

    private CatCommand(String target, String paths) {
        this.target = target;
        for (String path : paths.strip().split(" +")) {
            String file = path.substring(path.lastIndexOf('/') + 1);
            if (!file.isEmpty() && !NAMED_LINES.contains(file)) {
                files.add(file);
            }
        }
    }

    /** The command in a line, where it prints at least one file that counts. */
    static Optional<CatCommand> in(String line, Predicate<String> counts) {
        if (line.length() > LONGEST || !line.contains("cat ")) {
            return Optional.empty();
        }
        Matcher call = CALL.matcher(line);
        if (!call.find()) {
            return Optional.empty();
        }
        CatCommand command = new CatCommand(ShellTarget.of(line.substring(0, call.start())), call.group(1));
        return command.files.stream().anyMatch(counts) ? Optional.of(command) : Optional.empty();
    }

    /** The pod, container or machine on which it ran, where the line says. */
    Optional<String> target() {
        return target.isEmpty() ? Optional.empty() : Optional.of(target);
    }

    /** {@code cat: /sys/fs/cgroup/memory.max: No such file or directory}: one that prints nothing. */
    static boolean isMissing(String line) {
        return MISSING.matcher(line).matches();
    }

    void missing(String line) {
        Matcher missing = MISSING.matcher(line);
        if (missing.matches()) {
            String path = missing.group(1);
            files.removeFirstOccurrence(path.substring(path.lastIndexOf('/') + 1));
        }
    }

    /** The file of the next line that has no name. */
    Optional<String> next() {
        return Optional.ofNullable(files.poll());
    }
}
