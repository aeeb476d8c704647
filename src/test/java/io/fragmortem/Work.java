package io.fragmortem;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How much work a run of the program is: counted and not timed, so that a busy machine changes nothing. Each call of a method
 * and each jump in our own classes is one step; what libraries do for us shows in the bytes that they allocate.
 *
 * @param steps calls and jumps
 * @param bytes allocated by the thread of the run
 */
public record Work(long steps, long bytes) {

    private static final ClassLoader COUNTING = new CountingLoader();

    private static long counter;

    /** Counts one step; called by the classes that {@link CountingLoader} loads. */
    public static void step() {
        counter++;
    }

    /** The work of one run that succeeds. */
    static Work of(String... args) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        long before = threads.getCurrentThreadAllocatedBytes();
        counter = 0;
        int code = run(args, new PrintStream(err, true, StandardCharsets.UTF_8));
        Work work = new Work(counter, threads.getCurrentThreadAllocatedBytes() - before);
        if (code != 0 && code != 4) {
            throw new AssertionError(code + ": " + err.toString(StandardCharsets.UTF_8));
        }
        return work;
    }

    private static int run(String[] args, PrintStream err) {
        PrintStream out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try {
            Class<?> program = Class.forName("io.fragmortem.cli.Main", true, COUNTING);
            return (int) program.getMethod(
                            "run", String[].class, InputStream.class, PrintStream.class, PrintStream.class, Map.class)
                    .invoke(null, args, InputStream.nullInputStream(), out, err, Map.of());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the program cannot be counted", e);
        }
    }
}
