package io.fragmortem.spark;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.Defect;
import io.fragmortem.fleet.Ingest;
import io.fragmortem.fleet.Rejects;
import io.fragmortem.fleet.engine.RecordCodec;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.source.Problem;
import io.fragmortem.source.Source;
import io.fragmortem.timeline.SourceFindings;
import io.fragmortem.timeline.Spoken;
import io.fragmortem.timeline.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one source said, and its books.
 *
 * @param rejectedTotal regions that could not be used, of which the first are in the list
 */
record Heard(
        Spoken.Speech speech,
        List<AnalysisResult.Input> inputs,
        List<Problem> problems,
        List<Defect> defects,
        List<Rejected> rejected,
        long rejectedTotal) {

    /** A source that can travel: a path as text, empty for what only an address names. */
    record Place(String name, String path, OptionalLong modifiedMicros, long bytes, Optional<Phrase> refusal) {

        static byte[] of(Source source) {
            return RecordCodec.write(new Place(
                    source.name(),
                    source.path().map(Path::toString).orElse(""),
                    source.modifiedMicros(),
                    source.bytes(),
                    source.refusal()));
        }
    }

    /** Reads a source, on whatever machine this is. */
    static Heard of(byte[] place, Job job) {
        Place source = (Place) RecordCodec.read(place);
        Rejects rejects = new Rejects();
        SourceFindings findings = new SourceFindings(Store.inMemory(), rejects::add);
        Ingest books;
        Optional<Path> path = source.path().isEmpty() ? Optional.empty() : Optional.of(Path.of(source.path()));
        Source here = new Source(source.name(), path, source.modifiedMicros(), source.bytes(), source.refusal());
        try (InputStream remote = path.isEmpty() && source.refusal().isEmpty()
                ? HadoopSources.open(source.name())
                : InputStream.nullInputStream()) {
            books = Ingest.read(here, job.options(), remote, findings, stream -> {});
        } catch (IOException e) {
            Phrase reason = Phrase.of("input.problem.error", Phrase.name(String.valueOf(e.getMessage())));
            books = new Ingest(List.of(), List.of(new Problem(source.name(), reason)), List.of());
        }
        return new Heard(
                findings.speech(), books.inputs(), books.problems(), books.defects(), rejects.kept(), rejects.total());
    }

    /** The same without what the speakers say. */
    Heard light() {
        return new Heard(speech.light(), inputs, problems, defects, rejected, rejectedTotal);
    }

    byte[] bytes() {
        return RecordCodec.write(this);
    }

    static Heard read(byte[] bytes) {
        return (Heard) RecordCodec.read(bytes);
    }
}
