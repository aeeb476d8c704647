package io.fragmortem.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A standalone cluster of a master and two workers, each a process of its own on 127.0.0.1, and the jar submitted to it as a
 * user would; an executor is killed on the way. It takes most of a minute and runs only when it is given the jar:
 *
 * <p>{@code mvn -Pspark -DskipTests package && mvn -Pspark surefire:test -Dtest=ClusterTest
 * -Dfragmortem.jar=target/fragmortem-all.jar}
 */
@EnabledIfSystemProperty(named = "fragmortem.jar", matches = ".+")
final class ClusterTest {

    private static final int INSTANCES = 300;
    private static final long PATIENCE_SECONDS = 400;
    private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");

    @TempDir
    private Path folder = Path.of("");

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endThem() throws IOException, InterruptedException {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        try (Stream<Path> links = Files.list(folder.resolve("spark/jars"))) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
    }

    @Test
    void theReportOfTwoWorkersIsTheSame() throws Exception {
        Path home = sparkHome();
        Path archive = folder.resolve("archive");
        DamagedArchive.write(archive, INSTANCES);
        String master = master(home);
        for (int worker = 1; worker <= 2; worker++) {
            start(
                    home,
                    "worker-" + worker,
                    List.of(
                            "org.apache.spark.deploy.worker.Worker",
                            "--host",
                            "127.0.0.1",
                            "--webui-port",
                            "0",
                            "--cores",
                            "1",
                            "--memory",
                            "1g",
                            "--work-dir",
                            folder.resolve("work-" + worker).toString(),
                            master));
        }
        Path out = folder.resolve("out");
        Process submitted = start(
                home,
                "submit",
                List.of(
                        "org.apache.spark.deploy.SparkSubmit",
                        "--master",
                        master,
                        "--class",
                        "io.fragmortem.spark.Main",
                        "--conf",
                        "spark.driver.host=127.0.0.1",
                        "--conf",
                        "spark.ui.enabled=false",
                        "--conf",
                        "spark.executor.memory=512m",
                        "--conf",
                        "spark.task.maxFailures=20",
                        Path.of(System.getProperty("fragmortem.jar"))
                                .toAbsolutePath()
                                .toString(),
                        archive.toString(),
                        "-o",
                        out.toString(),
                        "--results",
                        "json,jsonl"));
        killAnExecutor(submitted);
        assertTrue(submitted.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it ends");
        assertEquals(4, submitted.exitValue(), () -> log("submit"));
        assertSame(archive, out);
    }

    private void assertSame(Path archive, Path out) throws IOException {
        Path local = folder.resolve("here");
        String[] args = {
            "analyze", archive.toString(), "-o", local.toString(), "--results", "json,jsonl", "--engine", "local"
        };
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        assertEquals(4, Main.run(args, new ByteArrayInputStream(new byte[0]), nowhere, nowhere, Map.of()));
        Map<String, String> expected = DamagedArchive.files(local);
        Map<String, String> found = DamagedArchive.files(out);
        assertEquals(INSTANCES + 5, found.size());
        assertEquals(expected.keySet(), found.keySet());
        // the command line stands in every page, and the place and the engine in it
        expected.forEach((name, text) -> assertEquals(
                text.replace(local.toString(), out.toString()).replace("local", "spark"),
                found.getOrDefault(name, "").replace("local", "spark"),
                name));
    }

    /** One of the two, as soon as it works: what it did is done again by the other. */
    private void killAnExecutor(Process submitted) throws InterruptedException {
        for (long second = 0; submitted.isAlive() && second < PATIENCE_SECONDS; second++) {
            TimeUnit.SECONDS.sleep(1);
            Optional<ProcessHandle> executor = processes.get(1).descendants().findFirst();
            if (executor.isPresent() && log("submit").contains("Registered executor")) {
                executor.get().destroyForcibly();
                return;
            }
        }
    }

    private String master(Path home) throws Exception {
        start(
                home,
                "master",
                List.of(
                        "org.apache.spark.deploy.master.Master",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "0",
                        "--webui-port",
                        "0"));
        for (long second = 0; second < PATIENCE_SECONDS; second++) {
            Matcher told = MASTER.matcher(log("master"));
            if (told.find()) {
                return told.group(1);
            }
            TimeUnit.SECONDS.sleep(1);
        }
        throw new IllegalStateException(log("master"));
    }

    private String log(String name) {
        try {
            return Files.readString(folder.resolve(name + ".log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Process start(Path home, String name, List<String> command) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                home.resolve("conf") + File.pathSeparator + home.resolve("jars") + "/*"));
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /** A folder laid out as Spark's own: the jars of the class path of this test, which has Spark but not our classes. */
    private Path sparkHome() throws IOException {
        Path jars = Files.createDirectories(folder.resolve("spark/jars"));
        Path conf = Files.createDirectories(folder.resolve("spark/conf"));
        Files.writeString(
                conf.resolve("log4j2.properties"),
                "rootLogger.level = info\nrootLogger.appenderRef.c.ref = c\nappender.c.type = Console\n"
                        + "appender.c.name = c\nappender.c.target = SYSTEM_ERR\nappender.c.layout.type = PatternLayout\n"
                        + "appender.c.layout.pattern = %m%n\n");
        for (String entry : classPath()) {
            Path jar = Path.of(entry);
            Path link = jars.resolve(jar.getFileName());
            if (entry.endsWith(".jar") && !entry.contains("minicluster") && !Files.exists(link)) {
                Files.createSymbolicLink(link, jar);
            }
        }
        return folder.resolve("spark");
    }

    /** Surefire starts us with a jar that only names the others. */
    private static List<String> classPath() throws IOException {
        List<String> all = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.contains("surefirebooter")) {
                try (JarFile booter = new JarFile(entry)) {
                    String named = booter.getManifest().getMainAttributes().getValue("Class-Path");
                    for (String address : named.split(" ")) {
                        all.add(Path.of(entry).toUri().resolve(address).getPath());
                    }
                }
            } else {
                all.add(entry);
            }
        }
        return all;
    }
}
