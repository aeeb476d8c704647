package io.fragmortem.fleet.engine;

/** Is told how far the work has come, from several threads. */
public interface Watcher {

    /** Nobody watches. */
    Watcher NOBODY = new Watcher() {
        @Override
        public void reading(String stream, long bytes, long ofBytes) {
            // nobody watches
        }

        @Override
        public void taken(long bytes, long ofBytes) {
            // nobody watches
        }

        @Override
        public void working(Stage stage, int instances, int ofInstances) {
            // nobody watches
        }
    };

    /** What instances go through after they are read. */
    enum Stage {
        ANALYSIS,
        REPORT
    }

    /**
     * A stream begins.
     *
     * @param bytes stored bytes that have been read
     * @param ofBytes of all sources, 0 where that is not known
     */
    void reading(String stream, long bytes, long ofBytes);

    /** More of a stream has been read: bytes and {@code ofBytes} as above. */
    void taken(long bytes, long ofBytes);

    /** So many instances are done. */
    void working(Stage stage, int instances, int ofInstances);
}
