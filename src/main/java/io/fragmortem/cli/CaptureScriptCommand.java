package io.fragmortem.cli;

import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.cli.CommandLine;

/** {@code fragmortem capture-script}: prints the script that saves what this program reads best. */
final class CaptureScriptCommand implements Command {

    private static final String SCRIPT = "/io/fragmortem/capture.sh";

    @Override
    public String name() {
        return "capture-script";
    }

    @Override
    public List<String> examples() {
        return List.of("fragmortem capture-script >capture.sh", "sh capture.sh -i 30 -t 3600 -- -h 10.0.0.5 -p 6380");
    }

    @Override
    public int run(CommandLine line, List<String> typed, Console console) {
        try (InputStream in = CaptureScriptCommand.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException(SCRIPT + " is not in this build");
            }
            console.out().print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return Exit.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(SCRIPT, e);
        }
    }
}
