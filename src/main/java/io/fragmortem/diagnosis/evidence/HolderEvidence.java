package io.fragmortem.diagnosis.evidence;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.count;
import static io.fragmortem.phrase.Phrase.name;
import static io.fragmortem.phrase.Phrase.percent;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Exhibit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who holds the memory: clients by CLIENT LIST, keys by --bigkeys and --memkeys. */
public final class HolderEvidence {

    private static final int MOST = 3;

    /** A client below this holds nothing worth a line. */
    private static final double LEAST_CLIENT = 1 << 20;

    private final Case c;

    public HolderEvidence(Case c) {
        this.c = c;
    }

    /**
     * The clients that hold the most, from the list in which they held the most: the last one may have been taken after the
     * trouble.
     *
     * @param replicas whether replicas are looked for, or everybody else
     */
    public List<Phrase> clients(boolean replicas) {
        List<Phrase> evidence = new ArrayList<>();
        Optional<Listed> fullest = fullest(replicas);
        if (fullest.isEmpty()) {
            return evidence;
        }
        ExhibitTable table = fullest.get().table();
        double whole = fullest.get().bytes();
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            if (isReplica(table, row) == replicas && held(table, row) >= LEAST_CLIENT) {
                rows.add(row);
            }
        }
        rows.sort((a, b) -> Double.compare(held(table, b), held(table, a)));
        rows.stream().limit(MOST).forEach(row -> evidence.add(client(table, row, whole)));
        if (rows.size() > MOST) {
            evidence.add(Phrase.of("holders.more", count(rows.size() - (double) MOST)));
        }
        return evidence;
    }

    /** A list of clients, and what those of one kind hold in it. */
    private record Listed(ExhibitTable table, double bytes) {}

    /**
     * A client that holds memory.
     *
     * @param id what the server calls it, empty in lists before 2.8.12
     * @param address its end of the connection
     * @param command the last one it sent
     * @param bytes what its buffers hold
     * @param share of all that such clients hold, 0 to 1
     */
    public record Holder(String id, String address, String command, double bytes, double share) {}

    /** The client, no replica, that holds more than the others in the list in which they held the most. */
    public Optional<Holder> largest() {
        return fullest(false).map(listed -> {
            ExhibitTable table = listed.table();
            int largest = 0;
            for (int row = 1; row < table.size(); row++) {
                boolean more = held(table, row) > held(table, largest) || isReplica(table, largest);
                largest = more && !isReplica(table, row) ? row : largest;
            }
            double bytes = held(table, largest);
            return new Holder(
                    table.text(largest, "id"),
                    table.text(largest, "addr"),
                    table.text(largest, "cmd"),
                    bytes,
                    bytes / listed.bytes());
        });
    }

    private Optional<Listed> fullest(boolean replicas) {
        Optional<Listed> fullest = Optional.empty();
        for (ExhibitTable table : ExhibitTable.of(c.timeline, Exhibit.Kind.CLIENT_LIST)) {
            double sum = 0;
            for (int row = 0; row < table.size(); row++) {
                sum += isReplica(table, row) == replicas ? held(table, row) : 0;
            }
            if (sum > fullest.map(Listed::bytes).orElse(0.0)) {
                fullest = Optional.of(new Listed(table, sum));
            }
        }
        return fullest;
    }

    private static boolean isReplica(ExhibitTable table, int row) {
        return table.text(row, "flags").contains("S");
    }

    /** tot-mem from 6.0 on; before, what the two buffers hold. */
    private static double held(ExhibitTable table, int row) {
        return Math.max(
                table.number(row, "tot_mem_bytes"), table.number(row, "omem_bytes") + table.number(row, "qbuf_bytes"));
    }

    private static Phrase client(ExhibitTable table, int row, double whole) {
        String called = table.text(row, "name");
        String who = table.text(row, "addr") + (called.isEmpty() ? "" : " (" + called + ")");
        return Phrase.of(
                "holders.client",
                name(who),
                bytes(held(table, row)),
                percent(held(table, row) / whole),
                name(table.text(row, "cmd")),
                bytes(table.number(row, "omem_bytes")),
                bytes(table.number(row, "qbuf_bytes")));
    }

    /** The biggest key of each type, as the newest scan found them. */
    public List<Phrase> keys() {
        List<Phrase> evidence = new ArrayList<>();
        List<ExhibitTable> tables = ExhibitTable.of(c.timeline, Exhibit.Kind.BIG_KEYS);
        if (tables.isEmpty()) {
            return evidence;
        }
        ExhibitTable last = tables.get(tables.size() - 1);
        for (int row : last.largest("biggest_size", MOST)) {
            String unit = last.text(row, "unit");
            double size = last.number(row, "biggest_size");
            if (size > 0 && !last.text(row, "biggest_key").isEmpty()) {
                evidence.add(Phrase.of(
                        "holders.key",
                        name(last.text(row, "type")),
                        name(last.text(row, "biggest_key")),
                        unit.equals("bytes") ? bytes(size) : count(size),
                        name(unit.equals("bytes") ? "" : unit)));
            }
        }
        return evidence;
    }
}
