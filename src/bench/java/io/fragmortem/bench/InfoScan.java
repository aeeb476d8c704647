package io.fragmortem.bench;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.info.InfoFormat;
import io.fragmortem.source.Entry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;

/**
 * How fast saved INFO text becomes samples. {@code make FILE SHAPE MB} writes a file to read, {@code read FILE} reads it
 * some times and prints the median. Single-threaded, self-timed, with warm-up; every field of every sample goes into a
 * checksum.
 */
public final class InfoScan {

    private static final int ROUNDS = 9;
    private static final int WARM_UP = 5;

    private InfoScan() {}

    public static void main(String[] args) throws IOException {
        if (args.length == 4 && args[0].equals("make")) {
            make(Path.of(args[1]), args[2], Long.parseLong(args[3]) << 20);
        } else if (args.length == 3 && args[0].equals("read")) {
            read(Path.of(args[1]), args[2]);
        } else {
            throw new IllegalArgumentException("make FILE memory|everything|messy MB, or read FILE TITLE");
        }
    }

    // ------------------------------------------------------------------ reading

    private static void read(Path file, String title) throws IOException {
        double[] seconds = new double[ROUNDS];
        double[] processor = new double[ROUNDS];
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Checksum sum = new Checksum();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            sum = new Checksum();
            long start = System.nanoTime();
            long busy = threads.getCurrentThreadCpuTime();
            try (InputStream stream = Files.newInputStream(file)) {
                new InfoFormat().read(new Entry("bench", OptionalLong.empty(), stream), ReadOptions.defaults(), sum);
            }
            if (round >= 0) {
                seconds[round] = (System.nanoTime() - start) / 1e9;
                processor[round] = (threads.getCurrentThreadCpuTime() - busy) / 1e9;
            }
        }
        Arrays.sort(seconds);
        Arrays.sort(processor);
        double megabytes = Files.size(file) / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%-34s %7.0f %7.0f   (best of %d %.0f; %d samples, %d values, checksum %016x)%n",
                title,
                megabytes / processor[ROUNDS / 2],
                megabytes / seconds[ROUNDS / 2],
                ROUNDS,
                megabytes / seconds[0],
                sum.samples,
                sum.values,
                sum.bits);
    }

    /** Looks at every value, so that nothing can be left out. */
    private static final class Checksum implements Sink {
        private static final Field[] FIELDS = {
            Field.USED_MEMORY, Field.USED_MEMORY_RSS, Field.ALLOCATOR_FRAG_RATIO, Field.MEM_CLIENTS_NORMAL
        };
        private long samples;
        private long values;
        private long bits;

        @Override
        public void accept(Finding finding) {
            if (finding instanceof Rejected rejected) {
                throw new IllegalStateException(rejected.toString());
            }
            if (finding instanceof Sample sample) {
                samples++;
                values += sample.size();
                for (Field field : FIELDS) {
                    bits = bits * 31
                            + Double.doubleToRawLongBits(sample.get(field).orElse(0));
                }
                bits = bits * 31 + sample.stamp().epochMicros();
            }
        }
    }

    // ------------------------------------------------------------------ writing

    private static void make(Path file, String shape, long bytes) throws IOException {
        Random random = new Random(20261122);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            long written = 0;
            for (long i = 0; written < bytes; i++) {
                String dump = dump(shape, i, random);
                byte[] text = dump.getBytes(StandardCharsets.UTF_8);
                out.write(text);
                written += text.length;
            }
        }
    }

    private static String dump(String shape, long i, Random random) {
        long second = 1795336569L + i;
        String time = java.time.Instant.ofEpochSecond(second, random.nextInt(1000) * 1_000_000L)
                .toString();
        String memory = memory(random, i);
        return switch (shape) {
            case "memory" -> time + "\n# Memory\r\n" + memory;
            case "everything" ->
                "# Server\r\nredis_version:7.0.15\r\nos:Linux 6.1 x86_64\r\nprocess_id:1\r\n"
                        + "run_id:4d6afdd49a2039775e20214bb22680b27c0deea5\r\nserver_time_usec:" + second * 1_000_000L
                        + "\r\nuptime_in_seconds:" + i + "\r\n\r\n# Clients\r\nconnected_clients:" + random.nextInt(500)
                        + "\r\n\r\n# Memory\r\n" + memory + "\r\n# CPU\r\nused_cpu_sys:" + i
                        + ".125000\r\n\r\n# Keyspace\r\n"
                        + "db0:keys=" + random.nextInt(1_000_000) + ",expires=0,avg_ttl=0\r\n";
            default -> messy(time, memory);
        };
    }

    /** Every line behind the prefix of a container log. */
    private static String messy(String time, String memory) {
        StringBuilder out = new StringBuilder();
        for (String line : ("# Memory\r\n" + memory).split("\r\n")) {
            out.append(time).append(" stdout F ").append(line).append('\n');
        }
        return out.toString();
    }

    private static String memory(Random random, long i) {
        long used = 170_000_000L + random.nextInt(9_000_000);
        long rss = used + 15_000_000 + random.nextInt(1_000_000);
        StringBuilder out = new StringBuilder(1500);
        field(out, "used_memory", used);
        human(out, "used_memory", used);
        field(out, "used_memory_rss", rss);
        human(out, "used_memory_rss", rss);
        field(out, "used_memory_peak", 179_802_480);
        human(out, "used_memory_peak", 179_802_480);
        text(out, "used_memory_peak_perc", ratio(100.0 * used / 179_802_480) + "%");
        field(out, "used_memory_overhead", 5_000_000 + random.nextInt(100_000));
        field(out, "used_memory_startup", 862_400);
        field(out, "used_memory_dataset", used - 5_000_000);
        text(out, "used_memory_dataset_perc", "97.61%");
        field(out, "allocator_allocated", used + 300_000);
        field(out, "allocator_active", used + 5_000_000 + random.nextInt(10_000));
        field(out, "allocator_resident", rss - 2_000_000);
        field(out, "total_system_memory", 25_276_502_016L);
        human(out, "total_system_memory", 25_276_502_016L);
        field(out, "used_memory_lua", 31_744);
        field(out, "used_memory_vm_eval", 31_744);
        human(out, "used_memory_lua", 31_744);
        field(out, "used_memory_scripts_eval", 0);
        field(out, "number_of_cached_scripts", 0);
        field(out, "number_of_functions", 0);
        field(out, "number_of_libraries", 0);
        field(out, "used_memory_vm_functions", 32_768);
        field(out, "used_memory_vm_total", 64_512);
        human(out, "used_memory_vm_total", 64_512);
        field(out, "used_memory_functions", 184);
        field(out, "used_memory_scripts", 184);
        text(out, "used_memory_scripts_human", "184B");
        field(out, "maxmemory", 0);
        text(out, "maxmemory_human", "0B");
        text(out, "maxmemory_policy", "noeviction");
        text(out, "allocator_frag_ratio", ratio(1.02 + random.nextInt(9) / 100.0));
        field(out, "allocator_frag_bytes", 4_700_000 + random.nextInt(10_000));
        text(out, "allocator_rss_ratio", "1.05");
        field(out, "allocator_rss_bytes", rss - used - 7_000_000);
        text(out, "rss_overhead_ratio", "1.01");
        field(out, "rss_overhead_bytes", 2_000_000 - random.nextInt(4_000_000));
        text(out, "mem_fragmentation_ratio", ratio((double) rss / used));
        field(out, "mem_fragmentation_bytes", rss - used);
        field(out, "mem_not_counted_for_evict", 0);
        field(out, "mem_replication_backlog", 0);
        field(out, "mem_total_replication_buffers", 0);
        field(out, "mem_clients_slaves", 0);
        field(out, "mem_clients_normal", 1_800 * (i % 50));
        field(out, "mem_cluster_links", 0);
        field(out, "mem_aof_buffer", 0);
        text(out, "mem_allocator", "jemalloc-5.3.0");
        field(out, "active_defrag_running", 0);
        field(out, "lazyfree_pending_objects", 0);
        field(out, "lazyfreed_objects", i % 1000);
        return out.toString();
    }

    private static void field(StringBuilder out, String name, long value) {
        out.append(name).append(':').append(value).append("\r\n");
    }

    private static void text(StringBuilder out, String name, String value) {
        out.append(name).append(':').append(value).append("\r\n");
    }

    private static void human(StringBuilder out, String name, long value) {
        text(out, name + "_human", String.format(Locale.ROOT, "%.2fM", value / 1048576.0));
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
