package io.fragmortem.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** What {@code src/package/build.xml} calls. */
public final class Main {

    private static final String USAGE = """
            tar FOLDER ARCHIVE TIME
            deb ARCHIVE CONTROL-FOLDER PACKAGE TIME
            guide SITE-FOLDER STYLE PAGE VERSION
            parts LIST CLASSPATH
            bill LIST VERSION FILE
            sums FOLDER
            """;

    private Main() {}

    /** TIME is of ISO-8601 or in seconds since the epoch. */
    public static void main(String[] args) throws IOException {
        switch (args[0]) {
            case "tar" -> new Tarball(time(args[3])).pack(Path.of(args[1]), Path.of(args[2]));
            case "deb" -> new DebianPackage(time(args[4])).make(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
            case "guide" -> Guide.of(Path.of(args[1]), args[4]).write(Path.of(args[2]), Path.of(args[3]));
            case "parts" -> Parts.read(Path.of(args[1])).verify(args[2]);
            case "bill" -> Parts.read(Path.of(args[1])).writeBill(args[2], Path.of(args[3]));
            case "sums" -> Sums.write(Path.of(args[1]));
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    private static Instant time(String text) {
        return text.matches("\\d+") ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.parse(text);
    }
}
