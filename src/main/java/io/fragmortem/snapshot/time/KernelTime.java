package io.fragmortem.snapshot.time;

import io.fragmortem.snapshot.ByteText;
import io.fragmortem.snapshot.Bytes;

/** The time before a kernel line: {@code [12345.678901] } since boot says nothing, {@code [Tue Nov 14 07:01:22 2023] } does. */
public final class KernelTime {

    private KernelTime() {}

    public static LogTime of(byte[] b, int from, int to) {
        // [Tue Nov 14 07:01:22 2023] redis-server invoked oom-killer
        if (to - from < 27 || b[from] != '[' || b[from + 25] != ']') {
            return LogTime.NONE;
        }
        int month = Times.month(new ByteText().set(b, from + 5, from + 8), 0);
        int day = b[from + 9] == ' ' ? Bytes.digits(b, from + 10, to, 1) : Bytes.digits(b, from + 9, to, 2);
        long local = Times.local(
                Bytes.digits(b, from + 21, to, 4),
                month,
                day,
                Bytes.digits(b, from + 12, to, 2),
                Bytes.digits(b, from + 15, to, 2),
                Bytes.digits(b, from + 18, to, 2));
        return local == Times.NONE ? LogTime.NONE : new LogTime(LogTime.Kind.LOCAL, local);
    }
}
