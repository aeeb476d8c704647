package io.fragmortem.cli;

import io.fragmortem.cli.option.Choice;
import io.fragmortem.cli.option.CommonOptions;
import io.fragmortem.cli.option.UsageError;
import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Exit;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Explanations;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** {@code fragmortem completion bash|zsh}: what a shell needs to complete commands, options and their values. */
final class CompletionCommand implements Command {

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public String arguments() {
        return "bash|zsh";
    }

    @Override
    public List<String> examples() {
        return List.of("source <(fragmortem completion bash)", "fragmortem completion zsh >~/.zfunc/_fragmortem");
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        Wording wording = CommonOptions.wording(line);
        String shell = line.getArgList().size() == 1 ? line.getArgList().get(0) : "";
        console.out()
                .print(
                        switch (shell) {
                            case "bash" -> bash(wording);
                            case "zsh" -> zsh(wording);
                            default ->
                                throw shell.isEmpty()
                                        ? new UsageError("cli.usage.no_shell")
                                        : new UsageError("cli.usage.shell", Phrase.name(shell));
                        });
        return Exit.DONE;
    }

    /** The words that an option takes, empty where it takes anything. */
    private static String words(Option option) {
        return option instanceof Choice<?> choice ? String.join(" ", choice.words()) : "";
    }

    /** Patterns such as {@code "export --to"}, by the words that follow. */
    private static Map<String, List<String>> patterns() {
        Map<String, List<String>> patterns = new LinkedHashMap<>();
        for (Command command : Cli.commands()) {
            for (Option option : command.options().getOptions()) {
                if (!words(option).isEmpty()) {
                    patterns.computeIfAbsent(words(option), key -> new ArrayList<>())
                            .add("'" + command.name() + " --" + option.getLongOpt() + "'");
                }
            }
        }
        return patterns;
    }

    private static String names() {
        return Cli.commands().stream().map(Command::name).collect(Collectors.joining(" "));
    }

    private static String bash(Wording wording) {
        StringBuilder out = new StringBuilder("# bash completion of fragmortem\n_fragmortem() {\n");
        out.append("    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=\n");
        out.append("    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        words='")
                .append(names())
                .append("'\n");
        out.append("    else\n        case \"${COMP_WORDS[1]} $prev\" in\n");
        patterns()
                .forEach((words, patterns) -> out.append("            ")
                        .append(String.join(" | ", patterns))
                        .append(") words='")
                        .append(words)
                        .append("' ;;\n"));
        out.append("        esac\n    fi\n    if [ -z \"$words\" ]; then\n        case ${COMP_WORDS[1]} in\n");
        for (Command command : Cli.commands()) {
            out.append("            ").append(command.name()).append(") words='");
            out.append(command.options().getOptions().stream()
                    .map(option -> "--" + option.getLongOpt())
                    .collect(Collectors.joining(" ")));
            if (command instanceof ExplainCommand) {
                out.append(' ').append(String.join(" ", new Explanations(wording).names()));
            }
            out.append("' ;;\n");
        }
        return out.append("        esac\n    fi\n")
                .append("    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n")
                .append("    [ -n \"$words\" ] && [ \"${cur#-}\" != \"$cur\" ] || ")
                .append("[ \"$COMP_CWORD\" -eq 1 ] || COMPREPLY+=($(compgen -f -- \"$cur\"))\n}\n")
                .append("complete -o filenames -F _fragmortem fragmortem\n")
                .toString();
    }

    private static String zsh(Wording wording) {
        StringBuilder out = new StringBuilder("#compdef fragmortem\n_fragmortem() {\n    local -a commands\n");
        out.append("    commands=(\n");
        for (Command command : Cli.commands()) {
            String words = command.name() + ":" + wording.text("cli.command." + command.name());
            out.append("        ").append(quoted(words)).append('\n');
        }
        out.append(
                "    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n        return\n    fi\n");
        out.append("    case $words[2] in\n");
        for (Command command : Cli.commands()) {
            out.append("        ").append(command.name()).append(")\n            _arguments");
            for (Option option : command.options().getOptions()) {
                out.append(" \\\n                ").append(quoted(argument(option, wording)));
            }
            String rest = command instanceof ExplainCommand
                    ? "*:name:(" + String.join(" ", new Explanations(wording).names()) + ")"
                    : "*:file:_files";
            out.append(" \\\n                ").append(quoted(rest)).append("\n            ;;\n");
        }
        return out.append("    esac\n}\ncompdef _fragmortem fragmortem\n").toString();
    }

    /** For example {@code --lang[language of the report]:LANG:(en zh)}. */
    private static String argument(Option option, Wording wording) {
        String about = Choice.described(option, wording).replaceAll("[\\[\\]:]", " ");
        String head = "--" + option.getLongOpt() + "[" + about + "]";
        if (!option.hasArg()) {
            return head;
        }
        String name = option.getArgName().replaceAll("[^A-Za-z]", " ").strip();
        return head + ":" + name + ":" + (words(option).isEmpty() ? "_files" : "(" + words(option) + ")");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
