package io.fragmortem.fleet.engine;

import io.fragmortem.timeline.instance.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps values in bounded memory: a few as they are, more of them packed, and the rest in a private temporary file. The file
 * has no name any more as soon as it is open, so that nothing of it outlives the process, whatever ends it.
 */
public final class SpillStore implements Store, AutoCloseable {

    private final long mostLive;
    private final long mostPacked;
    private final AtomicLong live = new AtomicLong();
    private final AtomicLong packed = new AtomicLong();
    private final AtomicLong end = new AtomicLong();
    private @Nullable FileChannel file;

    /**
     * @param mostLive bytes of values that are kept as they are
     * @param mostPacked bytes of packed values in memory
     */
    public SpillStore(long mostLive, long mostPacked) {
        this.mostLive = mostLive;
        this.mostPacked = mostPacked;
    }

    /** A store that fits into a heap of this size beside the work that is done there. */
    public static SpillStore within(long heapBytes) {
        return new SpillStore(Math.min(heapBytes / 12, 64L << 20), heapBytes / 5);
    }

    /** Bytes in the temporary file. */
    long spilled() {
        return end.get();
    }

    @Override
    public <T> Kept<T> keep(T value, long bytes) {
        if (take(live, bytes, mostLive)) {
            return new Held<>(value, bytes);
        }
        byte[] written = RecordCodec.write(value);
        if (take(packed, written.length, mostPacked)) {
            return new Packed<>(typeOf(value), written);
        }
        long offset = end.getAndAdd(written.length);
        try {
            ByteBuffer left = ByteBuffer.wrap(written);
            while (left.hasRemaining()) {
                file().write(left, offset + left.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("temporary file in " + System.getProperty("java.io.tmpdir"), e);
        }
        return new Spilled<>(typeOf(value), offset, written.length);
    }

    private static boolean take(AtomicLong used, long bytes, long most) {
        if (used.addAndGet(bytes) <= most) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    private synchronized FileChannel file() throws IOException {
        if (file == null) {
            Path path = Files.createTempFile("fragmortem-", ".tmp");
            path.toFile().deleteOnExit();
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            unlink(path);
        }
        return file;
    }

    private static void unlink(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            // a system that deletes no open file: it goes at the end of the process
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class of a record, so that what is read back is known to be one. */
    @SuppressWarnings("unchecked")
    private static <T> Class<T> typeOf(T value) {
        return (Class<T>) value.getClass();
    }

    private final class Held<T> implements Kept<T> {
        private final T value;
        private final long bytes;

        Held(T value, long bytes) {
            this.value = value;
            this.bytes = bytes;
        }

        @Override
        public T get() {
            return value;
        }

        @Override
        public void release() {
            live.addAndGet(-bytes);
        }
    }

    private final class Packed<T> implements WaitingCoder.Packed<T> {
        private final Class<T> type;
        private final byte[] written;

        Packed(Class<T> type, byte[] written) {
            this.type = type;
            this.written = written;
        }

        @Override
        public T get() {
            return type.cast(RecordCodec.read(written));
        }

        @Override
        public byte[] bytes() {
            return written;
        }

        @Override
        public void release() {
            packed.addAndGet(-written.length);
        }
    }

    private final class Spilled<T> implements WaitingCoder.Packed<T> {
        private final Class<T> type;
        private final long offset;
        private final int length;

        Spilled(Class<T> type, long offset, int length) {
            this.type = type;
            this.offset = offset;
            this.length = length;
        }

        @Override
        public T get() {
            return type.cast(RecordCodec.read(bytes()));
        }

        @Override
        public byte[] bytes() {
            ByteBuffer read = ByteBuffer.allocate(length);
            try {
                while (read.hasRemaining()) {
                    if (file().read(read, offset + read.position()) < 0) {
                        throw new IOException("the temporary file ends at " + (offset + read.position()));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return read.array();
        }

        @Override
        public void release() {
            // the file only grows; it is gone with the store
        }
    }
}
