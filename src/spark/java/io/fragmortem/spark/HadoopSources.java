package io.fragmortem.spark;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.source.LeftOut;
import io.fragmortem.source.Limits;
import io.fragmortem.source.OwnReports;
import io.fragmortem.source.Reason;
import io.fragmortem.source.Source;
import io.fragmortem.source.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files of any Hadoop file system: {@code hdfs://}, {@code s3a://} and whatever else the cluster has, in the order and with the
 * exceptions of {@link Sources#list}.
 */
final class HadoopSources {

    private final FileSystem files;
    private final List<Source> found;

    private final LeftOut leftOut = new LeftOut();

    private HadoopSources(FileSystem files, List<Source> found) {
        this.files = files;
        this.found = found;
    }

    /** The files below an address, which may have wildcards as Hadoop knows them. */
    static List<Source> list(String input, Map<String, String> settings) {
        List<Source> found = new ArrayList<>();
        if (input.equals("-")) {
            found.add(refused(input, Phrase.of("input.problem.no_stdin")));
            return found;
        }
        try {
            Path path = new Path(input);
            FileSystem files = path.getFileSystem(Place.configuration(settings));
            HadoopSources sources = new HadoopSources(files, found);
            sources.list(path, input);
            found.addAll(sources.leftOut.told(input));
        } catch (IOException e) {
            found.add(refused(input, Reason.of(e)));
        } catch (RuntimeException e) {
            found.add(refused(input, Reason.of(new IOException(e.getMessage(), e))));
        }
        return found;
    }

    private void list(Path path, String name) throws IOException {
        if (files.exists(path)) {
            list(files.getFileStatus(path), name, 0);
            return;
        }
        FileStatus[] matching = files.globStatus(path);
        if (matching == null || matching.length == 0) {
            found.add(refused(name, Phrase.of("input.problem.absent")));
            return;
        }
        for (FileStatus file : sorted(matching)) {
            list(file, file.getPath().toString(), 0);
        }
    }

    private void list(FileStatus file, String name, int depth) throws IOException {
        if (!file.isDirectory()) {
            long modified = TimeUnit.MILLISECONDS.toMicros(file.getModificationTime());
            if (depth > 0 && isOwnReport(file.getPath())) {
                if (!OwnReports.isExpectation(head(file.getPath()))) {
                    leftOut.own(name);
                }
            } else {
                found.add(
                        new Source(name, Optional.empty(), OptionalLong.of(modified), file.getLen(), Optional.empty()));
            }
            return;
        }
        Limits limits = Limits.defaults();
        if (depth >= limits.maxFolders()) {
            found.add(refused(name, Phrase.of("input.problem.folders", Phrase.count(limits.maxFolders()))));
            return;
        }
        for (FileStatus child : sorted(files.listStatus(file.getPath()))) {
            String own = child.getPath().getName();
            String below = name.endsWith("/") ? name + own : name + "/" + own;
            if (Sources.isPassedOver(own)) {
                leftOut.passedOver(below);
            } else if (!own.startsWith("_")) { // as everywhere in Hadoop's world, _SUCCESS is hidden
                list(child, below, depth + 1);
            }
        }
    }

    private static FileStatus[] sorted(FileStatus[] children) {
        Arrays.sort(children, Comparator.comparing(child -> child.getPath().getName()));
        return children;
    }

    private boolean isOwnReport(Path file) throws IOException {
        Path folder = file.getParent();
        try {
            return OwnReports.has(folder.getName(), file.getName(), other -> head(new Path(folder, other)));
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private byte[] head(Path file) {
        try {
            if (!files.exists(file)) {
                return new byte[0];
            }
            try (InputStream in = files.open(file)) {
                return in.readNBytes(OwnReports.HEAD);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source refused(String name, Phrase reason) {
        return new Source(name, Optional.empty(), OptionalLong.empty(), 0, Optional.of(reason));
    }

    static InputStream open(String address, Map<String, String> settings) throws IOException {
        Path path = new Path(address);
        return path.getFileSystem(Place.configuration(settings)).open(path);
    }
}
