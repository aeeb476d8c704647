package io.fragmortem.fleet;

import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.ServerInfo;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.timeline.Run;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the fleet must know of one instance while all others are analysed: a few kilobytes, where the result itself may have
 * a megabyte.
 *
 * @param name of the instance
 * @param seen how much of it was seen, and when
 * @param server product, version, allocator
 * @param role its place in replication
 * @param traits that it shares with itself under another name
 * @param found what the diagnosis says
 * @param now where the bytes are
 * @param course how its memory went
 */
public record InstanceSummary(
        String name,
        Seen seen,
        ServerInfo server,
        Replication role,
        List<String> traits,
        Found found,
        Optional<Breakdown> now,
        Course course) {

    /** Rows of the table that a page draws small. */
    static final int COLUMNS = 60;

    private static final int MOST_CHANGES = 12;

    /** What restarts more often does so by itself, and would fall together with anything. */
    private static final int MOST_RESTARTS = 50;

    private static final Set<Remedy.Kind> FIRST = EnumSet.of(Remedy.Kind.DO, Remedy.Kind.ASK);

    /**
     * How much of it was seen.
     *
     * @param fromMicros time of the first sample, empty when no time is known
     * @param fileTime whether the only time is that of a file, which is the time of some copy
     * @param leftOut that most of its samples were left out, and why
     */
    public record Seen(
            int samples, OptionalLong fromMicros, OptionalLong toMicros, boolean fileTime, Optional<Phrase> leftOut) {

        /** Whether a moment lies between the first and the last sample. */
        public boolean holds(long micros) {
            return fromMicros.isPresent()
                    && toMicros.isPresent()
                    && micros >= fromMicros.getAsLong()
                    && micros <= toMicros.getAsLong();
        }

        /** Seconds from the first to the last sample, endless where that is not known. */
        public double seconds() {
            return fromMicros.isPresent() && toMicros.isPresent()
                    ? (toMicros.getAsLong() - fromMicros.getAsLong()) / 1e6
                    : Double.POSITIVE_INFINITY;
        }
    }

    /**
     * What the diagnosis says.
     *
     * @param worst severity of its worst suspect
     * @param bytes of the strongest suspect
     * @param sinceMicros since when
     * @param step what to do first, where somebody has to do something
     */
    public record Found(Verdict verdict, Severity worst, double bytes, OptionalLong sinceMicros, Optional<Step> step) {

        /** Whether a person has to look at it. */
        public boolean needsPerson() {
            return verdict.severity().needsPerson();
        }
    }

    /**
     * The first of what a page says to do or to ask, without all that goes with it.
     *
     * @param command exact commands to type, one per line; empty when there is none
     * @param bytesBack what is expected back of RSS
     * @param before what stands in its way, in the order in which to mend it
     */
    public record Step(
            Remedy remedy, Phrase what, List<String> command, OptionalDouble bytesBack, List<Phrase> before) {

        static Optional<Step> first(Diagnosis diagnosis) {
            return diagnosis.actions().stream()
                    .filter(action -> FIRST.contains(action.kind()))
                    .findFirst()
                    .map(action -> new Step(
                            action.remedy(),
                            action.what(),
                            action.isSetting() ? List.of() : action.command(),
                            action.bytesBack(),
                            action.before()));
        }
    }

    /**
     * How its memory went.
     *
     * @param p p values of its trends as they go now, that of RSS first
     * @param growth trend of RSS as it goes now
     * @param room below the limit that matters first, where one is known
     * @param changes the first certified changes of used memory and RSS
     * @param restarts its restarts; none where there are more than any deploy brings
     * @param sketch used memory and RSS, thinned
     * @param days used memory and RSS by day
     */
    public record Course(
            double[] p,
            Optional<InstanceResult.TrendLine> growth,
            Optional<Headroom> room,
            List<Change> changes,
            List<Restart> restarts,
            Sketch sketch,
            DayMeans days) {}

    /**
     * A restart.
     *
     * @param afterMicros the last sample of the process before
     * @param byMicros when the new process began where its uptime says so, else its first sample
     */
    public record Restart(long afterMicros, long byMicros) {}

    /** The summary of a result. */
    public static InstanceSummary of(InstanceResult result, Replication role) {
        return new InstanceSummary(
                result.name(),
                new Seen(
                        result.samples(),
                        result.fromMicros(),
                        result.toMicros(),
                        isFileTime(result),
                        result.quality().leftOut()),
                result.server(),
                role,
                Twins.traits(result),
                found(result),
                result.now(),
                new Course(
                        FleetCorrection.primary(result),
                        result.trends().stream()
                                .filter(line -> line.metric() == Total.USED_MEMORY_RSS
                                        && line.scoped().scope() == Trends.Scope.NOW)
                                .findFirst(),
                        Headroom.of(result),
                        result.changes().stream()
                                .map(InstanceResult.ChangeLine::change)
                                .filter(change -> change.metric() instanceof Total)
                                .limit(MOST_CHANGES)
                                .toList(),
                        restarts(result),
                        Sketch.of(result.series(), COLUMNS),
                        DayMeans.of(result.series(), result.fromMicros().isPresent())));
    }

    private static List<Restart> restarts(InstanceResult result) {
        List<Run> runs = result.runs();
        if (runs.size() - 1 > MOST_RESTARTS || result.fromMicros().isEmpty()) {
            return List.of();
        }
        List<Restart> restarts = new ArrayList<>();
        for (int i = 1; i < runs.size(); i++) {
            long after = runs.get(i - 1).toMicros();
            long by = runs.get(i).fromMicros();
            long began = runs.get(i).beganMicros().orElse(by);
            restarts.add(new Restart(after, began > after && began < by ? began : by));
        }
        return List.copyOf(restarts);
    }

    private static Found found(InstanceResult result) {
        Diagnosis diagnosis = result.diagnosis();
        Optional<Suspect> strongest = diagnosis.suspects().stream().findFirst();
        return new Found(
                diagnosis.verdict(),
                diagnosis.worst(),
                strongest.map(Suspect::bytes).orElse(0.0),
                diagnosis.lead().map(Suspect::sinceMicros).orElse(OptionalLong.empty()),
                diagnosis.verdict().severity().needsPerson() ? Step.first(diagnosis) : Optional.empty());
    }

    private static boolean isFileTime(InstanceResult result) {
        return result.quality().timeSources().keySet().equals(Set.of(TimeSource.FILE_MODIFIED));
    }
}
