package io.fragmortem.report;

import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.diagnosis.rule.Check;
import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.ImpactLine;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.Particulars;
import io.fragmortem.fleet.Replication;
import io.fragmortem.fleet.SlabClass;
import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.fleet.intake.ReadInput;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.fleet.review.Labels;
import io.fragmortem.fleet.story.TimelineRow;
import io.fragmortem.fleet.story.TimelineRow.Kind;
import io.fragmortem.memory.Bound;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Limit;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.memory.ServerInfo;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Wording;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.source.Problem;
import io.fragmortem.statistics.base.Caveat;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.statistics.forecast.ForecastResult;
import io.fragmortem.statistics.trend.TrendResult;
import io.fragmortem.timeline.Gap;
import io.fragmortem.timeline.Quality;
import io.fragmortem.timeline.Run;
import io.fragmortem.timeline.instance.Store;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Results made by hand: the founding incident (one dump) and a peak that was flushed (600 samples). */
public final class Fixtures {

    public static final long START = 1_795_336_534_000_000L;
    public static final long SECOND = 1_000_000;
    public static final double MIB = 1024.0 * 1024;

    private Fixtures() {}

    /** English in UTC, with the sentences of these fixtures. */
    public static Wording wording() {
        return new Wording("en", ZoneOffset.UTC).with(FixtureWords.SENTENCES);
    }

    static Phrase p(String key, Phrase.Arg... args) {
        return Phrase.of(key, args);
    }

    /** The founding incident: one annotated dump, its time unknown. */
    public static InstanceResult founding() {
        Map<Component, Double> parts = new EnumMap<>(Component.class);
        parts.put(Component.STARTUP, 790_928.0);
        parts.put(Component.DATASET, 12_982.0);
        parts.put(Component.KEYSPACE, 0.0);
        parts.put(Component.CLIENTS, 49_694.0);
        parts.put(Component.REPLICAS, 0.0);
        parts.put(Component.REPLICATION_BACKLOG, 0.0);
        parts.put(Component.AOF_BUFFER, 2_660.0);
        parts.put(Component.SCRIPTS, 296.0);
        parts.put(Component.ALLOCATOR_CACHE, 2_691_760.0 - 856_560);
        parts.put(Component.FRAGMENTATION, 515_408.0);
        parts.put(Component.RETAINED, 6_792_032_256.0);
        parts.put(Component.OUTSIDE, -1_084_432_384.0);
        Breakdown now = new Breakdown(
                0, 5_710_807_040.0, 856_560, OptionalDouble.of(6_795_239_424.0), parts, Breakdown.Split.FULL);
        Quality quality = untimed(1, Phrase.of("input.assumed.month_first"), Map.of());
        return new InstanceResult(
                new InstanceResult.Subject(
                        "10.1.36.33:6379",
                        new ServerInfo(
                                ServerInfo.Product.REDIS,
                                Optional.empty(),
                                Optional.of(Phrase.of("version.range", Phrase.name("5.0"), Phrase.name("6.2"))),
                                Optional.of("jemalloc-5.1.0"),
                                ServerInfo.AllocatorKind.JEMALLOC,
                                ServerInfo.DefragSupport.UNKNOWN,
                                Optional.empty(),
                                Optional.empty()),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        1,
                        List.of(new Run(0, 0, 1, 0, 0, OptionalLong.empty(), Optional.empty(), Run.Reason.FIRST)),
                        List.of(),
                        quality),
                new InstanceResult.Bytes(
                        Optional.of(now),
                        Optional.empty(),
                        series(new long[] {0}, List.of(now), Map.of(Limit.HOST, 14_694_866_944.0)),
                        new TreeMap<>(Map.of("used_memory", 856_560.0, "mem_fragmentation_ratio", 7002.45))),
                foundingDiagnosis(),
                new InstanceResult.Statistics(List.of(), List.of(), List.of()),
                List.of(),
                List.of(),
                Particulars.NONE);
    }

