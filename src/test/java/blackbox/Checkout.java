package blackbox;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A checkout of its own for the launcher, with a Java and a Maven that tell what they were asked, or with the real Java. */
final class Checkout {

    static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

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

    private final Path temporary;
    private final Path home;
    private final Path jar;
    private final Map<String, String> environment = new TreeMap<>();

    /** How a run ended and what it said. */
    record Ended(int code, String out, String err) {}

    /** @param temporary an empty folder, in which everything lies */
    Checkout(Path temporary) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no sh");
        this.temporary = temporary;
        this.home = Files.createDirectories(temporary.resolve("here"));
        this.jar = home.resolve("target/fragmortem-all.jar");
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

    Path home() {
        return home;
    }

    Path jar() {
        return jar;
    }

    /** What the launcher finds in its environment; may be changed. */
    Map<String, String> environment() {
        return environment;
    }

    static void age(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
            }
        }
    }

    static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true, false));
    }

    void withRealJava() throws IOException {
        script(
                temporary.resolve("jdk/bin/java"),
                REAL_JAVA
                        .replace("CLASSPATH", System.getProperty("java.class.path"))
                        .replace(
                                "JAVA",
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()));
    }

    Ended launch(String... arguments) throws Exception {
        return launchIn(home, arguments);
    }

    Ended launchIn(Path folder, String... arguments) throws Exception {
        return ended(start(List.of(), folder, "said", arguments), "said");
    }

    /**
     * @param before what starts the launcher, may be nothing
     * @param said where its output and its messages go
     */
    Process start(List<String> before, Path folder, String said, String... arguments) throws IOException {
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

    Ended ended(Process process, String said) throws Exception {
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the launcher hangs");
        return new Ended(
                process.exitValue(),
                Files.readString(temporary.resolve(said + ".out")),
                Files.readString(temporary.resolve(said + ".err")));
    }

    long builds() throws IOException {
        Path log = temporary.resolve("maven.log");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    void change(String source) throws IOException {
        Files.writeString(home.resolve(source), "changed\n", StandardOpenOption.APPEND);
        Files.setLastModifiedTime(
                home.resolve(source), FileTime.from(Instant.now().plusSeconds(60)));
    }

    /** A folder of all tools that the launcher uses but this one. */
    Path withoutMaven() throws IOException {
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
}
