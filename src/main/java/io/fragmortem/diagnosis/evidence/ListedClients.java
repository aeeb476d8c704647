package io.fragmortem.diagnosis.evidence;

import io.fragmortem.memory.Component;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Stamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of clients in which those of one kind held the most: the last one may have been taken after the trouble.
 *
 * @param table the list
 * @param replicas whether replicas are looked at, or everybody else
 * @param bytes what all of that kind hold in it
 */
public record ListedClients(ExhibitTable table, boolean replicas, double bytes) {

    /** From this share of the bytes to be explained on a client of the list is named as who holds them. */
    private static final double NAMED = 0.25;

    /**
     * Clients of one application: those that call themselves the same, or come from one host and ask for the same.
     *
     * @param id what the server calls the largest, empty in lists before 2.8.12
     * @param address its end of the connection
     * @param name what the application calls its connections, mostly empty
     * @param command the last one that the largest sent
     * @param clients how many there are
     * @param bytes what they hold together
     */
    public record Holder(
            String id, String address, String name, String command, Closings.Who who, int clients, double bytes) {

        /** The host of its end of the connection. */
        public String host() {
            return hostOf(address);
        }

        private Holder with(double more) {
            return new Holder(id, address, name, command, who, clients + 1, bytes + more);
        }
    }

    /** The fullest list, empty where no list shows a client of that kind that holds anything. */
    public static Optional<ListedClients> fullest(Case c, boolean replicas) {
        Optional<ListedClients> fullest = Optional.empty();
        for (ExhibitTable table : ExhibitTable.of(c.timeline(), Exhibit.Kind.CLIENT_LIST)) {
            double sum = 0;
            for (int row = 0; row < table.size(); row++) {
                sum += isReplica(table, row) == replicas ? held(table, row) : 0;
            }
            if (sum > fullest.map(ListedClients::bytes).orElse(0.0)) {
                fullest = Optional.of(new ListedClients(table, replicas, sum));
            }
        }
        return fullest;
    }

    /** Who holds what is to be explained: empty where the list came too late, or shows nobody who holds a good part of it. */
    public static Optional<Holder> holder(Case c, Claim claim) {
        return fullest(c, false).filter(list -> !list.isOfAnotherTime(c, claim)).flatMap(list -> list.named(c, claim));
    }

    /** Whether query buffers hold more than output buffers, where a list tells of the time in question; it need not show all. */
    public static Optional<Boolean> isMostlyQuery(Case c, Claim claim) {
        return fullest(c, false)
                .filter(list -> !list.isOfAnotherTime(c, claim))
                .map(list -> list.sum("qbuf_bytes") + list.sum("qbuf_free_bytes") > list.sum("omem_bytes"));
    }

    private double sum(String column) {
        return rows().stream().mapToDouble(row -> table.number(row, column)).sum();
    }

    /** Of a list that shows a part of the clients no more than its part can be expected to explain. */
    private Optional<Holder> named(Case c, Claim claim) {
        double connected = connected(c);
        double part = connected > 0 ? table.size() / connected : 1;
        return Optional.of(largest()).filter(holder -> holder.bytes() >= NAMED * part * claim.bytes());
    }

    /** Rows of that kind, who holds the most first. */
    List<Integer> rows() {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            if (isReplica(table, row) == replicas) {
                rows.add(row);
            }
        }
        rows.sort(Comparator.comparingDouble((Integer row) -> held(table, row)).reversed());
        return rows;
    }

    private Holder largest() {
        Map<String, Holder> holders = new LinkedHashMap<>();
        for (int row : rows()) {
            double more = held(table, row);
            Holder known = holders.get(application(row));
            holders.put(application(row), known == null ? holder(row, more) : known.with(more));
        }
        return holders.values().stream()
                .max(Comparator.comparingDouble(Holder::bytes))
                .orElseThrow();
    }

    private Holder holder(int row, double bytes) {
        return new Holder(
                table.text(row, "id"),
                table.text(row, "addr"),
                table.text(row, "name"),
                table.text(row, "cmd"),
                Closings.who(table.text(row, "flags"), Closings.Who.CLIENT),
                1,
                bytes);
    }

    /** What tells one application from another. */
    private String application(int row) {
        String name = table.text(row, "name");
        return name.isEmpty() ? hostOf(table.text(row, "addr")) + " " + table.text(row, "cmd") : name;
    }

    private static String hostOf(String address) {
        int port = address.lastIndexOf(':');
        return port < 0 ? address : address.substring(0, port);
    }

    /** Whether the buffers held less than half of what is told when the list was taken: then it shows who was not cut off. */
    private boolean isOfAnotherTime(Case c, Claim claim) {
        Stamp taken = table.exhibit().stamp();
        if (!taken.known() || !c.timeline().timed() || !c.has(Component.CLIENTS)) {
            return false;
        }
        double[] held = c.part(Component.CLIENTS);
        int row = 0;
        for (int i = 0; i < c.size() && c.series().timeMicros()[i] <= taken.epochMicros(); i++) {
            row = Double.isNaN(held[i]) ? row : i;
        }
        return held[row] < Claim.HALF * claim.bytes();
    }

    /** How many clients were connected while the list shows so few of them; 0 where it shows them all or nobody knows. */
    public double connected(Case c) {
        double all = c.timeline().last(Field.CONNECTED_CLIENTS).orElse(0);
        return all > table.size() && table.exhibit().text().isEmpty() ? all : 0;
    }

    private static boolean isReplica(ExhibitTable table, int row) {
        return table.text(row, "flags").contains("S");
    }

    /** tot-mem from 6.0 on; before, what the two buffers hold, with what is allocated of the second and not filled. */
    static double held(ExhibitTable table, int row) {
        double buffers = table.number(row, "omem_bytes")
                + table.number(row, "qbuf_bytes")
                + table.number(row, "qbuf_free_bytes");
        return Math.max(table.number(row, "tot_mem_bytes"), buffers);
    }
}
