package io.fragmortem.timeline.instance;

/**
 * Where values wait until they are wanted again. The one here keeps them as they are; an engine may write them to a file when
 * there are too many.
 */
public interface Store {

    /**
     * Takes a value, which must not change any more.
     *
     * @param bytes about what it occupies in memory
     */
    <T> Kept<T> keep(T value, long bytes);

    /** A value that waits. */
    interface Kept<T> {

        /** The value, or an equal one. */
        T get();

        /** Says that nobody will ask again. */
        void release();
    }

    /** A store that keeps everything in memory. */
    static Store inMemory() {
        return new Store() {
            @Override
            public <T> Kept<T> keep(T value, long bytes) {
                return new Kept<>() {
                    @Override
                    public T get() {
                        return value;
                    }

                    @Override
                    public void release() {
                        // nothing is held but the value itself
                    }
                };
            }
        };
    }
}
