package io.fragmortem.cli;

import io.fragmortem.cli.option.CommonOptions;
import io.fragmortem.cli.option.UsageError;
import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Exit;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Explanations;
import java.util.List;
import org.apache.commons.cli.CommandLine;

/** {@code fragmortem explain [CAUSE|RULE|restart]}: what it means, how it is decided, what to do. */
final class ExplainCommand implements Command {

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String arguments() {
        return "[CAUSE|RULE|restart]";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "fragmortem explain",
                "fragmortem explain external-fragmentation",
                "fragmortem explain verdict --lang zh");
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        Explanations explanations = new Explanations(CommonOptions.wording(line));
        List<String> names = line.getArgList();
        if (names.size() > 1) {
            throw new UsageError("cli.usage.one_name", Phrase.count(names.size()));
        }
        if (names.isEmpty()) {
            console.out().print(explanations.list());
            return Exit.DONE;
        }
        console.out()
                .print(explanations
                        .of(names.get(0))
                        .orElseThrow(() -> UsageError.unknown(
                                Phrase.of("cli.usage.no_such_cause", Phrase.name(names.get(0))),
                                names.get(0),
                                explanations.names())));
        return Exit.DONE;
    }
}
