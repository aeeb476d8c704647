package io.fragmortem.web;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.FleetView;
import io.fragmortem.fleet.InstanceChain;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.PeerMoment;
import io.fragmortem.fleet.Peers;
import io.fragmortem.fleet.engine.Outcome;
import io.fragmortem.fleet.intake.Books;
import io.fragmortem.fleet.intake.Defect;
import io.fragmortem.fleet.intake.Rejects;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.source.Entry;
import io.fragmortem.source.Problem;
import io.fragmortem.timeline.Window;
import io.fragmortem.timeline.instance.InstanceNames;
import io.fragmortem.timeline.instance.Instances;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The chain of the command line over bytes that are in memory: the same readers, the same rules, no files. */
final class Analysis {

    private final ReadOptions options;
    private final Books books = new Books(Formats.all(), Sha256::new);
    private final Rejects rejects = new Rejects();
    private final Instances instances = new Instances(new InstanceNames(Optional.empty()), rejects::add);

    /**
     * @param zone of local times that name none
     * @param interval between neighbouring dumps without a time
     */
    Analysis(Optional<ZoneId> zone, Optional<Duration> interval) {
        options = new ReadOptions(
                zone.orElse(ZoneOffset.UTC),
                zone.isPresent(),
                OptionalInt.empty(),
                interval,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The zone that moments are told in. */
    ZoneId zone() {
        return options.zone();
    }

    /** Reads a file whose bytes are all here. */
    void read(String name, double modifiedMillis, byte[] bytes) throws IOException {
        OptionalLong modified =
                modifiedMillis < 0 ? OptionalLong.empty() : OptionalLong.of((long) modifiedMillis * 1000);
        InputStream stream = new Watched(new ByteArrayInputStream(bytes), bytes.length);
        books.read(new Entry(name, modified, stream), options, instances);
    }

    /** Notes a file that could not be read. */
    void refuse(String name, String reason) {
        books.note(new Problem(name, Phrase.of(reason)));
    }

    /** What came of it. */
    Run result() {
        Policy policy = Policy.of(Thresholds.defaults());
        List<InstanceSummary> summaries = new ArrayList<>();
        List<InstanceResult> results = new ArrayList<>();
        List<Defect> defects = new ArrayList<>(books.defects());
        List<Instances.Unordered> all = instances.all();
        for (Instances.Unordered instance : all) {
            Progress.tell("analysing", summaries.size(), all.size());
            try {
                Outcome outcome =
                        Outcome.of(instance, Window.ALWAYS, timeline -> InstanceChain.analyze(timeline, policy));
                outcome.summary().ifPresent(summaries::add);
                outcome.result().ifPresent(results::add);
            } catch (RuntimeException | StackOverflowError e) {
                defects.add(Defect.analysis(instance.name(), e));
            }
        }
        FleetView view = FleetView.of(
                summaries,
                Peers.of(summaries),
                (instance, until) -> PeerMoment.of(results.get(instance), until),
                policy.thresholds());
        AnalysisResult told = new AnalysisResult(
                Version.TEXT,
                List.of(),
                books.inputs(),
                view.ranked(),
                rejects.kept(),
                rejects.total(),
                books.problems(),
                defects);
        return new Run(
                told,
                view.order().stream()
                        .map(instance -> view.complete(instance, results.get(instance)))
                        .toList());
    }
}
