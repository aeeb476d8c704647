package io.fragmortem.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fragmortem.fleet.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From {@code hdfs://} to {@code hdfs://}, on a file system of its own in this process. */
final class HdfsTest {

    /** Cut off, compressed, with a log, and a giant are among them. */
    private static final int INSTANCES = 12;

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void noSettingsStay() {
        System.clearProperty("spark.master");
        System.clearProperty("spark.hadoop.dfs.replication");
    }

    @Test
    void theReportIsTheSameAsOfLocalFiles() throws IOException {
        System.setProperty("spark.master", "local[2]");
        System.setProperty("spark.hadoop.dfs.replication", "1");
        Path archive = folder.resolve("archive");
        DamagedArchive.write(archive, INSTANCES);
        DamagedArchive.analyse(Engine.LOCAL, archive.toString(), DamagedArchive.bothResults(), folder + "/local");
        Configuration configuration = new Configuration();
        configuration.set(
                MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("dfs").toString());
        try (MiniDFSCluster cluster =
                new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
            FileSystem files = cluster.getFileSystem();
            String root = files.getUri() + "/logs of redis";
            files.copyFromLocalFile(hadoop(archive.toString()), hadoop(root + "/archive"));
            // twice, so that the second run finds files in its way
            for (int run = 0; run < 2; run++) {
                DamagedArchive.analyse(
                        new SparkEngine(), root + "/archive", DamagedArchive.bothResults(), root + "/out");
            }
            files.copyToLocalFile(false, hadoop(root + "/out"), hadoop(folder + "/copied"), true);
            assertEquals(0, files.globStatus(hadoop(root + "/out/.fragmortem*")).length, "nothing unfinished is left");
            assertSame(root + "/archive", archive.toString());
        }
    }

    private static org.apache.hadoop.fs.Path hadoop(String path) {
        return new org.apache.hadoop.fs.Path(path);
    }

    private void assertSame(String there, String here) throws IOException {
        Map<String, String> expected = DamagedArchive.files(folder.resolve("local"));
        Map<String, String> found = DamagedArchive.files(folder.resolve("copied"));
        assertEquals(expected.keySet(), found.keySet());
        expected.remove("summary.md"); // Markdown makes addresses harmless, so they cannot be put back
        expected.forEach(
                (name, text) -> assertEquals(text, found.getOrDefault(name, "").replace(there, here), name));
    }
}
