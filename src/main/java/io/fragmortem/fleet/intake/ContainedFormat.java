package io.fragmortem.fleet.intake;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A format whose faults cost one line and not the stream. When the reader throws, the line that it stumbled over is looked for
 * by reading ever shorter beginnings again; it is left out and named, and reading goes on behind it. In a stream of more than
 * {@link Replay#MOST} bytes what the reader had taken until then is left out.
 */
final class ContainedFormat implements Format {

    /** Faults in one stream after which it is given up: nothing that follows would be read better. */
    private static final int MOST_FAULTS = 20;

    private final Format format;
    private final Consumer<Defect> defects;

    ContainedFormat(Format format, Consumer<Defect> defects) {
        this.format = format;
        this.defects = defects;
    }

    @Override
    public String name() {
        return format.name();
    }

    @Override
    public Sureness recognise(byte[] head, String name) {
        try {
            return format.recognise(head, name);
        } catch (RuntimeException | StackOverflowError e) {
            defects.accept(Defect.reading(name, 0, name(), e));
            return Sureness.NO;
        }
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Replay stream = new Replay(entry.stream());
        CountingSink placed = CountingSink.to(sink);
        for (int faults = 1; ; faults++) {
            try {
                format.read(new Entry(entry.name(), entry.modifiedMicros(), stream), options, placed);
                return;
            } catch (UncheckedIOException e) {
                throw e; // whoever takes what is found cannot write
            } catch (RuntimeException | StackOverflowError e) {
                Stumble stumble = new Stumble(entry, options, e, placed.found());
                boolean more = stream.skipTo(stumble::lengthOf) && faults < MOST_FAULTS;
                defects.accept(Defect.reading(entry.name(), stream.badLine(), name(), e));
                if (!more) {
                    return;
                }
                placed = CountingSink.to(new MovedSink(sink, stream.lines(), stream.offset()));
            }
        }
    }

    /** A fault, to be known again: what was thrown where, and after how much had been found. */
    private final class Stumble {
        private final Entry entry;
        private final ReadOptions options;
        private final Throwable thrown;
        private final long found;

        Stumble(Entry entry, ReadOptions options, Throwable thrown, long found) {
            this.entry = entry;
            this.options = options;
            this.thrown = thrown;
            this.found = found;
        }

        /** Length of the shortest beginning, to the end of a line, over which the reader stumbles again; 0 for none. */
        int lengthOf(byte[] taken) throws IOException {
            int[] ends = lineEnds(taken);
            int low = 0;
            int high = ends.length - 1;
            if (high < 0 || !isIn(Arrays.copyOf(taken, ends[high]))) {
                return 0;
            }
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (isIn(Arrays.copyOf(taken, ends[middle]))) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return ends[low];
        }

        private boolean isIn(byte[] beginning) throws IOException {
            CountingSink counted = CountingSink.toNobody();
            ByteArrayInputStream stream = new ByteArrayInputStream(beginning);
            try {
                format.read(new Entry(entry.name(), entry.modifiedMicros(), stream), options, counted);
                return false;
            } catch (RuntimeException | StackOverflowError e) {
                return counted.found() == found && e.getClass() == thrown.getClass() && place(e).equals(place(thrown));
            }
        }
    }

    /** Empty for what the JVM throws so often that it leaves out the trace. */
    private static String place(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return trace.length == 0 ? "" : trace[0].toString();
    }

    private static int[] lineEnds(byte[] taken) {
        int[] ends = new int[taken.length + 1];
        int n = 0;
        for (int i = 0; i < taken.length; i++) {
            if (taken[i] == '\n' || i == taken.length - 1) {
                ends[n++] = i + 1;
            }
        }
        return Arrays.copyOf(ends, n);
    }
}
