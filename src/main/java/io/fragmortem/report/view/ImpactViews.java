package io.fragmortem.report.view;

import io.fragmortem.fleet.ImpactLine;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.Limit;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.chart.Bars;
import io.fragmortem.report.view.page.Evidence;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Markup;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What reached users, and how much room is left below each limit. */
public final class ImpactViews {

    private final InstanceResult result;
    private final Wording wording;

    public ImpactViews(InstanceResult result, Wording wording) {
        this.result = result;
        this.wording = wording;
    }

    public Evidence.Impact impact() {
        List<Parts.Fact> seen = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        List<String> none = new ArrayList<>();
        for (ImpactLine line : result.particulars().impact()) {
            String name = wording.text("impact." + Spelling.lower(line.kind()));
            if (line.sight() == ImpactLine.Sight.NOT_VISIBLE) {
                unseen.add(name);
            } else if (line.count() == 0) {
                none.add(name);
            } else {
                seen.add(new Parts.Fact(name, count(line)));
            }
        }
        if (!none.isEmpty()) {
            seen.add(new Parts.Fact(wording.text("impact.none"), wording.list(none)));
        }
        String hidden = unseen.isEmpty() ? "" : wording.text("impact.unseen", Phrase.name(wording.list(unseen)));
        return new Evidence.Impact(limits(), seen, hidden);
    }

    private String count(ImpactLine line) {
        String count = wording.count(line.count());
        if (line.sight() == ImpactLine.Sight.SINCE_START) {
            return wording.text("impact.since_start", Phrase.name(count));
        }
        return line.lastMicros().isPresent()
                ? wording.text(
                        "impact.last",
                        Phrase.name(count),
                        Phrase.moment(line.lastMicros().getAsLong()))
                : count;
    }

    private List<Evidence.Headroom> limits() {
        List<Evidence.Headroom> limits = new ArrayList<>();
        int last = result.series().lastWhole().orElse(-1);
        for (Map.Entry<Limit, Double> limit : result.series().limits().entrySet()) {
            boolean hard = limit.getKey().isHard();
            String name = wording.text("room." + limit.getKey().id());
            if (last < 0) {
                limits.add(unread(name, limit.getValue()));
                continue;
            }
            // without RSS what is in use is the least that is resident
            double[] column = hard && !Double.isNaN(result.series().rss()[last])
                    ? result.series().rss()
                    : result.series().used();
            double largest = largest(column);
            double bytes = limit.getValue();
            if (Double.isNaN(column[last])) {
                limits.add(unread(name, bytes));
                continue;
            }
            limits.add(new Evidence.Headroom(
                    name,
                    wording.bytes(bytes),
                    new Markup(Bars.level(column[last] / bytes, largest / bytes)),
                    wording.text("room.now", Phrase.bytes(column[last]), Phrase.percent(column[last] / bytes)),
                    wording.text("room.largest", Phrase.bytes(largest), Phrase.percent(largest / bytes))));
        }
        return limits;
    }

    /** 0 where nothing is told. */
    private static double largest(double[] column) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double bytes : column) {
            largest = Double.isNaN(bytes) ? largest : Math.max(largest, bytes);
        }
        return largest == Double.NEGATIVE_INFINITY ? 0 : largest;
    }

    /** A limit that is known while nothing tells what stood below it. */
    private Evidence.Headroom unread(String name, double bytes) {
        String unread = wording.text("room.unread");
        return new Evidence.Headroom(name, wording.bytes(bytes), Markup.NONE, unread, unread);
    }
}
