package io.fragmortem.cli;

import io.fragmortem.cli.option.Choice;
import io.fragmortem.cli.option.CommonOptions;
import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Exit;
import io.fragmortem.cli.process.Version;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Wording;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** {@code fragmortem man}: the manual page, made of the same definitions as the help. */
final class ManualCommand implements Command {

    @Override
    public String name() {
        return "man";
    }

    @Override
    public List<String> examples() {
        return List.of("fragmortem man >fragmortem.1 && man ./fragmortem.1");
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        console.out().print(page(CommonOptions.wording(line)));
        return Exit.DONE;
    }

    private static String page(Wording words) {
        StringBuilder out = new StringBuilder();
        out.append(".TH FRAGMORTEM 1 \"\" \"fragmortem ").append(Version.TEXT).append("\"\n");
        section(out, words.text("man.name"));
        out.append("fragmortem \\- ").append(roff(words.text("man.short"))).append('\n');
        section(out, words.text("man.description"));
        out.append(roff(words.text("cli.about", Phrase.name(Version.TEXT)))).append('\n');
        section(out, words.text("man.commands"));
        for (Command command : Cli.commands()) {
            out.append(".SS \"")
                    .append(roff(("fragmortem " + command.name() + " " + command.arguments()).stripTrailing())
                            .replace("\"", "\\(dq"))
                    .append("\"\n");
            out.append(roff(words.text("cli.command." + command.name()))).append('\n');
            for (Option option : command.options().getOptions()) {
                out.append(".TP\n.B ").append(roff(Help.names(option))).append('\n');
                out.append(roff(Choice.described(option, words))).append('\n');
            }
            out.append(".PP\n.nf\n");
            command.examples()
                    .forEach(example -> out.append("    ").append(roff(example)).append('\n'));
            out.append(".fi\n");
        }
        section(out, words.text("man.exit"));
        return out.append(roff(words.text("cli.exit_codes"))).append('\n').toString();
    }

    private static void section(StringBuilder out, String title) {
        out.append(".SH ").append(roff(title)).append('\n');
    }

    /** Text that roff prints as it is. */
    private static String roff(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
