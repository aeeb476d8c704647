package io.fragmortem.timeline;

import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.metrics.MetricNames;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the instance that a stream speaks for. Walking from the file name up to the input as it was given, the first part
 * that says more than "a capture" ({@code info-memory.log}, {@code info-everything-2026-11-22T085341Z.txt} and
 * {@code dump3.txt} say no more) names the instance: {@code cache-7.info}, {@code node1/info.txt}.
 */
public final class InstanceNames {

    /** Name of the instance that nothing names. */
    public static final String UNNAMED = "instance";

    private static final Set<String> GENERIC = Set.of(
            "info",
            "memory",
            "mem",
            "all",
            "everything",
            "default",
            "full",
            "section",
            "dump",
            "dumps",
            "capture",
            "captures",
            "sample",
            "samples",
            "snapshot",
            "snapshots",
            "stats",
            "stat",
            "output",
            "out",
            "cli",
            "log",
            "logs",
            "txt",
            "text",
            "redis",
            "valkey",
            "keydb",
            "server",
            "malloc",
            "doctor",
            "smaps",
            "rollup",
            "client",
            "clients",
            "list",
            "conf",
            "config",
            "cow",
            "child",
            "before",
            "after",
            "old",
            "new",
            "data",
            "export",
            "exports",
            "metrics",
            "stdin",
            "json",
            "csv",
            "gz",
            "tmp",
            "result",
            "results",
            "copy",
            "prometheus",
            "promtool",
            "grafana",
            "exporter",
            "query",
            "range",
            "human",
            "wide",
            "long",
            "derived",
            "telegraf",
            "influx",
            "cloudwatch",
            "datadog",
            "zabbix",
            "netdata",
            "panel",
            "de",
            "en",
            "truth",
            "expected",
            "of",
            "proc",
            "status",
            "meminfo",
            "cgroup",
            "free",
            "top",
            "ps",
            "dmesg",
            "messages",
            "syslog",
            "rdb",
            "bigkeys",
            "monitor",
            "slowlog",
            "slow",
            "journal");

    /** A date of these centuries, so that the number of an instance before it ({@code cache-0000-2026-10-01}) is no year. */
    private static final Pattern TIME =
            Pattern.compile("(?<!\\d)(19|20)\\d{2}([-_.]?)(0[1-9]|1[0-2])\\2(0[1-9]|[12]\\d|3[01])"
                    + "([T_ -]?\\d{2}[-_:h]?\\d{2}([-_:m]?\\d{2})?(\\.\\d+)?)?(Z|[+-]\\d{4})?");

    private static final Pattern EXTENSION = Pattern.compile(
            "(\\.(log|txt|info|out|dump|gz|zst|xz|bz2|lz4|json|jsonl|ndjson|csv|tsv|prom|conf)|(?<!\\d)\\.\\d{1,3})+$");

    /** An IPv4 address is no list of numbers. */
    private static final Pattern ADDRESS = Pattern.compile("(?<![\\d.])\\d{1,3}(\\.\\d{1,3}){3}(?![\\d.])");

    private final Optional<Pattern> pattern;
    private final Map<String, String> byStream = new HashMap<>();

    /** @param pattern takes the name from a stream's name: its first group, or the whole match; empty for none */
    public InstanceNames(Optional<Pattern> pattern) {
        this.pattern = pattern;
    }

    /** The instance that speaks here. */
    public String nameOf(Origin origin) {
        Optional<String> given = byPattern(origin.stream());
        if (given.isPresent()) {
            return given.get();
        }
        return origin.label()
                .filter(InstanceNames::namesOne)
                .orElseGet(() -> byStream.computeIfAbsent(origin.stream(), InstanceNames::fromPath));
    }

    /** Whether the user or the input itself names the speaker, so that no other evidence may overrule it. */
    boolean isStated(Origin origin) {
        return origin.label().filter(InstanceNames::namesOne).isPresent()
                || byPattern(origin.stream()).isPresent();
    }

    /** A port alone ({@code :6379}, from a log's banner or a configuration) is the same on every host. */
    private static boolean namesOne(String label) {
        return !label.matches(":\\d{1,5}");
    }

    private Optional<String> byPattern(String stream) {
        if (pattern.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = pattern.get().matcher(stream);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String name = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
        return name == null || name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    static String fromPath(String stream) {
        String[] parts = stream.split("[/\\\\!]");
        for (int i = parts.length - 1; i >= 0; i--) {
            String stem = EXTENSION.matcher(parts[i]).replaceFirst("");
            boolean metric = i == parts.length - 1 && MetricNames.isFileOfMetric(stem);
            if (!stem.equals(".") && !stem.equals("..") && !metric && saysSomething(stem)) {
                return withoutTime(stem);
            }
        }
        return UNNAMED;
    }

    private static String withoutTime(String stem) {
        String bare =
                TIME.matcher(stem).replaceAll("").replaceAll("[-_. ]+$", "").replaceAll("^[-_. ]+", "");
        return bare.isEmpty() ? stem : bare;
    }

    /**
     * Whether a name tells apart one instance from another: some word is neither generic nor a number, a number
     * follows a word for a server ({@code redis-1}, but not {@code info1}), or it holds an address.
     */
    static boolean saysSomething(String stem) {
        String bare = TIME.matcher(stem).replaceAll(" ");
        if (ADDRESS.matcher(bare).find()) {
            return true;
        }
        boolean serverWord = false;
        for (String word : bare.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            String letters = word.replaceAll("\\d+$", "");
            boolean numbered = letters.length() < word.length();
            if (word.isEmpty()) {
                continue;
            }
            if (letters.isEmpty()) {
                if (serverWord && word.length() < 6) {
                    return true;
                }
            } else if (!GENERIC.contains(letters)) {
                return true;
            } else if (isServerWord(letters)) {
                serverWord = true;
                if (numbered) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isServerWord(String word) {
        return word.equals("redis") || word.equals("valkey") || word.equals("keydb") || word.equals("server");
    }
}
