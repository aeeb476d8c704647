package io.fragmortem.spark;

import io.fragmortem.report.ReportFolder;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** A folder in a file system that Hadoop knows, on whatever machine this is. */
final class Place {

    private final FileSystem files;
    private final Path folder;

    private Place(FileSystem files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    /**
     * The folder of this name.
     *
     * @param name an address, or a path of the local file system
     * @param settings of Hadoop, beside those that lie on the class path
     */
    static Place of(String name, Map<String, String> settings) throws IOException {
        return at(
                ReportFolder.isAddress(name)
                        ? new Path(name).toUri().toString()
                        : java.nio.file.Path.of(name).toAbsolutePath().toUri().toString(),
                settings);
    }

    /** The folder of this address, as another machine's {@link #toString} gives it. */
    static Place at(String address, Map<String, String> settings) throws IOException {
        Path folder = new Path(URI.create(address));
        FileSystem files = folder.getFileSystem(configuration(settings));
        // checksums of our own beside each page would be in the way of whoever opens the folder
        return new Place(files instanceof LocalFileSystem local ? local.getRawFileSystem() : files, folder);
    }

    static Configuration configuration(Map<String, String> settings) {
        Configuration configuration = new Configuration();
        settings.forEach(configuration::set);
        return configuration;
    }

    /** A folder in it. */
    Place in(String name) {
        return new Place(files, new Path(folder, name));
    }

    void make() throws IOException {
        if (!files.mkdirs(folder)) {
            throw new IOException(folder + ": cannot be made");
        }
    }

    /** Has it deleted at the end of this process, whatever comes in between. */
    void deleteAtTheEnd() throws IOException {
        files.deleteOnExit(folder);
    }

    void delete() throws IOException {
        files.delete(folder, true);
    }

    void delete(String name) throws IOException {
        files.delete(new Path(folder, name), true);
    }

    boolean has(String name) throws IOException {
        return files.exists(new Path(folder, name));
    }

    /** Names of what is in it, sorted; none where it does not exist. */
    List<String> names() throws IOException {
        try {
            List<String> names = new ArrayList<>();
            for (FileStatus file : files.listStatus(folder)) {
                names.add(file.getPath().getName());
            }
            names.sort(null);
            return names;
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    FSDataInputStream open(String name) throws IOException {
        return files.open(new Path(folder, name));
    }

    /** Writes a file. Its folder must exist: a task that outlives its run must not make it again. */
    void write(String name, Consumer<Writer> content) throws IOException {
        try (FSDataOutputStream out =
                        files.createFile(new Path(folder, name)).overwrite(true).build();
                Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            content.accept(text);
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    /**
     * Puts a whole file or folder into its place in another folder, instead of what is there. Where the file system replaces
     * nothing by renaming, the old one is gone for a moment.
     */
    void move(String name, Place to, String as) throws IOException {
        Path from = new Path(folder, name);
        Path target = new Path(to.folder, as);
        if (files.rename(from, target)) {
            return;
        }
        files.delete(target, false);
        if (!files.rename(from, target)) {
            throw new IOException(target + ": cannot be put into its place");
        }
    }

    /** The same, where somebody else may have put the very same there: then his stays. */
    void moveUnlessThere(String name, Place to, String as) throws IOException {
        Path from = new Path(folder, name);
        Path target = new Path(to.folder, as);
        if (files.exists(target)) {
            files.delete(from, false);
        } else if (!files.rename(from, target)) {
            if (!files.exists(target)) {
                throw new IOException(target + ": cannot be put into its place");
            }
            files.delete(from, false);
        }
    }

    @Override
    public String toString() {
        return folder.toUri().toString();
    }
}
