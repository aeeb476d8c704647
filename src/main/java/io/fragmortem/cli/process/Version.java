package io.fragmortem.cli.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** The version of this program, which stands in the POM alone: the build writes it into the jar. Classes without a jar have none. */
public final class Version {

    public static final String TEXT = Optional.ofNullable(
                    Version.class.getPackage().getImplementationVersion())
            .orElse("development");

    private Version() {}

    /** What a report of a defect needs: version, commit, and the virtual machine with its place. */
    public static String inFull() {
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
        try (InputStream in = Version.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            if (in == null) {
                return Optional.empty();
            }
            Attributes told = new Manifest(in).getMainAttributes();
            return Optional.ofNullable(told.getValue("Implementation-Commit"))
                    .filter(commit -> !commit.startsWith("$"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
