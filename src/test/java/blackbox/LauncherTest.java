package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the launcher starts the program: its Java, its flags, its class archive, its exit codes. */
final class LauncherTest {

    @TempDir
    private Path temporary;

    private Checkout checkout;

    @BeforeEach
    void install() throws IOException {
        checkout = new Checkout(temporary);
    }

    @Test
    void theClassArchiveBelongsToItsPlace() throws Exception {
        Checkout.Ended first = checkout.launch("formats");
        Path moved = Files.move(checkout.home(), temporary.resolve("there"));
        Checkout.Ended second = checkout.launchIn(moved, "formats");
        String archive = "(?s).*-XX:SharedArchiveFile=(\\S+).*";
        Path one = Path.of(first.out().replaceFirst(archive, "$1"));
        Path other = Path.of(second.out().replaceFirst(archive, "$1"));
        assertEquals(moved.resolve("target"), other.getParent());
        assertTrue(Files.exists(other));
        assertFalse(one.getFileName().equals(other.getFileName()), "the archive names the jar by its old place");
    }

    /** What findings end with is told apart from what the JVM ends with. */
    @ParameterizedTest
    @CsvSource({
        "findings, --fail-on, 1",
        "findings, --fail-on=warning, 1",
        "findings, --config, 1",
        "1, --fail-on, 70",
        "3, --fail-on, 3",
        "134, --fail-on, 134",
        "0, --fail-on, 0"
    })
    void theCodeOfFindingsIsOnlyTheirs(String ends, String option, int code) throws Exception {
        checkout.launch("formats");
        checkout.environment().put("JAVA_ENDS", ends);
        assertEquals(
                code,
                checkout.launch("analyze", "x", option, "warning", "-o", "y").code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FRAGMORTEM_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"})
    void aJvmThatCannotStartIsNoFinding(String variable) throws Exception {
        checkout.launch("formats");
        checkout.withRealJava();
        checkout.environment().put(variable, "-XX:+NoSuchFlag");
        Checkout.Ended ended = checkout.launch("formats");
        assertEquals(70, ended.code());
        assertTrue(ended.err().contains("NoSuchFlag"), ended.err());
        assertTrue(ended.err().contains("the Java virtual machine failed"), ended.err());
    }

    /** Standard input, exit code and a signal go through the process that watches. */
    @Test
    void whoWatchesPassesEverythingOn() throws Exception {
        checkout.launch("formats");
        checkout.withRealJava();
        checkout.environment().put("FRAGMORTEM_JAVA_OPTS", "-Xmx200m");
        Process process = start("diagnose", "-", "--fail-on", "info");
        process.getOutputStream()
                .write("redis_version:7.0.15\nused_memory:100000000\nused_memory_rss:900000000\n"
                        .getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(1, process.exitValue(), Files.readString(temporary.resolve("err")));
        Process endless = start("diagnose", "-");
        Thread.sleep(1500);
        endless.destroy();
        assertTrue(endless.waitFor(20, TimeUnit.SECONDS), "it does not end when it is told to");
        assertEquals(143, endless.exitValue());
        assertEquals(0, endless.descendants().count());
    }

    private Process start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(checkout.home().resolve("fragmortem").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(temporary.resolve("out").toFile())
                .redirectError(temporary.resolve("err").toFile());
        builder.environment().putAll(checkout.environment());
        return builder.start();
    }

    @ParameterizedTest
    @CsvSource({"C, C", "POSIX, POSIX", "xx_XX.UTF-8, xx_XX.UTF-8"})
    void namesOfFilesAreReadInALocaleThatHasThem(String given, String kept) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/locale")), "no locales to ask for");
        checkout.environment().put("LC_ALL", given);
        assertTrue(
                checkout.launch("formats").out().matches("(?s).*locale (C|en_US)\\.UTF-8 " + kept + "\n"),
                checkout.launch("formats").out());
        checkout.environment().put("LC_ALL", "C.UTF-8");
        assertTrue(checkout.launch("formats").out().endsWith("locale C.UTF-8 \n"));
    }

    @Test
    void aPathOutsideAsciiIsReadWhateverTheLocale() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/locale")), "no locales to ask for");
        checkout.launch("formats");
        checkout.withRealJava();
        Path folder = Files.createDirectories(temporary.resolve("größe-内存"));
        Files.writeString(folder.resolve("дамп.info"), "used_memory:100000000\nused_memory_rss:110000000\n");
        checkout.environment().put("LC_ALL", "C");
        for (String input :
                List.of(folder.toString(), folder.resolve("дамп.info").toString())) {
            Checkout.Ended ended = checkout.launch("diagnose", "--format", "json", input);
            assertEquals(0, ended.code(), ended.err());
            assertTrue(ended.out().contains("\"used\":100000000"), ended.out());
        }
    }

    @Test
    void theSecondCompilerComesWithTheBytes() throws Exception {
        String first = "-XX:TieredStopAtLevel=1";
        Path small = Files.createDirectories(temporary.resolve("small/below"));
        Files.writeString(small.resolve("a.txt"), "x");
        assertTrue(checkout.launch("analyze", small.getParent().toString(), "-o", "y")
                .out()
                .contains(first));
        Path large = Files.createDirectories(temporary.resolve("large/below"));
        try (RandomAccessFile sparse =
                new RandomAccessFile(large.resolve("a.txt").toFile(), "rw")) {
            sparse.setLength(600_000_000);
        }
        String checksums = checkout.launch("analyze", large.getParent().toString(), "-o", "y")
                .out();
        assertFalse(checksums.contains(first), checksums);
        assertTrue(checksums.contains("-XX:-C1ProfileCalls"), "the second one makes checksums only: " + checksums);
        Path release = Path.of(checkout.environment().getOrDefault("JAVA_HOME", ""), "release");
        Files.writeString(release, "JAVA_VERSION=\"21.0.1\"\n");
        String newer = checkout.launch("analyze", large.getParent().toString(), "-o", "y")
                .out();
        assertTrue(newer.contains(first), "another Java may not know these words: " + newer);
        Files.writeString(release, "JAVA_VERSION=\"17.0.15\"\n");
        try (RandomAccessFile sparse =
                new RandomAccessFile(large.resolve("a.txt").toFile(), "rw")) {
            sparse.setLength(800_000_000);
        }
        String second = checkout.launch("analyze", large.getParent().toString(), "-o", "y")
                .out();
        assertFalse(second.contains(first), second);
        assertTrue(second.contains("-XX:+TieredCompilation -XX:Tier4InvocationThreshold=100000 -XX:Tier4Min"), second);
        Path packed = large.resolve("b.log.gz");
        try (RandomAccessFile sparse = new RandomAccessFile(packed.toFile(), "rw")) {
            sparse.setLength(90_000_000);
        }
        assertFalse(checkout.launch("diagnose", packed.toString()).out().contains(first), "it unpacks to more");
        String piped = checkout.launch("analyze", "-", "-o", "y").out();
        assertFalse(piped.contains(first), "a pipe may be long");
        boolean roomy = Long.parseLong(piped.replaceAll("(?s).*-XX:InitialRAMPercentage=(\\d+) .*|.*", "0$1")) > 0;
        assertEquals(!roomy, piped.contains("-Xms64m"), "a long run begins with more where there is more");
        checkout.environment().put("FRAGMORTEM_JAVA_OPTS", "-Xmx512m");
        assertTrue(
                checkout.launch("analyze", "-", "-o", "y").out().contains("-Xms64m"),
                "a heap of one's own is cut as usual");
        checkout.environment().remove("FRAGMORTEM_JAVA_OPTS");
        assertTrue(checkout.launch("diagnose", "-").out().contains(first));
    }

    /** Of the memory that there is, and the user's own word wins. */
    @Test
    void theHeapMayTakeMostOfTheMemory() throws Exception {
        checkout.environment().put("FRAGMORTEM_JAVA_OPTS", "-Xmx1g");
        String out = checkout.launch("formats").out();
        assertTrue(out.indexOf("-Xms64m") < out.indexOf("-Xmx1g"), out);
        assertTrue(out.indexOf("-Xmx1g") < out.indexOf("-jar"), out);
    }
}
