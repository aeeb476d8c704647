package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that operators run on production: it reads, says when, stops by itself, and what it saves is understood. */
class CaptureScriptTest {

    /** What the script may ask; redis-cli itself asks for COMMAND DOCS only when it talks to a person. */
    private static final Set<String> READ_ONLY = Set.of(
            "info",
            "memory|stats",
            "memory|doctor",
            "memory|malloc-stats",
            "client|list",
            "config|get",
            "auth",
            "hello");

    @TempDir
    private Path temp = Path.of("");

    private Path script = Path.of("");

    @BeforeEach
    void printTheScript() throws IOException {
        Program said = Program.run("capture-script");
        assertEquals(0, said.code(), said.err());
        script = Files.writeString(temp.resolve("capture.sh"), said.out(), StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static List<String> shell(String name) {
        return name.equals("busybox") ? List.of("busybox", "sh") : List.of(name);
    }

    private Tool.Said capture(String shell, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(shell(shell));
        command.add(script.toString());
        command.addAll(List.of(arguments));
        return Tool.run(environment, command.toArray(String[]::new));
    }

    /** Commands that the server was asked and that do more than read. */
    private static Set<String> unexpected(Map<String, String> password, String port)
            throws IOException, InterruptedException {
        String asked = Tool.run(password, "redis-cli", "-p", port, "INFO", "commandstats")
                .text();
        Set<String> commands = new TreeSet<>();
        asked.lines()
                .filter(line -> line.startsWith("cmdstat_"))
                .forEach(line -> commands.add(line.substring(8, line.indexOf(':'))));
        commands.remove("ping");
        commands.removeAll(READ_ONLY);
        return commands;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox"})
    void whatItSavesOfARealServerIsUnderstood(String shell) throws IOException, InterruptedException {
        assumeTrue(Tool.isInstalled(shell) && Tool.isInstalled("redis-server") && Tool.isInstalled("redis-cli"));
        String port = String.valueOf(freePort());
        Process server = new ProcessBuilder(
                        "redis-server",
                        "--port",
                        port,
                        "--save",
                        "",
                        "--dir",
                        temp.toString(),
                        "--requirepass",
                        "sesame")
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("server.log").toFile())
                .start();
        try {
            Map<String, String> password = Map.of("REDISCLI_AUTH", "sesame");
            for (int i = 0;
                    i < 100
                            && Tool.run(password, "redis-cli", "-p", port, "PING")
                                            .code()
                                    != 0;
                    i++) {
                Thread.sleep(100);
            }
            Path out = temp.resolve("shop");
            Tool.Said said = capture(shell, password, "-i", "1", "-t", "4", "-o", out.toString(), "--", "-p", port);
            assertEquals(0, said.code(), said.text());
            assertEquals(Set.of(), unexpected(password, port));
            Path report = temp.resolve("report");
            Program analyzed = Program.run("analyze", out.toString(), "-o", report.toString());
            assertEquals(0, analyzed.code(), analyzed.err());
            String json = Files.readString(report.resolve("result.json"));
            assertTrue(json.contains("\"name\":\"shop\""), "one instance, named after its folder");
            assertTrue(json.contains("\"instances\":1"), "all files belong to one server");
            assertTrue(json.contains("\"format\":\"malloc-stats\""), json.substring(0, 2000));
            assertTrue(json.contains("\"rejected_total\":0,"), json.substring(json.indexOf("rejected_total")));
            assertFalse(Files.readString(out.resolve("info.txt")).contains("sesame"));
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox"})
    void aServerThatDoesNotAnswerIsAFactOfTheCapture(String shell) throws IOException, InterruptedException {
        assumeTrue(Tool.isInstalled(shell) && Tool.isInstalled("redis-cli"));
        Path out = temp.resolve("down");
        Tool.Said said = capture(
                shell, Map.of(), "-i", "1", "-t", "2", "-o", out.toString(), "--", "-p", String.valueOf(freePort()));
        assertEquals(69, said.code(), said.text());
        assertTrue(
                said.text().matches("(?s).*capture.sh: 0 answers to [12] questions: Could not connect to .*"),
                said.text());
        assertTrue(Files.readString(out.resolve("info.txt"))
                .matches("(?s)# \\d{4}-\\d\\d-\\d\\dT.*Z\nCould not connect.*"));
    }

    /** What nobody answered is told by what redis-cli said, not by a report that is not written. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Could not connect to Redis at cache-1:6390: Connection refused | found a server that was asked and gave no answer: Could not connect
            NOAUTH Authentication required.                                | the server refused, there is nothing in it but errors
            """)
    void aCaptureWithoutAnswersSaysWhy(String said, String why) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("redis-capture"));
        Files.writeString(folder.resolve("info.txt"), "# 2026-11-22T08:35:00Z\n" + said + "\n\n");
        Files.writeString(folder.resolve("b.md"), "# Notes\n\nnothing\n");
        Program run = Program.run(
                "analyze", folder.toString(), "-o", temp.resolve("none").toString());
        assertEquals(3, run.code(), run.err());
        assertTrue(run.err().contains(folder + "/info.txt: " + why), run.err());
        assertTrue(
                run.err().contains("1 other file in the folders was not recognised: " + folder + "/b.md"), run.err());
        assertFalse(run.err().contains("see the report"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox"})
    void wrongUseIsSaid(String shell) throws IOException, InterruptedException {
        assumeTrue(Tool.isInstalled(shell));
        assertEquals(2, capture(shell, Map.of(), "-i", "soon").code());
        assertEquals(2, capture(shell, Map.of(), "-t", "0").code());
        Tool.Said help = capture(shell, Map.of(), "-x");
        assertEquals(2, help.code());
        assertTrue(help.text().contains("sh capture.sh [-i SECONDS]"), help.text());
    }

    /** Programs of this name that write down how they were called and run what follows after so many arguments. */
    private Path shims(String name, int skip) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("bin"));
        Path calls = temp.resolve("calls.txt");
        Path shim = folder.resolve(name);
        Files.writeString(shim, "#!/bin/sh\necho \"$*\" >>" + calls + "\nshift " + skip + "\nexec \"$@\"\n");
        Path server = folder.resolve("redis-cli");
        Files.writeString(
                server, "#!/bin/sh\necho \"asked $*\"; printf 'used_memory:100\\r\\nconnected_clients:1\\r\\n'\n");
        assertTrue(shim.toFile().setExecutable(true) && server.toFile().setExecutable(true));
        return folder;
    }

    @ParameterizedTest
    @CsvSource({
        "docker, -d, cache-1, 2, exec cache-1",
        "kubectl, -k, shop/redis-0/redis, 7, exec -n shop redis-0 -c redis --",
        "kubectl, -k, redis-0, 3, exec redis-0 --"
    })
    void containersAndPodsAreReachedFromOutside(String program, String option, String target, int skip, String call)
            throws IOException, InterruptedException {
        assumeTrue(Tool.isInstalled("dash"));
        Path shims = shims(program, skip);
        Path out = temp.resolve("out");
        Map<String, String> path = Map.of("PATH", shims + ":" + System.getenv("PATH"));
        Tool.Said said =
                capture("dash", path, "-i", "1", "-t", "1", option, target, "-o", out.toString(), "--", "-p", "6380");
        assertEquals(0, said.code(), said.text());
        String info = Files.readString(out.resolve("info.txt"));
        assertTrue(info.contains("asked -p 6380 INFO everything") && info.contains("used_memory:100"), info);
        String calls = Files.readString(temp.resolve("calls.txt"));
        assertTrue(calls.startsWith(call + " sh -c "), calls);
    }

    @Test
    void itIsShortEnoughToBeRead() throws IOException {
        assertTrue(Files.readAllLines(script).size() < 150);
        assertFalse(Files.readString(script).contains("eval "));
    }
}
