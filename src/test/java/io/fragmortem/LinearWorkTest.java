package io.fragmortem;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever there is twice as much of in the input, the work of {@code analyze} is about twice as much: nothing is quadratic. */
final class LinearWorkTest {

    /** Sorting twice as much is a little more than twice the work; what goes with the square would be four times. */
    private static final double MOST = 2.3;

    private static final long START = 1_790_000_000;

    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("dd MMM uuuu HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    @TempDir
    Path temporary;

    /** What there is more and more of. */
    enum Growing {
        /** Rows of a table that lacks most fields. */
        ROWS(8_000) {
            @Override
            void write(Path folder, int n) throws IOException {
                table(
                        folder,
                        "used_memory,used_memory_rss",
                        n,
                        i -> noisy(1_000_000_000, i) + "," + noisy(1_500_000_000, i));
            }
        },

        /** Rows after a dataset was emptied: whoever looks for that moment walks over all of them. */
        ROWS_AFTER_A_FLUSH(8_000) {
            @Override
            void write(Path folder, int n) throws IOException {
                table(
                        folder,
                        "used_memory,used_memory_rss",
                        n,
                        i -> noisy(i < 100 ? 1_000_000_000 : 2_000_000, i) + "," + noisy(1_100_000_000, i));
            }
        },

        /** Restarts, ten rows apart. */
        RUNS(400) {
            @Override
            void write(Path folder, int n) throws IOException {
                table(
                        folder,
                        "used_memory,used_memory_rss,uptime_in_seconds",
                        10 * n,
                        i -> noisy(1_000_000_000, i) + "," + noisy(1_500_000_000, i) + "," + (5 + 10 * (i % 10)));
            }
        },

        /** Dumps, and the server's log beside them: a save each hour that stands out of RSS. */
        DUMPS_AND_EVENTS(1_500) {
            @Override
            void write(Path folder, int n) throws IOException {
                StringBuilder dumps = new StringBuilder();
                StringBuilder log = new StringBuilder();
                for (int i = 0; i < n; i++) {
                    Instant time = Instant.ofEpochSecond(START + 60L * i);
                    boolean saving = i % 60 == 30;
                    dumps.append(time).append('\n').append(dump(i, saving ? 400_000_000 : 0));
                    log.append("17532:M ")
                            .append(LOG_TIME.format(time))
                            .append(
                                    saving
                                            ? " * Background saving started by pid " + (20_000 + i)
                                            : " * Background saving terminated with success")
                            .append('\n');
                }
                Files.writeString(folder.resolve("info.txt"), dumps);
                Files.writeString(folder.resolve("redis.log"), log);
            }
        },

        /** What {@code redis-cli INFO memory} prints, one time line and one dump after the other. */
        INFO_MEMORY(3_000) {
            @Override
            void write(Path folder, int n) throws IOException {
                StringBuilder dumps = new StringBuilder();
                for (int i = 0; i < n; i++) {
                    dumps.append(Instant.ofEpochSecond(START + 60L * i))
                            .append('\n')
                            .append(dump(i, 0));
                }
                Files.writeString(folder.resolve("cache-1.log"), dumps);
            }
        },

        /** A server that dies every few minutes: each dump but one is that of a new process. */
        CRASH_LOOP(500) {
            @Override
            void write(Path folder, int n) throws IOException {
                StringBuilder dumps = new StringBuilder();
                for (int i = 0; i < 3 * n; i++) {
                    dumps.append(Instant.ofEpochSecond(START + 60L * i))
                            .append("\n# Server\nrun_id:")
                            .append(String.format(Locale.ROOT, "%040x", 1 + i / 3))
                            .append("\nuptime_in_seconds:")
                            .append(5 + 60 * (i % 3))
                            .append("\n# Memory\n")
                            .append(dump(i, 0));
                }
                Files.writeString(folder.resolve("cache-1.log"), dumps);
            }
        },

        /** The same where it fills up to three times what it began with, each time. */
        FILLING_CRASH_LOOP(120) {
            @Override
            void write(Path folder, int n) throws IOException {
                table(
                        folder,
                        "used_memory,used_memory_rss,uptime_in_seconds",
                        5 * n,
                        i -> (1 + i % 5) * noisy(1_000_000_000, i) + "," + (1 + i % 5) * noisy(1_200_000_000, i) + ","
                                + (5 + 10 * (i % 5)));
            }
        },

        INSTANCES(120) {
            @Override
            void write(Path folder, int n) throws IOException {
                table(
                        folder,
                        "instance,used_memory,used_memory_rss",
                        n,
                        i -> "cache-" + i + ":6379," + noisy(1_000_000_000, i) + "," + noisy(1_500_000_000, i));
            }
        },

        FILES(250) {
            @Override
            void write(Path folder, int n) throws IOException {
                for (int i = 0; i < n; i++) {
                    Instant time = Instant.ofEpochSecond(START + 60L * i);
                    Files.writeString(folder.resolve("info-" + i + ".txt"), time + "\n" + dump(i, 0));
                }
            }
        },

        /** Files of unknown kinds beside a dump. */
        FOREIGN_FILES(800) {
            @Override
            void write(Path folder, int n) throws IOException {
                Files.writeString(folder.resolve("info.txt"), dump(0, 0));
                for (int i = 0; i < n; i++) {
                    Files.writeString(folder.resolve("notes-" + i + ".txt"), "buy milk, number " + i + "\n");
                }
            }
        };

        private final int n;

        Growing(int n) {
            this.n = n;
        }

        /** Writes an input with so many of it. */
        abstract void write(Path folder, int n) throws IOException;

        /** A table with a row every ten seconds. */
        private static void table(Path folder, String columns, int rows, IntFunction<String> cells) throws IOException {
            StringBuilder table = new StringBuilder("time," + columns + "\n");
            for (int i = 0; i < rows; i++) {
                table.append(START + 10L * i).append(',').append(cells.apply(i)).append('\n');
            }
            Files.writeString(folder.resolve("rows.csv"), table);
        }

        /** A number with some noise on it. */
        private static long noisy(long bytes, int row) {
            return bytes + new SplittableRandom(bytes + row).nextInt(1_000_000);
        }

        /** A dump whose RSS is that much higher. */
        private static String dump(int row, long spike) {
            long used = noisy(1_000_000_000, row);
            return "redis_version:7.0.15\nmem_allocator:jemalloc-5.2.1\nused_memory:" + used + "\nused_memory_rss:"
                    + (used + 90_000_000 + spike) + "\nused_memory_peak:1010000000\nallocator_allocated:"
                    + (used + 1_000_000) + "\nallocator_active:" + (used + 30_000_000) + "\nallocator_resident:"
                    + (used + 60_000_000) + "\nrdb_last_cow_size:" + 400_000_000
                    + "\nmaxmemory:4000000000\ntotal_system_memory:16000000000\n\n";
        }
    }

    @ParameterizedTest
    @EnumSource
    void twiceAsMuchIsTwiceTheWork(Growing what) throws IOException {
        of(what, what.n / 8); // classes are loaded and tables filled
        Work once = of(what, what.n);
        Work twice = of(what, 2 * what.n);
        String found = what.n + ": " + once + ", twice of it: " + twice;
        assertTrue(twice.steps() <= MOST * once.steps(), found);
        assertTrue(twice.bytes() <= MOST * once.bytes(), found);
    }

    private Work of(Growing what, int n) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("in" + n));
        what.write(folder, n);
        return Work.of(
                "analyze",
                folder.toString(),
                "--threads",
                "1",
                "-o",
                temporary.resolve("out" + n).toString());
    }
}
