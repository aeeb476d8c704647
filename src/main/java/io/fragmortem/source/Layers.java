package io.fragmortem.source;

import java.io.EOFException;

/** Is told of packed streams as they are opened. */
interface Layers {

    Layer open();

    /** One packed stream, which may lie in others. */
    interface Layer {

        /** What is given after this belongs to a block of which nothing is checked before its end; what was given before is. */
        void block();

        void close(End end);
    }

    /** How a packed stream ended. */
    enum End {
        /** With its checksum, where it has one. */
        SOUND,
        /** Before it could be held against its checksum. */
        EARLY,
        /** Its data contradict themselves or their checksum. */
        FAILED;

        /** The worse of two. */
        End and(End other) {
            return compareTo(other) > 0 ? this : other;
        }

        /** How one ended whose decoder threw this. */
        static End of(Throwable thrown) {
            return thrown instanceof EOFException || thrown instanceof Reason.Unread ? EARLY : FAILED;
        }
    }

    /** For whoever takes streams as they come. */
    Layers IGNORED = () -> new Layer() {
        @Override
        public void block() {
            // nobody asks
        }

        @Override
        public void close(End end) {
            // nobody asks
        }
    };
}
