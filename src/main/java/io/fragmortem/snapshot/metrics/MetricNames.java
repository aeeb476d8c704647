package io.fragmortem.snapshot.metrics;

import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Unit;
import io.fragmortem.snapshot.text.ServerProgram;
import io.fragmortem.snapshot.text.SizeText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Translates the names that monitoring gives to INFO's numbers: redis_exporter, Telegraf, Datadog, New Relic, Zabbix,
 * Netdata, OpenTelemetry, the clouds, and what people write over their charts.
 */
public final class MetricNames {

    /** {@code redis_memory_used_bytes}, {@code redis.memory.used_memory}; the longer of two first. */
    private static final List<String> PREFIXES = Stream.concat(
                    Stream.of("redis_server_"),
                    ServerProgram.products().stream().flatMap(product -> Stream.of(product + "_", product + ".")))
            .toList();

    private static final Map<String, Target> TABLE = load();

    /** {@code used_memory (MB)}, {@code used_memory_rss [MiB]}, {@code parent_rss_kb}, {@code Used memory, MB}, {@code RSS in MB}. */
    private static final Pattern UNIT = Pattern.compile(
            "^(.+?)(?:\\s*[(\\[]([^)\\]]{1,12})[)\\]]|(?:, ?| in )([^ ,]{1,5})|_(bytes|kb|mb|gb|kib|mib|gib|ms|seconds))$");

    /** {@code avg(system.usedMemoryBytes)}, {@code max:redis.mem.used{host:h1}}. */
    private static final Pattern WRAPPED =
            Pattern.compile("^(?:avg|average|max|min|sum|last|latest|mean|median)[(:.](.+?)\\)?$");

    /** {@code avg:redis.mem.used}, {@code Average System.usedMemoryBytes}: how the figures were summed up, which names no server. */
    private static final Pattern AGGREGATE =
            Pattern.compile("(?i)^(?:avg|average|max|maximum|min|minimum|mean|median)(?::| of |\\s+)(?=[a-z])");

    /** Units that say no more than that a number is one. */
    private static final Set<String> PLAIN_UNITS = Set.of(
            "byte",
            "bytes",
            "seconds",
            "s",
            "count",
            "counts",
            "none",
            "ratio",
            "1",
            "x",
            "b",
            "mean",
            "avg",
            "average",
            "max",
            "maximum",
            "min",
            "minimum",
            "sum",
            "last",
            "latest",
            "observed",
            "raw",
            "current",
            "字节",
            "个",
            "次",
            "倍");

    /** {@code peak} and {@code memory} may be anything. */
    private static final int SHORTEST_FILE_NAME = 8;

    private MetricNames() {}

    /**
     * What a metric means.
     *
     * @param field the number that it is
     * @param factor from the metric's unit to the field's
     * @param summed whether several series (one per database) add up to the number
     * @param ambiguous whether its unit can mean two things ({@code MB})
     */
    public record Target(Field field, double factor, boolean summed, boolean ambiguous) {}

    /** The meaning of this name, empty when nobody knows it or when it is known to be of no use. */
    public static Optional<Target> resolve(String name) {
        if (name.isEmpty() || name.length() > 200) {
            return Optional.empty();
        }
        String lower =
                name.strip().toLowerCase(Locale.ROOT).replace('\uff08', '(').replace('\uff09', ')');
        Optional<Target> whole = plain(lower);
        if (whole.isPresent()) {
            return whole;
        }
        Matcher unit = UNIT.matcher(lower);
        if (unit.matches()) {
            Optional<Target> inner = plain(unit.group(1).strip());
            String text = Stream.of(unit.group(2), unit.group(3), unit.group(4))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("");
            if (inner.isPresent()) {
                return withUnit(inner.get(), text);
            }
        }
        Matcher wrapped = WRAPPED.matcher(lower);
        return wrapped.matches() ? plain(wrapped.group(1).strip()) : Optional.empty();
    }

    /** A metric's name without what was done to its figures. */
    static String withoutAggregate(String name) {
        Matcher aggregate = AGGREGATE.matcher(name);
        return aggregate.lookingAt()
                        && resolve(name.substring(aggregate.end()).replaceAll("\\{.*", ""))
                                .isPresent()
                ? name.substring(aggregate.end())
                : name;
    }

    /** The product that a metric's prefix names, empty for Redis itself and for names without such a prefix. */
    public static Optional<String> product(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ServerProgram.products().stream()
                .filter(product -> !product.equals("redis"))
                .filter(product -> lower.startsWith(product + "_") || lower.startsWith(product + "."))
                .findFirst();
    }

    /** {@code redis_memory_used_bytes}, {@code dragonfly_uptime_in_seconds{...}}: in a name space of ours. */
    static boolean isPrefixed(String name) {
        return ServerProgram.products().stream()
                .anyMatch(product -> name.startsWith(product)
                        && name.length() > product.length()
                        && name.charAt(product.length()) == '_');
    }

