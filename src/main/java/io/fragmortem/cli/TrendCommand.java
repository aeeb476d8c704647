package io.fragmortem.cli;

import io.fragmortem.cli.option.Choice;
import io.fragmortem.cli.option.CommonOptions;
import io.fragmortem.cli.option.SeriesOption;
import io.fragmortem.cli.option.UsageError;
import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Exit;
import io.fragmortem.cli.process.Messages;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.json.TrendJson;
import io.fragmortem.report.text.TrendText;
import io.fragmortem.report.words.SeriesSource;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.csv.NumberTable;
import io.fragmortem.source.Reason;
import io.fragmortem.statistics.AnalysisOptions;
import io.fragmortem.statistics.SeriesAnalysis;
import io.fragmortem.statistics.base.Series;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code fragmortem trend FILE.csv}: the statistics alone, on any series. */
final class TrendCommand implements Command {

    /** Fewer samples than this show no cycle. */
    private static final int LEAST_IN_A_CYCLE = 4;

    /** What is printed. */
    private enum Output {
        JSON,
        TEXT
    }

    private static final Choice<Output> FORMAT =
            Choice.of("format", "FORMAT", "cli.option.format_of_trend", List.of(Output.values()));

    @Override
    public String name() {
        return "trend";
    }

    @Override
    public String arguments() {
        return "FILE.csv|-";
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(CommonOptions.valued("time", "COLUMN", "cli.option.time"));
        options.addOption(CommonOptions.valued("value", "COLUMN|*", "cli.option.value"));
        options.addOption(CommonOptions.valued("limit", "NUMBER", "cli.option.limit"));
        options.addOption(CommonOptions.valued("cycle", "TIME", "cli.option.cycle"));
        options.addOption(FORMAT);
        options.addOption(null, "text", false, "cli.option.text");
        options.addOption(CommonOptions.valued("timezone", "ZONE", "cli.option.zone_of_table"));
        CommonOptions.addLanguageAndHelp(options);
        return options;
    }

    @Override
    public Optional<String> explained() {
        return Optional.of("cli.trend.explained");
    }

    @Override
    public List<String> examples() {
        return List.of(
                "fragmortem trend series.csv --time time",
                "fragmortem trend series.csv --time time --value rss --limit 8e9 --format text");
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        if (line.getArgList().size() != 1) {
            throw new UsageError(
                    "cli.usage.one_file", Phrase.count(line.getArgList().size()));
        }
        boolean text = isText(line);
        Wording wording = CommonOptions.wording(line);
        Optional<String> time = CommonOptions.single(line, "time");
        NumberTable table = read(line, time.orElse(""), console);
        if (table.columns().isEmpty()) {
            return Exit.NO_DATA;
        }
        time.ifPresent(column -> column(table, column));
        TimedTable timed = TimedTable.of(table, time);
        AnalysisOptions options = options(line, timed);
        table.refused().forEach(row -> console.err().println(Messages.of(row, wording)));
        int printed = 0;
        for (String name : columns(line, table, time)) {
            double[] values = column(table, name);
            if (time.isEmpty()
                    && CommonOptions.single(line, "value").isEmpty()
                    && TimedTable.holdsTimes(name, values)) {
                console.err().println(wording.text("cli.trend.time_left_out", Phrase.name(name)));
                continue;
            }
            Series series = timed.series(values);
            if (Arrays.stream(series.value()).allMatch(Double::isNaN)) {
                continue;
            }
            SeriesAnalysis analysis = SeriesAnalysis.analyze(series, List.of(), options);
            SeriesSource source =
                    new SeriesSource(name, timed.axis(), table.rows(), timed.withoutTime(), timed.sameTime());
            console.out().print(text ? TrendText.of(source, analysis, wording) : TrendJson.of(source, analysis));
            printed++;
        }
        if (printed == 0) {
            console.err()
                    .println(wording.text(
                            "cli.no_column", Phrase.name(line.getArgList().get(0))));
            return Exit.NO_DATA;
        }
        return Exit.DONE;
    }

    private static boolean isText(CommandLine line) {
        return FORMAT.one(line).orElse(line.hasOption("text") ? Output.TEXT : Output.JSON) == Output.TEXT;
    }

    private static AnalysisOptions options(CommandLine line, TimedTable table) {
        AnalysisOptions options = AnalysisOptions.withDefaults();
        Optional<Double> limit = CommonOptions.single(line, "limit").map(text -> SeriesOption.number("limit", text));
        Optional<String> cycle = CommonOptions.single(line, "cycle");
        options = limit.isPresent() ? options.withLimit(limit.get()) : options;
        options = table.calendar().map(options::withCalendar).orElse(options);
        if (cycle.isEmpty()) {
            return options;
        }
        double period = SeriesOption.length("cycle", cycle.get(), table.second());
        if (period < LEAST_IN_A_CYCLE * table.step()) {
            throw new UsageError(
                    "cli.usage.short_cycle",
                    Phrase.name(cycle.get()),
                    Phrase.count(LEAST_IN_A_CYCLE),
                    Phrase.name(BigDecimal.valueOf(table.step())
                            .stripTrailingZeros()
                            .toPlainString()));
        }
        return options.withCycle(period);
    }

    private static NumberTable read(CommandLine line, String time, Console console) {
        String file = line.getArgList().get(0);
        try (InputStream in = file.equals("-") ? console.in() : Files.newInputStream(Path.of(file))) {
            Counted counted = new Counted(in);
            NumberTable table = NumberTable.read(file, counted, time, CommonOptions.reading(line));
            if (table.columns().isEmpty()) {
                console.err()
                        .println(CommonOptions.wording(line)
                                .text("cli.empty_table", Phrase.name(file), Phrase.count(counted.bytes)));
            }
            return table;
        } catch (IOException e) {
            throw new UsageError("cli.usage.unreadable", Phrase.name(file), Phrase.nested(Reason.of(e)));
        } catch (InvalidPathException e) {
            throw new UsageError(
                    "cli.usage.unreadable", Phrase.name(file), Phrase.nested(Phrase.of("input.problem.no_path")));
        } catch (IllegalArgumentException e) {
            throw new UsageError("cli.usage.no_table", Phrase.name(file));
        }
    }

    private static List<String> columns(CommandLine line, NumberTable table, Optional<String> time) {
        String value = CommonOptions.single(line, "value").orElse("*");
        if (!value.equals("*")) {
            column(table, value);
            return List.of(value);
        }
        return table.columns().keySet().stream()
                .filter(name -> !time.filter(name::equals).isPresent())
                .toList();
    }

    private static double[] column(NumberTable table, String name) {
        double[] column = table.columns().get(name);
        if (column == null) {
            throw new UsageError(
                    "cli.usage.no_such_column",
                    Phrase.name(name),
                    Phrase.name(String.join(", ", table.columns().keySet())));
        }
        return column;
    }

    /** Counts what is read: an empty file is told from one of blanks. */
    private static final class Counted extends FilterInputStream {

        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int read = super.read(into, from, most);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
