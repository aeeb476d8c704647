package io.fragmortem.snapshot.text;

/** Names of streams: paths as the user gave them, with {@code !} before the name of an archive's entry. */
public final class StreamName {

    private StreamName() {}

    /** The last part. */
    public static String file(String stream) {
        return stream.substring(fileAt(stream));
    }

    /** The last part up to its first dot: {@code used_memory} of {@code exports/used_memory.tar.csv}. */
    public static String fileWithoutKind(String stream) {
        String file = file(stream);
        int dot = file.indexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    /** What stands before the last part, empty for nothing. */
    public static String folder(String stream) {
        return stream.substring(0, Math.max(0, fileAt(stream) - 1));
    }

    private static int fileAt(String stream) {
        return Math.max(stream.lastIndexOf('/'), stream.lastIndexOf('!')) + 1;
    }
}
