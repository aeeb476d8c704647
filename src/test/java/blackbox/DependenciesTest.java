package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The libraries of the program are those that somebody looked at: by name, version and every byte. */
final class DependenciesTest {

    private static final Map<String, Path> JARS = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> path.toString().endsWith(".jar"))
            .collect(Collectors.toMap(path -> path.getFileName().toString(), path -> path, (one, other) -> one));

    static List<String> listed() throws Exception {
        return Files.readAllLines(Path.of("src/package/dependencies.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("listed")
    void itHasTheBytesOfTheList(String line) throws Exception {
        String[] cells = line.split("\t");
        String name = cells[0].substring(cells[0].indexOf(':') + 1) + "-" + cells[1] + ".jar";
        assertTrue(JARS.containsKey(name), name + " is in the list and not on the class path");
        byte[] bytes = Files.readAllBytes(JARS.get(name));
        assertEquals(
                cells[3],
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
                name);
    }

    /** Every dependency of the POM that is no test's is in the list, and the page about them names it with its version. */
    @Test
    void thePomTheListAndThePageAgree() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        String own = pom.substring(
                pom.indexOf("<dependencies>", pom.indexOf("</dependencyManagement>")), pom.indexOf("<build>"));
        String page = Files.readString(Path.of("src/site/markdown/dependencies.md"));
        String list = String.join("\n", listed());
        List<String[]> direct = own.lines()
                .filter(line -> line.contains("<version>") && !line.contains("<scope>"))
                .map(line -> new String[] {
                    line.replaceFirst(".*<groupId>(.*)</groupId>.*", "$1"),
                    line.replaceFirst(".*<artifactId>(.*)</artifactId>.*", "$1"),
                    line.replaceFirst(".*<version>(.*)</version>.*", "$1")
                })
                .toList();
        assertTrue(direct.size() >= 9, "dependencies in the POM: " + direct.size());
        for (String[] one : direct) {
            assertTrue(list.contains(one[0] + ":" + one[1] + "\t" + one[2] + "\t"), one[1]);
            assertTrue(page.contains("| " + one[1] + " " + one[2] + " |"), one[1]);
        }
        assertFalse(list.contains("GPL"), "a licence that asks for more");
    }
}
