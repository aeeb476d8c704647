package io.fragmortem.fleet.engine;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.FleetView;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.Peers;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.fleet.review.Labels;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.InstanceNames;
import io.fragmortem.timeline.Instances;
import io.fragmortem.timeline.SourceFindings;
import io.fragmortem.timeline.Spoken;
import io.fragmortem.timeline.Store;
import io.fragmortem.timeline.Window;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
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
            io.fragmortem.fleet.Ingest.read(
                    source, plan.reading(), InputStream.nullInputStream(), findings, name -> {});
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

    private static void many(List<InstanceSummary> few, int wanted) {
        List<byte[]> written = few.stream().map(RecordCodec::write).toList();
        List<InstanceSummary> all = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            InstanceSummary one = (InstanceSummary) RecordCodec.read(written.get(i % written.size()));
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
        FleetReview review = FleetReview.of(view.ranked(), Labels.NONE, Optional.empty());
        System.out.printf(
                Locale.ROOT,
                "%d summaries: %d MB of heap, ranking, tests and review in %.1f s, %d tests%n",
                all.size(),
                used >> 20,
                (System.nanoTime() - before) / 1e9,
                review.tests().tested());
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
