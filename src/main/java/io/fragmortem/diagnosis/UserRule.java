package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.nested;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.rule.Check;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Unit;
import io.fragmortem.timeline.Columns;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A user's own rule: a metric above or below a value, for a while.
 *
 * @param name the user's name for it
 * @param metric a field of INFO, a component of RSS, {@code gap} (RSS minus used memory), or one of these over another
 * @param over what the metric is divided by, empty when it is taken as it is
 * @param test above or below
 * @param value bytes, a share or a plain number
 * @param seconds how long it must have held; one dump counts as it stands
 * @param severity of the finding
 * @param message for the report
 */
public record UserRule(
        String name,
        String metric,
        Optional<String> over,
        Test test,
        double value,
        double seconds,
        Severity severity,
        String message) {

    /** What ids of the user's rules begin with in the list of checks. */
    public static final String FAMILY = "user.";

    /** Which side of the value is a finding. */
    public enum Test {
        ABOVE,
        BELOW
    }

    /** Whether there is a metric of this name. */
    public static boolean isMetric(String name) {
        return name.equals("gap")
                || component(name).isPresent()
                || Field.named(name).isPresent();
    }

    private static Optional<Component> component(String name) {
        return Arrays.stream(Component.values())
                .filter(c -> c.jsonName().equals(name))
                .findFirst();
    }

    Check apply(Case c) {
        for (String needed : over.map(o -> List.of(metric, o)).orElse(List.of(metric))) {
            if (Columns.lastOf(column(c, needed)).isEmpty()) {
                Phrase text = Phrase.of("check.user.missing", Phrase.name(needed));
                return new Check(FAMILY + name, Check.Status.NOT_APPLICABLE, text);
            }
        }
        double[] values = column(c, metric);
        if (over.isPresent()) {
            values = Columns.combine(values, column(c, over.get()), (a, b) -> b > 0 ? a / b : Double.NaN);
        }
        String what = over.map(o -> metric + " / " + o).orElse(metric);
        Phrase.Arg extreme = nested(Phrase.of("value", shown(extreme(values))));
        if (!held(c, values)) {
            return new Check(
                    FAMILY + name,
                    Check.Status.OK,
                    Phrase.of(
                            switch (test) {
                                case ABOVE -> "check.user.ok";
                                case BELOW -> "check.user.ok.below";
                            },
                            Phrase.name(name),
                            Phrase.name(what),
                            extreme));
        }
        return new Check(
                FAMILY + name,
                Check.Status.FINDING,
                Phrase.of(
                        switch (test) {
                            case ABOVE -> "check.user";
                            case BELOW -> "check.user.below";
                        },
                        Phrase.name(message),
                        Phrase.name(what),
                        extreme),
                Optional.of(severity),
                0,
                List.of());
    }

    private double[] column(Case c, String source) {
        if (source.equals("gap")) {
            return c.levels().gap();
        }
        if (source.equals(Component.USED.jsonName())) {
            return c.series().used();
        }
        Optional<Component> component = component(source);
        return component.isPresent()
                ? c.part(component.get())
                : c.column(Field.named(source).orElseThrow());
    }

    /** What came nearest to a finding or went farthest beyond: the largest value, or the smallest. */
    private double extreme(double[] values) {
        DoubleStream told = Arrays.stream(values).filter(v -> !Double.isNaN(v));
        return switch (test) {
            case ABOVE -> told.max().orElse(0);
            case BELOW -> told.min().orElse(0);
        };
    }

    private Phrase.Arg shown(double value) {
        boolean bytes = over.isEmpty()
                && Field.named(metric).map(f -> f.unit() == Unit.BYTES).orElse(true);
        return over.isPresent() ? Phrase.percent(value) : bytes ? Phrase.bytes(value) : Phrase.count(value);
    }

    private boolean held(Case c, double[] values) {
        int from = -1;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                continue;
            }
            boolean beyond = test == Test.ABOVE ? values[i] > value : values[i] < value;
            from = !beyond ? -1 : from < 0 ? i : from;
            boolean timed = c.timeline().timed() && !c.isSingle();
            double lasted = from < 0 || !timed
                    ? 0
                    : (c.series().timeMicros()[i] - c.series().timeMicros()[from]) / 1e6;
            if (from >= 0 && (lasted >= seconds || c.isSingle())) {
                return true;
            }
        }
        return false;
    }
}
