package io.fragmortem.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.jar.JarFile;

/** The version of this program, which stands in the POM alone: the build writes it into the jar. Classes without a jar have none. */
final class Version {

    static final String TEXT = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("development");

    private static final String COMMIT = "Implementation-Commit";

    private Version() {}

    /** What a report of a defect needs: version, commit, and the virtual machine with its place. */
    static String inFull() {
        Runtime.Version java = Runtime.version();
        return "fragmortem %s (commit %s)\n%s %s, %s, %s %s\n"
                .formatted(
                        TEXT,
                        commit().orElse("unknown"),
                        System.getProperty("java.vm.name"),
                        java,
                        System.getProperty("java.home"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
    }

    /** From the jar's manifest; a build of sources without a repository leaves the placeholder. */
    private static Optional<String> commit() {
        CodeSource source = Version.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            Path place = Path.of(source.getLocation().toURI());
            if (!Files.isRegularFile(place)) {
                return Optional.empty();
            }
            try (JarFile jar = new JarFile(place.toFile(), false)) {
                return Optional.ofNullable(jar.getManifest().getMainAttributes().getValue(COMMIT))
                        .filter(commit -> !commit.startsWith("$"));
            }
        } catch (IOException | URISyntaxException e) {
            return Optional.empty();
        }
    }
}
