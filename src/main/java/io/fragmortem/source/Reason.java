package io.fragmortem.source;

import io.fragmortem.phrase.Phrase;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Why the system refused to read or write, in words: exceptions of {@code java.nio.file} have the file's name for a message and
 * tell the reason by their class.
 */
public final class Reason {

    private Reason() {}

    /** Example: {@code permission denied}, {@code No space left on device}. */
    public static Phrase of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return Phrase.of("input.problem.absent");
        } else if (e instanceof AccessDeniedException) {
            return Phrase.of("input.problem.denied");
        } else if (e instanceof FileAlreadyExistsException) {
            return Phrase.of("input.problem.in_the_way");
        } else if (e instanceof NotDirectoryException) {
            return Phrase.of("input.problem.no_folder");
        } else if (e instanceof FileSystemLoopException) {
            return Phrase.of("input.problem.loop");
        } else if (e instanceof CharacterCodingException) {
            return Phrase.of("input.problem.no_text");
        } else if (e instanceof Told told) {
            return told.reason;
        } else if (e instanceof EOFException) {
            return Phrase.of("input.problem.ends_early");
        }
        String words = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return words == null || words.isBlank()
                ? Phrase.of("input.problem.no_reason")
                : Phrase.of("input.problem.error", Phrase.name(Problem.escape(words)));
    }

    /** What a decoder stumbled over: its own words are about its code and say nothing to anybody. */
    static Phrase ofDecoder(Exception e) {
        if (e instanceof Told told) {
            return told.reason;
        }
        boolean cut =
                e instanceof EOFException || String.valueOf(e.getMessage()).startsWith("Truncated");
        return Phrase.of(cut ? "input.problem.ends_early" : "input.problem.contradictory");
    }

    /** What was refused for a reason that is known. */
    static class Told extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Phrase reason;

        Told(Phrase reason) {
            super(reason.key());
            this.reason = reason;
        }
    }

    /** What follows was not read; all that came before is what was packed. */
    static final class Unread extends Told {
        private static final long serialVersionUID = 1L;

        Unread(Phrase reason) {
            super(reason);
        }
    }

    /** What is stored, as the system gives it: where it refuses to, that is no damage of what is packed. */
    static final class Stored extends BlockStream {

        private final InputStream in;

        Stored(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            try {
                return in.read(b, off, len);
            } catch (IOException e) {
                throw e instanceof EOFException || e instanceof Told ? e : new Told(of(e));
            }
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }
    }
}
