package io.fragmortem.memory;

/** What bounds the memory of a server, in the order in which reports name them. */
public enum Limit {
    /** The server's own, on used memory. */
    MAXMEMORY("maxmemory"),
    /** The control group's, on all that the container holds. */
    CONTAINER("container"),
    /** The machine's memory. */
    HOST("host");

    private final String id;

    Limit(String id) {
        this.id = id;
    }

    /** The stable name, as results and message keys have it. */
    public String id() {
        return id;
    }

    /** Whether RSS runs into it, and not used memory: whoever crosses it is killed. */
    public boolean isHard() {
        return this != MAXMEMORY;
    }
}
