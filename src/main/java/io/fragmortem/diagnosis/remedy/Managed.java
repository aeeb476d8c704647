package io.fragmortem.diagnosis.remedy;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.phrase.Phrase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Actions as the customers of a service can do them: it keeps CONFIG to itself, what it lets them set stands in its parameters,
 * and nobody gets to its machines.
 */
public final class Managed {

    private static final Pattern SET = Pattern.compile(".* CONFIG SET ([a-z-]+) (\\S+)");

    /** Directives that are parameters of the same name there. */
    private static final Pattern OFFERED = Pattern.compile("activedefrag|active-defrag-.*|maxmemory-policy|"
            + "repl-backlog-size|client-query-buffer-limit|tracking-table-max-keys|timeout");

    /** What all comes down to more room: its size is that of the node. */
    private static final Set<Remedy> ROOM = EnumSet.of(
            Remedy.RAISE_LIMIT, Remedy.MAXMEMORY_FROM_LIMIT, Remedy.MORE_MEMORY, Remedy.FORK_HEADROOM, Remedy.CAPACITY);

    private Managed() {}

    /** The same where the server is one's own. */
    public static List<Action> all(Case c, List<Action> actions) {
        Deployment.Service service = Deployment.of(c).service();
        if (service == Deployment.Service.NONE) {
            return actions;
        }
        List<Action> able = new ArrayList<>();
        Set<Phrase> said = new HashSet<>();
        for (Action action : actions) {
            of(service, action).filter(a -> said.add(a.what())).ifPresent(able::add);
        }
        return able;
    }

    private static Optional<Action> of(Deployment.Service service, Action action) {
        List<String> commands = action.command().stream()
                .flatMap(line -> line(service, line).stream())
                .toList();
        boolean none = commands.isEmpty() && !action.command().isEmpty();
        if (none && action.kind() == Remedy.Kind.NEXT) {
            return Optional.empty();
        }
        if (none && action.remedy() == Remedy.ACTIVE_DEFRAG) {
            return Optional.of(Remedies.not(Remedy.NO_DEFRAG, "remedy.defrag.service"));
        }
        if (ROOM.contains(action.remedy()) && (none || action.command().isEmpty())) {
            return Optional.of(Action.of(action.remedy())
                    .saying("remedy.limit.service")
                    .risk("remedy.limit.service.risk")
                    .build());
        }
        return Optional.of(action.withCommands(commands));
    }

    private static Optional<String> line(Deployment.Service service, String command) {
        Matcher set = SET.matcher(command);
        if (set.matches()) {
            boolean offered = OFFERED.matcher(set.group(1)).matches();
            return offered ? parameter(service, set.group(1), set.group(2)) : Optional.empty();
        }
        boolean theirs = command.contains("/proc/")
                || command.contains("/sys/")
                || command.contains(" CONFIG ")
                || command.contains(" MODULE ");
        return theirs ? Optional.empty() : Optional.of(command);
    }

    /** How a parameter is set from outside; Azure offers none of these. */
    private static Optional<String> parameter(Deployment.Service service, String name, String value) {
        String pair = "--parameter-name-values ParameterName=" + name + ",ParameterValue=" + value;
        return switch (service) {
            case ELASTICACHE ->
                Optional.of("aws elasticache modify-cache-parameter-group --cache-parameter-group-name GROUP " + pair);
            case MEMORYDB -> Optional.of("aws memorydb update-parameter-group --parameter-group-name GROUP " + pair);
            case GOOGLE ->
                Optional.of("gcloud redis instances update INSTANCE --update-redis-config " + name + "=" + value);
            case AZURE, NONE -> Optional.empty();
        };
    }
}
