package io.fragmortem.diagnosis.evidence;

import io.fragmortem.memory.Limit;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Run;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How a server ended for lack of memory. Whose limit was hit says the kernel's constraint: a kill within a control group says
 * nothing about the host. A victim that is larger than the host, or another process than the one that was running at that
 * time, is another server.
 */
public record Deaths(List<Death> all, long refusals, double impossible) {

    /**
     * No process can address as much as this, 2 to the 47th on the processors that servers run on: whoever asks for more at once has
     * read a damaged length, and would not get it from any machine.
     */
    private static final double ADDRESSABLE = 0x1p47;

    /** Rounding of the host's own figure. */
    private static final double LARGER_THAN_HOST = 1.05;

    /** A dying process of many gigabytes is gone, and its unit ended, within this. */
    private static final long SUMMING_UP_MICROS = 60_000_000;

    public Deaths {
        all = List.copyOf(all);
    }

    /** Who ended it. */
    public enum By {
        /** The kernel, because the control group was full. */
        CONTAINER,
        /** The kernel, because the host was full. */
        HOST,
        /** The kernel or systemd, and no line says whose memory ended. */
        SOMEBODY,
        /** The server itself: an allocation was refused. */
        ITSELF
    }

    /**
     * One of them.
     *
     * @param bytes resident when the kernel killed it, or refused when it gave up; 0 when that is not told
     */
    public record Death(Event event, By by, double bytes) {

        /** When it was, where that is known. */
        public OptionalLong atMicros() {
            return event.stamp().known() ? OptionalLong.of(event.stamp().epochMicros()) : OptionalLong.empty();
        }
    }

    /** What the logs tell of this server. */
    public static Deaths of(Case c) {
        Stream<Death> killed = events(c, Event.Kind.KERNEL_OOM_KILL)
                .map(e -> new Death(e, by(e), resident(e)))
                .filter(death -> isThisServer(c, death));
        Stream<Death> aborted = events(c, Event.Kind.OUT_OF_MEMORY)
                .filter(e -> !isRefusal(e) && asked(e) < ADDRESSABLE)
                .map(e -> new Death(e, By.ITSELF, e.number(Amount.BYTES).orElse(0)));
        long refusals =
                events(c, Event.Kind.OUT_OF_MEMORY).filter(Deaths::isRefusal).count();
        double impossible = events(c, Event.Kind.OUT_OF_MEMORY)
                .mapToDouble(Deaths::asked)
                .filter(bytes -> bytes >= ADDRESSABLE)
                .max()
                .orElse(0);
        return new Deaths(once(Stream.concat(killed, aborted).toList()), refusals, impossible);
    }

    private static double asked(Event event) {
        return event.number(Amount.BYTES).orElse(0);
    }

    /** What the kernel tells, systemd tells again when it sums up how the unit ended. */
    private static List<Death> once(List<Death> told) {
        return told.stream()
                .filter(death -> death.by() != By.SOMEBODY
                        || told.stream().noneMatch(other -> other.by() != By.SOMEBODY && isSameMoment(other, death)))
                .toList();
    }

    private static boolean isSameMoment(Death one, Death other) {
        return one.atMicros().isPresent()
                && other.atMicros().isPresent()
                && Math.abs(one.atMicros().getAsLong() - other.atMicros().getAsLong()) <= SUMMING_UP_MICROS;
    }

    /** The last one. */
    public Optional<Death> last() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** How often an orchestrator started the container anew, of whose ends it tells the last alone; 0 where none counted. */
    public double restarts() {
        return all.stream()
                .mapToDouble(death -> death.event().number(Amount.RESTARTS).orElse(0))
                .max()
                .orElse(0);
    }

    private static Stream<Event> events(Case c, Event.Kind kind) {
        return c.timeline().events().stream().filter(e -> e.kind() == kind);
    }

    /** {@code OOM command not allowed when used memory > 'maxmemory'.}: a command is refused, nobody dies. */
    private static boolean isRefusal(Event event) {
        return event.text().contains("OOM command not allowed");
    }

    private static By by(Event event) {
        double group = event.number(Amount.OF_GROUP).orElse(Double.NaN);
        if (group == 1 || isOfGroup(event.text())) {
            return By.CONTAINER;
        }
        return group == 0 || event.text().contains("Out of memory:") ? By.HOST : By.SOMEBODY;
    }

    private static boolean isOfGroup(String text) {
        return text.contains("emory cgroup") || text.contains("CONSTRAINT_MEMCG") || text.contains("OOMKilled");
    }

    private static double resident(Event event) {
        return Stream.of(Amount.ANON_RSS_BYTES, Amount.FILE_RSS_BYTES, Amount.SHMEM_RSS_BYTES)
                .mapToDouble(amount -> event.number(amount).orElse(0))
                .sum();
    }

    private static boolean isThisServer(Case c, Death death) {
        double host = Optional.ofNullable(c.series().limits().get(Limit.HOST)).orElse(Double.POSITIVE_INFINITY);
        boolean fits = death.bytes() <= LARGER_THAN_HOST * host;
        return fits && !isChild(c, death) && c.timeline().runs().stream().noneMatch(run -> outlives(c, run, death));
    }

    /** Children have the server's name: the log tells whose process it was, or that a child ended by a signal and the server did not. */
    private static boolean isChild(Case c, Death death) {
        double victim = death.event().number(Amount.PID).orElse(Double.NaN);
        boolean forked = events(c, Event.Kind.FORK_START)
                .anyMatch(e -> e.number(Amount.PID).orElse(Double.NaN) == victim);
        double[] servers = c.timeline().column(Field.PROCESS_ID);
        boolean other = Arrays.stream(servers).anyMatch(pid -> pid > 1)
                && Arrays.stream(servers).noneMatch(pid -> pid == 1 || pid == victim);
        return forked
                || (other
                        && victim > 1
                        && events(c, Event.Kind.CHILD_KILLED).findAny().isPresent());
    }

    /** Whether another process is known to have run before that moment and after it. */
    private static boolean outlives(Case c, Run run, Death death) {
        double victim = death.event().number(Amount.PID).orElse(Double.NaN);
        double pid = c.timeline().lastKnown(Field.PROCESS_ID, run.to() - 1).orElse(victim);
        boolean around = death.atMicros().isPresent()
                && run.fromMicros() < death.atMicros().getAsLong()
                && run.toMicros() > death.atMicros().getAsLong();
        // Inside a container the server is process 1, whatever number the kernel of the host knows it by.
        return c.timeline().timed() && around && pid != victim && pid > 1;
    }
}
