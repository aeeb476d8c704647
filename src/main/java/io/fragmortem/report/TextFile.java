package io.fragmortem.report;

import java.nio.file.Path;
import java.util.function.Consumer;

/** A single file that appears when it is whole. */
public final class TextFile {

    private TextFile() {}

    /** Writes it, in place of one that is there. */
    public static void write(Path file, String text) {
        Path target = ReportFolder.followed(file);
        try (Staging files = Staging.in(ReportFolder.parent(target))) {
            files.write(String.valueOf(target.getFileName()), text);
            files.publish();
        }
    }

    /**
     * Writes it, in place of one that is there.
     *
     * @throws WriteFailure when the system refuses
     */
    public static void write(Path file, Consumer<Appendable> content) {
        Path target = ReportFolder.followed(file);
        try (Staging files = Staging.in(ReportFolder.parent(target))) {
            files.write(String.valueOf(target.getFileName()), content::accept);
            files.publish();
        }
    }
}
