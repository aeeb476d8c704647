package io.fragmortem.fleet.story;

import io.fragmortem.diagnosis.evidence.ConfigChanges;
import io.fragmortem.diagnosis.trend.Trends;
import io.fragmortem.memory.RssSeries;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Event;
import io.fragmortem.timeline.Gap;
import io.fragmortem.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The facts of a timeline in order of time: restarts with what came with them, steps with the events that explain them,
 * gaps, peaks, what else happened. Each fact is told once.
 */
public final class Story {

    /** What happened longer before the first sample has nothing to do with it. */
    private static final long BEFORE_MICROS = 3_600_000_000L;

    /** A peak is one when it is that many times what the capture begins and ends with. */
    private static final double NOTABLY = 1.03;

    private final Timeline timeline;
    private final RssSeries series;

    /** Events that no row has told yet, in order of time. */
    private final List<Event> untold;

    private final Set<Gap> toldGaps = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<TimelineRow> rows = new ArrayList<>();

    private Story(Timeline timeline, RssSeries series) {
        this.timeline = timeline;
        this.series = series;
        this.untold = new ArrayList<>(timeline.events().stream()
                .filter(event -> isInWindow(event, timeline))
                .sorted(Comparator.comparingLong(event -> event.stamp().epochMicros()))
                .toList());
    }

    /** The rows; none where no time is known. */
    public static List<TimelineRow> of(Timeline timeline, RssSeries series, Trends trends) {
        return timeline.timed() && timeline.size() > 0 ? new Story(timeline, series).tell(trends) : List.of();
    }

    private List<TimelineRow> tell(Trends trends) {
        List<ConfigChanges.ConfigChange> settings = ConfigChanges.of(timeline);
        Lives lives = new Lives(timeline, series, untold, toldGaps, settings);
        rows.addAll(lives.rows());
        rows.addAll(new Steps(timeline, series, untold, lives).rows(trends));
        gaps();
        peak();
        settings.stream()
                .filter(changed -> !lives.isRestart(changed.atMicros()))
                .forEach(this::setting);
        rows.addAll(Happenings.rows(untold, rows));
        rows.sort(Comparator.comparingLong(TimelineRow::atMicros).thenComparing(TimelineRow::kind));
        return List.copyOf(rows);
    }

    private static boolean isInWindow(Event event, Timeline timeline) {
        return event.stamp().known() && event.stamp().epochMicros() >= timeline.timeMicros()[0] - BEFORE_MICROS;
    }

    private void gaps() {
        for (Gap gap : timeline.gaps()) {
            if (!toldGaps.contains(gap)) {
                rows.add(new Row(gap.fromMicros(), TimelineRow.Kind.GAP, Phrase.of("mark.gap"), Lives.gap(gap))
                        .until(gap.toMicros())
                        .done());
            }
        }
    }

    /** Unless the capture begins or ends as high. */
    private void peak() {
        int at = -1;
        int first = -1;
        int last = -1;
        for (int i = 0; i < series.rss().length; i++) {
            if (series.rss()[i] > 0) {
                at = at < 0 || series.rss()[i] > series.rss()[at] ? i : at;
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (at < 0 || series.rss()[at] < NOTABLY * Math.max(series.rss()[first], series.rss()[last])) {
            return;
        }
        Phrase what = Phrase.of("story.peak", Phrase.bytes(series.rss()[at]), Phrase.bytes(series.used()[at]));
        Row row = new Row(series.timeMicros()[at], TimelineRow.Kind.PEAK, Phrase.of("mark.peak"), what);
        Samples.origin(timeline, series.timeMicros()[at]).ifPresent(row::from);
        rows.add(row.done());
    }

    private void setting(ConfigChanges.ConfigChange changed) {
        Phrase what = Phrase.of("row.config", Phrase.nested(changed.text()));
        Row row = new Row(changed.atMicros(), TimelineRow.Kind.EVENT, Phrase.of("mark.setting"), what);
        Samples.origin(timeline, changed.atMicros()).ifPresent(row::from);
        rows.add(row.done());
    }
}
