package blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The files in target/release, as the build of the profile "release" left them. */
final class Release {

    static final Path FOLDER = Path.of("target", "release");

    private Release() {}

    /** What the POM says. */
    static String version() throws IOException {
        Matcher found = Pattern.compile("<artifactId>fragmortem</artifactId><version>([^<]+)")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertTrue(found.find(), "the POM tells no version");
        return found.group(1);
    }

    /** The one file whose name ends so. */
    static Path file(String end) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(end)).toList();
            assertEquals(1, all.size(), end + ": " + all);
            return all.get(0).toAbsolutePath();
        }
    }

    /** The tar.gz unpacked into a folder; its only folder. */
    static Path unpacked(Path into) throws Exception {
        Tool.Said said = Tool.run(Map.of(), "tar", "-xzf", file(".tar.gz").toString(), "-C", into.toString());
        assertEquals(0, said.code(), said.text());
        return into.resolve("fragmortem-" + version());
    }

    /** A test that needs this says so aloud where it may not run, and fails on the machine of the integration. */
    static void need(boolean there, String what) {
        if (!there) {
            System.err.println("SKIPPED, for want of " + what);
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail("CI=true, and there is no " + what);
            }
            Assumptions.abort("no " + what);
        }
    }
}