    /** Whether exactly this name is known, without looking for it inside of a longer one. */
    static boolean isExact(String name) {
        return exact(name.toLowerCase(Locale.ROOT)).isPresent();
    }

    /** {@code redis.used.memory.rss}: a name of ours with dots for all underscores, as Telegraf's output for Wavefront has it. */
    static boolean isDotted(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean ours = ServerProgram.products().stream().anyMatch(product -> lower.startsWith(product + "."));
        return ours
                && infoField(lower.substring(lower.indexOf('.') + 1).replace('.', '_'))
                        .isPresent();
    }

    /** Whether a file of this name holds this metric: a name of monitoring, not one of the short words of legends. */
    public static boolean isFileOfMetric(String stem) {
        String lower = stem.toLowerCase(Locale.ROOT);
        String bare = isPrefixed(lower) ? lower.substring(lower.indexOf('_') + 1) : lower;
        return bare.length() >= SHORTEST_FILE_NAME && (isExact(bare) || isExact(spaced(bare)));
    }

    /** The target of {@code METRIC[:UNIT]} as {@code --map} takes it. */
    public static Optional<Target> parseMapping(String mapping) {
        int colon = mapping.lastIndexOf(':');
        Optional<Target> whole = resolve(mapping);
        if (whole.isPresent() || colon < 0) {
            return whole;
        }
        Optional<Target> metric = resolve(mapping.substring(0, colon));
        return metric.flatMap(target -> withUnit(target, mapping.substring(colon + 1)));
    }

    private static Optional<Target> withUnit(Target target, String unit) {
        String text = unit.strip();
        if (text.equals("%")) {
            return share(target);
        }
        if (PLAIN_UNITS.contains(text)) {
            return Optional.of(target);
        }
        if (text.equals("ms") && target.field().unit() == Unit.SECONDS) {
            return Optional.of(new Target(target.field(), 0.001, target.summed(), false));
        }
        if (target.field().unit() != Unit.BYTES) {
            return Optional.empty();
        }
        return SizeText.parse("1" + text, SizeText.Decimal.POWERS_OF_1024)
                .map(size -> new Target(target.field(), size.bytes(), target.summed(), size.ambiguous()));
    }

    /** A share is no number of bytes, whatever the words before it say: {@code Memory Usage(%)} is another metric. */
    private static Optional<Target> share(Target target) {
        if (target.field().unit() == Unit.RATIO) {
            return Optional.of(new Target(target.field(), target.factor() / 100, target.summed(), false));
        }
        return target.field().unit() == Unit.PERCENT ? Optional.of(target) : Optional.empty();
    }

    private static Optional<Target> plain(String lower) {
        Optional<Target> known = exact(lower);
        if (known.isPresent()) {
            return known;
        }
        // cache:redis_memory_used_bytes
        for (String prefix : PREFIXES) {
            int at = lower.indexOf(prefix);
            if (at >= 0 && (at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1)))) {
                String name = lower.substring(at + prefix.length());
                Optional<Target> rest = exact(name).or(() -> exact(name.replace('.', '_')));
                if (rest.isPresent()) {
                    return rest;
                }
            }
        }
        // servers.a.redis.used_memory; Custom Metrics|Redis|a|Memory|used_memory (Observed)
        int dot = Math.max(lower.lastIndexOf('.'), lower.lastIndexOf('|'));
        Optional<Target> last = dot > 0 ? infoField(lower.substring(dot + 1).strip()) : Optional.empty();
        return last.isPresent() ? last : exact(spaced(lower));
    }

    /** The meaning of exactly this name in lower case. */
    static Optional<Target> exact(String lower) {
        Target target = TABLE.get(lower);
        return target == null ? infoField(lower) : Optional.of(target);
    }

    private static Optional<Target> infoField(String lower) {
        return Field.named(lower).map(field -> new Target(field, 1, false, false));
    }

    /** {@code Used-Memory  RSS} as {@code used memory rss}. */
    private static String spaced(String lower) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            boolean keep = Character.isLetterOrDigit(c) || c == '%' || c == '/';
            if (keep) {
                out.append(c);
            } else if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        return out.toString().strip();
    }

    private static Map<String, Target> load() {
        Map<String, Target> table = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(MetricNames.class.getResourceAsStream("metric-names.tsv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split("\t");
                if (line.startsWith("#") || cells.length < 2 || cells[1].equals("-")) {
                    continue;
                }
                Field field = Field.named(cells[1])
                        .orElseThrow(() -> new IllegalStateException("metric-names.tsv names no field: " + cells[1]));
                double factor = cells.length > 2 ? Double.parseDouble(cells[2]) : 1;
                table.put(cells[0], new Target(field, factor, cells.length > 3, false));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("metric-names.tsv", e);
        }
        return table;
    }
}
