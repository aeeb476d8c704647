package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fragmortem.report.words.TextWidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, manual and completions come from one definition; who mistypes is helped. */
class HelpTest {

    @TempDir
    private Path temp = Path.of("");

    private static List<String> commands() {
        List<String> names = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?m)^  fragmortem ([a-z-]+)")
                .matcher(Program.run("--help").out());
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    @Test
    void everyCommandHasExamplesWithOptionsThatExist() {
        assertTrue(commands().size() >= 12, commands().toString());
        for (String command : commands()) {
            String help = Program.run(command, "--help").out();
            int at = help.indexOf("Examples:\n");
            assertTrue(at > 0, command);
            String examples = help.substring(at, help.indexOf("\n\n", at));
            assertTrue(examples.contains("fragmortem " + command), examples);
            Matcher option =
                    Pattern.compile("fragmortem " + command + "[^|&\n]*").matcher(examples);
            while (option.find()) {
                Matcher name = Pattern.compile(" (--[a-z-]+)").matcher(option.group());
                while (name.find()) {
                    assertTrue(
                            help.contains(name.group(1) + " ") || help.contains(name.group(1) + "\n"), option.group());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void helpFitsANarrowTerminal(String language) {
        List<String> wide = new ArrayList<>();
        for (String command : commands()) {
            // what is to be copied stays on one line
            Program.run(command, "--help", "--lang", language)
                    .out()
                    .lines()
                    .filter(line -> !line.startsWith("  fragmortem ") && !line.contains(" | fragmortem "))
                    .filter(line -> TextWidth.of(line) > 80)
                    .forEach(wide::add);
        }
        assertEquals(List.of(), wide);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            analyse                          | analyze
            diagnos x                        | diagnose
            analyze x --outptu y             | --output
            analyze x -o y --redakt          | --redact
            explain fragmentation            | external-fragmentation
            explain alocator-retention       | allocator-retention
            """)
    void theNearestNameIsOffered(String typed, String meant) {
        Program said = Program.run(typed.strip().split(" "));
        assertEquals(2, said.code());
        assertTrue(said.err().contains("did you mean " + meant.strip()), said.err());
    }

    @Test
    void helpOfACommandIsAskedForByItsName() {
        assertEquals(
                Program.run("analyze", "--help").out(),
                Program.run("help", "analyze").out());
        Program unknown = Program.run("help", "analyse");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("did you mean analyze"), unknown.err());
    }

    @Test
    void whatIsLikeNothingIsNotGuessed() {
        assertTrue(!Program.run("nonsense").err().contains("did you mean"), "no guess");
    }

    @Test
    void theManualHoldsEveryOption() throws IOException, InterruptedException {
        String manual = Program.run("man").out();
        for (String command : commands()) {
            Matcher option = Pattern.compile("(?m)^  (?:-\\w, )?(--[a-z-]+)")
                    .matcher(Program.run(command, "--help").out());
            while (option.find()) {
                assertTrue(manual.contains(option.group(1).replace("-", "\\-")), command + " " + option.group(1));
            }
        }
        assumeTrue(Tool.isInstalled("groff"), "groff is not installed");
        Path page = Files.writeString(temp.resolve("fragmortem.1"), manual);
        Tool.Said said = Tool.run(Map.of(), "groff", "-man", "-Tutf8", "-ww", "-z", page.toString());
        assertEquals("", said.text());
    }

    private List<String> completed(Path script, String... words) throws IOException, InterruptedException {
        String line = "COMP_WORDS=(fragmortem " + String.join(" ", words) + "); COMP_CWORD=" + words.length
                + "; source " + script + "; _fragmortem; printf '%s\\n' \"${COMPREPLY[@]}\"";
        return Tool.run(Map.of(), "bash", "-c", line).text().lines().toList();
    }

    @Test
    void bashCompletesCommandsOptionsAndValues() throws IOException, InterruptedException {
        assumeTrue(Tool.isInstalled("bash"), "bash is not installed");
        Path script = Files.writeString(
                temp.resolve("fragmortem.bash"),
                Program.run("completion", "bash").out());
        assertEquals(List.of("diagnose"), completed(script, "dia"));
        assertEquals(List.of("--redact", "--redact-key", "--redact-map"), completed(script, "analyze", "--red"));
        assertEquals(List.of("csv"), completed(script, "export", "--to", "cs"));
        assertEquals(List.of("external-fragmentation"), completed(script, "explain", "ext"));
        assertTrue(completed(script, "diagnose", "--format", "te").contains("text"));
        assertTrue(completed(script, "trend", "--format", "te").contains("text"));
        assertEquals(List.of("local"), completed(script, "analyze", "--engine", "lo"));
        assertEquals(List.of("all"), completed(script, "analyze", "--reports", "al"));
        assertEquals(List.of("json", "jsonl"), completed(script, "analyze", "--results", "js"));
        assertEquals(List.of("markdown"), completed(script, "compare", "--format", "mark"));
        assertTrue(!completed(script, "analyze", "--format", "te").contains("text"));
        assertTrue(!completed(script, "trend", "--format", "mark").contains("markdown"));
    }

    @Test
    void whatIsCompletedIsWhatIsExpected() {
        String zsh = Program.run("completion", "zsh").out();
        String out = temp.resolve("out").toString();
        for (String[] choice : new String[][] {
            {"diagnose", "x", "--format", "text, json, markdown, jira, mail or chat"},
            {"analyze", "x", "--format", "markdown, jira, mail or chat, several with commas"},
            {"trend", "x", "--format", "json or text"},
            {"export", "x", "--to", "csv, jsonl or openmetrics"},
            {"analyze", "x", "--results", "json or jsonl, several with commas"},
            {"diagnose", "x", "--fail-on", "info, warning or critical"},
            {"explain", "x", "--lang", "en or zh"}
        }) {
            Stream<String> output =
                    List.of("analyze", "compare").contains(choice[0]) ? Stream.of("-o", out) : Stream.empty();
            Program wrong =
                    Program.run(Stream.concat(Stream.of(choice).limit(3), Stream.concat(Stream.of("none"), output))
                            .toArray(String[]::new));
            assertEquals(2, wrong.code());
            assertEquals("fragmortem: " + choice[2] + " none: expected " + choice[3] + "\n", wrong.err());
            String words = choice[3].replace(", several with commas", "").replaceAll(",| or", "");
            String completed = zsh.substring(zsh.indexOf("        " + choice[0] + ")\n"));
            completed = completed.substring(completed.indexOf(choice[2] + "["));
            assertTrue(completed.lines().findFirst().orElseThrow().endsWith(":(" + words + ")' \\"), completed);
        }
    }

    @Test
    void zshAcceptsItsCompletion() throws IOException, InterruptedException {
        String script = Program.run("completion", "zsh").out();
        assertTrue(script.startsWith("#compdef fragmortem\n"), script);
        assumeTrue(Tool.isInstalled("zsh"), "zsh is not installed");
        Tool.Said said = Tool.run(
                Map.of(),
                "zsh",
                "-n",
                Files.writeString(temp.resolve("_f"), script).toString());
        assertEquals("", said.text());
    }

    @Test
    void anAnalysisEndsWithItsVerdict() {
        Program one = Program.run(
                "analyze", "samples/peak-then-flush", "-o", temp.resolve("one").toString());
        assertTrue(one.out().endsWith("index.html\n"), one.out());
        assertTrue(one.err().contains("612 MiB of freed pages"), one.err());
        Program two = Program.run(
                "analyze",
                "samples/primary-and-replica",
                "-o",
                temp.resolve("two").toString());
        assertTrue(two.err().matches("(?s).*\\d (critical|warning|to watch|ok).*"), two.err());
        Program quiet = Program.run(
                "analyze", "samples/healthy", "-o", temp.resolve("q").toString(), "--quiet");
        assertEquals("", quiet.err());
    }

    @Test
    void aQuietVerdictIsAloneUnlessSomethingFailed() {
        String several = "samples/peak-then-flush/info-memory.log.gz";
        assertTrue(Program.run("diagnose", several).err().contains("dumps"));
        Program quiet = Program.run("diagnose", several, "--quiet");
        assertEquals("", quiet.err());
        assertTrue(!quiet.out().isEmpty());
        for (String command : new String[] {"diagnose", "analyze"}) {
            Program failed = Program.run(
                    command,
                    several,
                    temp.resolve("missing.txt").toString(),
                    "--quiet",
                    command.equals("analyze") ? "--output=" + temp.resolve("r") : "--lang=en");
            assertEquals(4, failed.code());
            assertEquals(1, failed.err().lines().count(), failed.err());
            assertTrue(failed.err().contains("missing.txt"), failed.err());
        }
    }

    @Test
    void nothingIsOfferedThatIsNotRead() {
        for (String command : new String[] {"analyze", "diagnose", "compare", "export"}) {
            assertTrue(Program.run(command, "--help").out().contains("--threads"), command);
            Program run = Program.run(command, "x", "y", "--threads", "abc", "--lang", "en");
            assertEquals(2, run.code(), command);
        }
    }

    @Test
    void whoeverPastesIsToldWhatIsAwaited() {
        Program typed = Program.run(new byte[0], Map.of("FRAGMORTEM_TTY_IN", "1"), "diagnose");
        assertTrue(typed.err().startsWith("Paste INFO of a server"), typed.err());
        Program piped = Program.run(new byte[0], Map.of(), "diagnose");
        assertTrue(!piped.err().contains("Paste"), piped.err());
    }
}
