package io.fragmortem.platform.java.util.concurrent.locks;

/** A lock among no others: a worker has one thread. */
public final class ReentrantLock {

    public void lock() {}

    public boolean tryLock() {
        return true;
    }

    public void unlock() {}
}
