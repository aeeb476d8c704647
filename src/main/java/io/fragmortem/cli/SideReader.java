package io.fragmortem.cli;

import io.fragmortem.cli.option.UsageError;
import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Messages;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.compare.ComparedRun.Sided;
import io.fragmortem.fleet.compare.Sides;
import io.fragmortem.fleet.engine.Few;
import io.fragmortem.report.json.ResultReader;
import io.fragmortem.report.redact.Redaction;
import io.fragmortem.report.words.Wording;
import io.fragmortem.timeline.Window;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads what is compared: captures, or results and pages of an earlier run. */
final class SideReader {

    /** A result of 5,000 instances is smaller. */
    private static final long LARGEST_RESULT = 200L << 20;

    /** As much as tells a result or a page from a capture. */
    private static final int HEAD = 1 << 20;

    private final Chain chain;
    private final Console console;
    private final Wording wording;

    SideReader(Chain chain, Console console, Wording wording) {
        this.chain = chain;
        this.console = console;
        this.wording = wording;
    }

    /** Both sides of one capture. */
    List<List<Sided>> split(String input, long atMicros) {
        return sides(input, List.of(new Window(Long.MIN_VALUE, atMicros), new Window(atMicros, Long.MAX_VALUE)));
    }

    /** Two inputs. */
    List<List<Sided>> sides(String before, String after) {
        return List.of(side(before), side(after));
    }

    /** The same with pseudonyms, worded anew where that can be. */
    List<List<Sided>> redacted(List<List<Sided>> sides, Redaction redaction) {
        return sides.stream()
                .map(side -> side.stream()
                        .map(sided -> sided.result().isPresent()
                                ? sided(redaction.of(sided.result().get()))
                                : redaction.of(sided))
                        .toList())
                .toList();
    }

    /** Reads captures, and names what could not be read. */
    private List<List<Sided>> sides(String input, List<Window> windows) {
        Few few = chain.results(List.of(input), windows);
        few.books().problems().forEach(problem -> console.err().println(Messages.of(problem, wording)));
        Messages.defects(few.books().defects(), console, wording);
        Messages.defects(few.defects(), console, wording);
        return few.results().stream()
                .map(results -> results.stream().map(this::sided).toList())
                .toList();
    }

    private Sided sided(InstanceResult result) {
        return new Sided(Sides.of(result, wording::plain), Optional.of(result));
    }

    /** An earlier result or page of ours, else captures. */
    private List<Sided> side(String input) {
        Optional<String> result = earlier(input);
        if (result.isEmpty()) {
            return sides(input, List.of(Window.ALWAYS)).get(0);
        }
        ResultReader.Found found = ResultReader.read(input, result.get());
        if (found.sides().isEmpty()) {
            throw UsageError.of(found.refused().get(0));
        }
        found.refused().forEach(refused -> console.err().println(Messages.of(refused, wording)));
        return found.sides().stream()
                .map(side -> new Sided(side, Optional.empty()))
                .toList();
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
