package io.fragmortem.snapshot.system;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.text.StreamName;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Memory files of control groups, version 1 and 2, and the kernel's settings. A file of one number is known by its name
 * and its content together; several files may stand in one text as {@code name: value} or {@code name value} lines, as
 * {@code grep . memory.*} prints them.
 */
public final class CgroupFormat implements Format {

    private static final Pattern OPENS =
            Pattern.compile("^(/\\S*/)?(memory\\.(max|current|peak|high|limit_in_bytes|usage_in_bytes"
                    + "|max_usage_in_bytes|failcnt|swap\\.\\w+)|vm\\.overcommit_memory|hierarchical_memory_limit|inactive_anon|oom_kill|anon)[:="
                    + " \\t]+(\\d{1,20}|max)$");
    private static final Pattern GOES_ON = Pattern.compile("^[\\w./-]+[:= \\t]+(\\d{1,20}|max)$");
    private static final Pattern VALUE = Pattern.compile("^(\\d{1,20}|max)$");
    private static final Passage PASSAGE = new Passage(
            (line, next) -> OPENS.matcher(line).matches()
                    || isHugePages(line)
                    || UnitMemory.is(line)
                    || (cat(line).isPresent() && isBare(next)),
            line -> GOES_ON.matcher(line).matches() || isBare(line),
            line -> false,
            Passage.Lines.ANY);

    /** Version 1 writes this page-rounded maximum for "no limit". */
    private static final double UNLIMITED = 9.0e18;

    private static final Map<String, Field> FILES = Map.ofEntries(
            Map.entry("memory.max", Field.CGROUP_LIMIT),
            Map.entry("memory.limit_in_bytes", Field.CGROUP_LIMIT),
            Map.entry("hierarchical_memory_limit", Field.CGROUP_LIMIT),
            Map.entry("memory.current", Field.CGROUP_CURRENT),
            Map.entry("memory.usage_in_bytes", Field.CGROUP_CURRENT),
            Map.entry("memory.peak", Field.CGROUP_PEAK),
            Map.entry("memory.max_usage_in_bytes", Field.CGROUP_PEAK),
            Map.entry("memory.swap.current", Field.CGROUP_SWAP),
            Map.entry("swap", Field.CGROUP_SWAP),
            Map.entry("anon", Field.CGROUP_ANON),
            Map.entry("rss", Field.CGROUP_ANON),
            Map.entry("memory.failcnt", Field.CGROUP_LIMIT_HITS),
            // of memory.events: a file of its own (memory.max) never has this name
            Map.entry("max", Field.CGROUP_LIMIT_HITS),
            Map.entry("file", Field.CGROUP_FILE),
            Map.entry("cache", Field.CGROUP_FILE),
            Map.entry("inactive_file", Field.CGROUP_INACTIVE_FILE),
            Map.entry("file_dirty", Field.CGROUP_FILE_DIRTY),
            Map.entry("dirty", Field.CGROUP_FILE_DIRTY),
            Map.entry("oom_kill", Field.CGROUP_OOM_KILLS),
            Map.entry("overcommit_memory", Field.HOST_OVERCOMMIT_MEMORY),
            // systemctl show
            Map.entry("memorymax", Field.CGROUP_LIMIT),
            Map.entry("memorycurrent", Field.CGROUP_CURRENT),
            Map.entry("memorypeak", Field.CGROUP_PEAK),
            Map.entry("vm.overcommit_memory", Field.HOST_OVERCOMMIT_MEMORY));

    @Override
    public String name() {
        return "cgroup";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        boolean stat = head.has("inactive_anon ")
                && (head.has("active_file ") || head.has("anon_thp ") || head.has("hierarchical_memory_limit "));
        boolean events = head.has("oom_kill ") && (head.has("high ") || head.has("under_oom "));
        boolean thp = head.lines(20).stream().anyMatch(line -> isHugePages(line) || UnitMemory.is(line));
        boolean unit = head.has("MemoryCurrent=") && head.has("Memory") && head.has("MainPID=");
        if (stat || events || thp || unit) {
            return Sureness.CONTROL_GROUP;
        }
        if (head.has("memory.max") || head.has("memory.limit_in_bytes") || head.has("vm.overcommit_memory")) {
            return Sureness.A_PART;
        }
        String text = head.text().strip();
        boolean number = text.equals("max")
                || (!text.isEmpty() && text.length() < 20 && text.chars().allMatch(Text::isDigit));
        return number && FILES.containsKey(fileName(name)) ? Sureness.FILE_NAME : Sureness.NO;
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Moments.read(entry, options, sink, Moments.Numbers.ARE_VALUES, (moments, to) -> read(moments, to, entry));
    }

