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
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The summaries of {@code redis-cli --bigkeys} and {@code --memkeys}.
 *
 * <pre>
 * Sampled 506 keys in the keyspace!
 * Biggest string found '"counter:__rand_int__"' has 6 bytes
 * 504 strings with 1403 bytes (99.60% of keys, avg size 2.78)
 * </pre>
 */
public final class BigKeysFormat implements Format {

    private static final Pattern PART = Pattern.compile(
            "^\\s*(#|\\[\\d+\\.\\d+%\\]|Biggest |Sampled |Total key|-------- summary|\\d+ \\w+ with \\d+)");
    private static final Pattern SAMPLED = Pattern.compile("^\\s*Sampled (\\d{1,15}) keys in the keyspace!");
    private static final Pattern BIGGEST = Pattern.compile(
            "^\\s*Biggest\\s+(\\w{1,20})\\s+found '?\"?(.{0,400}?)\"?'? has (\\d{1,18}) (\\w{1,20})\\s*$");
    private static final Pattern TYPE = Pattern.compile(
            "^\\s*(\\d{1,15}) (\\w{1,20})s with (\\d{1,18}) (\\w{1,20}) \\((\\d+\\.\\d+)% of keys, avg size (\\d+\\.\\d+)\\)");
    private static final List<String> COLUMNS =
            List.of("type", "biggest_key", "biggest_size", "unit", "keys", "total_size", "average_size");

    private static final Passage PASSAGE = Passage.of(
            line -> line.contains("# Scanning the entire keyspace") || line.contains("-------- summary -------"),
            line -> line.isBlank() || PART.matcher(line).find());

    @Override
    public String name() {
        return "big-keys";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        boolean summary = head.has("-------- summary -------") && head.has("Sampled ");
        return summary || head.has("# Scanning the entire keyspace") ? Sureness.LOG : Sureness.NO;
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.of(PASSAGE);
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        Moments.read(entry, options, sink, Moments.Numbers.MAY_BE_TIMES, BigKeysFormat::read);
    }

    private static void read(Moments moments, Sink sink) throws IOException {
        Summary summary = new Summary();
        while (moments.next()) {
            summary.line(moments);
        }
        if (!summary.give(sink, moments)) {
            moments.reject(Phrase.of("input.found.no_summary"), Phrase.of("input.expected.bigkeys"));
        }
    }

    /** The tables at the end. */
    private static final class Summary {

        private final List<String[]> rows = new ArrayList<>();
        private Optional<Origin> origin = Optional.empty();
        private double keys = Double.NaN;

        void line(Moments moments) {
            String line = moments.line();
            Matcher sampled = SAMPLED.matcher(line);
            if (sampled.find()) {
                origin = Optional.of(moments.origin());
                keys = Double.parseDouble(sampled.group(1));
            }
            if (origin.isEmpty() || rows.size() > 1000) {
                return;
            }
            Matcher biggest = BIGGEST.matcher(line);
            Matcher type = TYPE.matcher(line);
            if (biggest.matches()) {
                String[] row = row(biggest.group(1));
                row[1] = biggest.group(2);
                row[2] = biggest.group(3);
                row[3] = biggest.group(4);
            } else if (type.find()) {
                String[] row = row(type.group(2));
                row[4] = type.group(1);
                row[5] = type.group(3);
                row[3] = type.group(4);
                row[6] = type.group(6);
            }
        }

        private String[] row(String type) {
            for (String[] row : rows) {
                if (row[0].equals(type)) {
                    return row;
                }
            }
            String[] row = {type, "", "", "", "", "", ""};
            rows.add(row);
            return row;
        }

        boolean give(Sink sink, Moments moments) {
            if (origin.isEmpty()) {
                return false;
            }
            List<List<String>> cells = rows.stream().map(List::of).toList();
            sink.exhibit(new Exhibit(Exhibit.Kind.BIG_KEYS, origin.get(), moments.stamp(), COLUMNS, cells, ""));
            sink.sample(new SampleBuilder().set(Field.KEYSPACE_KEYS, keys).build(origin.get(), moments.stamp()));
            return true;
        }
    }
}
