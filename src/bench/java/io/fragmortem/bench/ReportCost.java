package io.fragmortem.bench;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.fleet.Analyses;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.Ingest;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.report.HtmlReport;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.InstanceNames;
import io.fragmortem.timeline.Instances;
import io.fragmortem.timeline.Window;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** What the page of one instance costs after its analysis: {@code ReportCost SAMPLES}. */
public final class ReportCost {

    private static final int ROUNDS = 5;
    private static final long START = 1_790_000_000;

    private ReportCost() {}

    public static void main(String[] args) {
        int samples = Integer.parseInt(args[0]);
        AnalysisResult run = analyzed(table(samples));
        InstanceResult instance = run.instances().get(0);
        for (int round = 1; round <= ROUNDS; round++) {
            long before = cpu();
            String page =
                    new HtmlReport(new Wording("en", ZoneOffset.UTC), Optional.empty()).instance(run, instance, "");
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %d samples, %.2f CPU s, %d bytes%n",
                    round,
                    instance.samples(),
                    (cpu() - before) / 1e9,
                    page.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static AnalysisResult analyzed(String table) {
        Instances instances = new Instances(new InstanceNames(Optional.empty()), rejected -> {});
        Ingest ingest = Ingest.read(
                List.of("-"),
                ReadOptions.defaults(),
                new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)),
                instances,
                name -> {});
        Policy policy = Policy.defaults();
        Analyses analyses = Analyses.of(instances.all(), Window.ALWAYS, policy);
        return new AnalysisResult(
                "bench", List.of(), ingest.inputs(), analyses.ranked(policy), List.of(), 0, List.of(), List.of());
    }

    /** A day of load with a daily wave, noise, growing fragmentation and a restart in the middle. */
    private static String table(int samples) {
        Random random = new Random(7);
        StringBuilder out = new StringBuilder(
                "time,used_memory,allocator_allocated,allocator_active,allocator_resident,used_memory_rss,uptime_in_seconds\n");
        for (int i = 0; i < samples; i++) {
            int sinceStart = 2 * (i % Math.max(1, samples / 2));
            long used = (long) (4e9 + 5e8 * Math.sin(6.28 * i / samples) + 1e6 * random.nextGaussian());
            long active = used + 20_000_000 + 10_000L * sinceStart;
            long resident = active + 50_000_000 + (long) (1e6 * random.nextGaussian());
            out.append(START + 2L * i)
                    .append(',')
                    .append(used)
                    .append(',')
                    .append(used + 2_000_000)
                    .append(',');
            out.append(active)
                    .append(',')
                    .append(resident)
                    .append(',')
                    .append(resident + 8_000_000)
                    .append(',');
            out.append(sinceStart + 1).append('\n');
        }
        return out.toString();
    }
}
