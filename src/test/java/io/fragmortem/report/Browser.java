package io.fragmortem.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Chromium without a window. Tests that need it are skipped where there is none, but not on build servers (environment
 * variable CI) and not with {@code -Dfragmortem.browser=required}: there its absence is a failure.
 */
public final class Browser {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private final String program;
    private final Path folder;

    private Browser(String program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** No browser at all. */
    public static Browser none() {
        return new Browser("", Path.of(""));
    }

    /** @param folder for its profile and what it prints */
    public static Browser required(Path folder) {
        Optional<String> found = find();
        boolean required =
                "true".equals(System.getenv("CI")) || "required".equals(System.getProperty("fragmortem.browser"));
        assertTrue(
                found.isPresent() || !required, "Chromium is required here and none of " + NAMES + " is on the path");
        assumeTrue(found.isPresent(), "no Chromium");
        return new Browser(found.orElseThrow(), folder);
    }

    /** One that stays and is driven, with a profile of its own. */
    public BrowserSession session() throws Exception {
        return new BrowserSession(program, folder);
    }

    private static Optional<String> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String place : path.split(File.pathSeparator, -1)) {
            for (String name : NAMES) {
                if (Files.isExecutable(Path.of(place, name))) {
                    return Optional.of(Path.of(place, name).toString());
                }
            }
        }
        return Optional.empty();
    }

    /** Runs it and gives its standard output. Whatever it says on the console is a failure, save for pages named "probe". */
    public String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("Chromium did not end: " + command);
        }
        String log = Files.readString(err, StandardCharsets.ISO_8859_1);
        for (String line : log.split("\n", -1)) {
            assertFalse(line.contains("CONSOLE") && !line.contains("probe"), "the console says: " + line);
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
