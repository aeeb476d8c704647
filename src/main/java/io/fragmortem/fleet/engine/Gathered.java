package io.fragmortem.fleet.engine;

import io.fragmortem.fleet.intake.Ingest;
import io.fragmortem.fleet.intake.Rejects;
import io.fragmortem.fleet.intake.SourceBooks;
import io.fragmortem.source.Source;
import io.fragmortem.timeline.instance.Instances;
import io.fragmortem.timeline.instance.SourceFindings;
import io.fragmortem.timeline.instance.Store;
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
    private record Part(SourceFindings findings, SourceBooks books) {}

    /** The same as a record for the journal. */
    record ReadSource(SourceFindings.Waiting said, SourceBooks books) {

        private static ReadSource of(Part part) {
            return new ReadSource(part.findings.waiting(), part.books);
        }

        private Part part(Store store) {
            return new Part(SourceFindings.again(said, store), books);
        }
    }

    /** What has been read of one source, added to that of all. */
    private static final class Taking implements Ingest.Listener {
        private final Watcher watcher;
        private final AtomicLong done;
        private final long all;
        private long own;

        Taking(Watcher watcher, AtomicLong done, long all) {
            this.watcher = watcher;
            this.done = done;
            this.all = all;
        }

        @Override
        public void stream(String name) {
            watcher.reading(name, done.get(), all);
        }

        @Override
        public void taken(long bytes) {
            if (bytes > own) {
                watcher.taken(done.addAndGet(bytes - own), all);
                own = bytes;
            }
        }

        /** Of what was read before or grew meanwhile, too. */
        void takenAll(long bytes) {
            done.addAndGet(bytes - own);
        }
    }

    private static Part read(Plan plan, Source source, Store store, Ingest.Listener listener) {
        Rejects rejects = new Rejects();
        SourceFindings findings = new SourceFindings(store, rejects::add);
        Ingest books = Ingest.read(source, plan.reading(), plan.stdin(), findings, listener, () -> {
            findings.forget();
            rejects.forget();
        });
        findings.close();
        return new Part(findings, SourceBooks.of(books, rejects));
    }

    /** Reads all sources of a plan side by side; what they say is put together in the order of the input. */
    static Gathered of(Plan plan, Store store, Watcher watcher) {
        List<Source> sources = plan.sources();
        @Nullable Part[] parts = new Part[sources.size()];
        AtomicLong done = new AtomicLong();
        long all = plan.bytes();
        new Workers(plan.threads()).each(parts.length, i -> {
            Source source = sources.get(i);
            String place = String.valueOf(i);
            Taking taking = new Taking(watcher, done, all);
            parts[i] = plan.journal()
                    .find(Journal.Kind.SOURCE, place, ReadSource.class)
                    .map(known -> known.part(store))
                    .orElseGet(() -> {
                        Part part = read(plan, source, store, taking);
                        if (plan.journal() != Journal.NONE && source.path().isPresent()) {
                            plan.journal().add(Journal.Kind.SOURCE, place, ReadSource.of(part));
                        }
                        return part;
                    });
            taking.takenAll(source.bytes());
        });
        Ingest books = new Ingest();
        Rejects rejects = new Rejects();
        Instances instances = new Instances(plan.names(), rejects::add);
        for (int i = 0; i < parts.length; i++) {
            Part part = parts[i];
            if (part != null) {
                instances.add(part.findings());
                part.books().addTo(books, rejects);
                parts[i] = null;
            }
        }
        return new Gathered(instances.all(), books, rejects);
    }
}
