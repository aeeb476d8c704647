package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.Unread;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.snapshot.text.SizeText;
import io.fragmortem.snapshot.text.SizeText.Decimal;
import io.fragmortem.snapshot.time.clock.StreamClock;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The samples that Heroku's key-value store writes into the log of its application:
 *
 * <pre>
 * 2026-11-20T09:15:29+00:00 app[heroku-redis]: source=REDIS addon=redis-cubed-1 sample#active-connections=3
 *   sample#memory-total=15664876.0kB sample#memory-free=13038516.0kB sample#memory-redis=476168bytes sample#evicted-keys=0
 * </pre>
 *
 * {@code memory-redis} is used memory; RSS is not told. A kB is 1024 bytes, as in /proc.
 */
public final class HerokuFormat implements Format {

    private static final Map<String, Field> FIELDS = Map.of(
            "memory-redis", Field.USED_MEMORY,
            "memory-total", Field.HOST_MEM_TOTAL,
            "memory-free", Field.HOST_MEM_FREE,
            "active-connections", Field.CONNECTED_CLIENTS,
            "evicted-keys", Field.EVICTED_KEYS);

    private static final Pattern SAMPLE = Pattern.compile("sample#([a-z-]+)=(\\S*)");
    private static final Pattern SPEAKER = Pattern.compile("\\b(?:addon|source)=([\\w.-]+)");
    private static final String MARK = "sample#memory-redis=";

    @Override
    public String name() {
        return "heroku";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        return Head.of(bytes).has(MARK) ? Sureness.LINES_OF_ONE_KIND : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        StreamClock clock = new StreamClock(entry.name(), entry.modifiedMicros(), options, sink::assumed);
        Sink settling = clock.settling(sink);
        Lines lines = new Lines(entry.stream());
        long given = 0;
        while (lines.next()) {
            String line = lines.text();
            if (line.contains(MARK)) {
                settling.sample(sample(
                        line, clock, new Origin(entry.name(), lines.number(), lines.offset(), speaker(line)), sink));
                given++;
            }
        }
        clock.settle();
        if (given == 0) {
            Origin origin = new Origin(entry.name(), 1, 0, Optional.empty());
            sink.rejected(new Rejected(origin, Phrase.of("input.found.no_series"), Phrase.of("input.expected.cloud")));
        }
    }

    private static Sample sample(String line, StreamClock clock, Origin origin, Sink sink) {
        SampleBuilder sample = new SampleBuilder();
        Matcher samples = SAMPLE.matcher(line);
        while (samples.find()) {
            Field field = FIELDS.get(samples.group(1));
            Optional<SizeText.Size> size = SizeText.parse(samples.group(2), Decimal.POWERS_OF_1024);
            if (field != null && size.isPresent()) {
                sample.set(field, size.get().bytes());
            } else if (field != null && !Unread.isNoValue(samples.group(2))) {
                sink.rejected(Unread.number(origin, samples.group(2)));
            }
        }
        int space = line.indexOf(' ');
        Stamp stamp = space > 0 ? clock.cell(line.substring(0, space), origin.line()) : Stamp.NONE;
        return sample.build(origin, stamp);
    }

    /** The add-on's own name, where the line has it; its attachment's name else. */
    private static Optional<String> speaker(String line) {
        Matcher speaker = SPEAKER.matcher(line);
        String name = "";
        while (speaker.find()) {
            boolean addon = speaker.group().startsWith("addon");
            name = addon || name.isEmpty() ? speaker.group(1) : name;
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
