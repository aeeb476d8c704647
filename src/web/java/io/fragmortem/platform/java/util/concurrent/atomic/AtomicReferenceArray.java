package io.fragmortem.platform.java.util.concurrent.atomic;

/** An array: with one thread every step is atomic. */
public final class AtomicReferenceArray<E> {

    private final Object[] values;

    public AtomicReferenceArray(int length) {
        this.values = new Object[length];
    }

    @SuppressWarnings("unchecked")
    public E get(int index) {
        return (E) values[index];
    }

    public void set(int index, E value) {
        values[index] = value;
    }

    @SuppressWarnings("unchecked")
    public E getAndSet(int index, E value) {
        E before = (E) values[index];
        values[index] = value;
        return before;
    }

    public boolean compareAndSet(int index, E expected, E value) {
        boolean same = values[index] == expected;
        if (same) {
            values[index] = value;
        }
        return same;
    }
}
