package io.fragmortem.diagnosis.evidence;

import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * That the captured process ended, where its log or the kernel says so and no later line and no later dump shows another one.
 * Nothing can be typed into it any more; what helps is for the one that comes next.
 *
 * @param atMicros when, where that is known
 */
public record Ending(OptionalLong atMicros, By by) {

    /** Two machines' or two writers' clocks are as far apart. */
    private static final long SAME_MOMENT = 2_000_000;

    /** Who ended it. */
    public enum By {
        /** It left by itself, and saved before it when it has save points. */
        EXIT,
        /** It crashed. */
        CRASH,
        /** The kernel killed it for its memory. */
        KERNEL
    }

    /** What is left of the data once the process is gone. */
    public enum Left {
        UNKNOWN,
        /** Neither RDB files nor append-only: all of it is gone. */
        NOTHING,
        /** The same, but a replica was connected. */
        REPLICA,
        /** What the last save wrote; later writes are gone. */
        LAST_SAVE
    }

    /** The end of the last process that the input shows. */
    public static Optional<Ending> of(Case c) {
        Optional<Ending> killed = killed(c);
        return killed.isPresent() ? killed : logged(c);
    }

    private static Optional<Ending> logged(Case c) {
        Optional<Ending> ended = Optional.empty();
        for (Event event : c.timeline().events()) {
            if (!event.stamp().known() || !c.timeline().timed()) {
                continue;
            }
            OptionalLong at = OptionalLong.of(event.stamp().epochMicros());
            if (event.kind() == Event.Kind.SERVER_STOP || event.kind() == Event.Kind.CRASH) {
                ended = Optional.of(new Ending(at, event.kind() == Event.Kind.CRASH ? By.CRASH : By.EXIT));
            } else if (isStart(event)) {
                ended = Optional.empty();
            }
        }
        return ended.filter(ending -> !isAnswered(c, ending.atMicros(), 0));
    }

    /** The kernel names its victim; where it does not, whoever was told of by an orchestrator runs again by now. */
    private static Optional<Ending> killed(Case c) {
        return Deaths.of(c).last().filter(death -> isLast(c, death)).map(d -> new Ending(d.atMicros(), By.KERNEL));
    }

    private static boolean isLast(Case c, Deaths.Death death) {
        double victim = death.event().number(Amount.PID).orElse(Double.NaN);
        if (death.by() == Deaths.By.ITSELF || Double.isNaN(victim) || isStartedAfter(c, death.atMicros())) {
            return false;
        }
        int last = c.timeline().size() - 1;
        OptionalDouble pid = last < 0 ? OptionalDouble.empty() : c.timeline().lastKnown(Field.PROCESS_ID, last);
        boolean same = pid.isPresent() && pid.getAsDouble() == victim;
        // inside a container the server is process 1, whatever the kernel of the host calls it
        boolean other = pid.isPresent() && pid.getAsDouble() > 1 && !same;
        return same || (!other && !isAnswered(c, death.atMicros(), SAME_MOMENT));
    }

    private static boolean isStartedAfter(Case c, OptionalLong at) {
        return c.timeline().events().stream()
                .filter(Ending::isStart)
                .anyMatch(e -> at.isPresent() && e.stamp().known() && e.stamp().epochMicros() > at.getAsLong());
    }

    private static boolean isStart(Event event) {
        return event.kind() == Event.Kind.SERVER_START || event.kind() == Event.Kind.LOAD;
    }

    /** Whether a dump was taken after that moment, or when nobody knows. Where only logs tell, no later line of theirs is a dump. */
    private static boolean isAnswered(Case c, OptionalLong at, long slack) {
        if (at.isEmpty() || !c.timeline().timed()) {
            return true;
        }
        int last = c.timeline().size() - 1;
        return !c.isLogOnly() && c.timeline().timeMicros()[last] > at.getAsLong() + slack;
    }

    /** What is left of the data, by what the configuration or the last dump says of saving. */
    public Left left(Case c) {
        boolean appends = c.timeline()
                .fact(Fact.CONFIG_APPENDONLY)
                .map("yes"::equals)
                .orElse(c.timeline().last(Field.AOF_ENABLED).orElse(1) > 0);
        Optional<Boolean> saves = c.hasSavePoints();
        if (appends || saves.isEmpty()) {
            return Left.UNKNOWN;
        }
        if (saves.get()) {
            return by == By.EXIT ? Left.UNKNOWN : Left.LAST_SAVE;
        }
        return c.timeline().last(Field.CONNECTED_SLAVES).orElse(0) > 0 ? Left.REPLICA : Left.NOTHING;
    }
}
