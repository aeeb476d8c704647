package io.fragmortem.fleet.compare;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.ServerInfo.Product;
import io.fragmortem.statistics.level.Level;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One side of a comparison: an instance over a window, as far as a comparison needs it. An earlier result in JSON holds all
 * of it.
 *
 * @param name of the instance
 * @param server whose it is
 * @param verdict empty for a part of an instance
 * @param levels of used memory, RSS, their distance and each component in the last regime, by stable name
 * @param slopes per day of the last regime, by stable name
 * @param settings versions, builds and limits by INFO name
 */
public record Side(
        String name,
        Window window,
        Server server,
        Optional<Verdict> verdict,
        SortedMap<String, Level> levels,
        SortedMap<String, Slope> slopes,
        SortedMap<String, String> settings) {

    /** The stable name of RSS minus used memory. */
    public static final String GAP = "gap";

    public Side {
        levels = new TreeMap<>(levels);
        slopes = new TreeMap<>(slopes);
        settings = new TreeMap<>(settings);
    }

    /**
     * What server it is.
     *
     * @param version as it prints it, empty where it does not
     * @param process the run_id of its last process, where the input has it
     */
    public record Server(Product product, Optional<String> version, Optional<String> process) {

        /** Of an instance that says nothing of it. */
        public static final Server UNKNOWN = new Server(Product.UNKNOWN, Optional.empty(), Optional.empty());

        /** Whether it says that it is another product. */
        boolean isOtherProduct(Server other) {
            return product != Product.UNKNOWN && other.product != Product.UNKNOWN && product != other.product;
        }

        /** Whether it says that it is another product or another version. */
        boolean isOther(Server other) {
            boolean told = version.isPresent() && other.version.isPresent();
            return isOtherProduct(other) || (told && !version.equals(other.version));
        }

        /** For example {@code Valkey 8.0.1}. */
        String name() {
            return version.map(text -> product.display() + " " + text).orElse(product.display());
        }
    }

    /**
     * What its report says.
     *
     * @param cause by its stable name
     * @param sentence in the words of its report
     * @param silenced severity of what the configuration silenced, by the stable name of its cause
     */
    public record Verdict(Optional<Severity> severity, String cause, String sentence, Map<String, Severity> silenced) {

        public Verdict {
            silenced = Map.copyOf(silenced);
        }
    }

    /**
     * What was seen.
     *
     * @param levelFromMicros since when the levels are counted: the last regime
     * @param restarts within it
     * @param uptimeSeconds of the server at its end
     */
    public record Window(
            OptionalLong fromMicros,
            OptionalLong toMicros,
            OptionalLong levelFromMicros,
            int samples,
            int restarts,
            OptionalDouble uptimeSeconds) {

        /** Seconds from the first to the last sample, 0 without times. */
        public double seconds() {
            return fromMicros.isPresent() && toMicros.isPresent()
                    ? (toMicros.getAsLong() - fromMicros.getAsLong()) / 1e6
                    : 0;
        }
    }

    /**
     * A slope per day with its interval.
     *
     * @param verdict grows, falls, steady, undecided or constant
     */
    public record Slope(double perDay, OptionalDouble low, OptionalDouble high, String verdict) {}

    /** The level of a metric. */
    public Optional<Level> level(Metric metric) {
        return level(metric.jsonName());
    }

    /** The level of a metric by its stable name. */
    public Optional<Level> level(String name) {
        return Optional.ofNullable(levels.get(name));
    }

    /** A setting's text. */
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /** The levels of these columns. */
    static SortedMap<String, Level> levels(Map<String, double[]> columns) {
        SortedMap<String, Level> levels = new TreeMap<>();
        columns.forEach((name, column) -> Level.of(column).ifPresent(level -> levels.put(name, level)));
        return levels;
    }
}
