package io.fragmortem.snapshot.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight neighbouring bytes as one number, the first one lowest: what scanners compare at once. The one place of the portable
 * rooms that uses a view of the platform; {@code src/web} has its own for browsers.
 */
public final class EightBytes {

    private static final VarHandle VIEW = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private EightBytes() {}

    /** The bytes from this one on. */
    public static long at(byte[] bytes, int from) {
        return (long) VIEW.get(bytes, from);
    }
}
