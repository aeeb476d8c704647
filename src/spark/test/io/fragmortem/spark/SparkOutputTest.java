package io.fragmortem.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of {@code --engine spark} gets and is told. */
final class SparkOutputTest {

    private static final int INSTANCES = 12;

    /** The hosts of the archive and everything that is called after them. */
    private static final Pattern SECRET = Pattern.compile("cache-\\d|0{30}|old.hosts");

    @TempDir
    private Path folder = Path.of("");

    private Path archive = Path.of("");
    private String told = "";

    @BeforeEach
    void anArchive() throws IOException {
        System.setProperty("spark.master", "local[2]");
        archive = folder.resolve("archive");
        DamagedArchive.write(archive, INSTANCES);
    }

    @AfterEach
    void noSettingsStay() {
        System.clearProperty("spark.master");
    }

    private int run(String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                args,
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of());
        told = err.toString(StandardCharsets.UTF_8);
        return code;
    }

    private int analyse(String out, String... more) {
        List<String> args = new ArrayList<>(List.of("analyze", archive.toString(), "-o", folder + "/" + out));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    @Test
    void noOutputOfARedactedRunNamesAHost() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "a secret of more than 16 bytes");
        String[] redacted = {"--redact-key", key.toString(), "--results", "json,jsonl"};
        assertEquals(4, analyse("here", redacted), told);
        String[] onSpark = {
            "--redact-key",
            key.toString(),
            "--results",
            "json,jsonl",
            "--engine",
            "spark",
            "--redact-map",
            folder + "/map"
        };
        assertEquals(4, analyse("there", onSpark), told);
        Map<String, String> here = DamagedArchive.files(folder.resolve("here"));
        Map<String, String> there = DamagedArchive.files(folder.resolve("there"));
        assertEquals(INSTANCES + 5, there.size());
        there.forEach((name, text) -> {
            assertFalse(SECRET.matcher(name).find(), name);
            assertEquals(
                    List.of(),
                    SECRET.matcher(text).results().map(MatchResult::group).toList(),
                    name);
        });
        assertEquals(here.get("results"), there.get("results"), "the same pseudonyms on all machines");
        assertEquals(here.keySet(), there.keySet());
        String map = Files.readString(folder.resolve("map"));
        assertTrue(map.contains("\tcache-11\n"), "the map tells who it was: " + map);
        assertEquals(0, run("redact-check", folder + "/there/index.html", "--redact-map", folder + "/map"), told);
    }

    @Test
    void pseudonymsOfManyMachinesNeedAKey() {
        assertEquals(2, analyse("out", "--redact", "--engine", "spark"));
        assertTrue(told.contains("--redact-key"), told);
    }

    @Test
    void resultsComeInPartsUnlessOneObjectIsAskedFor() throws IOException {
        assertEquals(4, analyse("out", "--engine", "spark"), told);
        assertFalse(Files.exists(folder.resolve("out/result.json")));
        String lines = DamagedArchive.files(folder.resolve("out")).getOrDefault("results", "");
        assertEquals(INSTANCES, lines.lines().count());
        assertTrue(lines.contains("\"name\":\"cache-11\""), lines.substring(0, 40));
        assertEquals(4, analyse("again", "--baseline", folder + "/out"), told);
        String again = Files.readString(folder.resolve("again/index.html"));
        assertTrue(again.contains("0 new, 0 worse"), "the parts are a baseline");
    }

    @Test
    void whatCannotBeReachedIsToldBeforeTheWork() {
        assertEquals(2, run("analyze", archive.toString(), "-o", "nosuch://host/out", "--engine", "spark"));
        assertTrue(told.contains("nosuch://host/out"), told);
        assertEquals(2, run("analyze", archive.toString(), "-o", "hdfs://host/out"));
        assertTrue(told.contains("hdfs://host/out"), told);
    }

    @Test
    void inputsThatAreNotThereAreNamed() {
        String absent = "file://" + folder + "/nothing/*.gz";
        assertEquals(3, run("analyze", absent, "-", "-o", folder + "/out", "--engine", "spark"), told);
        assertTrue(told.contains(absent + ": no such file or folder"), told);
        assertTrue(told.contains("-: standard input is on this machine alone"), told);
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void aSinglePageIsWrittenAsEver() throws IOException {
        assertEquals(
                0,
                run(
                        "analyze",
                        archive + "/cache-5",
                        "-o",
                        folder + "/page.html",
                        "--engine",
                        "spark",
                        "--format",
                        "markdown"),
                told);
        assertTrue(Files.readString(folder.resolve("page.html")).contains("cache-5"));
    }

    @Test
    void aFolderThatCannotBeWrittenEndsTheRun() throws IOException {
        Files.writeString(folder.resolve("file"), "in the way");
        assertEquals(
                74, run("analyze", archive.toString(), "-o", "file://" + folder + "/file/out", "--engine", "spark"));
        assertTrue(told.contains("file/out"), told);
        assertFalse(told.contains("defect"), told);
    }
}
