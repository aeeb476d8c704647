package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two dumps, rows without times and mere logs that are a little different are judged alike, like {@link PerturbationTest}. */
final class FewDumpsPerturbationTest {

    private static final String FIRST = "2026-11-22T08:00:00Z\n";
    private static final String SECOND = "2026-11-22T08:10:00Z\n";

    @TempDir
    static Path folder;

    private static Said analyzed(String text) {
        try {
            Path input = Files.createTempFile(folder, "capture", ".txt");
            Files.writeString(input, text);
            Path out = Files.createTempDirectory(folder, "out");
            Program run = Result.run(input, out);
            assertEquals(0, run.code(), run.err());
            return Said.of(Result.json(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> twoDumpsAreJudgedAlike() {
        return Incident.all().stream()
                .map(incident -> DynamicTest.dynamicTest(incident.name(), () -> {
                    List<String> flips = new ArrayList<>();
                    Build build = incident.builds().get(0);
                    String info = incident.making().make(new Random(11), build).info();
                    String later = Perturbed.noisy(info, 3);
                    Said timed = analyzed(FIRST + info + "\n" + SECOND + later);
                    Said untimed = analyzed(info + "\n" + later);
                    flip(timed, "without times", untimed, 1, flips);
                    flip(timed, "the same twice", analyzed(FIRST + info + "\n" + SECOND + info), 1, flips);
                    flip(timed, "noise", analyzed(FIRST + info + "\n" + SECOND + Perturbed.noisy(info, 4)), 1, flips);
                    flip(untimed, "the other way round", analyzed(later + "\n" + info), 1, flips);
                    flip(
                            untimed,
                            "ten times as large",
                            analyzed(Perturbed.scaled(info, 10) + "\n" + Perturbed.scaled(later, 10)),
                            10,
                            flips);
                    assertEquals(List.of(), flips);
                }));
    }

    private static void flip(Said before, String how, Said after, double scale, List<String> flips) {
        if (before.flipsTo(after, scale)) {
            flips.add(how + ": " + before + " became " + after);
        }
    }

    private static final String CHATTER = """
            %1$d:M 22 Nov 2026 08:00:00.000 * DB loaded from disk: 0.100 seconds
            %1$d:M 22 Nov 2026 08:00:01.000 * Ready to accept connections
            """;

    /** A log's verdict does not hang on its pids, on chatter between its lines or on the hour. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fork-cow | # Can't save in background: fork: Cannot allocate memory
            maxmemory-headroom | # Out Of Memory allocating 1073741824 bytes!
            client-buffers | # Client id=9 addr=10.0.0.7:51000 fd=12 name= age=9 idle=0 flags=P db=0 sub=1 psub=0 multi=-1 qbuf=0 qbuf-free=0 obl=0 oll=2048 omem=268435456 events=rw cmd=subscribe scheduled to be closed ASAP for overcoming of output buffer limits.
            """)
    void logsAreJudgedAlike(String cause, String line) {
        List<Said> said = new ArrayList<>();
        for (int pid : new int[] {1, 4018, 31_337}) {
            for (String hour : new String[] {"08", "23"}) {
                String told = pid + ":M 22 Nov 2026 " + hour + ":10:00.000 " + line + "\n";
                String again = pid + ":M 22 Nov 2026 " + hour + ":10:06.000 " + line + "\n";
                said.add(analyzed(told + again));
                said.add(analyzed(CHATTER.formatted(pid) + told + again));
            }
        }
        assertTrue(said.stream().allMatch(one -> one.cause().equals(cause)), said.toString());
        assertEquals(1, said.stream().map(Said::confidence).distinct().count(), said.toString());
    }
}
