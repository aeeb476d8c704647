package io.fragmortem.snapshot.system;

import io.fragmortem.phrase.Phrase;
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
import io.fragmortem.snapshot.text.ServerProgram;
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Name: N kB} files of /proc: smaps_rollup, smaps (its mappings are summed), status, meminfo, and the sums of
 * {@code pmap -x}. {@code kB} is 1024 bytes there.
 *
 * <pre>
 * 4021:   /usr/bin/redis-server 127.0.0.1:6379
 * Address           Kbytes     RSS   Dirty Mode  Mapping
 * total kB         7342480 6089880 6080000
 * </pre>
 */
public final class ProcMemoryFormat implements Format {

    private static final Pattern MAPPING = Pattern.compile("^[0-9a-f]{6,16}-[0-9a-f]{6,16} [-r][-w][-x][-ps] ");
    private static final Pattern PMAP =
            Pattern.compile("(\\d{1,10}):\\s+\\S*(?:" + ServerProgram.forks() + ")-server\\b.*");
    private static final Pattern PMAP_HEAD = Pattern.compile("\\d{1,10}: .*");
    private static final Pattern PMAP_TOTAL =
            Pattern.compile("total kB\\s+(\\d{1,15})\\s+(\\d{1,15})\\s+(\\d{1,15})\\s*");
    private static final Pattern PMAP_LINE =
            Pattern.compile("Address\\s+Kbytes.*|[-\\s]+|[0-9a-f]{6,16}\\s+\\d+\\s.*|total kB.*");
    private static final Pattern LINE = Pattern.compile("^[A-Za-z][\\w()]{1,30}:\\s+\\S.*$");
    private static final Passage PASSAGE = Passage.of(
            ProcMemoryFormat::opens,
            line -> MAPPING.matcher(line).find()
                    || LINE.matcher(line).matches()
                    || PMAP_LINE.matcher(line).matches());

    private static final double KIB = 1024;

    private static final Map<String, Field> SMAPS = Map.of(
            "Rss", Field.OS_VM_RSS,
            "Anonymous", Field.OS_RSS_ANON,
            "Private_Dirty", Field.OS_PRIVATE_DIRTY,
            "LazyFree", Field.OS_LAZY_FREE,
            "AnonHugePages", Field.OS_ANON_HUGE_PAGES,
            "Swap", Field.OS_VM_SWAP);
    private static final Map<String, Field> STATUS = Map.of(
            "VmSize", Field.OS_VM_SIZE,
            "VmHWM", Field.OS_VM_HWM,
            "VmRSS", Field.OS_VM_RSS,
            "RssAnon", Field.OS_RSS_ANON,
            "RssFile", Field.OS_RSS_FILE,
            "VmSwap", Field.OS_VM_SWAP);
    private static final Map<String, Field> MEMINFO = Map.of(
            "MemTotal", Field.HOST_MEM_TOTAL,
            "MemFree", Field.HOST_MEM_FREE,
            "MemAvailable", Field.HOST_MEM_AVAILABLE,
            "SwapTotal", Field.HOST_SWAP_TOTAL,
            "SwapFree", Field.HOST_SWAP_FREE);

    private static boolean opens(String line) {
        int colon = line.indexOf(':');
        String name = colon < 3 ? "" : line.substring(0, colon).strip();
        boolean known = SMAPS.containsKey(name) || STATUS.containsKey(name) || MEMINFO.containsKey(name);
        return MAPPING.matcher(line).find()
                || PMAP.matcher(line).matches()
                || line.matches("Name:\\s+\\w+-server")
                || (line.endsWith(" kB") && (known || name.equals("VmPeak") || name.equals("Pss")));
    }

    @Override
    public String name() {
        return "proc-memory";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        boolean smaps = head.has("Private_Dirty:") && head.has(" kB");
        boolean status = head.has("VmRSS:") && head.has("VmSize:");
        boolean meminfo = head.has("MemTotal:") && head.has("MemFree:") && head.has(" kB");
        boolean pmap = head.has("Kbytes     RSS")
                && head.lines(50).stream().anyMatch(line -> PMAP.matcher(line).matches());
        return smaps || status || meminfo || pmap ? Sureness.SYSTEM : Sureness.NO;
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Moments.read(entry, options, sink, Moments.Numbers.MAY_BE_TIMES, ProcMemoryFormat::read);
    }

