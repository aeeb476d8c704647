package io.fragmortem.diagnosis.remedy;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.name;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.evidence.Claim;
import io.fragmortem.diagnosis.evidence.Closings;
import io.fragmortem.diagnosis.evidence.ListedClients;
import io.fragmortem.diagnosis.evidence.OutputLimit;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import java.util.List;
import java.util.Optional;

/** Who holds the buffers of clients, and what bounds them. */
public final class ClientRemedies {

    /** Below this an input buffer is the ordinary 16 KiB and some, and a client nobody to be named. */
    private static final double LARGE = 1 << 20;

    /** From this share of all that is to be explained on one client is the trouble, and may be cut off. */
    private static final double MOST_OF_BUFFERS = 0.5;

    private ClientRemedies() {}

    /** First who it is, then what bounds it. */
    public static List<Action> of(Case c, Claim claim) {
        return List.of(who(c, claim), limit(c, claim));
    }

    /** By the list of clients where it was taken in time, else by whom the log names, else somebody has to look. */
    public static Action who(Case c, Claim claim) {
        Optional<ListedClients.Holder> listed = ListedClients.holder(c, claim);
        if (listed.filter(holder -> holder.bytes() >= LARGE).isPresent()) {
            return listed(c, claim, listed.get());
        }
        Closings closed = c.closings().ofReplicas(false);
        Optional<Closings.Closing> cut = closed.largest().filter(closing -> closing.bytes() >= LARGE);
        if (cut.isPresent() && !cut.get().address().isEmpty()) {
            return Action.of(Remedy.MEND_READER)
                    .saying(
                            "remedy.clients.cut",
                            count(closed.count()),
                            name(cut.get().address()),
                            name(cut.get().command()),
                            bytes(cut.get().bytes()))
                    .build();
        }
        return Action.of(Remedy.CLIENT_LIST)
                .saying("remedy.clients.list")
                .command(Commands.client(c) + "CLIENT LIST")
                .risk("remedy.readonly")
                .build();
    }

    /** The list is there: who holds the memory need not be looked for any more. */
    private static Action listed(Case c, Claim claim, ListedClients.Holder holder) {
        ActionBuilder action = Action.of(Remedy.CLIENT_LIST);
        Phrase.Arg runs = name(holder.command());
        if (holder.clients() > 1) {
            Phrase.Arg called = name(holder.name().isEmpty() ? holder.host() : holder.name());
            return action.saying(
                            "remedy.clients.application", called, runs, bytes(holder.bytes()), count(holder.clients()))
                    .build();
        }
        Phrase.Arg who = name(holder.name().isEmpty() ? holder.address() : holder.address() + " " + holder.name());
        Optional<String> kill = Commands.kill(c, holder.id());
        boolean one = !claim.isOver() && holder.bytes() >= MOST_OF_BUFFERS * claim.bytes();
        if (kill.isEmpty() || !one) {
            return action.saying("remedy.clients.listed", who, runs, bytes(holder.bytes()))
                    .build();
        }
        return action.saying("remedy.clients.one", who, runs, bytes(holder.bytes()))
                .command(kill.get())
                .risk("remedy.clients.one.risk")
                .build();
    }

    /** What bounds the buffers of clients: output and query buffers have limits of their own. */
    public static Action limit(Case c, Claim claim) {
        ActionBuilder action = Action.of(Remedy.LIMIT_CLIENTS)
                .verify(
                        c.vintage().isBefore("5.0")
                                ? "remedy.clients.limit.verify.used"
                                : "remedy.clients.limit.verify");
        if (isMostlyQuery(c, claim)) {
            return ofQueries(c, claim, action);
        }
        Closings closed = c.closings().ofReplicas(false);
        Closings.Who who = closed.largest()
                .map(Closings.Closing::who)
                .or(() -> ListedClients.holder(c, claim).map(ListedClients.Holder::who))
                .orElse(Closings.Who.UNKNOWN);
        Optional<OutputLimit> limit = OutputLimit.of(c, who);
        if (limit.filter(OutputLimit::isOpen).isPresent()) {
            return open(c, action, limit.get().type(), claim);
        }
        if (closed.most() >= LARGE) {
            double at = limit.map(l -> l.hard() > 0 ? l.hard() : l.soft()).orElse(closed.most());
            return action.saying("remedy.clients.limit.works", count(closed.count()), bytes(at))
                    .build();
        }
        boolean seven = c.vintage().isAtLeast("7.0");
        action.saying(seven ? "remedy.clients.limit.seven" : "remedy.clients.limit")
                .command(Commands.client(c) + "CONFIG GET client-output-buffer-limit")
                .risk("remedy.clients.limit.risk");
        return seven ? action.needs("remedy.clients.needs").build() : action.build();
    }

