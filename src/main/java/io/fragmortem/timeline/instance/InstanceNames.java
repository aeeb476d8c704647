package io.fragmortem.timeline.instance;

import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.metrics.MetricNames;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.text.SpeakerName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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

    private static final Pattern EXTENSION = Pattern.compile(
            "(\\.(log|txt|info|out|dump|gz|zst|xz|bz2|lz4|json|jsonl|ndjson|csv|tsv|prom|conf|md|markdown|rst|adoc|html?|eml|mht|mhtml|ipynb|xlsx|ya?ml|xml|bak|old|orig|save)|(?<!\\d)\\.\\d{1,3}|(?<=[a-z])~)+$");

    /** What file managers make of a name when they copy; a number alone ({@code cache (1)}) may be another server's file. */
    private static final Pattern COPY = Pattern.compile(
            "^(?:copy of|kopie von|copie de) |(?: - | |[-_])(?:copy|kopie|copie)(?: ?\\(\\d{1,2}\\))?$| ?(?:- |的)副本(?: ?\\(\\d{1,2}\\))?$",
            Pattern.CASE_INSENSITIVE);

    /** What {@code sos} calls the archive of a host. */
    private static final Pattern SUPPORT_ARCHIVE =
            Pattern.compile("sosreport-(.{1,100}?)(?:-\\d{5,12})?-20\\d{2}-\\d{2}-\\d{2}-[a-z]{7}\\b");

    private final Optional<Pattern> pattern;
    private final Map<String, String> byStream = new HashMap<>();

    /** @param pattern takes the name from a stream's name: its first group, or the whole match; empty for none */
    public InstanceNames(Optional<Pattern> pattern) {
        this.pattern = pattern;
    }

    /** What takes the name from a stream's name. */
    public Optional<Pattern> pattern() {
        return pattern;
    }

    /** The instance that speaks here. */
    public String nameOf(Origin origin) {
        Optional<String> given = byPattern(origin.stream());
        if (given.isPresent()) {
            return given.get();
        }
        String path = byStream.computeIfAbsent(origin.stream(), InstanceNames::fromPath);
        Optional<String> label = origin.label().filter(InstanceNames::namesOne);
        Optional<String> port = label.flatMap(Address::portHere);
        if (port.isPresent() && !path.equals(UNNAMED)) {
            // 127.0.0.1 is another machine in each capture; its ports are servers of one
            return Address.of(path, port.get());
        }
        return label.orElse(path);
    }

    /** Whether the user or the input itself names the speaker, so that no other evidence may overrule it. */
    boolean isStated(Origin origin) {
        Optional<String> label = origin.label().filter(InstanceNames::namesOne);
        return label.filter(name -> Address.portHere(name).isEmpty()).isPresent()
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

    /** The name of a file without what tells its kind. */
    static String stem(String stream) {
        String[] parts = parts(stream);
        return bare(parts[parts.length - 1]);
    }

    static String fromPath(String stream) {
        String[] parts = parts(stream);
        for (String part : parts) {
            Matcher support = SUPPORT_ARCHIVE.matcher(part);
            if (support.lookingAt()) {
                return support.group(1); // what stands in it is called after commands
            }
        }
        int naming = naming(parts);
        // cache-1.info.20261001 of a rotation has its ending before the day
        return naming < 0 ? UNNAMED : bare(SpeakerName.withoutTime(bare(parts[naming])));
    }

    /** The folders above the part of a path that names the instance, as far as they tell one from another. */
    static List<String> above(String stream) {
        String[] parts = parts(stream);
        int naming = naming(parts);
        List<String> above = new ArrayList<>();
        for (int i = 0; i < naming; i++) {
            if (isTelling(bare(parts[i]))) {
                above.add(SpeakerName.withoutTime(bare(parts[i])));
            }
        }
        return above;
    }

    /** The port of a server that a file or the folder of one is called after, as where several run on a host. */
    static OptionalDouble port(String stream) {
        String[] parts = parts(stream);
        int naming = naming(parts);
        for (int i = parts.length - 1; i > naming; i--) {
            String stem = SpeakerName.withoutTime(bare(parts[i]));
            if (Address.isLikelyPort(stem)) {
                return OptionalDouble.of(Integer.parseInt(stem));
            }
        }
        return OptionalDouble.empty();
    }

    private static String[] parts(String stream) {
        return stream.split("[/\\\\!]");
    }

    private static String bare(String part) {
        String stem = EXTENSION.matcher(part).replaceFirst("");
        String original = COPY.matcher(stem).replaceFirst("");
        return original.isEmpty() ? stem : original;
    }

    private static boolean isTelling(String stem) {
        return !stem.equals(".") && !stem.equals("..") && SpeakerName.tellsApart(stem);
    }

    /** Index of the part that names the instance, negative where none does. */
    private static int naming(String[] parts) {
        for (int i = parts.length - 1; i >= 0; i--) {
            boolean metric = i == parts.length - 1 && MetricNames.isFileOfMetric(bare(parts[i]));
            if (!metric && isTelling(bare(parts[i]))) {
                return i;
            }
        }
        return -1;
    }
}