    static Diagnosis foundingDiagnosis() {
        double kept = 6_792_032_256.0;
        Action purge = Action.of(Remedy.MEMORY_PURGE)
                .saying(p("t.purge"))
                .command("redis-cli -h 10.1.36.33 -p 6379 MEMORY PURGE")
                .back(5.32 * 1024 * MIB)
                .risk(p("t.purge.risk"))
                .notWhen(p("t.purge.not"))
                .verify(p("t.purge.verify", Phrase.bytes(3_207_168)))
                .build();
        Suspect suspect = new Suspect(
                Cause.ALLOCATOR_RETENTION,
                Severity.WARNING,
                Confidence.HIGH,
                Claim.standing(new Claim.Held(kept, 0, 0.999), OptionalLong.empty()),
                Suspect.Course.UNKNOWN,
                0.999,
                new Suspect.Said(
                        p("t.claim", Phrase.bytes(kept), Phrase.percent(1)),
                        List.of(
                                p("t.resident", Phrase.bytes(6_795_239_424.0), Phrase.bytes(3_207_168)),
                                p("t.peak", Phrase.bytes(6_762_095_536.0), Phrase.bytes(856_560)),
                                p("t.ratio", Phrase.ratio(7002.45))),
                        List.of(new Suspect.RuledOut(
                                Cause.EXTERNAL_FRAGMENTATION, p("t.frag", Phrase.bytes(515_408))))),
                List.of(purge));
        return new Diagnosis(
                new Verdict(
                        Severity.WARNING,
                        Cause.ALLOCATOR_RETENTION,
                        Confidence.HIGH,
                        p("t.founding", Phrase.bytes(kept), Phrase.bytes(856_560), Phrase.bytes(5_708_000_000.0)),
                        Optional.of(p("t.gone", Phrase.bytes(12_982), Phrase.bytes(6_762_095_536.0)))),
                List.of(suspect),
                List.of(
                        purge,
                        plain(Remedy.DATA_GONE, p("t.ask", Phrase.bytes(12_982), Phrase.bytes(6_762_095_536.0))),
                        plain(Remedy.NO_DEFRAG, p("t.nodefrag", Phrase.bytes(515_408))),
                        plain(Remedy.NO_RESTART, p("t.noremove")),
                        plain(Remedy.TWO_MORE_DUMPS, p("t.next"))),
                List.of(
                        new Check(
                                "rule.external-fragmentation",
                                Check.Status.OK,
                                p("t.check", Phrase.name("external fragmentation"))),
                        new Check("identity.rss", Check.Status.OK, p("t.check", Phrase.name("rss_overhead_bytes"))),
                        new Check(
                                "rule.fork-cow",
                                Check.Status.NOT_APPLICABLE,
                                p("t.missing", Phrase.name("INFO persistence"))),
                        new Check("rule.allocator-retention", Check.Status.FINDING, p("t.claim", Phrase.bytes(kept)))),
                List.of(p("t.doctor", Phrase.ratio(7002.45))));
    }

    static Action plain(Remedy remedy, Phrase what) {
        return Action.of(remedy).saying(what).build();
    }