    private static void read(Moments moments, Sink sink) throws IOException {
        Reading reading = new Reading(sink);
        while (moments.next()) {
            if (moments.fresh()) {
                reading.give();
            }
            reading.line(moments);
        }
        reading.give();
        if (!reading.any) {
            moments.reject(Phrase.of("input.found.no_kernel_line"), Phrase.of("input.expected.proc"));
        }
    }

    /** What one moment says. A file of another process starts with a mapping or a name, and is a sample of its own. */
    private static final class Reading {

        private final Sink sink;
        private SampleBuilder sample = new SampleBuilder();
        private Optional<Origin> origin = Optional.empty();
        private Stamp stamp = Stamp.NONE;
        private final double[] sums = new double[Field.values().length];
        private boolean any;
        private boolean heap;

        /** The process whose mappings {@code pmap} lists, 0 where it is no server's. */
        private double mapped;

        Reading(Sink sink) {
            this.sink = sink;
        }

        void line(Moments moments) {
            String line = moments.line().strip();
            if (line.endsWith("[rollup]") || line.startsWith("Name:\t")) {
                give();
            }
            if (MAPPING.matcher(line).find()) {
                heap = line.endsWith("[heap]");
            }
            int colon = line.indexOf(':');
            Matcher total = PMAP_TOTAL.matcher(line);
            if (mapped > 0 && total.matches()) {
                begin(moments);
                sample.set(Field.PROCESS_ID, mapped)
                        .set(Field.OS_VM_SIZE, number(total.group(1)) * KIB)
                        .set(Field.OS_VM_RSS, number(total.group(2)) * KIB)
                        .set(Field.OS_PRIVATE_DIRTY, number(total.group(3)) * KIB);
                give();
            }
            if (PMAP_HEAD.matcher(line).matches()) {
                give();
                mapped = PMAP.matcher(line).matches() ? number(line.substring(0, colon)) : 0;
                return;
            }
            if (colon < 3 || colon > 20) {
                return;
            }
            String name = line.substring(0, colon);
            if (name.equals("Pid")) {
                sample.set(Field.PROCESS_ID, number(line.substring(colon + 1)));
            }
            Field field = SMAPS.get(name);
            boolean summed = field != null;
            for (Map<String, Field> names : List.of(STATUS, MEMINFO)) {
                field = field == null ? names.get(name) : field;
            }
            double value = number(line.substring(colon + 1)) * KIB;
            if (field != null && Double.isNaN(value)) {
                moments.refuse(line.substring(colon + 1).strip());
            }
            if (field == null || Double.isNaN(value)) {
                return;
            }
            begin(moments);
            if (summed) {
                sums[field.ordinal()] += value;
            }
            sample.set(field, summed ? sums[field.ordinal()] : value);
            if (heap && field == Field.OS_VM_RSS) {
                sample.set(Field.OS_HEAP_RSS, value);
            }
        }

        private void begin(Moments moments) {
            if (origin.isEmpty()) {
                origin = Optional.of(moments.origin());
                stamp = moments.stamp();
                sample.set(Field.PROCESS_ID, moments.pid() > 0 ? moments.pid() : Double.NaN);
            }
        }

        private static double number(String text) {
            String digits = text.strip();
            int end = 0;
            while (end < digits.length() && end < 18 && Text.isDigit(digits.charAt(end))) {
                end++;
            }
            // 12?45 kB: neither 12 nor 1245
            boolean ends = end == digits.length() || digits.charAt(end) <= ' ';
            return end == 0 || !ends ? Double.NaN : Long.parseLong(digits.substring(0, end));
        }

        void give() {
            if (origin.isPresent()) {
                double files = sums[Field.OS_VM_RSS.ordinal()] - sums[Field.OS_RSS_ANON.ordinal()];
                if (files > 0 && sums[Field.OS_RSS_ANON.ordinal()] > 0) {
                    sample.set(Field.OS_RSS_FILE, files); // as status counts it: what is resident and not anonymous
                }
                sink.sample(sample.build(origin.get(), stamp));
                any = true;
            }
            sample = new SampleBuilder();
            origin = Optional.empty();
            heap = false;
            java.util.Arrays.fill(sums, 0);
        }
    }
}
