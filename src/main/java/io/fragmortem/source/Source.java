package io.fragmortem.source;

import io.fragmortem.phrase.Phrase;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One thing to read: a file, which may be an archive, or standard input; or what cannot be read, with the reason.
 *
 * @param name as the user would recognise it
 * @param path of a file; empty for standard input and for what cannot be read
 * @param modifiedMicros when the file was last modified, microseconds since the epoch
 * @param bytes stored, 0 where that is not known
 * @param refusal why it cannot be read
 */
public record Source(
        String name, Optional<Path> path, OptionalLong modifiedMicros, long bytes, Optional<Phrase> refusal) {

    /** Whether it is standard input, which may never end. */
    public boolean isStandardInput() {
        return path.isEmpty() && refusal.isEmpty();
    }

    /** Whether it is no input and only tells what was left out. */
    public boolean isLeftOut() {
        return refusal.filter(LeftOut::isReason).isPresent();
    }

    static Source refused(String name, Phrase reason) {
        return new Source(name, Optional.empty(), OptionalLong.empty(), 0, Optional.of(reason));
    }
}
