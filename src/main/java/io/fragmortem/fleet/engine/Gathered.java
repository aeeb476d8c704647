package io.fragmortem.fleet.engine;

import io.fragmortem.fleet.Ingest;
import io.fragmortem.fleet.Rejects;
import io.fragmortem.source.Source;
import io.fragmortem.timeline.Instances;
import io.fragmortem.timeline.SourceFindings;
import io.fragmortem.timeline.Store;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What was read, by instance.
 *
 * @param instances by name
 * @param books what was read, and what could not be
 * @param rejects regions that could not be used
 */
public record Gathered(List<Instances.Unordered> instances, Ingest books, Rejects rejects) {

    /** Findings of one source and its books. */
    private record Part(SourceFindings findings, Ingest books, Rejects rejects) {}

    /** Reads all sources of a plan side by side; what they say is put together in the order of the input. */
    static Gathered of(Plan plan, Store store, Watcher watcher) {
        List<Source> sources = plan.sources();
        @Nullable Part[] parts = new Part[sources.size()];
        AtomicLong done = new AtomicLong();
        long all = plan.bytes();
        new Workers(plan.threads()).each(parts.length, i -> {
            Rejects rejects = new Rejects();
            SourceFindings findings = new SourceFindings(store, rejects::add);
            Ingest books = Ingest.read(
                    sources.get(i),
                    plan.reading(),
                    plan.stdin(),
                    findings,
                    stream -> watcher.reading(stream, done.get(), all));
            findings.close();
            done.addAndGet(sources.get(i).bytes());
            parts[i] = new Part(findings, books, rejects);
        });
        Ingest books = new Ingest();
        Rejects rejects = new Rejects();
        Instances instances = new Instances(plan.names(), rejects::add);
        for (int i = 0; i < parts.length; i++) {
            Part part = parts[i];
            if (part != null) {
                instances.add(part.findings());
                books.add(part.books());
                rejects.add(part.rejects());
                parts[i] = null;
            }
        }
        return new Gathered(instances.all(), books, rejects);
    }
}
