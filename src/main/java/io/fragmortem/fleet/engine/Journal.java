package io.fragmortem.fleet.engine;

import java.util.Optional;

/**
 * What is finished of a run, so that the same run does not do it again after it was interrupted. Records are good for one build of the
 * program and for one plan; whoever keeps them sees to that.
 */
interface Journal {

    /** Remembers nothing. */
    Journal NONE = new Journal() {
        @Override
        public <T extends Record> Optional<T> find(Kind kind, String name, Class<T> type) {
            return Optional.empty();
        }

        @Override
        public void add(Kind kind, String name, Record finished) {
            // nobody will ask
        }
    };

    /** What can be finished. */
    enum Kind {
        /** A source that was read; its name is its place in the plan. */
        SOURCE,
        /** An instance that was analysed. */
        INSTANCE
    }

    /** What an earlier run has finished. */
    <T extends Record> Optional<T> find(Kind kind, String name, Class<T> type);

    /** Keeps what this run has finished; several threads may call it. */
    void add(Kind kind, String name, Record finished);
}
