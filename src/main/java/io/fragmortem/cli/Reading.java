package io.fragmortem.cli;

import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;

/** The read options of a command line, with the format checked against those that exist. */
final class Reading {

    private Reading() {}

    static ReadOptions options(CommandLine line) {
        ReadOptions options = CommonOptions.reading(line);
        Optional<String> format = options.format();
        if (format.isEmpty()
                && line.hasOption("format")
                && Formats.named(line.getOptionValue("format")).isPresent()) {
            format = Optional.of(line.getOptionValue("format"));
        }
        if (format.isPresent() && Formats.named(format.get()).isEmpty()) {
            throw new UsageError("--input-format " + format.get() + ": no such format, see fragmortem formats");
        }
        return new ReadOptions(
                options.zone(),
                options.zoneGiven(),
                options.year(),
                options.interval(),
                format,
                options.columns(),
                options.timeColumn(),
                options.instanceColumn());
    }
}
