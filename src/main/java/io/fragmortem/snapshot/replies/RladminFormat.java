package io.fragmortem.snapshot.replies;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.text.SizeText;
import io.fragmortem.snapshot.text.SizeText.Decimal;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The shards in {@code rladmin status} of Redis Enterprise, each a server of its own. The tables of nodes, databases and
 * endpoints around them tell no memory of a process.
 *
 * <pre>
 * SHARDS:
 * DB:ID NAME     ID      NODE   ROLE   SLOTS  USED_MEMORY STATUS
 * db:3  sessions redis:4 node:1 master 0-8191 2.08GB      OK
 * </pre>
 *
 * Its units are powers of 1024.
 */
public final class RladminFormat implements Format {

    private static final String USED = "USED_MEMORY";
    private static final Passage PASSAGE = Passage.of(RladminFormat::isHead, line -> !line.isBlank());

    @Override
    public String name() {
        return "rladmin";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        return Head.of(bytes).lines(2000).stream().anyMatch(RladminFormat::isHead) ? Sureness.OWN_WORDS : Sureness.NO;
    }

    private static boolean isHead(String line) {
        return line.startsWith("DB:ID") && line.contains(" ROLE") && line.contains(" " + USED);
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Moments.read(entry, options, sink, Moments.Numbers.ARE_VALUES, RladminFormat::read);
    }

    private static void read(Moments moments, Sink sink) throws IOException {
        List<String> columns = List.of();
        int given = 0;
        while (moments.next()) {
            List<String> cells = Arrays.asList(moments.line().strip().split("\\s+"));
            if (isHead(moments.line())) {
                columns = cells;
            } else if (!moments.line().startsWith("db:")) {
                columns = List.of();
            } else if (!columns.isEmpty()) {
                given += shard(cells, columns, moments, sink);
            }
        }
        if (given == 0) {
            moments.reject(Phrase.of("input.found.no_shard"), Phrase.of("input.expected.shards"));
        }
    }

    /** A database may have blanks in its name, which moves all cells behind it: these are counted from the end. */
    private static int shard(List<String> cells, List<String> columns, Moments moments, Sink sink) {
        int shift = cells.size() - columns.size();
        int used = columns.indexOf(USED) + shift;
        int id = columns.indexOf("ID") + shift;
        if (shift < 0 || id < 1 || !cells.get(id).startsWith("redis:")) {
            moments.refuse(moments.line());
            return 0;
        }
        Optional<SizeText.Size> size = SizeText.parse(cells.get(used), Decimal.POWERS_OF_1024);
        if (size.isEmpty()) {
            moments.refuse(cells.get(used));
            return 0;
        }
        SampleBuilder sample = new SampleBuilder()
                .set(Field.USED_MEMORY, size.get().bytes(), size.get().error());
        // the name that the REST API's statistics have as well
        String label = "shard " + cells.get(id).substring("redis:".length());
        sink.sample(sample.build(moments.origin().by(Optional.of(label)), moments.stamp()));
        return 1;
    }
}
