package io.fragmortem.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.snapshot.Formats;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Recorder;
import io.fragmortem.snapshot.Sniffer;
import io.fragmortem.source.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A stream that comes in small pieces, as through a pipe, says the same as one that is there at once. */
final class ChunksTest {

    @Test
    void theSizeOfTheReadsSaysNothing() throws IOException {
        Mutator mutator = new Mutator(Target.READERS.seeds(), 7);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 120; i++) {
            byte[] input = mutator.next();
            int most = 1 << random.nextInt(13);
            assertEquals(read(input, input.length + 1), read(input, most), "mutant " + i + ", pieces of " + most);
        }
    }

    private static String read(byte[] input, int most) throws IOException {
        InputStream stream = new ByteArrayInputStream(input) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(length, most));
            }
        };
        Recorder seen = new Recorder();
        var unused = new Sniffer(Formats.all())
                .read(new Entry("test", OptionalLong.of(1_000_000L), stream), ReadOptions.defaults(), seen);
        return seen.everything();
    }
}