    /** {@code cat} of files that this knows. */
    private static Optional<CatCommand> cat(String line) {
        return CatCommand.in(line, file -> FILES.containsKey(file) || file.equals("enabled"));
    }

    /** What a file holds that has one line. */
    private static boolean isBare(String line) {
        return VALUE.matcher(line).matches() || isHugePages(line) || CatCommand.isMissing(line);
    }

    private static void read(Moments moments, Sink sink, Entry entry) throws IOException {
        CatCommand cat = CatCommand.NONE;
        SampleBuilder sample = new SampleBuilder();
        Stamp stamp = moments.stamp();
        boolean any = false;
        while (moments.next()) {
            Optional<CatCommand> called = cat(moments.line());
            boolean elsewhere = called.isPresent() && !called.get().target().equals(cat.target());
            if ((moments.fresh() || elsewhere) && !sample.isEmpty()) {
                sink.sample(sample.build(origin(moments, cat), stamp));
                sample = new SampleBuilder();
            }
            stamp = moments.stamp();
            if (called.isPresent()) {
                cat = called.get();
                any = true;
            } else {
                cat.missing(moments.line());
                boolean named = splitAt(moments.line().strip()) >= 0 && !isHugePages(moments.line());
                String file = named ? "" : cat.next().orElse(fileName(entry.name()));
                any |= line(moments, file, sample);
            }
        }
        if (!sample.isEmpty()) {
            sink.sample(sample.build(origin(moments, cat), stamp));
        } else if (!any) {
            moments.reject(Phrase.of("input.found.no_name"), Phrase.of("input.expected.cgroup"));
        }
    }

    private static Origin origin(Moments moments, CatCommand cat) {
        Origin here = moments.origin();
        return cat.target().isEmpty() ? here : here.by(cat.target());
    }

    private static boolean line(Moments moments, String file, SampleBuilder sample) {
        String line = moments.line().strip();
        if (isHugePages(line)) {
            int open = line.indexOf('[');
            int close = line.indexOf(']', open);
            if (close > open) {
                sample.fact(Fact.THP_ENABLED, line.substring(open + 1, close));
            }
            return close > open;
        }
        if (UnitMemory.is(line)) {
            UnitMemory.tell(line, sample);
            return true;
        }
        int split = splitAt(line);
        String key = split < 0 ? file : fileName(line.substring(0, split));
        Optional<Double> value = value(line.substring(valueAt(line, split)));
        Field field = FILES.get(key);
        if (field == null || value.isEmpty()) {
            String text = line.substring(valueAt(line, split));
            boolean broken = field != null && !text.isEmpty() && text.indexOf(' ') < 0;
            if (broken) {
                moments.refuse(text);
            }
            return broken;
        }
        version(key, sample);
        boolean unlimited = field == Field.CGROUP_LIMIT && value.get() > UNLIMITED;
        if (!unlimited) {
            sample.set(field, value.get());
        }
        return true;
    }

    /** {@code always [madvise] never}, perhaps with the name of the file before it. */
    private static boolean isHugePages(String line) {
        String text = line.strip();
        boolean ends = text.endsWith("never") || text.endsWith("[never]");
        return ends && text.length() < 100 && text.contains("always") && text.contains("madvise") && text.contains("[");
    }

    private static void version(String key, SampleBuilder sample) {
        if (key.endsWith("_in_bytes") || key.equals("memory.failcnt") || key.equals("hierarchical_memory_limit")) {
            sample.fact(Fact.CGROUP_VERSION, "1");
        } else if (key.equals("memory.max") || key.equals("memory.current") || key.equals("anon")) {
            sample.fact(Fact.CGROUP_VERSION, "2");
        }
    }

    /** Where the name ends: at the first colon, equals sign or blank; -1 for a line of a value only. */
    private static int splitAt(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (isSeparator(line.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static int valueAt(String line, int split) {
        int at = Math.max(0, split);
        while (at < line.length() && isSeparator(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSeparator(char c) {
        return c == ':' || c == '=' || c == ' ' || c == '\t';
    }

    private static Optional<Double> value(String text) {
        if (text.equals("max") || text.equals("infinity") || text.equals("18446744073709551615")) {
            return Optional.of(Double.MAX_VALUE);
        }
        boolean digits = !text.isEmpty() && text.length() < 20 && text.chars().allMatch(Text::isDigit);
        return digits ? Optional.of(Double.parseDouble(text)) : Optional.empty();
    }

    private static String fileName(String name) {
        String lower = StreamName.file(name).toLowerCase(Locale.ROOT);
        return lower.endsWith(".txt") ? lower.substring(0, lower.length() - 4) : lower;
    }
}
