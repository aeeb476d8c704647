package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.time.ToldTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Tells apart servers whose lines stand in one log that names nobody: a server that was started anew begins after the one before it
 * has ended, so two that both speak for themselves (role M or S) in the same time are two servers.
 */
final class ProcessesApart {

    /** A log of more restarts than this is looked at as one server's. */
    private static final int MOST = 200;

    private static final class Life {
        private long from = Long.MAX_VALUE;
        private long to = Long.MIN_VALUE;

        void see(long micros) {
            from = Math.min(from, micros);
            to = Math.max(to, micros);
        }

        boolean isBeside(Life other) {
            return from < other.to && other.from < to;
        }
    }

    private final TreeSet<Long> beside = new TreeSet<>();

    /** Looks at all that is held back of a log. */
    void see(List<Speaker.Remark> remarks) {
        Map<Long, Life> lives = new LinkedHashMap<>();
        for (Speaker.Remark remark : remarks) {
            boolean dated = remark.time().kind() != ToldTime.Kind.NONE;
            if (remark.ofMain() && dated && remark.process().isPresent()) {
                lives.computeIfAbsent(remark.process().getAsLong(), any -> new Life())
                        .see(remark.time().micros());
            }
        }
        if (lives.size() > MOST) {
            return;
        }
        lives.forEach((process, life) -> {
            boolean together = lives.entrySet().stream()
                    .anyMatch(other ->
                            !other.getKey().equals(process) && other.getValue().isBeside(life));
            if (together) {
                beside.add(process);
            }
        });
    }

    /** The name of the process where another one ran beside it. */
    Optional<String> name(Speaker.Remark remark) {
        double victim =
                remark.kind() == Event.Kind.KERNEL_OOM_KILL ? remark.numbers().getOrDefault(Amount.PID, -1.0) : -1;
        long process = victim > 0 ? (long) victim : remark.process().orElse(-1);
        return beside.contains(process) ? Optional.of("pid " + process) : Optional.empty();
    }
}
