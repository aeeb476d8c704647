package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.source.Entry;
import java.io.IOException;

/** Kernel logs (dmesg, journal, syslog) with out-of-memory kills. */
public final class KernelLogFormat implements Format {

    @Override
    public String name() {
        return "kernel-log";
    }

    @Override
    public int recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        boolean oom = head.has("Killed process ") || head.has("oom-kill") || head.has("oom_reaper");
        return oom ? 92 : 0;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        new LogReader(entry, options, sink).read();
    }
}
