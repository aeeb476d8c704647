package io.fragmortem.snapshot;

import java.util.Optional;

/**
 * Where something was read.
 *
 * @param stream name of the stream: a path as the user gave it, with {@code !} before the name of an archive's entry
 * @param line 1-based line of its first line, 0 where lines have no meaning
 * @param byteOffset 0-based offset of its first byte in the (decompressed) stream, -1 where not known
 * @param label who spoke, as the surroundings say it: a prompt's {@code host:port}, a compose service, an instance
 *     column or label; empty when the stream does not say
 */
public record Origin(String stream, long line, long byteOffset, Optional<String> label) {

    /** The same place, where another one speaks, or nobody who is named. */
    public Origin by(Optional<String> speaker) {
        return new Origin(stream, line, byteOffset, speaker);
    }
}
