package io.fragmortem.fleet;

import io.fragmortem.diagnosis.Diagnoser;
import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.diagnosis.Policy;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Triggers;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.diagnosis.trend.TrendFinder;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.fleet.InstanceResult.Bytes;
import io.fragmortem.fleet.InstanceResult.ChangeLine;
import io.fragmortem.fleet.InstanceResult.Statistics;
import io.fragmortem.fleet.InstanceResult.Subject;
import io.fragmortem.fleet.InstanceResult.TrendLine;
import io.fragmortem.fleet.InstanceResult.Worst;
import io.fragmortem.fleet.story.Story;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.MemoryModel;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.instance.Dumps;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** The chain from one instance's timeline to its result: a pure function. */
public final class InstanceChain {

    private InstanceChain() {}

    /** A moment this much above the present one is worse. */
    private static final double NOTABLY = 1.1;

    /** Memory model, statistics, diagnosis, and what a report shows of them, in this order. */
    public static InstanceResult analyze(Timeline timeline, Thresholds thresholds) {
        return analyze(timeline, Policy.of(thresholds));
    }

    /** The same under a user's policy. */
    public static InstanceResult analyze(Timeline given, Policy policy) {
        MemoryModel model = MemoryModel.of(given);
        Timeline timeline = model.timeline();
        Trends trends = TrendFinder.find(model, policy.thresholds());
        Diagnosis diagnosis = Diagnoser.diagnose(model, trends, policy);
        RssSeries series = model.series();
        Optional<Breakdown> now = model.now();
        InstanceResult result = new InstanceResult(
                new Subject(
                        timeline.name(),
                        model.server(),
                        edge(timeline, 0),
                        edge(timeline, timeline.size() - 1),
                        model.series().rss().length == 0 ? 0 : timeline.size(),
                        timeline.runs(),
                        timeline.gaps(),
                        timeline.quality()),
                new Bytes(now, worst(model, now, diagnosis.lead()), series, latest(timeline)),
                diagnosis,
                new Statistics(trendLines(trends), changeLines(trends, timeline), Forecasts.of(trends)),
                Story.of(timeline, series, trends),
                List.of(),
                Particulars.of(timeline));
        return FleetCorrection.alone(result);
    }

    /** The result for an input in which there is no dump: it cannot tell. */
    public static InstanceResult nothing(Timeline empty) {
        return untold(empty, Phrase.of("cannottell.nothing"));
    }

    /** The result for an instance whose analysis failed. */
    public static InstanceResult failed(String name) {
        return untold(Dumps.none(name), Phrase.of("cannottell.defect"));
    }

    private static InstanceResult untold(Timeline empty, Phrase why) {
        MemoryModel model = MemoryModel.of(empty);
        Verdict verdict = new Verdict(Severity.INFO, Cause.CANNOT_TELL, Confidence.MEDIUM, why, Optional.empty());
        return new InstanceResult(
                new Subject(
                        empty.name(),
                        model.server(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        0,
                        List.of(),
                        List.of(),
                        empty.quality()),
                new Bytes(Optional.empty(), Optional.empty(), model.series(), latest(empty)),
                new Diagnosis(verdict, List.of(), List.of(), List.of(), List.of()),
                Statistics.NONE,
                List.of(),
                List.of(),
                Particulars.of(empty));
    }

    private static OptionalLong edge(Timeline timeline, int sample) {
        return timeline.timed() ? OptionalLong.of(timeline.timeMicros()[sample]) : OptionalLong.empty();
    }

    /**
     * The sample at which what the verdict speaks of held the most, or the one with the widest gap where nothing leads; empty
     * where the moment that counts as now is as bad.
     */
    private static Optional<Worst> worst(MemoryModel model, Optional<Breakdown> now, Optional<Suspect> lead) {
        Optional<Claim.Held> most = lead.map(suspect -> suspect.held().worst())
                .filter(held -> held.bytes() > 0 && model.series().isWhole(held.row()));
        if (most.isEmpty()) {
            return widest(model, now);
        }
        boolean notably =
                most.get().bytes() > NOTABLY * lead.map(s -> s.held().now()).orElse(0.0);
        return notably ? worst(model, most.get().row()) : Optional.empty();
    }

    /** The sample with the widest gap between RSS and used memory, when it is notably wider than the last one's. */
    private static Optional<Worst> widest(MemoryModel model, Optional<Breakdown> now) {
        RssSeries series = model.series();
        int widest = -1;
        double most = now.map(b -> NOTABLY * Math.abs(b.gap())).orElse(0.0);
        for (int row = 0; row < series.used().length; row++) {
            double gap = Math.abs(series.rss()[row] - series.used()[row]);
            if (gap > most) {
                most = gap;
                widest = row;
            }
        }
        return widest < 0 ? Optional.empty() : worst(model, widest);
    }

    private static Optional<Worst> worst(MemoryModel model, int row) {
        return model.at(model.sample(row)).map(bytes -> new Worst(row, bytes));
    }

    private static List<TrendLine> trendLines(Trends trends) {
        return trends.all().stream()
                .map(scoped -> new TrendLine(scoped, OptionalDouble.empty(), OptionalDouble.empty()))
                .toList();
    }

    private static List<ChangeLine> changeLines(Trends trends, Timeline timeline) {
        return trends.changes().stream()
                .map(change ->
                        new ChangeLine(change, Triggers.of(change, timeline).map(Triggers::phrase)))
                .toList();
    }

    /** Every number of the newest sample that has it, by INFO name. */
    private static SortedMap<String, Double> latest(Timeline timeline) {
        SortedMap<String, Double> latest = new TreeMap<>();
        for (Map.Entry<Field, double[]> column : timeline.columns().entrySet()) {
            timeline.last(column.getKey())
                    .ifPresent(v -> latest.put(column.getKey().infoName(), v));
        }
        return latest;
    }
}
