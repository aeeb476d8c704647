package io.fragmortem.snapshot;

import io.fragmortem.phrase.Phrase;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Files that are handed over beside or instead of captures and hold none, known by their first bytes. */
enum ForeignKind {
    CORE("input.found.core"),
    AOF("input.found.aof"),
    PICTURE("input.found.picture"),
    DOCUMENT("input.found.document"),
    PACKETS("input.found.packets");

    private final String key;

    ForeignKind(String key) {
        this.key = key;
    }

    /** What it is, in words. */
    Phrase found() {
        return Phrase.of(key);
    }

    /** The kind of a stream that no format knows. */
    static Optional<ForeignKind> of(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, 64), StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u007fELF") || text.startsWith("\u00cf\u00fa\u00ed\u00fe") || text.startsWith("MDMP")) {
            return Optional.of(CORE);
        }
        if (text.matches("(?s)\\*\\d{1,6}\\r\\n\\$\\d{1,9}\\r\\n.*")
                || text.matches("(?s)file \\S+ seq \\d+ type [bih]\\b.*")) {
            return Optional.of(AOF);
        }
        boolean webp = text.startsWith("RIFF") && text.startsWith("WEBP", 8);
        if (text.startsWith("\u0089PNG") || text.startsWith("\u00ff\u00d8\u00ff") || text.startsWith("GIF8") || webp) {
            return Optional.of(PICTURE);
        }
        if (text.startsWith("%PDF-") || text.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            return Optional.of(DOCUMENT);
        }
        boolean pcap = text.startsWith("\u00d4\u00c3\u00b2\u00a1")
                || (text.startsWith("\n\r\r\n") && head.length > 11 && head[8] == 0x4d);
        return pcap ? Optional.of(PACKETS) : Optional.empty();
    }
}
