package io.fragmortem.bench;

import io.fragmortem.report.Browser;
import io.fragmortem.report.BrowserSession;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What the page costs: {@code PageCosts FOLDER RUNS} opens {@code target/fragmortem.html} in a fresh Chromium for each run,
 * pastes at once or after ten seconds, and prints medians of seconds and of processor time of the worker, which other work
 * on the machine changes little.
 */
public final class PageCosts {

    private static final Path PAGE = Path.of("target", "fragmortem.html");
    private static final Path FOUNDING = Path.of("samples", "founding-incident", "info.txt");
    private static final int BYTES = 1_000_000;
    private static final long SEED = 20_261_130;

    /** Seconds from the opening of the page to the moment when it takes files. */
    private static final String READY = "document.documentElement && document.documentElement.dataset.ready";

    private static final String PASTE = """
            new Promise(answered => {
              const one = id => document.getElementById(id);
              if (one('fm-input').hidden) one('fm-again').click();
              const text = one('fm-text'), clipboardData = new DataTransfer();
              clipboardData.setData('text', window.given);
              text.value = '';
              const start = performance.now();
              new MutationObserver((_, seen) => {
                if (!one('fm-busy').hidden) return;
                seen.disconnect();
                setTimeout(() => answered(one('fm-report').hidden ? 'nothing found' : '' + (performance.now() - start) / 1000));
              }).observe(one('fm-busy'), {attributes: true});
              // what is long goes to the worker at once, as when a person pastes it; what is short waits in the box for the button
              if (text.dispatchEvent(new ClipboardEvent('paste', {clipboardData, cancelable: true}))) {
                text.value = window.given;
                one('fm-go').click();
              }
            })
            """;

    private PageCosts() {}

    /** Seconds on the clock, and of the processor. */
    private record Cost(double clock, double processor) {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int runs = Integer.parseInt(args[1]);
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("founding incident, one dump", Files.readString(FOUNDING));
        inputs.put("1 MB of dumps a minute apart", dumps(true));
        inputs.put("the same, *_human left alone", dumps(false));
        System.out.printf("%-28s %6s | %6s | %6s %6s | %6s %6s%n", "", "idle", "ready", "first", "cpu", "again", "cpu");
        for (int idle : new int[] {0, 10}) {
            for (Map.Entry<String, String> input : inputs.entrySet()) {
                List<List<Cost>> costs = new ArrayList<>();
                for (int run = 0; run < runs; run++) {
                    costs.add(run(Files.createTempDirectory(folder, "run"), input.getValue(), idle));
                }
                System.out.printf(
                        Locale.ROOT,
                        "%-28s %4d s | %6.2f | %6.2f %6.2f | %6.2f %6.2f%n",
                        input.getKey(),
                        idle,
                        median(costs, 0).clock(),
                        median(costs, 1).clock(),
                        median(costs, 1).processor(),
                        median(costs, 2).clock(),
                        median(costs, 2).processor());
            }
        }
    }

    /** What the page needs until it is ready, for the first answer and for the second. */
    private static List<Cost> run(Path folder, String given, int idle) throws Exception {
        BrowserSession browser = Browser.required(folder).session();
        try {
            browser.open(PAGE.toAbsolutePath(), READY);
            double ready = Double.parseDouble(String.valueOf(browser.value("'' + performance.now() / 1000")));
            browser.value("window.given = " + BrowserSession.literal(given) + ", 1");
            Thread.sleep(1000L * idle);
            return List.of(new Cost(ready, 0), answer(browser), answer(browser));
        } finally {
            browser.close();
        }
    }

    private static Cost answer(BrowserSession browser) throws Exception {
        double before = processor();
        double clock = Double.parseDouble(String.valueOf(browser.value(PASTE)));
        return new Cost(clock, processor() - before);
    }

    private static Cost median(List<List<Cost>> runs, int which) {
        double[] clock = runs.stream()
                .mapToDouble(run -> run.get(which).clock())
                .sorted()
                .toArray();
        double[] processor = runs.stream()
                .mapToDouble(run -> run.get(which).processor())
                .sorted()
                .toArray();
        return new Cost(clock[clock.length / 2], processor[processor.length / 2]);
    }

    /** Seconds that the workers of our browsers have used, as Linux counts them; 0 elsewhere. */
    private static double processor() throws IOException {
        double ticks = 0;
        for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
            Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
            if (!Files.isDirectory(tasks)) {
                continue;
            }
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
                for (Path thread : threads) {
                    String stat = Files.readString(thread.resolve("stat"));
                    String[] numbers = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                    ticks += stat.contains("DedicatedWorker")
                            ? Double.parseDouble(numbers[11]) + Double.parseDouble(numbers[12])
                            : 0;
                }
            }
        }
        return ticks / 100;
    }

    /**
     * Dumps of the founding incident's shape whose used memory and RSS move.
     *
     * @param human whether the amounts for people move with them, as those of servers do; else no dump is clean
     */
    private static String dumps(boolean human) throws IOException {
        List<String> lines = Files.readAllLines(FOUNDING).stream()
                .map(line -> line.replaceFirst("\\s+#.*", ""))
                .filter(line -> line.startsWith("#") || line.matches("[a-z_]+:.*"))
                .toList();
        Random random = new Random(SEED);
        StringBuilder text = new StringBuilder();
        Instant start = Instant.parse("2026-11-01T00:00:00Z");
        double walk = 3e9;
        for (int minute = 0; text.length() < BYTES; minute++) {
            walk += random.nextGaussian() * 5e6;
            long used = (long) (walk + 4e8 * Math.sin(minute / 180.0));
            long rss = (long) (1.25 * used + 2e5 * minute + 1e7 * random.nextDouble());
            text.append("# ").append(start.plusSeconds(60L * minute)).append('\n');
            for (String line : lines) {
                text.append(moved(line, used, rss, human)).append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String moved(String line, long used, long rss, boolean human) {
        String name = line.substring(0, Math.max(0, line.indexOf(':')));
        return switch (name) {
            case "used_memory" -> name + ":" + used;
            case "used_memory_rss" -> name + ":" + rss;
            case "used_memory_human" -> human ? name + ":" + gigabytes(used) : line;
            case "used_memory_rss_human" -> human ? name + ":" + gigabytes(rss) : line;
            case "used_memory_dataset" -> name + ":" + (used - 843_578);
            case "allocator_allocated" -> name + ":" + (used + 200_000);
            case "allocator_active" -> name + ":" + used / 10 * 12;
            case "allocator_resident" -> name + ":" + rss / 100 * 101;
            case "mem_fragmentation_ratio" -> String.format(Locale.ROOT, "%s:%.2f", name, (double) rss / used);
            case "mem_fragmentation_bytes" -> name + ":" + (rss - used);
            default -> line;
        };
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.2fG", bytes / 0x1p30);
    }
}
