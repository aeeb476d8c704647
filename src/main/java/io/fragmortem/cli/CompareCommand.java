package io.fragmortem.cli;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.compare.ComparedRun;
import io.fragmortem.fleet.compare.ComparedRun.Sided;
import io.fragmortem.fleet.compare.Comparer;
import io.fragmortem.fleet.compare.Comparison;
import io.fragmortem.fleet.compare.Sides;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.CompareFolder;
import io.fragmortem.report.json.ResultReader;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import io.fragmortem.timeline.Window;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code fragmortem compare BEFORE AFTER -o OUT}, or one capture with {@code --split TIME}: did it help? */
final class CompareCommand implements Command {

    /** A result of 5,000 instances is smaller. */
    private static final long LARGEST_RESULT = 200L << 20;

    /** As much as tells a result or a page from a capture. */
    private static final int HEAD = 1 << 20;

    @Override
    public String name() {
        return "compare";
    }

    @Override
    public String arguments() {
        return "BEFORE AFTER -o OUT";
    }

    @Override
    public Options options() {
        Options options = new Options();
        CommonOptions.addOutput(options);
        options.addOption(CommonOptions.valued("split", "TIME", "cli.option.split"));
        CommonOptions.addReading(options);
        options.addOption(CommonOptions.valued("templates", "DIR", "cli.option.templates"));
        CommonOptions.addWording(options);
        return options;
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        Optional<Long> split = MomentOption.of(line, "split");
        List<String> inputs = line.getArgList();
        if (inputs.size() != (split.isPresent() ? 1 : 2)) {
            throw new UsageError(
                    split.isPresent() ? "cli.usage.split_inputs" : "cli.usage.two_inputs", Phrase.count(inputs.size()));
        }
        Path out = CommonOptions.output(line, "compare");
        Wording wording = CommonOptions.wording(line);
        CompareFolder folder = new CompareFolder(wording, CommonOptions.folder(line, "templates"));
        Progress progress = new Progress(console, wording, !line.hasOption("quiet") && !line.hasOption("no-progress"));
        Chain chain = new Chain(line, console, progress);
        ComparedRun run;
        String where;
        if (split.isPresent()) {
            List<List<InstanceResult>> both = chain.results(
                    inputs, List.of(new Window(Long.MIN_VALUE, split.get()), new Window(split.get(), Long.MAX_VALUE)));
            run = compared(sided(both.get(0), wording), sided(both.get(1), wording), chain);
            String moment = wording.moment(split.get()) + " " + wording.zoneName();
            where = wording.text("compare.where.split", name(inputs.get(0)), Phrase.name(moment));
        } else {
            run = compared(side(inputs.get(0), chain, wording), side(inputs.get(1), chain, wording), chain);
            where = wording.text("compare.where", name(inputs.get(0)), name(inputs.get(1)));
        }
        progress.done();
        if (run.pairs().isEmpty()
                && run.onlyBefore().isEmpty()
                && run.onlyAfter().isEmpty()) {
            console.err().println(wording.text("cli.no_dump"));
            return Exit.NO_DATA;
        }
        console.out().println(folder.write(run, where, Version.TEXT, typed, out));
        if (run.pairs().size() == 1) {
            console.err().println(wording.plain(run.pairs().get(0).comparison().sentence()));
        }
        boolean worse = run.count(Comparison.Outcome.WORSE) > 0;
        if (run.pairs().isEmpty()) {
            return Exit.NO_DATA;
        }
        return worse && CommonOptions.failOn(line).isPresent() ? Exit.FINDINGS : Exit.DONE;
    }

    private static Phrase.Arg name(String input) {
        return Phrase.name(Untrusted.cut(input, 160));
    }

    private static ComparedRun compared(List<Sided> before, List<Sided> after, Chain chain) {
        return ComparedRun.of(before, after, new Comparer(chain.policy().thresholds()));
    }

    private static List<Sided> sided(List<InstanceResult> results, Wording wording) {
        return results.stream()
                .map(result -> new Sided(Sides.of(result, wording::plain), Optional.of(result)))
                .toList();
    }

    /** An earlier result or page of ours, else captures. */
    private static List<Sided> side(String input, Chain chain, Wording wording) {
        Optional<String> result = earlier(input);
        if (result.isPresent()) {
            try {
                return ResultReader.sides(result.get()).stream()
                        .map(side -> new Sided(side, Optional.empty()))
                        .toList();
            } catch (IllegalArgumentException e) {
                throw new UsageError(
                        "cli.usage.no_result", Phrase.name(input), Phrase.name(String.valueOf(e.getMessage())));
            }
        }
        return sided(chain.results(List.of(input), List.of(Window.ALWAYS)).get(0), wording);
    }

    /** The text of a file that this program wrote. A folder that it wrote holds a result.json. */
    private static Optional<String> earlier(String input) {
        Path path = Path.of(input);
        Path file = Files.isDirectory(path) ? path.resolve("result.json") : path;
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
            boolean ours = Files.size(file) <= LARGEST_RESULT && ResultReader.isOurs(head);
            return ours ? Optional.of(Files.readString(file, StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
