package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.text.ServerProgram;
import io.fragmortem.snapshot.text.SizeText;
import io.fragmortem.snapshot.text.SizeText.Decimal;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Understands what systemd and systemd-oomd say of a server's unit whose memory ended. They do not say whether the limit of
 * the unit or the memory of the host ran out.
 *
 * <pre>
 * redis.service: A process of this unit has been killed by the OOM killer.
 * redis.service: Failed with result 'oom-kill'.
 * redis.service: Consumed 3h 12min 4.553s CPU time, 15.6G memory peak, 0B memory swap peak.
 * Killed /system.slice/redis.service due to memory pressure for /system.slice being 62.10% &gt; 60.00% for &gt; 20s
 * sending SIGTERM to process 1217 uid 999 "redis-server": badness 903, VmRSS 25120 MiB
 * </pre>
 */
final class Units {

    private static final Pattern UNIT = Pattern.compile("^(?:Killed /\\S{0,200}?)?(\\S{0,100}(?:"
            + ServerProgram.alternatives() + ")\\S{0,100}\\.(?:service|scope))(?:: | due to)");
    private static final Pattern PEAK = Pattern.compile(", (\\d[\\d.]*[BKMGT]) memory peak");

    private static final Pattern EARLY = Pattern.compile(
            "sending SIG(?:TERM|KILL) to process (\\d{1,9})(?: uid \\d{1,9})? \"([^\"]{1,40})\": .*VmRSS (\\d{1,9}) MiB");

    /** Units whose kill was told before systemd sums up how they ended. */
    private final Set<String> told = new HashSet<>();

    /** Whether the line tells of a server's unit at all. */
    static boolean isOf(String message) {
        return UNIT.matcher(message).find();
    }

    /** Whether the line tells that the memory of a server's unit ended; the lines of one end count once. */
    boolean killed(String message) {
        Matcher unit = UNIT.matcher(message);
        if (!unit.find()) {
            return false;
        }
        boolean byKernel = message.contains("killed by the OOM killer");
        boolean byDaemon = message.startsWith("Killed /");
        boolean summed = message.contains("Failed with result 'oom-kill'");
        if (summed) {
            return !told.remove(unit.group(1));
        }
        return (byKernel || byDaemon) && told.add(unit.group(1));
    }

    /** What earlyoom says when it ends a server for want of memory on the host; null for another line. */
    static @Nullable Map<Amount, Double> ended(String message) {
        Matcher ended = EARLY.matcher(message);
        if (!ended.find() || !ServerProgram.is(ended.group(2))) {
            return null;
        }
        Map<Amount, Double> numbers = Amount.none();
        numbers.put(Amount.OF_GROUP, 0.0);
        numbers.put(Amount.PID, Double.parseDouble(ended.group(1)));
        numbers.put(Amount.ANON_RSS_BYTES, Double.parseDouble(ended.group(3)) * LogRules.MIB);
        return numbers;
    }

    /** The most memory that the unit's control group ever held, in bytes, rounded as systemd prints it. */
    static OptionalDouble peak(String message) {
        Matcher peak = PEAK.matcher(message);
        return peak.find() && UNIT.matcher(message).find()
                ? SizeText.parse(peak.group(1), Decimal.POWERS_OF_1024)
                        .map(size -> OptionalDouble.of(size.bytes()))
                        .orElse(OptionalDouble.empty())
                : OptionalDouble.empty();
    }
}
