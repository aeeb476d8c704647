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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a folder of its own, with a Java and a Maven that tell what they were asked, or with the real Java. */
final class LauncherTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    /** Tells its arguments and its locale, ends as told; makes the class archive that it is asked for. */
    private static final String JAVA = """
            #!/bin/sh
            for argument; do
                case $argument in -XX:ArchiveClassesAtExit=*) : >"${argument#*=}"; exit 0 ;; esac
            done
            echo "$@"
            echo "locale ${LC_ALL:-} ${FRAGMORTEM_LOCALE:-}"
            code=${JAVA_ENDS:-0}
            [ "$code" != findings ] || code=${FRAGMORTEM_FINDINGS:-1}
            exit $code
            """;

    /** The real Java, with the classes under test instead of the jar. */
    private static final String REAL_JAVA = """
            #!/bin/sh
            count=$#
            while [ $count -gt 0 ]; do
                argument=$1
                shift
                count=$((count - 1))
                case $argument in
                    -XX:ArchiveClassesAtExit=*) exit 0 ;;
                    -jar) shift; count=$((count - 1)); set -- "$@" -cp "CLASSPATH" io.fragmortem.cli.Main ;;
                    *) set -- "$@" "$argument" ;;
                esac
            done
            exec "JAVA" "$@"
            """;

    private static final String MAVEN = """
            #!/bin/sh
            echo "maven $*" >>"HOME/maven.log"
            [ ! -e "HOME/broken" ] || exit 1
            [ ! -e "HOME/slow" ] || sleep 2
            mkdir -p target && echo built >target/fragmortem-all.jar
            """;

    @TempDir
    Path temporary;

    private Path home = Path.of("");
    private Path jar = Path.of("");
    private final Map<String, String> environment = new TreeMap<>();

    /** How a run ended and what it said. */
    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void install() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no sh");
        home = Files.createDirectories(temporary.resolve("here"));
        jar = home.resolve("target/fragmortem-all.jar");
        Files.copy(Path.of("fragmortem"), home.resolve("fragmortem"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String source : List.of("pom.xml", "src/main/A.java", "templates/a.ftlh")) {
            Files.createDirectories(home.resolve(source).getParent());
            Files.writeString(home.resolve(source), "x");
        }
        age(home);
        Path jdk = temporary.resolve("jdk");
        script(jdk.resolve("bin/java"), JAVA);
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        script(temporary.resolve("bin/mvn"), MAVEN.replace("HOME", temporary.toString()));
        environment.put("JAVA_HOME", jdk.toString());
        environment.put("PATH", temporary.resolve("bin") + ":" + System.getenv("PATH"));
    }

    private static void age(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
            }
        }
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true, false));
    }

    private void withRealJava() throws IOException {
        script(
                temporary.resolve("jdk/bin/java"),
                REAL_JAVA
                        .replace("CLASSPATH", System.getProperty("java.class.path"))
                        .replace(
                                "JAVA",
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()));
    }

    private Ended launch(String... arguments) throws Exception {
        return launchIn(home, arguments);
    }

    private Ended launchIn(Path folder, String... arguments) throws Exception {
        return ended(start(List.of(), folder, "said", arguments), "said");
    }

    /**
     * @param before what starts the launcher, may be nothing
     * @param said where its output and its messages go
     */
    private Process start(List<String> before, Path folder, String said, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(folder.resolve("fragmortem").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(temporary.resolve(said + ".out").toFile())
                .redirectError(temporary.resolve(said + ".err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("FRAGMORTEM"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private Ended ended(Process process, String said) throws Exception {
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the launcher hangs");
        return new Ended(
                process.exitValue(),
                Files.readString(temporary.resolve(said + ".out")),
                Files.readString(temporary.resolve(said + ".err")));
    }

    private long builds() throws IOException {
        Path log = temporary.resolve("maven.log");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    @Test
    void itIsBuiltOnFirstUseAndWhenSourcesAreNewer() throws Exception {
        assertTrue(launch("formats").err().contains("first use, building with Maven"));
        assertEquals("", launch("formats").err());
        assertEquals(1, builds());
        for (String source : List.of("src/main/A.java", "templates/a.ftlh", "pom.xml")) {
            long before = builds();
            change(source);
            assertTrue(launch("formats").err().contains("the sources are newer than the program, building"), source);
            assertEquals(before + 1, builds());
            age(home.resolve("src"));
            age(home.resolve("templates"));
            Files.setLastModifiedTime(home.resolve("pom.xml"), FileTime.from(LONG_AGO));
        }
        assertEquals("", launch("formats").err());
    }

    private void change(String source) throws IOException {
        Files.writeString(home.resolve(source), "changed\n", StandardOpenOption.APPEND);
        Files.setLastModifiedTime(
                home.resolve(source), FileTime.from(Instant.now().plusSeconds(60)));
    }

    /** A copy of the folder has new dates everywhere, and nothing to build. */
    @Test
    void sourcesThatAreOnlyYoungerAreNotBuilt() throws Exception {
        launch("formats");
        Files.setLastModifiedTime(jar, FileTime.from(LONG_AGO.plusSeconds(60)));
        Files.setLastModifiedTime(home.resolve("src/main/A.java"), FileTime.from(LONG_AGO.plusSeconds(120)));
        assertEquals("", launch("formats").err());
        assertEquals(1, builds());
    }

    /** Maven leaves a jar alone when nothing that goes into it changed. */
    @Test
    void aJarThatIsLeftAloneIsNotBuiltForEver() throws Exception {
        launch("formats");
        script(temporary.resolve("bin/mvn"), "#!/bin/sh\necho again >>\"" + temporary + "/maven.log\"\n");
        Files.setLastModifiedTime(jar, FileTime.from(LONG_AGO.plusSeconds(60)));
        change("pom.xml");
        Files.setLastModifiedTime(home.resolve("pom.xml"), FileTime.from(LONG_AGO.plusSeconds(120)));
        assertTrue(launch("formats").err().contains("built."));
        assertEquals("", launch("formats").err());
        assertEquals(2, builds());
    }

    @Test
    void whereItCannotBeBuiltAnewTheOldOneRunsAndThatIsSaid() throws Exception {
        launch("formats");
        change("src/main/A.java");
        Files.createFile(temporary.resolve("broken"));
        Ended broken = launch("formats");
        assertEquals(0, broken.code());
        assertTrue(broken.err().contains("running what was built before"), broken.err());
        environment.put("PATH", withoutMaven().toString());
        Ended without = launch("formats");
        assertEquals(0, without.code());
        assertTrue(
                without.err().contains("Maven (mvn) is not installed: running what was built before"), without.err());
        Files.delete(jar);
        Ended nothing = launch("formats");
        assertEquals(70, nothing.code());
        assertTrue(nothing.err().contains("is not built yet and Maven (mvn) is not installed"), nothing.err());
    }

    /** A folder of all tools that the launcher uses but this one. */
    private Path withoutMaven() throws IOException {
        Path tools = temporary.resolve("tools");
        for (String tool : List.of(
                "awk",
                "cat",
                "cksum",
                "cut",
                "dirname",
                "find",
                "head",
                "locale",
                "ls",
                "mkdir",
                "mv",
                "readlink",
                "rm",
                "sed",
                "sleep",
                "sort",
                "stty",
                "touch")) {
            Path real = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
            script(tools.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
        }
        return tools;
    }

    @Test
    void aLockOfALauncherThatIsGoneIsNobodys() throws Exception {
        Path lock = Files.createDirectories(home.resolve("target/building"));
        Files.writeString(lock.resolve("pid"), "999999\n");
        assertEquals(0, launch("formats").code());
        assertEquals(1, builds());
        assertFalse(Files.exists(lock));
    }

    @Test
    void ofTwoFirstRunsAtOnceOneBuildsForBoth() throws Exception {
        Files.createFile(temporary.resolve("slow"));
        Process one = start(List.of(), home, "one", "formats");
        Process other = start(List.of(), home, "other", "formats");
        assertEquals(0, ended(one, "one").code());
        assertEquals(0, ended(other, "other").code());
        assertEquals(1, builds());
        assertTrue(ended(one, "one").out().contains("formats")
                && ended(other, "other").out().contains("formats"));
    }

    /** A checkout that belongs to somebody else, and a user without a home. */
    @Test
    void whoMayNotWriteThereIsTold() throws Exception {
        assumeTrue(Tool.isInstalled("setpriv") && Files.isWritable(Path.of("/etc")), "no right to be somebody else");
        List<String> nobody = List.of("setpriv", "--reuid", "65534", "--clear-groups", "env", "HOME=/nowhere");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Ended unbuilt = ended(start(nobody, home, "nobody", "formats"), "nobody");
        assertEquals(70, unbuilt.code());
        assertTrue(unbuilt.err().contains("is not built yet and " + home + " cannot be written"), unbuilt.err());
        assertEquals(0, launch("formats").code());
        Ended built = ended(start(nobody, home, "nobody", "formats"), "nobody");
        assertEquals("0 ", built.code() + " " + built.err());
    }

    @Test
    void theClassArchiveBelongsToItsPlace() throws Exception {
        Ended first = launch("formats");
        Path moved = Files.move(home, temporary.resolve("there"));
        Ended second = launchIn(moved, "formats");
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
        launch("formats");
        environment.put("JAVA_ENDS", ends);
        assertEquals(code, launch("analyze", "x", option, "warning", "-o", "y").code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FRAGMORTEM_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"})
    void aJvmThatCannotStartIsNoFinding(String variable) throws Exception {
        launch("formats");
        withRealJava();
        environment.put(variable, "-XX:+NoSuchFlag");
        Ended ended = launch("formats");
        assertEquals(70, ended.code());
        assertTrue(ended.err().contains("NoSuchFlag"), ended.err());
        assertTrue(ended.err().contains("the Java virtual machine failed"), ended.err());
    }

    /** Standard input, exit code and a signal go through the process that watches. */
    @Test
    void whoWatchesPassesEverythingOn() throws Exception {
        launch("formats");
        withRealJava();
        environment.put("FRAGMORTEM_JAVA_OPTS", "-Xmx200m");
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
                new ArrayList<>(List.of(home.resolve("fragmortem").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(temporary.resolve("out").toFile())
                .redirectError(temporary.resolve("err").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    @ParameterizedTest
    @CsvSource({"C, C", "POSIX, POSIX", "xx_XX.UTF-8, xx_XX.UTF-8"})
    void namesOfFilesAreReadInALocaleThatHasThem(String given, String kept) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/locale")), "no locales to ask for");
        environment.put("LC_ALL", given);
        assertTrue(
                launch("formats").out().matches("(?s).*locale (C|en_US)\\.UTF-8 " + kept + "\n"),
                launch("formats").out());
        environment.put("LC_ALL", "C.UTF-8");
        assertTrue(launch("formats").out().endsWith("locale C.UTF-8 \n"));
    }

    @Test
    void aPathOutsideAsciiIsReadWhateverTheLocale() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/locale")), "no locales to ask for");
        launch("formats");
        withRealJava();
        Path folder = Files.createDirectories(temporary.resolve("größe-内存"));
        Files.writeString(folder.resolve("дамп.info"), "used_memory:100000000\nused_memory_rss:110000000\n");
        environment.put("LC_ALL", "C");
        for (String input :
                List.of(folder.toString(), folder.resolve("дамп.info").toString())) {
            Ended ended = launch("diagnose", "--format", "json", input);
            assertEquals(0, ended.code(), ended.err());
            assertTrue(ended.out().contains("\"used\":100000000"), ended.out());
        }
    }

    @Test
    void theSecondCompilerComesWithTheBytes() throws Exception {
        String first = "-XX:TieredStopAtLevel=1";
        Path small = Files.createDirectories(temporary.resolve("small/below"));
        Files.writeString(small.resolve("a.txt"), "x");
        assertTrue(
                launch("analyze", small.getParent().toString(), "-o", "y").out().contains(first));
        Path large = Files.createDirectories(temporary.resolve("large/below"));
        try (RandomAccessFile sparse =
                new RandomAccessFile(large.resolve("a.txt").toFile(), "rw")) {
            sparse.setLength(600_000_000);
        }
        String second =
                launch("analyze", large.getParent().toString(), "-o", "y").out();
        assertFalse(second.contains(first), second);
        assertTrue(second.contains("-XX:+TieredCompilation -XX:Tier4InvocationThreshold=100000 -XX:Tier4Min"), second);
        Path packed = large.resolve("b.log.gz");
        try (RandomAccessFile sparse = new RandomAccessFile(packed.toFile(), "rw")) {
            sparse.setLength(90_000_000);
        }
        assertFalse(launch("diagnose", packed.toString()).out().contains(first), "it unpacks to more");
        assertFalse(launch("analyze", "-", "-o", "y").out().contains(first), "a pipe may be long");
        assertTrue(launch("diagnose", "-").out().contains(first));
    }

    /** Of the memory that there is, and the user's own word wins. */
    @Test
    void theHeapMayTakeMostOfTheMemory() throws Exception {
        environment.put("FRAGMORTEM_JAVA_OPTS", "-Xmx1g");
        String out = launch("formats").out();
        assertTrue(out.indexOf("-Xms64m") < out.indexOf("-Xmx1g"), out);
        assertTrue(out.indexOf("-Xmx1g") < out.indexOf("-jar"), out);
    }
}
