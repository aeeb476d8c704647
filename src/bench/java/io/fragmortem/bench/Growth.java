package io.fragmortem.bench;

import io.fragmortem.cli.Main;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** What {@code analyze} costs by the number of rows: {@code Growth FOLDER MOST_ROWS} makes the tables and prints medians. */
public final class Growth {

    private static final int ROUNDS = 3;
    private static final int LEAST = 1_000;
    private static final long START = 1_790_000_000;

    private Growth() {}

    /** Flat with noise, a row every ten seconds. */
    private enum Shape {
        THREE_COLUMNS("time,used_memory,used_memory_rss", 2),
        ALLOCATOR_TOO(
                "time,used_memory,allocator_allocated,allocator_active,allocator_resident,used_memory_rss,"
                        + "mem_clients_normal,mem_replication_backlog",
                7);

        private final String header;
        private final int values;

        Shape(String header, int values) {
            this.header = header;
            this.values = values;
        }
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("FOLDER MOST_ROWS");
        }
        Path folder = Path.of(args[0]);
        long most = Long.parseLong(args[1]);
        System.out.printf("%-16s %9s %10s %10s%n", "shape", "rows", "seconds", "us a row");
        for (Shape shape : Shape.values()) {
            for (long rows = LEAST; rows <= most; rows *= 10) {
                Path table = folder.resolve(shape + "-" + rows + ".csv");
                make(table, shape, rows);
                double seconds = analyze(table, folder.resolve("report"));
                System.out.printf(Locale.ROOT, "%-16s %9d %10.2f %10.1f%n", shape, rows, seconds, 1e6 * seconds / rows);
                Files.delete(table);
            }
        }
    }

    /** Median of the processor's time; the first round warms up. */
    private static double analyze(Path table, Path report) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] seconds = new double[ROUNDS];
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        String[] command = {"analyze", table.toString(), "-o", report.toString()};
        for (int round = -1; round < ROUNDS; round++) {
            long busy = threads.getCurrentThreadCpuTime();
            int code = Main.run(command, InputStream.nullInputStream(), nowhere, nowhere, Map.of());
            if (code != 0) {
                throw new IllegalStateException("exit code " + code);
            }
            if (round >= 0) {
                seconds[round] = (threads.getCurrentThreadCpuTime() - busy) / 1e9;
            }
        }
        Arrays.sort(seconds);
        return seconds[ROUNDS / 2];
    }

    private static void make(Path table, Shape shape, long rows) throws IOException {
        Random random = new Random(42);
        try (BufferedWriter out = Files.newBufferedWriter(table, StandardCharsets.UTF_8)) {
            out.write(shape.header + '\n');
            for (long i = 0; i < rows; i++) {
                StringBuilder row = new StringBuilder().append(START + 10 * i);
                for (int v = 0; v < shape.values; v++) {
                    row.append(',').append((1 + v) * 500_000_000L + random.nextInt(1_000_000));
                }
                out.write(row.append('\n').toString());
            }
        }
    }
}
