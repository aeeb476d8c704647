package io.fragmortem.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A short look for inputs that are too much, the same in every run; {@code src/fuzz/fuzz} looks for longer. */
final class FuzzTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Seconds of CPU that a MB may take, and any input; a hundred times what they do take. */
    private static final double PER_MB = 5;

    private static final double PER_INPUT = 2;

    @ParameterizedTest
    @CsvSource({
        "READERS, 200",
        "ARCHIVES, 250",
        "ANALYSIS, 40",
        "TREND, 20",
        "CONFIGURATION, 40",
        "TEMPLATES, 4",
        "REDACTION, 15"
    })
    void noMutantIsTooMuch(Target target, int mutants) throws IOException {
        Mutator mutator = new Mutator(target.seeds(), 20_261_122);
        for (int i = 0; i < mutants; i++) {
            tried(target, mutator.next(), "mutant " + i);
        }
    }

    /** What {@code src/fuzz/fuzz} found once. */
    @ParameterizedTest
    @CsvSource({"READERS", "ANALYSIS"})
    void whatOnceWasTooMuchIsNot(Target target) throws IOException {
        List<byte[]> found = Seeds.found();
        for (int i = 0; i < found.size(); i++) {
            tried(target, found.get(i), "input " + i);
        }
    }

    private static void tried(Target target, byte[] input, String which) throws IOException {
        long before = THREADS.getCurrentThreadCpuTime();
        try {
            target.run(input);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    target + ", " + which + ": " + HexFormat.of().formatHex(input), e);
        }
        double seconds = (THREADS.getCurrentThreadCpuTime() - before) / 1e9;
        assertTrue(seconds < PER_INPUT + PER_MB * input.length / 1e6, target + ", " + which + ": " + seconds + " s");
    }
}
