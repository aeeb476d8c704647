package io.fragmortem.spark;

import io.fragmortem.fleet.engine.RecordCodec;
import io.fragmortem.fleet.engine.SpillStore;
import io.fragmortem.fleet.intake.Ingest;
import io.fragmortem.fleet.intake.Rejects;
import io.fragmortem.fleet.intake.SourceBooks;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.source.Problem;
import io.fragmortem.source.Reason;
import io.fragmortem.source.Source;
import io.fragmortem.timeline.instance.SourceFindings;
import io.fragmortem.timeline.instance.Spoken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import scala.Tuple2;

/** Who speaks in one source, and its books. What the speakers say comes after it, each with an id of its own. */
record Heard(Spoken.Speech heads, SourceBooks books) {

    /** Ids of the speakers of one source lie below this; the last of them is its books'. */
    static final long SPEAKERS = 1L << 24;

    /** A source that can travel: a path as text, empty for what only an address names. */
    record Place(
            int number, String name, String path, OptionalLong modifiedMicros, long bytes, Optional<Phrase> refusal) {

        static byte[] of(int number, Source source) {
            return RecordCodec.write(new Place(
                    number,
                    source.name(),
                    source.path().map(Path::toString).orElse(""),
                    source.modifiedMicros(),
                    source.bytes(),
                    source.refusal()));
        }

        Source source() {
            Optional<Path> there = path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
            return new Source(name, there, modifiedMicros, bytes, refusal);
        }

        long first() {
            return number * SPEAKERS;
        }
    }

    static boolean isBooks(long id) {
        return id % SPEAKERS == SPEAKERS - 1;
    }

    /** The number of the source of an id. */
    static int sourceOf(long id) {
        return (int) (id / SPEAKERS);
    }

    /** Reads the sources of these places one after the other, on whatever machine this is. */
    static Iterator<Tuple2<Long, byte[]>> read(Iterator<byte[]> places, Job job) {
        return new Iterator<>() {
            private Iterator<Tuple2<Long, byte[]>> current =
                    List.<Tuple2<Long, byte[]>>of().iterator();

            @Override
            public boolean hasNext() {
                while (!current.hasNext() && places.hasNext()) {
                    current = read((Place) RecordCodec.read(places.next()), job);
                }
                return current.hasNext();
            }

            @Override
            public Tuple2<Long, byte[]> next() {
                return current.next();
            }
        };
    }

    /** What waits until it is asked for is kept as {@link SpillStore} does: a source may be larger than this machine's memory. */
    private static Iterator<Tuple2<Long, byte[]>> read(Place place, Job job) {
        Rejects rejects = new Rejects();
        SpillStore store = SpillStore.within(Runtime.getRuntime().maxMemory() / STORES);
        SourceFindings findings = new SourceFindings(store, rejects::add);
        Ingest books;
        Source source = place.source();
        boolean remote = source.path().isEmpty() && source.refusal().isEmpty();
        try (InputStream in =
                remote ? HadoopSources.open(source.name(), job.hadoop()) : InputStream.nullInputStream()) {
            books = Ingest.read(source, job.options(), in, findings, stream -> {}, () -> {
                findings.forget();
                rejects.forget();
            });
        } catch (IOException e) {
            books = new Ingest(List.of(), List.of(new Problem(source.name(), Reason.of(e))), List.of());
        }
        Heard heard = new Heard(findings.heads(), SourceBooks.of(books, rejects));
        List<Tuple2<Long, byte[]>> first = new ArrayList<>();
        first.add(new Tuple2<>(place.first() + SPEAKERS - 1, RecordCodec.write(heard)));
        return new Speakers(first.iterator(), findings.spoken(), place.first(), store);
    }

    /** Tasks that may run in one process at a time share its memory. */
    private static final int STORES = 4;

    /** The books and then each speaker; at the end what waited is dropped. */
    private static final class Speakers implements Iterator<Tuple2<Long, byte[]>> {
        private final Iterator<Tuple2<Long, byte[]>> books;
        private final Iterator<Spoken> spoken;
        private final SpillStore store;
        private long id;

        Speakers(Iterator<Tuple2<Long, byte[]>> books, Iterator<Spoken> spoken, long first, SpillStore store) {
            this.books = books;
            this.spoken = spoken;
            this.id = first;
            this.store = store;
        }

        @Override
        public boolean hasNext() {
            boolean more = books.hasNext() || spoken.hasNext();
            if (!more) {
                store.close();
            }
            return more;
        }

        @Override
        public Tuple2<Long, byte[]> next() {
            return books.hasNext() ? books.next() : new Tuple2<>(id++, RecordCodec.write(spoken.next()));
        }
    }

    static Heard read(byte[] bytes) {
        return (Heard) RecordCodec.read(bytes);
    }
}
