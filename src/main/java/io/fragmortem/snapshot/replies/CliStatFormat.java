package io.fragmortem.snapshot.replies;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Moments;
import io.fragmortem.snapshot.Passage;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.text.SizeText;
import io.fragmortem.snapshot.text.SizeText.Decimal;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows of {@code redis-cli --stat}, which have no times: they are a second apart unless the user says otherwise.
 *
 * <pre>
 * ------- data ------ --------------------- load -------------------- - child -
 * keys       mem      clients blocked requests            connections
 * 126248     254.28M  372     0       10527283 (+0)       914755
 * </pre>
 */
public final class CliStatFormat implements Format {

    private static final Pattern ROW = Pattern.compile(
            "^\\s*(\\d{1,15})\\s+(\\d+(?:\\.\\d+)?[BKMGT]?)\\s+(\\d{1,9})\\s+(\\d{1,9})\\s+(\\d{1,18})\\s+\\(\\+-?\\d+\\)"
                    + "\\s+(\\d{1,18})\\s*([A-Z+]*)\\s*$");
    private static final int MAX_HELD = 20_000;
    private static final long SECOND = 1_000_000L;

    private static final Passage PASSAGE = Passage.of(
            line -> line.contains("------- data ------"),
            line -> ROW.matcher(line).matches() || line.startsWith("keys ") || line.contains("------- data ------"));

    @Override
    public String name() {
        return "cli-stat";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        return Head.of(bytes).has("------- data ------") ? Sureness.OWN_WORDS : Sureness.NO;
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Moments.read(entry, options, sink, Moments.Numbers.ARE_VALUES, (moments, to) -> read(moments, to, options));
    }

    private static void read(Moments moments, Sink sink, ReadOptions options) throws IOException {
        long step = options.interval().map(Duration::toNanos).orElse(SECOND * 1000) / 1000;
        List<Sample> rows = new ArrayList<>();
        Stamp base = moments.stamp();
        boolean any = false;
        while (moments.next()) {
            if (moments.fresh() || rows.size() >= MAX_HELD) {
                give(rows, base, step, moments);
                base = moments.stamp();
            }
            Matcher row = ROW.matcher(moments.line());
            if (!row.matches()) {
                Stamp own = moments.takeTime();
                Matcher timed = ROW.matcher(moments.line());
                if (own.known() && timed.matches()) {
                    sink.sample(sample(timed).build(moments.origin(), own));
                    any = true;
                }
            } else {
                if (!any && options.interval().isEmpty()) {
                    sink.assumed(moments.origin(), Phrase.of("input.assumed.stat_interval"));
                }
                any = true;
                rows.add(sample(row).build(moments.origin(), Stamp.NONE));
            }
        }
        give(rows, base, step, moments);
        if (!any) {
            moments.reject(Phrase.of("input.found.no_row"), Phrase.of("input.expected.stat"));
        }
    }

    /** A time before the rows is that of the first; a modification time is that of the last. */
    private static void give(List<Sample> rows, Stamp base, long step, Moments moments) {
        boolean end = base.source() == TimeSource.FILE_MODIFIED;
        for (int i = 0; i < rows.size(); i++) {
            long steps = end ? i + 1 - rows.size() : i;
            Sample row = rows.get(i);
            moments.sink().sample(base.known() ? row.at(moments.shifted(base, steps * step)) : row);
        }
        rows.clear();
    }

    private static SampleBuilder sample(Matcher row) {
        SampleBuilder sample = new SampleBuilder()
                .set(Field.KEYSPACE_KEYS, Double.parseDouble(row.group(1)))
                .set(Field.CONNECTED_CLIENTS, Double.parseDouble(row.group(3)))
                .set(Field.BLOCKED_CLIENTS, Double.parseDouble(row.group(4)))
                .set(Field.TOTAL_COMMANDS_PROCESSED, Double.parseDouble(row.group(5)))
                .set(Field.TOTAL_CONNECTIONS_RECEIVED, Double.parseDouble(row.group(6)))
                .set(Field.LOADING, row.group(7).contains("LOAD") ? 1 : 0)
                .set(Field.RDB_BGSAVE_IN_PROGRESS, row.group(7).contains("SAVE") ? 1 : 0)
                .set(Field.AOF_REWRITE_IN_PROGRESS, row.group(7).contains("AOF") ? 1 : 0);
        Optional<SizeText.Size> used = SizeText.parse(row.group(2), Decimal.POWERS_OF_1024);
        used.ifPresent(size ->
                sample.set(Field.USED_MEMORY, size.bytes(), size.error()).mark(Sample.Mark.ROUNDED));
        return sample;
    }
}
