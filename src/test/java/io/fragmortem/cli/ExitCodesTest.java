package io.fragmortem.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.cli.process.Console;
import io.fragmortem.cli.process.Exit;
import io.fragmortem.cli.process.Messages;
import io.fragmortem.cli.process.StandardOutput;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceChain;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.intake.Defect;
import io.fragmortem.fleet.intake.ReadInput;
import io.fragmortem.fleet.intake.Rejects;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.Fixtures;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExitCodesTest {

    private static final List<Defect> ONE = List.of(Defect.analysis("cache-2", new IllegalStateException("no row 7")));

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private Console console(OutputStream out) {
        return new Console(
                InputStream.nullInputStream(),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(said, true, StandardCharsets.UTF_8),
                Map.of(),
                false);
    }

    private Messages messages(String... given) {
        return new Messages(
                console(OutputStream.nullOutputStream()), List.of(given), new Wording("en", ZoneOffset.UTC));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static AnalysisResult result(List<InstanceResult> instances, List<Defect> defects) {
        return new AnalysisResult(
                "1",
                List.of(),
                List.of(),
                instances.stream().map(Fixtures::summary).toList(),
                List.of(),
                0,
                List.of(),
                defects);
    }

    @Test
    void aDefectIsPartialBesideResultsAndEverythingWithoutAny() {
        List<InstanceResult> some = List.of(InstanceChain.failed("cache-1"));
        assertEquals(Exit.DONE, messages().exitCode(result(some, List.of()), Optional.empty()));
        assertEquals(Exit.PARTIAL, messages().exitCode(result(some, ONE), Optional.empty()));
        assertEquals(Exit.DEFECT, messages().exitCode(result(List.of(), ONE), Optional.empty()));
        assertEquals(Exit.DEFECT, messages().noData(result(List.of(), ONE)));
        assertEquals(Exit.NO_DATA, messages().noData(result(List.of(), List.of())));
    }

    @Test
    void aDefectIsToldWithItsPlaceAndHowToReportIt() {
        messages().inputs(result(List.of(), ONE));
        assertTrue(said().startsWith("cache-2: a defect of Fragmortem while analysing it"), said());
        assertTrue(said().contains("    at io.fragmortem.cli.ExitCodesTest"), said());
        assertTrue(said().contains("Please report it"), said());
    }

    /** A stream that nobody recognises counts as one of them, however many there are; lines are told beside them. */
    @Test
    void tenThousandForeignFilesAreTenThousand() {
        List<ReadInput> inputs = new ArrayList<>();
        Rejects rejects = new Rejects();
        for (int i = 0; i < 10_000; i++) {
            String name = "bundle/notes-" + i;
            inputs.add(new ReadInput(name, "", 9, "0", 0, 0, 0, 1));
            rejects.add(rejected(name, 0));
        }
        inputs.add(new ReadInput("bundle/info.txt", "info", 9, "0", 1, 0, 0, 12));
        for (int line = 1; line <= 12; line++) {
            rejects.add(rejected("bundle/info.txt", line));
        }
        AnalysisResult result = new AnalysisResult(
                "1", List.of(), inputs, List.of(), rejects.kept(), rejects.total(), List.of(), List.of());
        messages("bundle").inputs(result);
        assertTrue(said().startsWith("bundle/info.txt:1: found nothing"), said());
        assertTrue(said().contains("bundle/info.txt:10: "), said());
        assertFalse(said().contains("bundle/info.txt:11: "), said());
        assertTrue(said().contains("2 more"), said());
        assertTrue(said().contains("10,000 "), said());
    }

    private static Rejected rejected(String stream, long line) {
        Origin origin = new Origin(stream, line, -1, Optional.empty());
        return new Rejected(origin, Phrase.of("input.found.nothing"), Phrase.of("input.expected.row"));
    }

    /** Full from the first byte on, or from the thousandth. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void aResultThatCannotBePrintedIsAFailure(int room) {
        OutputStream full = new OutputStream() {
            private int written;

            @Override
            public void write(int b) throws IOException {
                if (written++ >= room) {
                    throw new IOException("No space left on device");
                }
            }
        };
        int code = Cli.run(new String[] {"explain"}, console(new StandardOutput(full)));
        assertEquals(Exit.UNWRITABLE, code);
        assertEquals("fragmortem: standard output: cannot be written (No space left on device)\n", said());
    }

    /** Whatever stream it is, and in the language of the user. */
    @Test
    void aStreamThatKeepsItsReasonIsAFailureToo() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("kept");
            }
        };
        assertEquals(Exit.UNWRITABLE, Cli.run(new String[] {"explain", "--lang", "zh"}, console(broken)));
        assertEquals("fragmortem: 标准输出：无法写入（系统未给出原因）\n", said());
    }

    /** {@code fragmortem explain | head -1}. */
    @Test
    void aReaderThatHasSeenEnoughIsToldNothing() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(StandardOutput.READER_LEFT);
            }
        };
        assertEquals(Exit.UNWRITABLE, Cli.run(new String[] {"explain"}, console(new StandardOutput(gone))));
        assertEquals("", said());
    }
}
