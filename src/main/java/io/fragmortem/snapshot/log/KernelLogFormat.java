package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Share;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Kernel logs (dmesg, journal, syslog) with out-of-memory kills. */
public final class KernelLogFormat implements Format {

    private static final Pattern KERNEL = Pattern.compile("^\\[ *\\d+\\.\\d{6}\\] | kernel: ");
    private static final List<String> KILLS = List.of(
            "Killed process ", "oom-kill", "oom_reaper", "killed by the OOM killer", "systemd-oomd", "earlyoom");
    private static final Passage PASSAGE = Passage.of(
            KernelLogFormat::isKill,
            line -> isKill(line) || KERNEL.matcher(line).find());

    private static boolean isKill(String line) {
        return KILLS.stream().anyMatch(line::contains);
    }

    @Override
    public String name() {
        return "kernel-log";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        return KILLS.stream().anyMatch(head::has) ? Sureness.KERNEL_OR_CONTAINER : Sureness.NO;
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public Share share() {
        return Share.ALONE;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        new LogReader(entry, options, sink).read();
    }
}
