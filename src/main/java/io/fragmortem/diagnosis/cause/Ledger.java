package io.fragmortem.diagnosis.cause;

import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Part;
import io.fragmortem.phrase.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is to be explained, split into lines by cause. The lines add up to the whole exactly; what no cause explains is the
 * last line. Bytes that are counted and not resident are negative lines.
 *
 * @param whole what is to be explained
 * @param bytes how much it is; negative where RSS is below used memory or falls
 * @param atMicros the moment, or the end of the stretch; empty when times are not known
 * @param fromMicros the begin of the stretch, for growth
 * @param lines without empty ones, but for the unexplained line, which is always there
 * @param factors how the total ratio of RSS to used memory comes about; empty without allocator fields
 */
public record Ledger(
        Whole whole,
        double bytes,
        OptionalLong atMicros,
        OptionalLong fromMicros,
        List<Line> lines,
        List<Factor> factors) {

    public Ledger {
        lines = List.copyOf(lines);
        factors = List.copyOf(factors);
    }

    /** What is to be explained. */
    public enum Whole {
        /** RSS minus used memory at one moment. */
        GAP,
        /** Used memory at one moment. */
        USED,
        /** RSS at one moment. */
        RSS,
        /** What RSS (used memory, where RSS is not known) grew by. */
        GROWTH
    }

    /** Parts of a ledger that are no component, or less than one. */
    public enum Rest implements Part {
        /** Program, libraries and stacks that any server needs. */
        PROGRAM,
        /** Counted and not in RSS. */
        NOT_RESIDENT,
        /** What nothing explains. */
        UNEXPLAINED;

        @Override
        public String jsonName() {
            return Spelling.lower(this);
        }
    }

    /**
     * One line.
     *
     * @param cause that holds these bytes; none for what any server needs, and for the unexplained
     * @param part which bytes: a component, or a {@link Rest}
     * @param bytes whole bytes
     * @param share of all lines, without their signs: the shares add up to 1
     */
    public record Line(Optional<Cause> cause, Part part, double bytes, double share) {}

    /**
     * One layer as a ratio; all of them multiplied give RSS over used memory.
     *
     * @param layer what stands over what
     */
    public record Factor(Layer layer, double ratio) {}

    /** Neighbouring sizes of the heap, the inner one below. */
    public enum Layer {
        /** Allocated over used. */
        ALLOCATED,
        /** Active over allocated. */
        FRAGMENTATION,
        /** Resident over active. */
        RETENTION,
        /** RSS over resident. */
        PROCESS
    }

    /** Bytes of a cause over all its lines. */
    public double bytesOf(Cause cause) {
        return lines.stream()
                .filter(line -> line.cause().filter(cause::equals).isPresent())
                .mapToDouble(Line::bytes)
                .sum();
    }

    /** Share of a cause over all its lines, 0 to 1. */
    public double shareOf(Cause cause) {
        return lines.stream()
                .filter(line -> line.cause().filter(cause::equals).isPresent())
                .mapToDouble(Line::share)
                .sum();
    }

    /** Rounds to whole bytes, lets the largest line carry the rounding, and adds the unexplained line and the shares. */
    public static List<Line> balanced(double whole, List<Line> raw) {
        List<Line> lines = new ArrayList<>();
        double rest = Math.rint(whole);
        double unexplained = 0;
        for (Line line : raw) {
            double bytes = Math.rint(line.bytes());
            rest -= bytes;
            if (line.part() == Rest.UNEXPLAINED) {
                unexplained += bytes;
            } else if (bytes != 0) {
                lines.add(new Line(line.cause(), line.part(), bytes, 0));
            }
        }
        int largest = -1;
        for (int i = 0; i < lines.size() && Math.abs(rest) <= raw.size(); i++) {
            largest = largest < 0
                            || Math.abs(lines.get(i).bytes())
                                    > Math.abs(lines.get(largest).bytes())
                    ? i
                    : largest;
        }
        if (largest >= 0) {
            Line line = lines.get(largest);
            lines.set(largest, new Line(line.cause(), line.part(), line.bytes() + rest, 0));
            rest = 0;
        }
        lines.add(new Line(Optional.empty(), Rest.UNEXPLAINED, unexplained + rest, 0));
        double total =
                lines.stream().mapToDouble(line -> Math.abs(line.bytes())).sum();
        return lines.stream()
                .map(line -> new Line(
                        line.cause(), line.part(), line.bytes(), total > 0 ? Math.abs(line.bytes()) / total : 0))
                .toList();
    }

    /** The layers of this moment as ratios. */
    public static List<Factor> factors(Breakdown b) {
        double allocated = b.used() + b.bytes(Component.ALLOCATOR_CACHE);
        double active = allocated + b.bytes(Component.FRAGMENTATION);
        double resident = active + b.bytes(Component.RETAINED);
        boolean real = b.split() == Breakdown.Split.FULL && b.used() > 0 && allocated > 0 && active > 0 && resident > 0;
        return !real
                ? List.of()
                : List.of(
                        new Factor(Layer.ALLOCATED, allocated / b.used()),
                        new Factor(Layer.FRAGMENTATION, active / allocated),
                        new Factor(Layer.RETENTION, resident / active),
                        new Factor(Layer.PROCESS, b.rss() / resident));
    }
}
