package io.fragmortem.snapshot.log;

import io.fragmortem.snapshot.text.ServerProgram;
import io.fragmortem.snapshot.text.SizeText;
import io.fragmortem.snapshot.text.SizeText.Decimal;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands what systemd and systemd-oomd say of a server's unit whose memory ended. They do not say whether the limit of
 * the unit or the memory of the host ran out.
 *
 * <pre>
 * redis.service: A process of this unit has been killed by the OOM killer.
 * redis.service: Failed with result 'oom-kill'.
 * redis.service: Consumed 3h 12min 4.553s CPU time, 15.6G memory peak, 0B memory swap peak.
 * Killed /system.slice/redis.service due to memory pressure for /system.slice being 62.10% &gt; 60.00% for &gt; 20s
 * </pre>
 */
final class Units {

    private static final Pattern UNIT = Pattern.compile("^(?:Killed /\\S{0,200}?)?(\\S{0,100}(?:"
            + ServerProgram.alternatives() + ")\\S{0,100}\\.(?:service|scope))(?:: | due to)");
    private static final Pattern PEAK = Pattern.compile(", (\\d[\\d.]*[BKMGT]) memory peak");

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
