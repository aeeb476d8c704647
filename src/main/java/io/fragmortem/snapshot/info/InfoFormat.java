package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/**
 * Saved INFO text in every shape in which operators keep it: one dump or thousands with times between them, pasted,
 * logged, quoted, escaped or annotated. {@code new InfoFormat().read(entry, ReadOptions.defaults(), sink)} gives the
 * sink one sample per dump.
 */
public final class InfoFormat implements Format {

    private static final int CLEAN = 95;
    private static final int MIXED = 60;
    private static final int TRACES = 25;

    @Override
    public String name() {
        return "info";
    }

    @Override
    public int recognise(byte[] head, String name) {
        Entry entry = new Entry(name, OptionalLong.empty(), new ByteArrayInputStream(head));
        try {
            InfoReader reader = new InfoReader(entry, ReadOptions.defaults(), finding -> {});
            reader.read();
            if (reader.samples() == 0) {
                return 0;
            }
            return reader.share() >= 0.5 ? CLEAN : reader.share() >= 0.1 ? MIXED : TRACES;
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": reading bytes in memory failed", e);
        }
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        new InfoReader(entry, options, sink).read();
    }
}
