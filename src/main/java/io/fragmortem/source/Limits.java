package io.fragmortem.source;

/**
 * What input may cost. Reading is streamed, so the limits guard time, not memory.
 *
 * @param maxBytes decompressed bytes of one stream; a larger stream is read up to here
 * @param maxRatio decompressed bytes per stored byte of one stream
 * @param ratioFreeBytes decompressed bytes that a stream may have before its ratio counts
 * @param maxEntries entries of one archive, counting those of archives inside it
 * @param maxDepth archives inside archives: 1 allows none, 2 allows one inside another
 * @param maxFolders folders below each other
 */
public record Limits(long maxBytes, int maxRatio, long ratioFreeBytes, int maxEntries, int maxDepth, int maxFolders) {

    /** 64 GiB. */
    public static final long MAX_BYTES = 64L << 30;

    /** Logs compress 10 to 100 times; a file of zeros with gzip 1030 times. */
    public static final int MAX_RATIO = 500;

    /** 64 MiB. */
    public static final long RATIO_FREE_BYTES = 64L << 20;

    public static final int MAX_ENTRIES = 100_000;
    public static final int MAX_DEPTH = 2;
    public static final int MAX_FOLDERS = 64;

    /** Layers of compression around one stream: {@code .tar.zst} inside {@code .tar.gz} has two. */
    static final int MAX_LAYERS = 4;

    /** Names and attributes before one member of a tar archive, 1 MiB: the longest path of Linux has 4 KiB. */
    static final int MAX_HEADER = 1 << 20;

    public Limits {
        if (maxBytes < 1 || maxRatio < 1 || ratioFreeBytes < 0 || maxEntries < 1 || maxDepth < 1 || maxFolders < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    public static Limits defaults() {
        return new Limits(MAX_BYTES, MAX_RATIO, RATIO_FREE_BYTES, MAX_ENTRIES, MAX_DEPTH, MAX_FOLDERS);
    }
}
