package io.fragmortem.snapshot.replies;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Exhibit;
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
import io.fragmortem.snapshot.text.Text;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * CLIENT LIST: who holds memory. Sums go into a sample, the {@value #KEPT} largest clients into an exhibit.
 *
 * <pre>
 * id=113 addr=127.0.0.1:37778 laddr=127.0.0.1:17240 fd=9 name= age=90 ... omem=26122096 tot-mem=26123952 cmd=subscribe
 * </pre>
 */
public final class ClientListFormat implements Format {

    private static final Passage PASSAGE = Passage.of(ClientListFormat::isClient);

    private static final int KEPT = 50;
    private static final List<String> COLUMNS = List.of(
            "id",
            "addr",
            "name",
            "age_seconds",
            "idle_seconds",
            "flags",
            "cmd",
            "qbuf_bytes",
            "qbuf_free_bytes",
            "output_list_length",
            "omem_bytes",
            "tot_mem_bytes");
    private static final List<String> KEYS =
            List.of("id", "addr", "name", "age", "idle", "flags", "cmd", "qbuf", "qbuf-free", "oll", "omem", "tot-mem");

    @Override
    public String name() {
        return "client-list";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        List<String> lines = Head.of(bytes).lines(20);
        long clients = lines.stream().filter(ClientListFormat::isClient).count();
        return clients > 0 && clients * 2 >= lines.size() ? Sureness.LINES_OF_ONE_KIND : Sureness.NO;
    }

    private static boolean isClient(String line) {
        String text = line.strip();
        return (text.startsWith("id=") || text.startsWith("addr="))
                && text.contains(" omem=")
                && text.contains("addr=");
    }

    /** Whether the line begins as a client's does and was cut. */
    private static boolean isPart(String line) {
        String text = line.strip();
        return text.startsWith("id=") && (text.contains(" addr=") || text.length() < 30);
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Moments.read(entry, options, sink, Moments.Numbers.MAY_BE_TIMES, ClientListFormat::read);
    }

    private static void read(Moments moments, Sink sink) throws IOException {
        Reading reading = new Reading();
        boolean any = false;
        while (moments.next()) {
            if (moments.fresh()) {
                reading.give(sink);
                reading = new Reading();
            }
            if (isClient(moments.line())) {
                any = true;
                reading.client(moments);
            } else if (isPart(moments.line())) {
                Phrase found = Phrase.of("input.found.text", Phrase.name(Text.shown(moments.line())));
                moments.reject(found, Phrase.of("input.expected.client_line"));
            }
        }
        reading.give(sink);
        if (!any) {
            moments.reject(Phrase.of("input.found.no_client"), Phrase.of("input.expected.client_list"));
        }
    }

    /** The list of one moment. */
    private static final class Reading {

        private final PriorityQueue<Map<String, String>> largest =
                new PriorityQueue<>(Comparator.comparingDouble(Reading::weight));
        private Optional<Origin> origin = Optional.empty();
        private Stamp stamp = Stamp.NONE;
        private long clients;
        private double output;
        private double query;
        private double total;
        private boolean hasTotal;

        void client(Moments moments) {
            if (origin.isEmpty()) {
                origin = Optional.of(moments.origin());
                stamp = moments.stamp();
            }
            Map<String, String> client = new HashMap<>();
            for (String word : moments.line().strip().split(" ")) {
                int equals = word.indexOf('=');
                if (equals > 0) {
                    client.put(word.substring(0, equals), word.substring(equals + 1));
                }
            }
            clients++;
            output += number(client, "omem") + number(client, "obl");
            query += number(client, "qbuf") + number(client, "qbuf-free");
            total += number(client, "tot-mem");
            hasTotal |= client.containsKey("tot-mem");
            largest.add(client);
            if (largest.size() > KEPT) {
                largest.poll();
            }
        }

        private static double weight(Map<String, String> client) {
            return client.containsKey("tot-mem")
                    ? number(client, "tot-mem")
                    : number(client, "omem") + number(client, "qbuf") + number(client, "qbuf-free");
        }

        private static double number(Map<String, String> client, String key) {
            String text = client.getOrDefault(key, "");
            boolean digits =
                    !text.isEmpty() && text.length() < 19 && text.chars().allMatch(Character::isDigit);
            return digits ? Long.parseLong(text) : 0;
        }

        void give(Sink sink) {
            if (origin.isEmpty()) {
                return;
            }
            SampleBuilder sample = new SampleBuilder()
                    .set(Field.CLIENTS_OUTPUT_BUFFERS, output)
                    .set(Field.CLIENTS_QUERY_BUFFERS, query)
                    .set(Field.CLIENTS_TOTAL_MEMORY, hasTotal ? total : Double.NaN);
            sink.sample(sample.build(origin.get(), stamp));
            List<List<String>> rows = new ArrayList<>();
            largest.stream()
                    .sorted(Comparator.comparingDouble(Reading::weight)
                            .reversed()
                            .thenComparing(client -> client.getOrDefault("id", "")))
                    .forEach(client -> rows.add(KEYS.stream()
                            .map(key -> client.getOrDefault(key, ""))
                            .toList()));
            String text = clients > KEPT ? "the largest " + KEPT + " of " + clients + " clients" : "";
            sink.exhibit(new Exhibit(Exhibit.Kind.CLIENT_LIST, origin.get(), stamp, COLUMNS, rows, text));
        }
    }
}
