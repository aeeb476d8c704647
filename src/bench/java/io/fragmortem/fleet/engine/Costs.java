package io.fragmortem.fleet.engine;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.FleetView;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.Peers;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.fleet.review.Labels;
import io.fragmortem.report.HtmlReport;
import io.fragmortem.report.text.FleetCsv;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.Window;
import io.fragmortem.timeline.instance.InstanceNames;
import io.fragmortem.timeline.instance.Instances;
import io.fragmortem.timeline.instance.SourceFindings;
import io.fragmortem.timeline.instance.Spoken;
import io.fragmortem.timeline.instance.Store;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a cluster must carry: bytes shuffled and kept per instance, and the driver's memory and time for many summaries.
 *
 * <p>{@code Costs ARCHIVE SUMMARIES}: the summaries of the archive are repeated under other names until there are so many.
 */
public final class Costs {

    private Costs() {}

    public static void main(String[] args) {
        Plan plan = Plan.ofInputs(
                List.of(args[0]),
                new ByteArrayInputStream(new byte[0]),
                ReadOptions.defaults(),
                new InstanceNames(Optional.empty()),
                Window.ALWAYS,
                Policy.defaults(),
                1);
        long shuffled = 0;
        Instances instances = new Instances(new InstanceNames(Optional.empty()), rejected -> {});
        for (var source : plan.sources()) {
            SourceFindings findings = new SourceFindings(Store.inMemory(), rejected -> {});
            io.fragmortem.fleet.intake.Ingest.read(
                    source, plan.reading(), InputStream.nullInputStream(), findings, name -> {}, findings::forget);
            for (Iterator<Spoken> all = findings.spoken(); all.hasNext(); ) {
                shuffled += RecordCodec.write(all.next()).length;
            }
            instances.add(findings);
        }
        List<InstanceSummary> summaries = new ArrayList<>();
        long results = 0;
        long small = 0;
        for (Instances.Unordered instance : instances.all()) {
            Outcome outcome = Outcome.of(instance, plan.window(), Fleet.chain(plan));
            results += RecordCodec.write(outcome.result().orElseThrow()).length;
            small += RecordCodec.write(outcome.summary().orElseThrow()).length;
            summaries.add(outcome.summary().orElseThrow());
        }
        int n = summaries.size();
        System.out.printf(
                Locale.ROOT,
                "%d instances, %.1f MB read; bytes each: shuffled %d, result %d, summary %d%n",
                n,
                plan.bytes() / 1e6,
                shuffled / n,
                results / n,
                small / n);
        many(summaries, Integer.parseInt(args[1]));
    }

    /** Summaries of one task, which travel together and share what they have in common. */
    record Part(List<InstanceSummary> summaries) {}

    private static final int PART = 1_000;

    private static void many(List<InstanceSummary> few, int wanted) {
        List<InstanceSummary> part = new ArrayList<>();
        for (int i = 0; i < PART; i++) {
            part.add(few.get(i % few.size()));
        }
        byte[] written = RecordCodec.write(new Part(part));
        List<InstanceSummary> all = new ArrayList<>();
        List<InstanceSummary> read = List.of();
        for (int i = 0; i < wanted; i++) {
            read = i % PART == 0 ? ((Part) RecordCodec.read(written)).summaries() : read;
            InstanceSummary one = read.get(i % PART);
            all.add(new InstanceSummary(
                    one.name() + "-" + i,
                    one.seen(),
                    one.server(),
                    one.role(),
                    one.traits(),
                    one.found(),
                    one.now(),
                    one.course()));
        }
        long used = used();
        long before = System.nanoTime();
        FleetView view = FleetView.of(all, Peers.of(all), (i, until) -> Optional.empty(), Thresholds.defaults());
        List<InstanceSummary> ranked = view.ranked();
        FleetReview review = FleetReview.of(ranked, Labels.NONE, Optional.empty());
        double decided = (System.nanoTime() - before) / 1e9;
        long words = 0;
        for (int i = 0; i < wanted; i += wanted / 1000) {
            words += RecordCodec.write(view.word(i)).length;
        }
        AnalysisResult run = new AnalysisResult("1", List.of(), List.of(), ranked, List.of(), 0, List.of(), List.of());
        List<String> hrefs = Collections.nCopies(wanted, "");
        before = System.nanoTime();
        String page = new HtmlReport(new Wording("en", ZoneOffset.UTC), Optional.empty()).index(run, review, hrefs);
        long[] csv = new long[1];
        FleetCsv.write(ranked, hrefs, Labels.NONE, Optional.empty(), new StringWriter() {
            @Override
            public StringWriter append(CharSequence line) {
                csv[0] += line.length();
                return this;
            }
        });
        System.out.printf(
                Locale.ROOT,
                "%d summaries, %d bytes each on the wire: %d MB of heap; ranking, tests and review in %.1f s, %d"
                        + " tests, %d bytes of words each; page of %.1f MB and fleet.csv of %.1f MB in %.1f s; then %d MB"
                        + " of heap%n",
                all.size(),
                written.length / PART,
                used >> 20,
                decided,
                review.tests().tested(),
                words / 1000,
                page.length() / 1e6,
                csv[0] / 1e6,
                (System.nanoTime() - before) / 1e9,
                used() >> 20);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
