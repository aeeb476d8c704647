package io.fragmortem.report;

import io.fragmortem.diagnosis.Diagnosis;
import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.State;
import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.remedy.Action;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.diagnosis.rule.Check;
import io.fragmortem.diagnosis.trend.Change;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceResult.Relation;
import io.fragmortem.fleet.Particulars;
import io.fragmortem.fleet.story.TimelineRow;
import io.fragmortem.fleet.story.TimelineRow.Kind;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Limit;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.memory.ServerInfo;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.statistics.change.ChangePoint;
import io.fragmortem.timeline.Run;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/** Results that are hard on a page: hostile text in every part, and every part of every sample another one. */
public final class HardFixtures {

    private HardFixtures() {}

    /** The same with evil text wherever the input's text reaches the report. */
    public static InstanceResult hostile(InstanceResult r, String evil) {
        Phrase phrase = Fixtures.p("t.text", Phrase.name(evil));
        Verdict verdict =
                new Verdict(Severity.CRITICAL, Cause.MEMORY_LEAK, Confidence.LOW, phrase, Optional.of(phrase));
        Action action = Action.of(Remedy.MEMORY_PURGE)
                .saying(phrase)
                .command(evil)
                .back(1)
                .needs("t.text", Phrase.name(evil))
                .before(List.of(phrase))
                .risk(phrase)
                .notWhen(phrase)
                .verify(phrase)
                .steps(List.of(phrase))
                .build();
        Suspect suspect = new Suspect(
                Cause.MEMORY_LEAK,
                Severity.CRITICAL,
                Confidence.LOW,
                Claim.NONE,
                new Suspect.Course(
                        State.UNKNOWN,
                        OptionalLong.of(Fixtures.START),
                        OptionalLong.of(Fixtures.START),
                        OptionalLong.of(Fixtures.START)),
                0,
                new Suspect.Said(phrase, List.of(phrase), List.of(new Suspect.RuledOut(Cause.SWAPPED, phrase))),
                List.of(action, Fixtures.plain(Remedy.CLIENT_LIST, phrase)));
        Diagnosis evilDiagnosis = new Diagnosis(
                verdict,
                List.of(suspect),
                List.of(
                        action,
                        Fixtures.plain(Remedy.NO_RESTART, phrase),
                        Fixtures.plain(Remedy.TWO_MORE_DUMPS, phrase)),
                List.of(new Check(evil, Check.Status.OK, phrase), new Check(evil, Check.Status.NOT_APPLICABLE, phrase)),
                List.of(phrase));
        ServerInfo server = new ServerInfo(
                ServerInfo.Product.UNKNOWN,
                Optional.of(evil),
                Optional.empty(),
                Optional.of(evil),
                ServerInfo.AllocatorKind.UNKNOWN,
                ServerInfo.DefragSupport.UNKNOWN,
                Optional.empty(),
                Optional.of(evil));
        RssSeries s = r.series();
        Map<Limit, Double> limits = Map.of(Limit.CONTAINER, 700 * Fixtures.MIB, Limit.HOST, 1e15);
        return new InstanceResult(
                new InstanceResult.Subject(
                        evil,
                        server,
                        r.fromMicros(),
                        r.toMicros(),
                        r.samples(),
                        r.runs(),
                        r.gaps(),
                        Fixtures.untimed(3, Phrase.of("input.assumed.answer", Phrase.name(evil)), Map.of(evil, 1))),
                new InstanceResult.Bytes(
                        r.now(),
                        r.bytes().worst(),
                        new RssSeries(s.timeMicros(), s.parts(), s.rss(), s.used(), limits),
                        new TreeMap<>(Map.of(evil, 1.5))),
                evilDiagnosis,
                new InstanceResult.Statistics(
                        r.trends(),
                        List.of(new InstanceResult.ChangeLine(
                                new Change(
                                        Component.DATASET,
                                        Fixtures.START,
                                        Fixtures.START,
                                        Fixtures.START,
                                        ChangePoint.Kind.LEVEL,
                                        1,
                                        2),
                                Optional.of(phrase))),
                        r.forecasts()),
                List.of(
                        new TimelineRow(
                                Fixtures.START,
                                OptionalLong.of(Fixtures.START),
                                Kind.GAP,
                                TimelineRow.Turn.NONE,
                                new TimelineRow.Words(phrase, phrase, List.of(phrase)),
                                evil,
                                0),
                        Fixtures.row(
                                Fixtures.START + 100 * Fixtures.SECOND, Kind.EVENT, evil, Fixtures.MIB, phrase, 1)),
                List.of(new InstanceResult.PeerLine(
                        evil, Relation.REPLICA, OptionalLong.of(Fixtures.START), 1, 2, 3, phrase)),
                Particulars.NONE);
    }

    /** Every part of every sample another one: the worst that a chart can be given. */
    static InstanceResult noisy(int samples) {
        Random random = new Random(7);
        long[] times = new long[samples];
        List<Breakdown> rows = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            times[i] = Fixtures.START + i * 10L * Fixtures.SECOND;
            Map<Component, Double> parts = new EnumMap<>(Component.class);
            for (Component component : Component.values()) {
                if (component != Component.USED) {
                    parts.put(component, random.nextDouble() * 900 * Fixtures.MIB);
                }
            }
            double rss = parts.values().stream().mapToDouble(bytes -> bytes).sum();
            rows.add(new Breakdown(times[i], rss, rss / 2, OptionalDouble.empty(), parts, Breakdown.Split.FULL));
        }
        InstanceResult r = Fixtures.peak("noisy", 600, 500_000, false);
        return new InstanceResult(
                new InstanceResult.Subject(
                        "noisy",
                        r.server(),
                        OptionalLong.of(times[0]),
                        OptionalLong.of(times[samples - 1]),
                        samples,
                        List.of(Fixtures.run(0, 0, samples, times, Run.Reason.FIRST)),
                        List.of(),
                        r.quality()),
                new InstanceResult.Bytes(
                        r.now(), r.bytes().worst(), Fixtures.series(times, rows, Map.of()), r.latest()),
                r.diagnosis(),
                new InstanceResult.Statistics(r.trends(), r.changes(), r.forecasts()),
                r.timeline(),
                r.peers(),
                r.particulars());
    }
}
