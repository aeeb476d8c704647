package io.fragmortem.report.chart;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.Limit;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The limits of an instance, as lines of its chart or as a note below it. */
public final class Limits {

    /** A limit is drawn when it is at most this many times the highest value: a far one would flatten everything. */
    private static final double IN_VIEW = 1.6;

    private Limits() {}

    /**
     * A limit with its words.
     *
     * @param text for example {@code maxmemory 800 MiB}
     */
    public record Line(double bytes, String text) {}

    /** Those that the chart draws. */
    public static List<Line> inView(InstanceResult result, RssStack stack, Wording wording) {
        double most = IN_VIEW * stack.highest();
        return all(result, wording).stream()
                .filter(limit -> limit.bytes() <= most)
                .toList();
    }

    /** Those that lie too far above. */
    public static List<Line> farAway(InstanceResult result, RssStack stack, Wording wording) {
        double most = IN_VIEW * stack.highest();
        return all(result, wording).stream()
                .filter(limit -> limit.bytes() > most)
                .toList();
    }

    private static List<Line> all(InstanceResult result, Wording wording) {
        List<Line> limits = new ArrayList<>();
        for (Map.Entry<Limit, Double> limit : result.series().limits().entrySet()) {
            double bytes = limit.getValue();
            if (bytes > 0 && Double.isFinite(bytes)) {
                Phrase.Arg name =
                        Phrase.nested(Phrase.of("limit." + limit.getKey().id()));
                limits.add(new Line(bytes, wording.text("chart.limit", name, Phrase.bytes(bytes))));
            }
        }
        limits.sort(Comparator.comparingDouble(Line::bytes).thenComparing(Line::text));
        return limits;
    }
}
