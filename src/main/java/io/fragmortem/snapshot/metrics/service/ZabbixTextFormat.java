package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.metrics.KnownSeries;
import io.fragmortem.snapshot.metrics.MetricLines;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.source.Entry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Zabbix' history shows as plain text: host and item above, then local time, epoch second and value; where several
 * items were chosen each row names its own:
 *
 * <pre>
 * cache-1: Redis: Memory used RSS
 * 2026-11-20 15:50:00 1795189800 8407338376
 * 2026-11-20 15:50:00 1795189800 8407338376 "cache-1: Redis: Memory used RSS"
 * </pre>
 */
public final class ZabbixTextFormat implements Format {

    private static final Pattern ROW = Pattern.compile(
            "(?=[\\d./-]+ \\d\\d?:)\\d[\\d./:\\- ]{11,22}(?: [AP]M)? (\\d{10}) (-?[\\d.]+(?:[eE][+-]?\\d+)?)(?: \"(.+)\")?");

    /** Begins with a date as a row does; the name of an item does not. */
    private static final Pattern BROKEN = Pattern.compile("^\\S*\\d[./-]\\d\\S* \\d\\d?:\\d\\d");

    private static final int LOOK_AT = 12;

    @Override
    public String name() {
        return "zabbix-text";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        long rows = Head.of(bytes).lines(LOOK_AT).stream()
                .filter(line -> ROW.matcher(line.strip()).matches())
                .count();
        return rows >= 2 ? Sureness.WORDS : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricLines metrics = new MetricLines(entry.name(), options, sink);
        Map<String, Optional<KnownSeries.Known>> items = new HashMap<>();
        Lines lines = new Lines(entry.stream());
        String item = "value"; // the user may say what it is
        while (lines.next()) {
            String line = lines.text().strip();
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String name = row.group(3) == null ? item : row.group(3);
                metrics.point(items.computeIfAbsent(name, metrics::find), lines, row.group(1), row.group(2));
            } else if (BROKEN.matcher(line).find()) {
                metrics.refuseLine(lines, Phrase.of("input.expected.item_row"));
            } else if (!line.isEmpty()) {
                item = line;
            }
        }
        metrics.finish(Phrase.of("input.expected.items"));
    }
}
