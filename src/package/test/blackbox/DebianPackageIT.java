package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The .deb on a machine of its own: a root folder that has a shell and a Java, in which dpkg installs and removes it. */
final class DebianPackageIT {

    private static final String JAVA = """
            Package: openjdk-17-jre-headless
            Status: install ok installed
            Version: 17
            Architecture: all
            Maintainer: nobody <nobody@example.invalid>
            Description: stands for Debian's Java

            """;

    @TempDir
    private Path temporary = Path.of("");

    private static List<String> below(Path root) throws Exception {
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(path -> root.relativize(path).toString())
                    .filter(name -> !name.startsWith("var/lib/dpkg") && !name.startsWith("var/log"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void itIsInstalledRunsAndIsRemovedWithoutATrace() throws Exception {
        Release.need(Tool.isInstalled("dpkg"), "dpkg");
        Release.need(ScratchRoot.isPossible(), "rights to change the root folder");
        Path java = Release.unpacked(temporary).resolve("runtime");
        assertEquals(
                0,
                Tool.run(Map.of(), java.resolve("bin/java").toString(), "-Xshare:dump")
                        .code());
        ScratchRoot machine = new ScratchRoot(Files.createDirectories(temporary.resolve("root")));
        machine.addJava(java, "usr/lib/jvm/java-17");
        Files.writeString(machine.root().resolve("var/lib/dpkg/status"), JAVA);
        List<String> before = below(machine.root());

        Tool.Said installed = machine.runOnTop(
                "dpkg",
                "--root=" + machine.root(),
                "--install",
                Release.file(".deb").toString());
        assertEquals(0, installed.code(), installed.text());
        assertTrue(
                below(machine.root().resolve("var/cache/fragmortem")).stream().anyMatch(name -> name.endsWith(".jsa")),
                "no class archive: " + installed.text());
        Tool.Said version = machine.run("fragmortem", "--version");
        assertTrue(version.text().startsWith("fragmortem " + Release.version() + " (commit "), version.text());
        assertTrue(version.text().contains("/usr/lib/jvm/java-17"), version.text());
        Tool.Said diagnosed =
                machine.run("fragmortem", "diagnose", "/usr/share/fragmortem/samples/founding-incident/info.txt");
        assertEquals(0, diagnosed.code(), diagnosed.text());
        assertTrue(diagnosed.text().contains("jemalloc-5.1.0 keeps 6.33 GiB"), diagnosed.text());
        assertTrue(Files.exists(machine.root().resolve("usr/share/man/man1/fragmortem.1")));

        Tool.Said removed = machine.runOnTop("dpkg", "--root=" + machine.root(), "--purge", "fragmortem");
        assertEquals(0, removed.code(), removed.text());
        List<String> left = new ArrayList<>(below(machine.root()));
        left.removeAll(before);
        assertEquals(List.of(), left, removed.text());
    }
}
