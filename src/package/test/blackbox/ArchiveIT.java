package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tar.gz, unpacked: it brings its own Java and needs no other. */
final class ArchiveIT {

    @TempDir
    private static Path place = Path.of("");

    private static Path home = Path.of("");

    @TempDir
    private Path temporary = Path.of("");

    @BeforeAll
    static void unpack() throws Exception {
        home = Release.unpacked(place);
    }

    private Tool.Said launch(String path, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env", "-i", "LC_ALL=C.UTF-8"));
        command.add("PATH=" + path);
        command.add(home.resolve("bin/fragmortem").toString());
        command.addAll(List.of(arguments));
        return Tool.run(Map.of(), command.toArray(String[]::new));
    }

    @Test
    void itRunsWithoutAnyPathOrJavaHome() throws Exception {
        Tool.Said version = launch("", "--version");
        assertEquals(0, version.code(), version.text());
        assertTrue(version.text().startsWith("fragmortem " + Release.version() + " (commit "), version.text());
        assertFalse(Files.exists(Path.of(".git")) && version.text().contains("unknown"), version.text());
        assertTrue(version.text().contains(home.resolve("runtime").toString()), version.text());
    }

    /** Nothing of the JDK is left out that an analysis needs: all samples, packed and Chinese ones too, to the last byte. */
    @Test
    void itSaysOfAllSamplesWhatTheJdkSays() throws Exception {
        String samples = Path.of("samples").toAbsolutePath().toString();
        Path out = temporary.resolve("report");
        Tool.Said said = launch("/usr/bin:/bin", "analyze", samples, "-o", out.toString(), "--quiet");
        assertEquals(0, said.code(), said.text());
        Path own = Files.move(out, temporary.resolve("own"));
        Program.run("analyze", samples, "-o", out.toString(), "--quiet");
        for (String file : List.of("result.json", "index.html", "fleet.csv")) {
            String jdk = Files.readString(out.resolve(file)).replace("development", Release.version());
            assertEquals(jdk, Files.readString(own.resolve(file)), file);
        }
    }

    @Test
    void itRunsOnAMachineWithoutJava() throws Exception {
        Release.need(ScratchRoot.isPossible(), "rights to change the root folder");
        ScratchRoot machine = new ScratchRoot(Files.createDirectories(temporary.resolve("root")));
        machine.addLibrariesOfJava(home.resolve("runtime"));
        Files.createDirectories(machine.root().resolve("opt"));
        Tool.run(
                Map.of(),
                "cp",
                "-a",
                home.toString(),
                machine.root().resolve("opt/fragmortem").toString());
        Tool.Said said = machine.run(
                "/opt/fragmortem/bin/fragmortem", "diagnose", "/opt/fragmortem/samples/founding-incident/info.txt");
        assertEquals(0, said.code(), said.text());
        assertTrue(said.text().contains("jemalloc-5.1.0 keeps 6.33 GiB"), said.text());
    }

    /** macOS has bash 3.2 as sh, Alpine busybox, Debian dash. */
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
    void everyShellTakesTheLauncher(String shell) throws Exception {
        List<String> command = new ArrayList<>(List.of(shell.split(" ")));
        Release.need(Tool.isInstalled(command.get(0)), command.get(0));
        command.addAll(List.of(home.resolve("bin/fragmortem").toString(), "formats"));
        Tool.Said said = Tool.run(Map.of("JAVA_HOME", ""), command.toArray(String[]::new));
        assertEquals(0, said.code(), said.text());
        assertTrue(said.text().startsWith("info "), said.text());
    }

    @Test
    void itHoldsManualCompletionsLicencesAndGuide() throws Exception {
        assertTrue(Files.readString(home.resolve("share/man/man1/fragmortem.1"))
                .contains("fragmortem " + Release.version()));
        Path bash = home.resolve("share/bash-completion/completions/fragmortem");
        assertEquals(0, Tool.run(Map.of(), "bash", "-n", bash.toString()).code());
        assertTrue(Files.readString(bash).contains("complete -"));
        assertTrue(Files.readString(home.resolve("share/zsh/site-functions/_fragmortem"))
                .startsWith("#compdef fragmortem"));
        Path doc = home.resolve("share/doc/fragmortem");
        for (String name : List.of(
                "NOTICE",
                "licences/LICENSE",
                "licences/xz.txt",
                "licences/commons-math3.txt",
                "CHANGELOG.md",
                "guide.html",
                "fragmortem.cdx.json")) {
            assertTrue(Files.size(doc.resolve(name)) > 300, name);
        }
        assertTrue(Files.readString(doc.resolve("NOTICE")).contains("Jackson"));
    }

    /** cmd takes lines that end as Windows ends them; the files that it names are there. */
    @Test
    void theScriptForWindowsNamesWhatIsThere() throws Exception {
        String script = Files.readString(home.resolve("bin/fragmortem.cmd"));
        assertTrue(script.lines().count() > 10 && script.split("(?<!\r)\n", -1).length == 1, "line ends");
        assertTrue(
                script.contains("%HERE%..\\lib\\fragmortem.jar") && Files.exists(home.resolve("lib/fragmortem.jar")));
        assertTrue(
                script.contains("%HERE%..\\runtime\\bin\\java.exe") && Files.exists(home.resolve("runtime/bin/java")));
    }

    /** What the Dockerfile takes out of the archive is in it; no image can be built here. */
    @Test
    void theDockerfileNamesWhatIsThere() throws Exception {
        String file = Files.readString(Path.of("src/package/Dockerfile"));
        Matcher path = Pattern.compile("/opt/fragmortem/([\\w./-]+)").matcher(file);
        int found = 0;
        while (path.find()) {
            if (!path.group(1).endsWith(".jsa")) {
                assertTrue(Files.exists(home.resolve(path.group(1))), path.group());
                found++;
            }
        }
        assertTrue(found >= 5, "paths in the Dockerfile: " + found);
        String image = file.substring(file.lastIndexOf("\nFROM"));
        assertTrue(image.contains("\nUSER 65534"), "it runs as root");
        assertFalse(image.contains("\nRUN"), "the image's own layers need a shell");
        assertTrue(image.contains("\nENTRYPOINT [\""), "the entry point needs a shell");
    }
}
