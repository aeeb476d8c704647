package io.fragmortem.spark;

import io.fragmortem.diagnosis.Policy;
import io.fragmortem.diagnosis.UserRule;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.fleet.engine.Plan;
import io.fragmortem.fleet.engine.RecordCodec;
import io.fragmortem.fleet.story.Note;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.timeline.Timeline;
import io.fragmortem.timeline.Window;
import io.fragmortem.timeline.instance.InstanceNames;
import java.io.InputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What executors must know of a plan, as a value of records that travels as bytes.
 *
 * @param reading how to read
 * @param window the time that counts
 * @param thresholds that differ from the defaults, by name
 * @param hadoop settings of file systems, beside those on the class path
 */
record Job(
        Reading reading,
        Window window,
        Map<String, Double> thresholds,
        List<Silenced> ignores,
        List<UserRule> rules,
        List<Note> notes,
        Map<String, String> hadoop) {

    /** {@link ReadOptions} without what does not travel. */
    record Reading(
            String zone,
            boolean zoneGiven,
            OptionalInt year,
            Optional<Long> intervalNanos,
            Optional<String> format,
            Map<String, String> columns,
            Optional<String> timeColumn,
            Optional<String> instanceColumn) {}

    /** {@link Policy.Ignore} with its pattern as text. */
    record Silenced(String rule, String instances, int flags, String reason) {}

    static Job of(Plan plan, Map<String, String> hadoop) {
        ReadOptions reading = plan.reading();
        return new Job(
                new Reading(
                        reading.zone().getId(),
                        reading.zoneGiven(),
                        reading.year(),
                        reading.interval().map(Duration::toNanos),
                        reading.format(),
                        reading.columns(),
                        reading.timeColumn(),
                        reading.instanceColumn()),
                plan.window(),
                plan.policy().thresholds().set(),
                plan.policy().ignores().stream()
                        .map(ignore -> new Silenced(
                                ignore.rule(),
                                ignore.instances().pattern(),
                                ignore.instances().flags(),
                                ignore.reason()))
                        .toList(),
                plan.policy().rules(),
                plan.notes(),
                hadoop);
    }

    byte[] bytes() {
        return RecordCodec.write(this);
    }

    static Job read(byte[] bytes) {
        return (Job) RecordCodec.read(bytes);
    }

    ReadOptions options() {
        return new ReadOptions(
                ZoneId.of(reading.zone),
                reading.zoneGiven,
                reading.year,
                reading.intervalNanos.map(Duration::ofNanos),
                reading.format,
                reading.columns,
                reading.timeColumn,
                reading.instanceColumn);
    }

    /** The chain over one instance. */
    Function<Timeline, InstanceResult> chain() {
        Policy policy = new Policy(
                Thresholds.of(thresholds),
                ignores.stream()
                        .map(one -> new Policy.Ignore(
                                one.rule(), Pattern.compile(one.instances(), one.flags()), one.reason()))
                        .toList(),
                rules);
        Plan plan = Plan.of(
                List.of(),
                InputStream.nullInputStream(),
                options(),
                new InstanceNames(Optional.empty()),
                window,
                policy,
                1);
        return Fleet.chain(plan.with(notes));
    }
}
