package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Layout;
import io.fragmortem.snapshot.log.Speaker.Remark;
import io.fragmortem.snapshot.text.Bytes;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.ToldTime;
import io.fragmortem.snapshot.time.ToldTime.Kind;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.util.List;
import java.util.Map;

/** Reads what the machine wrote between a server's lines: the kernel on killed processes, systemd on its units. */
final class MachineLines {

    private static final int LONGEST_TIME = 60;
    private static final int SHORTEST = 20;
    private static final Layout PEAK = Layout.of(List.of(Field.CGROUP_PEAK));

    /** Half of the last digit of {@code 1.2G}, as a share. */
    private static final double PEAK_ERROR = 0.005;

    private final LogReader reader;
    private final StreamClock clock;
    private final Kernel kernel = new Kernel();
    private final Units units = new Units();
    private final TimeText time = new TimeText();

    MachineLines(LogReader reader, StreamClock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** Takes a line of systemd when it is one of a server's unit. */
    boolean unit(String message, ToldTime told, int index) {
        Map<Amount, Double> ended = Units.ended(message);
        if (ended != null) {
            reader.hold(told, index).happened(Event.Kind.KERNEL_OOM_KILL, message, ended);
            return true;
        }
        if (!Units.isOf(message)) {
            return false;
        }
        if (units.killed(message)) {
            reader.hold(told, index).happened(Event.Kind.KERNEL_OOM_KILL, message, Map.of());
        }
        Units.peak(message)
                .ifPresent(peak -> reader.hold(told, index).measured(reader.rounded(PEAK, peak, peak * PEAK_ERROR)));
        return true;
    }

    /** Takes a line of the kernel when it is one of an OOM kill; what carried it told this time. */
    boolean kernel(byte[] b, int from, int to, ToldTime told, int index) {
        if (to - from < SHORTEST) {
            return false;
        }
        double[] task = kernel.task(b, from, to);
        double[] cgroup = task == null ? Kernel.cgroup(b, from, to) : null;
        Map<Amount, Double> killed = task == null && cgroup == null ? kernel.killed(b, from, to) : null;
        if (task == null && cgroup == null && killed == null) {
            return false;
        }
        ToldTime moment = told.kind() == Kind.NONE ? ownTime(b, from, to) : told;
        clock.see(moment.kind(), moment.micros());
        Remark remark = reader.hold(moment, index);
        if (task != null) {
            remark.measured(reader.sample(Kernel.TASK, task));
        } else if (cgroup != null) {
            remark.measured(reader.sample(Kernel.CGROUP, cgroup));
        } else if (killed != null) {
            String text = Bytes.text(b, from, to);
            remark.happened(Kernel.kindOf(text), text, killed);
        }
        return true;
    }

    /** {@code [12345.678901] } since boot says nothing, {@code [Tue Nov 14 07:01:22 2023] } of {@code dmesg -T} does. */
    private ToldTime ownTime(byte[] b, int from, int to) {
        boolean bracketed = b[from] == '[' && time.parse(b, from, Math.min(to, from + LONGEST_TIME));
        return bracketed && time.shape() != TimeText.Shape.TIME_OF_DAY ? time.told() : ToldTime.NONE;
    }
}
