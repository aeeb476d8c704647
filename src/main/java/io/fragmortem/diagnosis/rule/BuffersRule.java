package io.fragmortem.diagnosis.rule;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.diagnosis.cause.Confidence;
import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Closings;
import io.fragmortem.diagnosis.remedy.ClientRemedies;
import io.fragmortem.diagnosis.threshold.Threshold;
import io.fragmortem.diagnosis.threshold.Threshold.Origin;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Limit;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.timeline.Columns;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Memory of clients: query and output buffers. Versions before 5.0 do not print it; a longest output list of 100,000
 * entries, or an overhead several times the dataset, still gives it away.
 */
final class BuffersRule implements Rule {

    static final Threshold LONG_OUTPUT_LIST = Threshold.count("buffers-long-output-list", 100_000, Origin.JUDGEMENT);

    private static final Declaration DECLARATION = Declaration.of(Severity.WARNING, Cause.CLIENT_BUFFERS)
            .needs(Field.MEM_CLIENTS_NORMAL)
            .uses(
                    Field.CLIENT_LONGEST_OUTPUT_LIST,
                    Field.USED_MEMORY_OVERHEAD,
                    Field.USED_MEMORY_DATASET,
                    Field.CONNECTED_CLIENTS,
                    Field.KEYSPACE_KEYS,
                    Field.CLIENTS_OUTPUT_BUFFERS,
                    Field.CLIENTS_QUERY_BUFFERS)
            .uses(Input.of(Event.Kind.CLIENT_CLOSED_BUFFER_LIMIT))
            .decidesBySignificance()
            .uses(Field.MAXMEMORY, Field.CLIENT_BIGGEST_INPUT_BUF)
            .uses(Input.of(Fact.MAXMEMORY_POLICY))
            .decidesBy(LONG_OUTPUT_LIST, Thresholds.OVERHEAD_OVER_DATASET)
            .rulesOut(Cause.DATASET_GROWTH);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome apply(Case c) {
        Claim claim = c.claim(c.part(Component.CLIENTS));
        if (claim.isSignificant(c.thresholds())) {
            return measured(c, claim);
        }
        Claim listed = listed(c);
        if (!c.has(Component.CLIENTS) && listed.isSignificant(c.thresholds())) {
            return measured(c, listed);
        }
        double output = c.timeline().max(Field.CLIENTS_OUTPUT_BUFFERS).orElse(0);
        double query = c.timeline().max(Field.CLIENTS_QUERY_BUFFERS).orElse(0);
        if (c.size() == 0 && output + query >= c.thresholds().significantBytes()) {
            return alone(c, output, query);
        }
        double longest = c.timeline().max(Field.CLIENT_LONGEST_OUTPUT_LIST).orElse(0);
        // A list may be long and light: only used memory tells what it can hold.
        if (longest >= c.value(LONG_OUTPUT_LIST) && c.levels().hasUsed()) {
            return longList(c, longest);
        }
        Closings closed = c.closings().ofReplicas(false);
        if (closed.count() > 0 && (c.isLogOnly() || isLarge(c, closed))) {
            return logged(c, closed);
        }
        if (!c.has(Component.CLIENTS)) {
            // What counts as data is no counted buffer any more: 4.0 and later sort them into the overhead.
            boolean sorted = c.has(Component.DATASET);
            Optional<Claim> all = sorted ? Optional.empty() : new Keyless(c).claim();
            return all.map(claimed -> keyless(c, claimed)).or(() -> excess(c)).orElseGet(() -> byOverhead(c));
        }
        return ok("buffers.ok", claim);
    }

    /** Before 5.0 only CLIENT LIST tells what buffers hold: the most that one list of them adds up to. */
    private static Claim listed(Case c) {
        double[] output = c.timeline().column(Field.CLIENTS_OUTPUT_BUFFERS);
        double[] query = c.timeline().column(Field.CLIENTS_QUERY_BUFFERS);
        double[] used = c.timeline().known(Field.USED_MEMORY);
        Claim most = Claim.NONE;
        for (int i = 0; i < output.length; i++) {
            double bytes = output[i] + query[i];
            if (bytes > most.bytes() && used[i] > 0) {
                most = Claim.standing(new Claim.Held(bytes, c.rowBefore(i), bytes / used[i]), OptionalLong.empty());
            }
        }
        return most;
    }

    /** A list of clients and nothing else: what they hold is known, what share of the server it is, is not. */
    private Outcome alone(Case c, double output, double query) {
        Claim claim = Claim.standing(new Claim.Held(output + query, 0, 0), OptionalLong.empty());
        return found(new SuspectBuilder(c, cause(), claim)
                .confidence(Confidence.MEDIUM)
                .claim("buffers.alone.claim", bytes(output + query), bytes(output), bytes(query))
                .evidence("buffers.alone.evidence")
                .remedies(ClientRemedies.of(c, claim))
                .build());
    }

    private Outcome measured(Case c, Claim claim) {
        double used = c.series().used()[claim.at()];
        double clients = c.timeline()
                .lastKnown(Field.CONNECTED_CLIENTS, c.sample(claim.at()))
                .orElse(0);
        int closed = c.closings().ofReplicas(false).count();
        return found(new SuspectBuilder(c, cause(), claim)
                .confidence(Confidence.HIGH)
                .past("buffers.past", bytes(claim.bytes()), bytes(used), percent(claim.bytes() / used))
                .claim(
                        key(c, claim, claim.bytes() / used),
                        bytes(claim.bytes()),
                        bytes(used),
                        percent(claim.bytes() / used))
                .evidenceIf(
                        clients > 0,
                        "buffers.evidence.clients",
                        count(clients),
                        bytes(claim.bytes() / Math.max(1, clients)))
                .evidenceIf(closed > 0, "buffers.evidence.closed", count(closed))
                .ruledOutIf(
                        c.has(Component.DATASET),
                        Cause.DATASET_GROWTH,
                        "buffers.not.data",
                        bytes(c.part(Component.DATASET)[claim.at()]))
                .remedies(ClientRemedies.of(c, claim))
                .build());
    }

