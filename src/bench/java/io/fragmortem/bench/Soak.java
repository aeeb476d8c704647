package io.fragmortem.bench;

import io.fragmortem.cli.Main;
import io.fragmortem.fuzz.Mutator;
import io.fragmortem.fuzz.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What stays after many analyses in one process, and what many damaged files do to one run: {@code Soak FOLDER ANALYSES FILES}
 * prints the heap in use after a collection, threads and loaded classes along the way, then what the run over the files said.
 */
public final class Soak {

    private static final int LINES = 10;
    private static final long SEED = 20_261_129;

    private Soak() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException("FOLDER ANALYSES FILES");
        }
        Path folder = Path.of(args[0]);
        analyses(folder, Integer.parseInt(args[1]));
        damaged(folder, Integer.parseInt(args[2]));
    }

    /** Every sample in turn, each time into the same folder. */
    private static void analyses(Path folder, int count) throws IOException {
        List<String> samples;
        try (Stream<Path> all = Files.list(Path.of("samples"))) {
            samples =
                    all.filter(Files::isDirectory).map(Path::toString).sorted().toList();
        }
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        String report = folder.resolve("report").toString();
        System.out.printf("%8s %10s %8s %8s%n", "analyses", "heap KiB", "threads", "classes");
        for (int i = 1; i <= count; i++) {
            String[] command = {"analyze", samples.get(i % samples.size()), "-o", report};
            int code = Main.run(command, InputStream.nullInputStream(), nowhere, nowhere, Map.of());
            if (code != 0 && code != 4) {
                throw new IllegalStateException(String.join(" ", command) + ": exit code " + code);
            }
            if (i % Math.max(1, count / LINES) == 0) {
                System.out.printf(
                        "%8d %10d %8d %8d%n",
                        i,
                        usedHeap() / 1024,
                        ManagementFactory.getThreadMXBean().getThreadCount(),
                        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
            }
        }
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Each file is one of the specimens and samples with some damage; the same ones every time. */
    private static void damaged(Path folder, int count) throws IOException {
        Mutator mutator = new Mutator(Seeds.captures(), SEED);
        Path captures = Files.createDirectories(folder.resolve("damaged"));
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            byte[] content = mutator.next();
            bytes += content.length;
            Files.write(captures.resolve(String.format(Locale.ROOT, "capture-%05d.txt", i)), content);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(said, false, StandardCharsets.UTF_8);
        Path report = folder.resolve("report-damaged");
        String[] command = {"analyze", captures.toString(), "-o", report.toString(), "--reports", "flagged"};
        long start = System.nanoTime();
        int code = Main.run(command, InputStream.nullInputStream(), err, err, Map.of());
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%d damaged files, %.1f MB: exit code %d after %.0f s, heap after it %d KiB%n",
                count,
                bytes / 1e6,
                code,
                seconds,
                usedHeap() / 1024);
        System.out.println(said.toString(StandardCharsets.UTF_8));
    }
}
