package io.fragmortem.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.fragmortem.fleet.intake.Ingest;
import io.fragmortem.fleet.intake.Rejects;
import io.fragmortem.report.redact.Redaction;
import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.source.Entry;
import io.fragmortem.timeline.Window;
import io.fragmortem.timeline.instance.InstanceNames;
import io.fragmortem.timeline.instance.Instances;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** What the program on the JVM makes of files, told as the page tells it. */
final class Program {

    /** When all files were changed last: milliseconds since the epoch. */
    static final long MODIFIED = 1_780_000_000_000L;

    private Program() {}

    /** A file as a person drops it. */
    record Dropped(String name, byte[] bytes) {}

    /** A run with all its instances, the worst first. */
    record Told(AnalysisResult run, List<InstanceResult> results) {

        /** The same with the pseudonyms of {@code --redact}. */
        Told redacted() {
            List<Object> shown = new ArrayList<>(results);
            shown.add(run);
            Redaction redaction = Redaction.numbered(new Redaction.Names().of(run), shown);
            return new Told(
                    redaction.of(run), results.stream().map(redaction::of).toList());
        }
    }

    /** The result over these files. */
    static Told analyze(List<Dropped> files) throws IOException {
        Rejects rejects = new Rejects();
        Instances instances = new Instances(new InstanceNames(Optional.empty()), rejects::add);
        Books books = new Books(Formats.all(), Ingest::sha256);
        for (Dropped file : files) {
            books.read(
                    new Entry(file.name(), OptionalLong.of(MODIFIED * 1000), stream(file.bytes())),
                    ReadOptions.defaults(),
                    instances);
        }
        Policy policy = Policy.of(Thresholds.defaults());
        List<InstanceSummary> summaries = new ArrayList<>();
        List<InstanceResult> results = new ArrayList<>();
        for (Instances.Unordered instance : instances.all()) {
            Outcome outcome = Outcome.of(instance, Window.ALWAYS, one -> InstanceChain.analyze(one, policy));
            summaries.add(outcome.summary().orElseThrow());
            results.add(outcome.result().orElseThrow());
        }
        FleetView view = FleetView.of(
                summaries,
                Peers.of(summaries),
                (instance, until) -> PeerMoment.of(results.get(instance), until),
                policy.thresholds());
        AnalysisResult run = new AnalysisResult(
                version(),
                List.of(),
                books.inputs(),
                view.ranked(),
                rejects.kept(),
                rejects.total(),
                books.problems(),
                books.defects());
        return new Told(
                run,
                view.order().stream()
                        .map(instance -> view.complete(instance, results.get(instance)))
                        .toList());
    }

    /** What the POM says. */
    static String version() throws IOException {
        Matcher found = Pattern.compile("<artifactId>fragmortem</artifactId><version>([^<]+)")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertTrue(found.find(), "the POM tells no version");
        return found.group(1);
    }

    private static InputStream stream(byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        boolean packed = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
        return packed ? new GZIPInputStream(in) : in;
    }
}