    /** No limit at all is what let it grow. */
    private static Action open(Case c, ActionBuilder action, String type, Claim claim) {
        String limit = type.equals("pubsub") ? " 32mb 8mb 60" : " 256mb 64mb 60";
        Commands.set(c, "client-output-buffer-limit", type + limit).forEach(action::command);
        return action.saying("remedy.clients.limit.open", name(type), bytes(claim.bytes()))
                .risk("remedy.clients.limit.risk")
                .build();
    }

    private static Action ofQueries(Case c, Claim claim, ActionBuilder action) {
        if (c.vintage().isBefore("4.0")) {
            return action.saying("remedy.clients.limit.query.fixed").build();
        }
        boolean seven = c.vintage().isAtLeast("7.0");
        double clients = c.timeline().max(Field.CONNECTED_CLIENTS).orElse(0);
        if (clients * LARGE > claim.bytes()) {
            Commands.set(c, "timeout", "300").forEach(action::command);
            action.saying(
                            seven ? "remedy.clients.limit.query.many.seven" : "remedy.clients.limit.query.many",
                            count(clients),
                            bytes(claim.bytes() / clients))
                    .risk("remedy.clients.limit.query.many.risk");
            return seven ? action.needs("remedy.clients.needs").build() : action.build();
        }
        action.saying(seven ? "remedy.clients.limit.query.seven" : "remedy.clients.limit.query")
                .command(Commands.client(c) + "CONFIG GET client-query-buffer-limit")
                .risk("remedy.clients.limit.query.risk");
        return seven ? action.needs("remedy.clients.needs").build() : action.build();
    }

    /**
     * Whether the input buffers outweigh the output buffers, by CLIENT LIST or by the largest that INFO tells: one that is
     * large, or as much in each of many clients.
     */
    public static boolean isMostlyQuery(Case c, Claim claim) {
        if (c.timeline().has(Field.CLIENTS_OUTPUT_BUFFERS) || c.timeline().has(Field.CLIENTS_QUERY_BUFFERS)) {
            return c.closings().ofReplicas(false).most() < LARGE
                    && c.timeline().max(Field.CLIENTS_QUERY_BUFFERS).orElse(0)
                            > c.timeline().max(Field.CLIENTS_OUTPUT_BUFFERS).orElse(0);
        }
        Optional<Boolean> listed = ListedClients.isMostlyQuery(c, claim);
        if (listed.isPresent()) {
            return listed.get() && c.closings().ofReplicas(false).most() < LARGE;
        }
        double input = c.timeline()
                .max(Field.CLIENT_RECENT_MAX_INPUT_BUFFER)
                .orElse(c.timeline().max(Field.CLIENT_BIGGEST_INPUT_BUF).orElse(0));
        double output = c.timeline().max(Field.CLIENT_RECENT_MAX_OUTPUT_BUFFER).orElse(0);
        boolean lists = c.timeline().max(Field.CLIENT_LONGEST_OUTPUT_LIST).orElse(0) > 0
                || c.closings().ofReplicas(false).count() > 0;
        double clients = c.timeline().max(Field.CONNECTED_CLIENTS).orElse(0);
        boolean explains = input >= LARGE || input * clients >= Claim.HALF * claim.bytes();
        return explains && input > output && !lists;
    }
}