    private static String key(Case c, Claim claim, double share) {
        if (ClientRemedies.isMostlyQuery(c, claim)) {
            return "buffers.claim.query";
        }
        return share >= Claim.HALF ? "buffers.claim" : "buffers.claim.part";
    }

    /** Whether what one of them held would matter beside what the server used. */
    private static boolean isLarge(Case c, Closings closed) {
        double used = c.levels().maxUsed();
        return closed.most() >= c.thresholds().significantBytes()
                && closed.most() >= c.thresholds().significantShare() * used;
    }

    /** Buffers grow to their limit and are gone within seconds: between two dumps only the log sees them. */
    private Outcome logged(Case c, Closings closed) {
        boolean again = closed.count() > 1 || closed.most() >= c.thresholds().significantBytes();
        double share = c.levels().maxUsed() > 0 ? closed.most() / c.levels().maxUsed() : 0;
        Claim claim = Claim.standing(
                new Claim.Held(closed.most(), c.series().lastWhole().orElse(0), share), OptionalLong.empty());
        return found(new SuspectBuilder(c, cause(), claim)
                .severity(again && c.isLogOnly() ? Severity.WARNING : Severity.INFO)
                .confidence(Confidence.MEDIUM)
                .claim("buffers.closed.claim", count(closed.count()), bytes(closed.most()))
                .evidenceIf(c.isLogOnly(), "log.only")
                .remedies(ClientRemedies.of(c, claim))
                .build());
    }

    private Outcome longList(Case c, double longest) {
        Claim all = c.claim(c.series().used());
        return found(new SuspectBuilder(c, cause(), all)
                .confidence(Confidence.MEDIUM)
                .claim(
                        "buffers.longlist.claim",
                        count(longest),
                        bytes(c.levels().lastUsed()))
                .evidence("buffers.longlist.evidence")
                .remedies(ClientRemedies.of(c, all))
                .build());
    }

    /** Without keys used memory is buffers, the backlog, or nobody's: what is large and grows there are buffers. */
    private Outcome keyless(Case c, Claim claim) {
        return found(new SuspectBuilder(c, cause(), claim)
                .confidence(Confidence.LOW)
                .claim(
                        "buffers.keyless.claim",
                        bytes(claim.bytes()),
                        bytes(c.series().used()[claim.at()]))
                .evidence("buffers.keyless.evidence")
                .remedy(ClientRemedies.who(c, claim))
                .build());
    }

    /**
     * Under noeviction new data is refused at maxmemory, so what stands far above it came in another way: buffers are what
     * maxmemory does not stop. A replica follows its master beyond any limit.
     */
    private Optional<Outcome> excess(Case c) {
        boolean refuses = c.timeline()
                .fact(Fact.MAXMEMORY_POLICY)
                .filter("noeviction"::equals)
                .isPresent();
        Claim claim = c.claim(Columns.combine(c.series().used(), c.limit(Limit.MAXMEMORY), (used, max) -> used - max));
        if (!refuses || c.server().isReplica() || !claim.isStanding(c.thresholds())) {
            return Optional.empty();
        }
        double biggest = c.timeline()
                .lastKnown(Field.CLIENT_BIGGEST_INPUT_BUF, c.sample(claim.at()))
                .orElse(0);
        double clients = c.timeline()
                .lastKnown(Field.CONNECTED_CLIENTS, c.sample(claim.at()))
                .orElse(0);
        boolean likely = biggest * clients >= Claim.HALF * claim.bytes();
        return Optional.of(found(new SuspectBuilder(c, cause(), claim)
                .confidence(likely ? Confidence.MEDIUM : Confidence.LOW)
                .claim(
                        "buffers.excess.claim",
                        bytes(claim.bytes()),
                        bytes(c.series().used()[claim.at()]),
                        bytes(c.series().used()[claim.at()] - claim.bytes()))
                .evidenceIf(likely, "buffers.excess.evidence", count(clients), bytes(biggest))
                .remedies(ClientRemedies.of(c, claim))
                .build()));
    }

    private Outcome byOverhead(Case c) {
        double times = c.value(Thresholds.OVERHEAD_OVER_DATASET);
        double[] overhead =
                Columns.combine(c.part(Component.OVERHEAD), c.part(Component.DATASET), (k, d) -> k > times * d ? k : 0);
        Claim claim = c.claim(overhead);
        if (c.has(Component.USED) || !c.has(Component.OVERHEAD)) {
            return missing(Input.of(Field.MEM_CLIENTS_NORMAL));
        }
        if (!claim.isSignificant(c.thresholds())) {
            return missing(Input.of(Field.MEM_CLIENTS_NORMAL));
        }
        return found(new SuspectBuilder(c, cause(), claim)
                .confidence(Confidence.MEDIUM)
                .claim(
                        "buffers.overhead.claim",
                        bytes(claim.bytes()),
                        bytes(c.series().used()[claim.at()]))
                .evidence("buffers.overhead.evidence", bytes(c.part(Component.DATASET)[claim.at()]))
                .remedy(ClientRemedies.who(c, claim))
                .build());
    }
}
