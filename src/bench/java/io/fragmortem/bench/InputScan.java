package io.fragmortem.bench;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.source.Entry;
import io.fragmortem.source.Limits;
import io.fragmortem.source.Problem;
import io.fragmortem.source.Sources;
import io.fragmortem.source.Visitor;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How fast logs, tables and Prometheus answers are read. {@code make FILE SHAPE MB} writes a file, {@code read FILE FORMAT
 * TITLE} reads it and prints medians; FORMAT {@code none} only decompresses and counts lines.
 */
public final class InputScan {

    private static final int ROUNDS = 7;
    private static final int WARM_UP = 4;

    private InputScan() {}

    public static void main(String[] args) throws IOException {
        if (args.length == 4 && args[0].equals("make")) {
            make(Path.of(args[1]), args[2], Long.parseLong(args[3]) << 20);
        } else if (args.length == 4 && args[0].equals("read")) {
            read(Path.of(args[1]), args[2], args[3]);
        } else {
            throw new IllegalArgumentException("make FILE log|wide|long|prometheus MB, or read FILE FORMAT TITLE");
        }
    }

    private static void read(Path file, String format, String title) throws IOException {
        double[] seconds = new double[ROUNDS];
        double[] processor = new double[ROUNDS];
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Counter counter = new Counter(format);
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            counter = new Counter(format);
            long start = System.nanoTime();
            long busy = threads.getCurrentThreadCpuTime();
            Sources.visit(List.of(file.toString()), Limits.defaults(), InputStream.nullInputStream(), counter);
            if (round >= 0) {
                seconds[round] = (System.nanoTime() - start) / 1e9;
                processor[round] = (threads.getCurrentThreadCpuTime() - busy) / 1e9;
            }
        }
        Arrays.sort(seconds);
        Arrays.sort(processor);
        double megabytes = counter.bytes / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%-34s %7.0f %7.0f   (best of %d %.0f; %d samples, %d events)%n",
                title,
                megabytes / processor[ROUNDS / 2],
                megabytes / seconds[ROUNDS / 2],
                ROUNDS,
                megabytes / seconds[0],
                counter.samples,
                counter.events);
    }

    /** Reads each stream in the format and counts what comes out, so that nothing is optimised away. */
    private static final class Counter implements Visitor, Sink {
        private final String format;
        private long samples;
        private long events;
        private long bytes;

        Counter(String format) {
            this.format = format;
        }

        @Override
        public void entry(Entry entry) throws IOException {
            Counted counted = new Counted(entry.stream());
            if (format.equals("none")) {
                byte[] buffer = new byte[1 << 16];
                for (int n = counted.read(buffer, 0, buffer.length);
                        n >= 0;
                        n = counted.read(buffer, 0, buffer.length)) {
                    for (int i = 0; i < n; i++) {
                        samples += buffer[i] == '\n' ? 1 : 0;
                    }
                }
            } else {
                Format reader = Formats.named(format).orElseThrow();
                reader.read(new Entry(entry.name(), entry.modifiedMicros(), counted), ReadOptions.defaults(), this);
            }
            bytes += counted.bytes;
        }

        @Override
        public void problem(Problem problem) {
            throw new IllegalStateException(problem.toString());
        }

        @Override
        public void accept(Finding finding) {
            if (finding instanceof Rejected rejected) {
                throw new IllegalStateException(rejected.toString());
            }
            samples += finding instanceof Sample sample && sample.size() > 0 ? 1 : 0;
            events += finding instanceof Event ? 1 : 0;
        }
    }

    private static final class Counted extends InputStream {
        private final InputStream in;
        private long bytes;

        Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            bytes += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = in.read(b, off, len);
            bytes += Math.max(0, n);
            return n;
        }
    }

    private static void make(Path file, String shape, long size) throws IOException {
        Random random = new Random(42);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            switch (shape) {
                case "log" -> log(out, size, random);
                case "wide" -> wide(out, size, random);
                case "long" -> tall(out, size, random);
                case "prometheus" -> prometheus(out, size, random);
                default -> throw new IllegalArgumentException(shape);
            }
        }
    }

    /** Mostly lines without interest, as at loglevel verbose. */
    private static void log(BufferedWriter out, long size, Random random) throws IOException {
        long written = 0;
        for (long i = 0; written < size; i++) {
            String time = String.format(
                    Locale.ROOT,
                    "17532:M %02d Nov 2026 %02d:%02d:%02d.%03d ",
                    1 + i / 2_000_000 % 28,
                    i / 72_000 % 24,
                    i / 1200 % 60,
                    i / 20 % 60,
                    i % 20 * 50);
            String message = switch ((int) (i % 100)) {
                case 0 -> "- DB 0: " + random.nextInt(100_000) + " keys (0 volatile) in 131072 slots HT.";
                case 1 -> "* Background saving started by pid " + random.nextInt(30_000);
                case 2 -> "* Background saving terminated with success";
                default ->
                    i % 2 == 0
                            ? "- Accepted 127.0.0.1:" + (30_000 + random.nextInt(30_000))
                            : "- Client closed connection id=" + i + " addr=127.0.0.1:52572 laddr=127.0.0.1:17080"
                                    + " fd=7 name= age=0 idle=0 flags=N db=0 sub=0 psub=0 multi=-1 qbuf=0 omem=0";
            };
            out.write(time + message + '\n');
            written += time.length() + message.length() + 1;
        }
    }

    private static final List<String> METRICS = List.of(
            "redis_memory_used_bytes",
            "redis_memory_used_rss_bytes",
            "redis_memory_used_peak_bytes",
            "redis_allocator_allocated_bytes",
            "redis_allocator_active_bytes",
            "redis_allocator_resident_bytes",
            "redis_connected_clients",
            "redis_evicted_keys_total");

    private static void wide(BufferedWriter out, long size, Random random) throws IOException {
        out.write("timestamp,instance," + String.join(",", METRICS) + '\n');
        long written = 0;
        for (long i = 0; written < size; i++) {
            StringBuilder row =
                    new StringBuilder().append(1_795_336_534_000L + i * 1000).append(",redis-prod-1:6379");
            for (int m = 0; m < METRICS.size(); m++) {
                row.append(',').append(1_000_000_000 + random.nextInt(500_000_000));
            }
            out.write(row.append('\n').toString());
            written += row.length();
        }
    }

    private static void tall(BufferedWriter out, long size, Random random) throws IOException {
        out.write("time,instance,metric,value\n");
        long written = 0;
        for (long i = 0; written < size; i++) {
            String row = (1_795_336_534L + i / METRICS.size()) + ",redis-prod-1:6379,"
                    + METRICS.get((int) (i % METRICS.size())) + ',' + (1_000_000_000 + random.nextInt(500_000_000))
                    + '\n';
            out.write(row);
            written += row.length();
        }
    }

    private static void prometheus(BufferedWriter out, long size, Random random) throws IOException {
        out.write("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[");
        long points = size / METRICS.size() / 27;
        for (int m = 0; m < METRICS.size(); m++) {
            out.write((m == 0 ? "" : ",") + "{\"metric\":{\"__name__\":\"" + METRICS.get(m)
                    + "\",\"instance\":\"cache-1:9121\",\"job\":\"redis\"},\"values\":[");
            for (long i = 0; i < points; i++) {
                out.write((i == 0 ? "[" : ",[") + (1_795_336_534 + i) + ".023,\""
                        + (1_000_000 + random.nextInt(1 << 30)) + "\"]");
            }
            out.write("]}");
        }
        out.write("]}}");
    }
}
