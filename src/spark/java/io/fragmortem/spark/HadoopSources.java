package io.fragmortem.spark;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files of any Hadoop file system: {@code hdfs://}, {@code s3a://} and whatever else the cluster has. */
final class HadoopSources {

    private static final Pattern REMOTE = Pattern.compile("[a-z][a-z0-9+.-]+://.*");

    /** As in local folders: what explains a folder of captures is no capture. */
    private static final Pattern README = Pattern.compile("(?i)readme(\\.(md|txt|rst))?");

    private HadoopSources() {}

    static boolean isRemote(String input) {
        return REMOTE.matcher(input).matches();
    }

    /** The files below an address, folders sorted by name, hidden ones passed over. */
    static List<Source> list(String input) {
        List<Source> found = new ArrayList<>();
        try {
            FileSystem files = FileSystem.get(URI.create(input), new Configuration());
            list(files, files.getFileStatus(new Path(input)), input, found);
        } catch (IOException | RuntimeException e) {
            found.add(refused(input, e));
        }
        return found;
    }

    private static void list(FileSystem files, FileStatus file, String name, List<Source> found) throws IOException {
        if (!file.isDirectory()) {
            long modified = TimeUnit.MILLISECONDS.toMicros(file.getModificationTime());
            found.add(new Source(name, Optional.empty(), OptionalLong.of(modified), file.getLen(), Optional.empty()));
            return;
        }
        FileStatus[] children = files.listStatus(file.getPath());
        Arrays.sort(children, Comparator.comparing(child -> child.getPath().getName()));
        for (FileStatus child : children) {
            String own = child.getPath().getName();
            if (!own.startsWith(".")
                    && !own.startsWith("_")
                    && !README.matcher(own).matches()) {
                list(files, child, name.endsWith("/") ? name + own : name + "/" + own, found);
            }
        }
    }

    private static Source refused(String name, Exception e) {
        Phrase reason = Phrase.of("input.problem.error", Phrase.name(String.valueOf(e.getMessage())));
        return new Source(name, Optional.empty(), OptionalLong.empty(), 0, Optional.of(reason));
    }

    static InputStream open(String address) throws IOException {
        return FileSystem.get(URI.create(address), new Configuration()).open(new Path(address));
    }
}
