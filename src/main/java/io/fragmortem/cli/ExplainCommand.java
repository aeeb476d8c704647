package io.fragmortem.cli;

import io.fragmortem.report.Explanations;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code fragmortem explain [CAUSE|RULE]}: what it means, how it is decided, what to do. */
final class ExplainCommand implements Command {

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String summary() {
        return "tell what a cause or rule means, how it is decided and what to do; without a name: list all";
    }

    @Override
    public String arguments() {
        return "[CAUSE|RULE]";
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(CommonOptions.valued("lang", "LANG", "language: en or zh"));
        options.addOption("h", "help", false, "this text");
        return options;
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        Explanations explanations = new Explanations(CommonOptions.wording(line));
        List<String> names = line.getArgList();
        if (names.size() > 1) {
            throw new UsageError("explain: found " + names.size() + " names, expected one or none");
        }
        if (names.isEmpty()) {
            console.out().print(explanations.list());
            return Exit.DONE;
        }
        console.out()
                .print(explanations
                        .of(names.get(0))
                        .orElseThrow(() -> new UsageError("explain: " + Messages.safe(names.get(0))
                                + ": no such cause or rule, see fragmortem explain")));
        return Exit.DONE;
    }
}
