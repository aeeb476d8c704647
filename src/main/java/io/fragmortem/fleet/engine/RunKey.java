package io.fragmortem.fleet.engine;

import io.fragmortem.snapshot.ReadOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells whether two runs would find the same: the same build of the program, the same sources by name, size and time of change, and the same
 * options of reading and analysis. How many threads work and how the report is worded make no difference.
 */
public final class RunKey {

    private RunKey() {}

    /**
     * The key of a plan, 64 hexadecimal digits.
     *
     * @param build of the program: what one wrote another may not read
     */
    public static String of(Plan plan, String build) {
        List<Object> parts = new ArrayList<>(List.of(build));
        plan.sources()
                .forEach(s -> parts.add(List.of(
                        s.name(), s.bytes(), s.modifiedMicros(), s.refusal().isPresent())));
        ReadOptions reading = plan.reading();
        parts.add(List.of(
                reading.zone(),
                reading.zoneGiven(),
                reading.year(),
                reading.interval(),
                reading.format(),
                new TreeMap<>(reading.columns()),
                reading.timeColumn(),
                reading.instanceColumn()));
        parts.add(String.valueOf(plan.names().pattern()));
        parts.add(plan.window());
        Map<String, Double> thresholds =
                new TreeMap<>(plan.policy().thresholds().set());
        parts.add(List.of(thresholds, plan.policy().ignores(), plan.policy().rules(), plan.notes()));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(parts.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
