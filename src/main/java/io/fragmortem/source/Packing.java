package io.fragmortem.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How bytes are packed, told by their first bytes and never by a name. */
enum Packing {
    GZIP,
    ZSTD,
    XZ,
    BZIP2,
    LZ4,
    ZIP,
    TAR,
    SEVEN_ZIP,
    RAR,
    NONE;

    /** How many first bytes are needed: a tar header. */
    static final int HEAD = 512;

    /** Enough for {@code xz -9}, whose dictionary has 64 MiB. */
    private static final int XZ_MEMORY_KIB = 96 << 10;

    static Packing of(byte[] head) {
        if (starts(head, 0x1f, 0x8b, 8)) {
            return GZIP;
        }
        if (starts(head, 0x28, 0xb5, 0x2f, 0xfd)) {
            return ZSTD;
        }
        if (starts(head, 0xfd, '7', 'z', 'X', 'Z', 0)) {
            return XZ;
        }
        if (starts(head, 'B', 'Z', 'h') && head.length > 9 && head[4] == 0x31 && head[5] == 0x41 && head[6] == 0x59) {
            return BZIP2;
        }
        if (starts(head, 0x04, 0x22, 0x4d, 0x18)) {
            return LZ4;
        }
        if (starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6)) {
            return ZIP;
        }
        if (starts(head, '7', 'z', 0xbc, 0xaf, 0x27, 0x1c)) {
            return SEVEN_ZIP;
        }
        if (starts(head, 'R', 'a', 'r', '!', 0x1a, 7)) {
            return RAR;
        }
        return isTar(head) ? TAR : NONE;
    }

    private static boolean starts(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** A tar header states the sum of its own bytes, with blanks in place of the sum. */
    private static boolean isTar(byte[] head) {
        if (head.length < HEAD || head[0] == 0) {
            return false;
        }
        long stated = 0;
        int digits = 0;
        for (int i = 148; i < 156; i++) {
            if (head[i] >= '0' && head[i] <= '7') {
                stated = stated * 8 + (head[i] - '0');
                digits++;
            } else if (head[i] != ' ' && head[i] != 0) {
                return false;
            }
        }
        long sum = 0;
        for (int i = 0; i < HEAD; i++) {
            sum += i >= 148 && i < 156 ? ' ' : head[i] & 0xff;
        }
        return digits > 0 && sum == stated;
    }

    /** As people call it. */
    String label() {
        return this == LZ4 ? "LZ4" : name().toLowerCase(Locale.ROOT);
    }

    boolean isCompression() {
        return this == GZIP || this == ZSTD || this == XZ || this == BZIP2 || this == LZ4;
    }

    /** Whether the decoder asks for bytes only as it needs them, and fails alike where there are no more and where they are wrong. */
    boolean asksExactly() {
        return this == BZIP2 || this == LZ4;
    }

    boolean isArchive() {
        return this == ZIP || this == TAR;
    }

    /** The decompressed stream of a compression, with all its members one after the other. */
    InputStream open(InputStream in) throws IOException {
        return switch (this) {
            case GZIP -> new GzipStream(in);
            case ZSTD -> new ZstdStream(in);
            case XZ -> new XZInputStream(in, XZ_MEMORY_KIB);
            case BZIP2 -> new BZip2CompressorInputStream(in, true);
            case LZ4 -> new FramedLZ4CompressorInputStream(in, true);
            case ZIP, TAR, SEVEN_ZIP, RAR, NONE -> throw new IllegalArgumentException("no compression: " + this);
        };
    }
}
