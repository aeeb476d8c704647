package io.fragmortem.fleet.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A journal in a hidden file of the report's folder. After the key of the run come records: kind, length of the name, length of the
 * bytes, their checksum, name, bytes. A record that was not written to its end is cut off when the file is opened again. A disk that
 * takes no more ends the writing, not the run.
 */
public final class JournalFile implements Journal, AutoCloseable {

    private static final String NAME = ".fragmortem-journal";

    private static final int HEAD = 1 + 4 + 4 + 8;
    /** A name longer than this is no name: the file is not ours. */
    private static final int LONGEST_NAME = 1 << 20;

    /** Where the bytes of a record are. */
    private record Place(long offset, int length) {}

    private final Path folder;
    private final Path path;
    private final boolean madeFolder;
    private final FileChannel file;
    private final Map<String, Place> known = new HashMap<>();
    private long end;
    private boolean full;

    private JournalFile(Path folder, boolean madeFolder, FileChannel file) {
        this.folder = folder;
        this.path = folder.resolve(NAME);
        this.madeFolder = madeFolder;
        this.file = file;
    }

    /**
     * The journal of a report's folder, which is made when missing.
     *
     * @param key of the run: what another run has finished is thrown away
     * @param resume whether to look at what is there; otherwise it begins anew
     */
    public static JournalFile in(Path folder, String key, boolean resume) throws IOException {
        boolean made = !Files.exists(folder);
        Files.createDirectories(folder);
        FileChannel file = FileChannel.open(
                folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!isOurs(file)) {
            file.close();
            throw new IOException(folder + ": another run writes its journal here");
        }
        JournalFile journal = new JournalFile(folder, made, file);
        byte[] first = key.getBytes(StandardCharsets.UTF_8);
        if (!resume || !journal.begins(first)) {
            file.truncate(0);
            journal.write(ByteBuffer.wrap(first), 0);
        }
        journal.end = first.length;
        journal.look();
        return journal;
    }

    private static boolean isOurs(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // of this process
        }
    }

    private boolean begins(byte[] key) throws IOException {
        Optional<byte[]> there = read(0, key.length);
        return there.isPresent() && Arrays.equals(there.get(), key);
    }

    /** Finds the whole records and cuts off what follows them. */
    private void look() throws IOException {
        Optional<byte[]> head = read(end, HEAD);
        while (head.isPresent()) {
            ByteBuffer told = ByteBuffer.wrap(head.get());
            int kind = told.get();
            int nameLength = told.getInt();
            int length = told.getInt();
            long sum = told.getLong();
            boolean sensible = kind >= 0
                    && kind < Kind.values().length
                    && nameLength >= 0
                    && nameLength <= LONGEST_NAME
                    && length >= 0;
            Optional<byte[]> name = sensible ? read(end + HEAD, nameLength) : Optional.empty();
            Optional<byte[]> bytes = name.isPresent() ? read(end + HEAD + nameLength, length) : Optional.empty();
            if (bytes.isEmpty() || checksum(bytes.get()) != sum) {
                break;
            }
            String key = key(Kind.values()[kind], new String(name.orElseThrow(), StandardCharsets.UTF_8));
            known.put(key, new Place(end + HEAD + nameLength, length));
            end += HEAD + nameLength + length;
            head = read(end, HEAD);
        }
        file.truncate(end);
    }

    private Optional<byte[]> read(long offset, int length) throws IOException {
        if (offset + length > file.size()) {
            return Optional.empty();
        }
        ByteBuffer read = ByteBuffer.allocate(length);
        while (read.hasRemaining() && file.read(read, offset + read.position()) >= 0) {
            // on it goes
        }
        return read.hasRemaining() ? Optional.empty() : Optional.of(read.array());
    }

    private void write(ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    private static String key(Kind kind, String name) {
        return kind + " " + name;
    }

    private static long checksum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return sum.getValue();
    }

    @Override
    public synchronized <T extends Record> Optional<T> find(Kind kind, String name, Class<T> type) {
        Place place = known.get(key(kind, name));
        if (place == null) {
            return Optional.empty();
        }
        try {
            return read(place.offset, place.length).map(bytes -> type.cast(RecordCodec.read(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }

    @Override
    public void add(Kind kind, String name, Record finished) {
        byte[] called = name.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = RecordCodec.write(finished);
        ByteBuffer record = ByteBuffer.allocate(HEAD + called.length + bytes.length);
        record.put((byte) kind.ordinal())
                .putInt(called.length)
                .putInt(bytes.length)
                .putLong(checksum(bytes));
        record.put(called).put(bytes).flip();
        append(record);
    }

    private synchronized void append(ByteBuffer record) {
        if (full) {
            return;
        }
        try {
            write(record, end);
            end += record.limit();
        } catch (IOException e) {
            full = true;
        }
    }

    /** The run is over: nothing of it is needed any more. */
    public void delete() {
        close();
        try {
            Files.deleteIfExists(path);
            if (madeFolder && isEmpty(folder)) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            // it is thrown away by the next run that does not resume this one
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            return !all.iterator().hasNext();
        }
    }

    @Override
    public synchronized void close() {
        full = true;
        try {
            file.close();
        } catch (IOException e) {
            // what was written to its end counts
        }
    }
}
