package io.fragmortem.cli;

import io.fragmortem.cli.option.Choice;
import io.fragmortem.cli.process.Version;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.TextWidth;
import io.fragmortem.report.words.Wording;
import java.util.List;
import org.apache.commons.cli.Option;

/** What {@code --help} prints. */
final class Help {

    private static final int COLUMN = 30;

    /** Columns of the narrowest terminal that people still have. */
    private static final int WIDTH = 80;

    private Help() {}

    /** All commands. */
    static String overview(List<Command> commands, Wording words) {
        StringBuilder out = new StringBuilder(words.text("cli.about", Phrase.name(Version.TEXT))).append("\n\n");
        for (Command command : commands) {
            String usage = "  fragmortem " + command.name() + " " + command.arguments();
            out.append(usage.stripTrailing()).append('\n');
            wrapped(words.text("cli.command." + command.name()), 6, out.append(" ".repeat(6)));
        }
        return out.append('\n')
                .append(words.text("cli.options"))
                .append("\n\n")
                .append(words.text("cli.exit_codes"))
                .append('\n')
                .toString();
    }

    /** One command with its options and examples. */
    static String of(Command command, Wording words) {
        String usage = "fragmortem " + command.name() + " " + command.arguments();
        StringBuilder out = new StringBuilder(usage.stripTrailing()).append('\n');
        wrapped(words.text("cli.command." + command.name()), 0, out);
        out.append('\n');
        for (Option option : command.options().getOptions()) {
            String names = names(option);
            out.append("  ").append(names);
            out.append(names.length() < COLUMN ? " ".repeat(COLUMN - names.length()) : "\n" + " ".repeat(COLUMN + 2));
            wrapped(Choice.described(option, words), COLUMN + 2, out);
        }
        command.explained().ifPresent(key -> {
            out.append('\n');
            words.text(key).lines().forEach(line -> wrapped(line, 0, out));
        });
        out.append('\n').append(words.text("cli.examples")).append('\n');
        command.examples().forEach(example -> out.append("  ").append(example).append('\n'));
        return out.append('\n')
                .append(words.text("cli.exit_codes.of", Phrase.nested(findings(command))))
                .append('\n')
                .toString();
    }

    /** What exit code 1 means of a command. */
    private static Phrase findings(Command command) {
        if (command instanceof RedactCheckCommand) {
            return Phrase.of("cli.exit_codes.leftovers");
        }
        return Phrase.of(command.options().hasLongOption("fail-on") ? "cli.exit_codes.fail_on" : "cli.exit_codes.none");
    }

    /** The text from this column on, the first line behind what stands there already. */
    private static void wrapped(String text, int column, StringBuilder out) {
        String between = "\n" + " ".repeat(column);
        out.append(String.join(between, TextWidth.wrap(text, WIDTH - column))).append('\n');
    }

    /** For example {@code -o, --output OUT}. */
    static String names(Option option) {
        return (option.getOpt() == null ? "" : "-" + option.getOpt() + ", ") + "--" + option.getLongOpt()
                + (option.hasArg() ? " " + option.getArgName() : "");
    }
}
