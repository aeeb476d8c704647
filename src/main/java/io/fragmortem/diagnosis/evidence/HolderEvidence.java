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
        Optional<ListedClients> list = ListedClients.fullest(c, replicas);
        if (list.isEmpty()) {
            return evidence;
        }
        ExhibitTable table = list.get().table();
        double whole = list.get().bytes();
        List<Integer> rows = list.get().rows().stream()
                .filter(row -> ListedClients.held(table, row) >= LEAST_CLIENT)
                .toList();
        rows.stream().limit(MOST).forEach(row -> evidence.add(client(table, row, whole)));
        if (rows.size() > MOST) {
            evidence.add(Phrase.of("holders.more", count(rows.size() - (double) MOST)));
        }
        double connected = list.get().connected(c);
        if (connected > 0 && !rows.isEmpty()) {
            double largest = ListedClients.held(table, rows.get(0));
            evidence.add(Phrase.of(
                    "holders.part", count(table.size()), count(connected), bytes(largest), bytes(connected * largest)));
        }
        return evidence;
    }

    private static Phrase client(ExhibitTable table, int row, double whole) {
        String called = table.text(row, "name");
        String who = table.text(row, "addr") + (called.isEmpty() ? "" : " (" + called + ")");
        return Phrase.of(
                "holders.client",
                name(who),
                bytes(ListedClients.held(table, row)),
                percent(ListedClients.held(table, row) / whole),
                name(table.text(row, "cmd")),
                bytes(table.number(row, "omem_bytes")),
                bytes(table.number(row, "qbuf_bytes") + table.number(row, "qbuf_free_bytes")));
    }

    /** The biggest key of each type, as the newest scan found them. */
    public List<Phrase> keys() {
        List<Phrase> evidence = new ArrayList<>();
        List<ExhibitTable> tables = ExhibitTable.of(c.timeline(), Exhibit.Kind.BIG_KEYS);
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
