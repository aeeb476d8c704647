package io.fragmortem.snapshot.metrics.service;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Format;
import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Sureness;
import io.fragmortem.snapshot.metrics.MetricLines;
import io.fragmortem.snapshot.text.Lines;
import io.fragmortem.source.Entry;
import java.io.IOException;

/**
 * What {@code aws cloudwatch get-metric-statistics} and {@code get-metric-data} print with {@code --output text} and
 * {@code --output table}. Text names no member: the words at the beginning of a line tell what stands behind the tabs, in
 * the order of the members' names:
 *
 * <pre>
 * BytesUsedForCache
 * DATAPOINTS	4257386217.0	2026-11-20T13:20:00+00:00	Bytes
 *
 * METRICDATARESULTS	m1	cache-1 BytesUsedForCache	Complete
 * TIMESTAMPS	2026-11-20T13:20:00+00:00
 * VALUES	4257386217.0
 * </pre>
 */
public final class CloudWatchCliFormat implements Format {

    @Override
    public String name() {
        return "cloudwatch-cli";
    }

    @Override
    public Sureness recognise(byte[] bytes, String name) {
        Head head = Head.of(bytes);
        boolean text = head.has("\nDATAPOINTS\t") || head.starts("DATAPOINTS\t") || head.has("METRICDATARESULTS\t");
        return text || CloudWatchTable.is(head) ? Sureness.INFO_OR_DOCUMENT : Sureness.NO;
    }

    @Override
    public void read(Entry entry, ReadOptions options, Sink sink) throws IOException {
        MetricLines metrics = new MetricLines(entry.name(), options, sink);
        Lines lines = new Lines(entry.stream());
        CloudWatchPoints points = new CloudWatchPoints(metrics, lines);
        CloudWatchTable table = new CloudWatchTable(points);
        while (lines.next()) {
            String line = lines.text();
            if (line.startsWith("|") || line.startsWith("+") || line.startsWith("--")) {
                table.line(line);
            } else if (!line.isBlank()) {
                text(line.split("\t"), points);
            }
        }
        points.finish();
        metrics.finish(Phrase.of("input.expected.cloud"));
    }

    private static void text(String[] words, CloudWatchPoints points) {
        switch (words[0]) {
            case "DATAPOINTS" -> points.datapoint(words);
            case "METRICDATARESULTS" -> points.metric(words.length > 2 ? words[2] : "");
            case "TIMESTAMPS" -> points.time(words[words.length - 1]);
            case "VALUES" -> points.value(words[words.length - 1]);
            default -> {
                if (words.length == 1) {
                    points.metric(words[0]); // the label, before or after its points
                }
            }
        }
    }
}