    /** A load that rises, stands, is flushed and leaves its pages with the allocator; a gap and a restart when asked. */
    public static InstanceResult peak(String name, int samples, long stepMicros, boolean broken) {
        long[] times = new long[samples];
        List<Breakdown> rows = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            boolean late = broken && i >= samples * 3 / 4;
            times[i] = START + i * stepMicros + (late ? samples / 10 * stepMicros : 0);
            rows.add(peakAt(times[i], i / (double) samples, i));
        }
        Breakdown last = rows.get(samples - 1);
        int cut = samples * 3 / 4;
        List<Gap> gaps = broken ? List.of(new Gap(times[cut - 1], times[cut], samples / 10)) : List.of();
        int restart = samples / 3;
        List<Run> runs = broken
                ? List.of(
                        run(0, 0, restart, times, Run.Reason.FIRST), run(1, restart, samples, times, Run.Reason.UPTIME))
                : List.of(run(0, 0, samples, times, Run.Reason.FIRST));
        return new InstanceResult(
                new InstanceResult.Subject(
                        name,
                        peakServer(),
                        OptionalLong.of(times[0]),
                        OptionalLong.of(times[samples - 1]),
                        samples,
                        runs,
                        gaps,
                        quality(samples, stepMicros)),
                new InstanceResult.Bytes(
                        Optional.of(last),
                        Optional.of(new InstanceResult.Worst(samples / 2, rows.get(samples / 2))),
                        series(times, rows, limits()),
                        new TreeMap<>(Map.of("used_memory", 4.5 * MIB, "used_memory_rss", 630 * MIB))),
                foundingDiagnosis(),
                new InstanceResult.Statistics(
                        trends(),
                        List.of(new InstanceResult.ChangeLine(
                                new Change(
                                        Component.DATASET,
                                        times[samples / 2],
                                        times[samples / 2 - 1],
                                        times[samples / 2],
                                        ChangePoint.Kind.LEVEL,
                                        602 * MIB,
                                        3.6 * MIB),
                                Optional.of(p("t.text", Phrase.name("FLUSHALL"))))),
                        List.of(new InstanceResult.ForecastLine(
                                new Trends.Outlook(
                                        new Bound(Limit.MAXMEMORY, 800 * MIB),
                                        Total.USED_MEMORY,
                                        0,
                                        ForecastResult.Outcome.NOT_BEFORE,
                                        new Trends.Dates(
                                                OptionalLong.of(times[samples - 1] + 86_400 * SECOND),
                                                OptionalLong.empty(),
                                                OptionalLong.empty(),
                                                OptionalLong.empty()),
                                        OptionalDouble.empty(),
                                        false,
                                        false),
                                p("t.text", Phrase.name("no credible trend"))))),
                timeline(times, broken),
                List.of(),
                particulars());
    }

    private static ServerInfo peakServer() {
        return new ServerInfo(
                ServerInfo.Product.REDIS,
                Optional.of("7.0.15"),
                Optional.empty(),
                Optional.of("jemalloc-5.3.0"),
                ServerInfo.AllocatorKind.JEMALLOC,
                ServerInfo.DefragSupport.NO,
                Optional.of(ServerInfo.Role.PRIMARY),
                Optional.of("Linux 6.1.0 x86_64"));
    }

    /** Samples without times, each of them whole; one thing had to be assumed. */
    static Quality untimed(int samples, Phrase assumed, Map<String, Integer> unknownFields) {
        return new Quality(
                new Quality.Counts(samples, 0, 0, 0, Map.of()),
                new Quality.Times(0, 0, Map.of(TimeSource.NONE, samples), List.of()),
                new Quality.Words(List.of(assumed), Optional.empty(), unknownFields));
    }

    /** A little of everything that can be wrong with samples. */
    private static Quality quality(int samples, long cadenceMicros) {
        int duplicates = 3;
        int merged = 1;
        int derived = 5;
        double coverage = 0.97;
        Map<Sample.Mark, Integer> marked = Map.of(
                Sample.Mark.PARTIAL, 1,
                Sample.Mark.WRAPPED, 1,
                Sample.Mark.NOT_FINITE, 2,
                Sample.Mark.ROUNDED, 4);
        Phrase zone = Phrase.of("input.assumed.zone", Phrase.name("UTC"));
        return new Quality(
                new Quality.Counts(samples, duplicates, merged, derived, marked),
                new Quality.Times(cadenceMicros, coverage, Map.of(TimeSource.STATED, samples), List.of(START + SECOND)),
                new Quality.Words(List.of(zone), Optional.empty(), Map.of("new_field", samples)));
    }

    private static Map<Limit, Double> limits() {
        return new EnumMap<>(Map.of(Limit.MAXMEMORY, 800 * MIB, Limit.HOST, 24_000 * MIB));
    }

    static Run run(int index, int from, int to, long[] times, Run.Reason reason) {
        return new Run(
                index, from, to, times[from], times[to - 1], OptionalLong.empty(), Optional.of("run" + index), reason);
    }

    private static List<InstanceResult.TrendLine> trends() {
        return List.of(trend(1.3e9, 0.4e9));
    }

    /** A trend that is proven, bytes per day. */
    private static InstanceResult.TrendLine trend(double slope, double spread) {
        TrendResult moves = new TrendResult(
                "test",
                300,
                212.4,
                OptionalDouble.of(0.00002),
                slope,
                OptionalDouble.of(slope - spread),
                OptionalDouble.of(slope + spread),
                slope > 0 ? io.fragmortem.statistics.trend.Verdict.GROWS : io.fragmortem.statistics.trend.Verdict.FALLS,
                true,
                List.of(Caveat.AUTOCORRELATED),
                Optional.empty());
        return new InstanceResult.TrendLine(
                new Trends.Scoped(Total.USED_MEMORY_RSS, Trends.Scope.NOW, 0, moves),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static List<TimelineRow> timeline(long[] times, boolean broken) {
        int n = times.length;
        List<TimelineRow> rows = new ArrayList<>();
        rows.add(row(
                times[0], Kind.FIRST, "begin", 0, p("t.first", Phrase.bytes(9.7 * MIB), Phrase.bytes(20.8 * MIB)), 1));
        if (broken) {
            rows.add(row(
                    times[n / 3],
                    Kind.RESTART,
                    "restart",
                    -500 * MIB,
                    p("t.text", Phrase.name("Server started again")),
                    900));
        }
        rows.add(row(times[n / 2], Kind.EVENT, "flush", 0, p("t.text", Phrase.name("FLUSHALL")), 15_530));
        rows.add(row(
                times[n / 2 + 4],
                Kind.CHANGE,
                "data −598 MiB",
                -598 * MIB,
                p("t.flush", Phrase.bytes(602 * MIB), Phrase.bytes(3.6 * MIB)),
                15_530));
        rows.add(row(
                times[n - 1],
                Kind.LAST,
                "end",
                0,
                p("t.last", Phrase.bytes(4.5 * MIB), Phrase.bytes(630 * MIB)),
                31_012));
        return rows;
    }

    static TimelineRow row(long at, Kind kind, String label, double moved, Phrase what, int line) {
        return new TimelineRow(
                at,
                OptionalLong.empty(),
                kind,
                kind == Kind.RESTART ? TimelineRow.Turn.RESTART : TimelineRow.Turn.NONE,
                new TimelineRow.Words(p("t.text", Phrase.name(label)), what, List.of()),
                "info-memory.log:" + line,
                moved);
    }

    private static Particulars particulars() {
        return new Particulars(
                List.of(
                        new ImpactLine(
                                ImpactLine.Kind.EVICTED_KEYS, ImpactLine.Sight.WINDOW, 1_392, OptionalLong.empty()),
                        new ImpactLine(ImpactLine.Kind.FAILED_FORKS, ImpactLine.Sight.WINDOW, 0, OptionalLong.empty()),
                        new ImpactLine(
                                ImpactLine.Kind.KERNEL_KILLS, ImpactLine.Sight.NOT_VISIBLE, 0, OptionalLong.empty())),
                List.of(new SlabClass(1_024, 4_000, 0.42, 5.1 * MIB), new SlabClass(64, 90, 0.9, 0.2 * MIB)),
                new TreeMap<>(Map.of("redis_version", "7.0.15")));
    }

    /** With a forecast that meets maxmemory between two moments. */
    public static InstanceResult forecast(InstanceResult r, long earliest, long latest) {
        InstanceResult.ForecastLine line = new InstanceResult.ForecastLine(
                new Trends.Outlook(
                        new Bound(Limit.MAXMEMORY, 800 * MIB),
                        Total.USED_MEMORY_RSS,
                        0,
                        ForecastResult.Outcome.EXPECTED,
                        new Trends.Dates(
                                OptionalLong.of(earliest),
                                OptionalLong.of((earliest + latest) / 2),
                                OptionalLong.of(latest),
                                OptionalLong.empty()),
                        OptionalDouble.of(7),
                        false,
                        false),
                p("t.text", Phrase.name("maxmemory is near")));
        return new InstanceResult(
                r.subject(),
                r.bytes(),
                r.diagnosis(),
                new InstanceResult.Statistics(r.trends(), r.changes(), List.of(line)),
                r.timeline(),
                r.peers(),
                r.particulars());
    }

    private static Breakdown peakAt(long time, double at, int i) {
        double wobble = ((i * 7919L) % 101) / 101.0 * MIB;
        double load = at < 0.07 ? 3 : at < 0.33 ? 3 + (at - 0.07) / 0.26 * 599 : at < 0.5 ? 602 : 3.6;
        double peakSoFar = at < 0.33 ? load : 602;
        Map<Component, Double> parts = new EnumMap<>(Component.class);
        parts.put(Component.STARTUP, 0.8 * MIB);
        parts.put(Component.DATASET, load * MIB);
        parts.put(Component.KEYSPACE, load / 602 * 8 * MIB);
        parts.put(Component.CLIENTS, 0.05 * MIB);
        parts.put(Component.ALLOCATOR_CACHE, 0.8 * MIB);
        parts.put(Component.FRAGMENTATION, 6.3 * MIB);
        parts.put(Component.RETAINED, (peakSoFar - load + 10) * MIB + wobble);
        parts.put(Component.OUTSIDE, 6.7 * MIB);
        double rss = parts.values().stream().mapToDouble(bytes -> bytes).sum();
        double used = (load + 0.85) * MIB + load / 602 * 8 * MIB;
        return new Breakdown(time, rss, used, OptionalDouble.of(rss - 6.7 * MIB), parts, Breakdown.Split.FULL);
    }

    public static RssSeries series(long[] times, List<Breakdown> rows, Map<Limit, Double> limits) {
        SortedMap<Component, double[]> columns = new TreeMap<>();
        double[] rss = new double[rows.size()];
        double[] used = new double[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            rss[i] = rows.get(i).rss();
            used[i] = rows.get(i).used();
            for (Map.Entry<Component, Double> part : rows.get(i).parts().entrySet()) {
                columns.computeIfAbsent(part.getKey(), key -> new double[rows.size()])[i] = part.getValue();
            }
        }
        return new RssSeries(times, columns, rss, used, limits);
    }

    /** What the fleet knows of an instance that has no peers. */
    public static InstanceSummary summary(InstanceResult instance) {
        return InstanceSummary.of(instance, Replication.UNKNOWN);
    }

    /** The review of a run without labels or an earlier run. */
    public static FleetReview review(AnalysisResult run) {
        return FleetReview.of(run.instances(), Labels.NONE, Optional.empty());
    }

    /** A run of the tool over these instances, with their results. */
    public static Whole run(InstanceResult... instances) {
        return new Whole(result(instances), List.of(instances), Store.inMemory());
    }

    /** The pages of a run in which every instance has one. */
    static List<String> hrefs(AnalysisResult run) {
        InstanceFiles.Pages pages = new InstanceFiles.Pages(
                run.instances().size(), "index.html", FleetOptions.Reports.ALL, InstanceFiles.Mapping.DROPPED);
        return IntStream.range(0, run.instances().size())
                .mapToObj(rank -> pages.href(rank, run.instances().get(rank).name(), Severity.OK))
                .toList();
    }

    /** A finished run. */
    public record Whole(AnalysisResult told, List<InstanceResult> results, Store store) implements Fleet.Finished {
        @Override
        public void forEach(Fleet.Taker taker) {
            for (int rank = 0; rank < results.size(); rank++) {
                taker.take(rank, results.get(rank));
            }
        }
    }

    /** A run of the tool over these instances. */
    public static AnalysisResult result(InstanceResult... instances) {
        return new AnalysisResult(
                "1.0.0",
                List.of("analyze", "capture", "-o", "report"),
                List.of(new ReadInput("capture/info-memory.log", "info", 1_153_434, "9f2c".repeat(16), 600, 2, 1, 1)),
                Arrays.stream(instances).map(Fixtures::summary).toList(),
                List.of(new Rejected(
                        new Origin("capture/info-memory.log", 77, 4096, Optional.empty()),
                        Phrase.of("input.found.text", Phrase.name("Could not connect")),
                        Phrase.of("input.expected.info"))),
                1,
                List.of(new Problem(
                        "capture/broken.gz",
                        Phrase.of("input.problem.error", Phrase.name("EOF: the archive ends early")))),
                List.of());
    }

    /** Another name, everything else the same. */
    public static InstanceResult renamed(InstanceResult r, String name) {
        return changed(r, name, r.now(), r.diagnosis(), r.timeline());
    }

    /** One whose RSS moves by so many bytes per day. */
    public static InstanceResult trending(String name, double slope) {
        InstanceResult r = peak(name, 60, 1_000_000, true);
        return new InstanceResult(
                r.subject(),
                r.bytes(),
                r.diagnosis(),
                new InstanceResult.Statistics(List.of(trend(slope, Math.abs(slope) / 3)), r.changes(), r.forecasts()),
                r.timeline(),
                r.peers(),
                r.particulars());
    }

    /** Another breakdown of the last sample, everything else the same. */
    public static InstanceResult with(InstanceResult r, Optional<Breakdown> now) {
        return changed(r, r.name(), now, r.diagnosis(), r.timeline());
    }

    /** Another timeline, everything else the same. */
    public static InstanceResult with(InstanceResult r, List<TimelineRow> timeline) {
        return changed(r, r.name(), r.now(), r.diagnosis(), timeline);
    }

    /** The founding incident with another verdict and other actions; its suspect stays. */
    public static InstanceResult judged(Severity severity, Cause cause, Confidence confidence, List<Action> actions) {
        Diagnosis founding = foundingDiagnosis();
        Verdict verdict = new Verdict(
                severity, cause, confidence, p("t.text", Phrase.name("Judged for a test.")), Optional.empty());
        Diagnosis other = new Diagnosis(verdict, founding.suspects(), actions, founding.checks(), List.of());
        InstanceResult r = founding();
        return changed(r, r.name(), r.now(), other, r.timeline());
    }

    private static InstanceResult changed(
            InstanceResult r, String name, Optional<Breakdown> now, Diagnosis diagnosis, List<TimelineRow> timeline) {
        return new InstanceResult(
                new InstanceResult.Subject(
                        name, r.server(), r.fromMicros(), r.toMicros(), r.samples(), r.runs(), r.gaps(), r.quality()),
                new InstanceResult.Bytes(now, r.bytes().worst(), r.series(), r.latest()),
                diagnosis,
                new InstanceResult.Statistics(r.trends(), r.changes(), r.forecasts()),
                timeline,
                r.peers(),
                r.particulars());
    }
}
