package io.fragmortem.packaging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** A tar.gz whose bytes follow from the files alone: sorted by name, owned by root, all of one time, modes 755 and 644. */
final class Tarball {

    private static final int RUN = 0755;
    private static final int READ = 0644;

    private final Instant time;

    Tarball(Instant time) {
        this.time = time;
    }

    /** Packs what lies in {@code folder}, by names below it. */
    void pack(Path folder, Path archive) throws IOException {
        GzipParameters gzip = new GzipParameters();
        gzip.setCompressionLevel(Deflater.BEST_COMPRESSION);
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(new BufferedOutputStream(Files.newOutputStream(archive)), gzip))) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path file : below(folder)) {
                out.putArchiveEntry(entry(folder, file));
                if (Files.isRegularFile(file) && !Files.isSymbolicLink(file)) {
                    Files.copy(file, out);
                }
                out.closeArchiveEntry();
            }
        }
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.equals(folder)).sorted().toList();
        }
    }

    private TarArchiveEntry entry(Path folder, Path file) throws IOException {
        String name = "./" + folder.relativize(file).toString().replace('\\', '/');
        TarArchiveEntry entry;
        if (Files.isSymbolicLink(file)) {
            entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(Files.readSymbolicLink(file).toString());
            entry.setMode(RUN);
        } else if (Files.isDirectory(file)) {
            entry = new TarArchiveEntry(name + "/");
            entry.setMode(RUN);
        } else {
            entry = new TarArchiveEntry(name);
            entry.setSize(Files.size(file));
            entry.setMode(Files.isExecutable(file) ? RUN : READ);
        }
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        entry.setModTime(time.toEpochMilli());
        return entry;
    }
}
