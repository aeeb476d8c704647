package io.fragmortem.report.view;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceResult.TimelineRow;
import io.fragmortem.fleet.InstanceResult.TimelineRow.Kind;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.chart.ChartMark;
import io.fragmortem.report.words.Quantities;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The timeline as table and as marks of the chart: one number for both. */
public final class TimelineViews {

    /** More rows than people read in a postmortem; result.json has them all. */
    public static final int MOST_ROWS = 200;

    private static final Set<Kind> MARKED = EnumSet.of(Kind.RESTART, Kind.EVENT, Kind.CHANGE, Kind.PEAK);
    private static final int LONGEST_SOURCE = 120;

    /** Server log lines can be very long; result.json has them whole. */
    private static final int LONGEST_WHAT = 240;

    private final Wording wording;
    private final InstanceResult result;

    public TimelineViews(InstanceResult result, Wording wording) {
        this.result = result;
        this.wording = wording;
    }

    public List<InstancePage.RowView> rows() {
        int folder = commonFolder(shown());
        List<InstancePage.RowView> rows = new ArrayList<>();
        for (TimelineRow row : shown()) {
            int number = rows.size() + 1;
            rows.add(new InstancePage.RowView(
                    MARKED.contains(row.kind()) ? "marked" : "plain",
                    String.valueOf(number),
                    time(row),
                    wording.text("kind." + Spelling.lower(row.kind())),
                    Untrusted.cut(wording.plain(row.what()), LONGEST_WHAT),
                    Untrusted.cut(source(row, folder), LONGEST_SOURCE)));
        }
        return rows;
    }

    int hidden() {
        return Math.max(0, result.timeline().size() - MOST_ROWS);
    }

    /** Marks for the chart; only where times are known. */
    public List<ChartMark> marks() {
        List<ChartMark> marks = new ArrayList<>();
        int number = 0;
        for (TimelineRow row : shown()) {
            number++;
            if (result.fromMicros().isPresent() && MARKED.contains(row.kind())) {
                marks.add(new ChartMark(row.atMicros(), row.kind(), number, wording.plain(row.what())));
            }
        }
        return marks;
    }

    private List<TimelineRow> shown() {
        List<TimelineRow> all = result.timeline();
        return all.subList(0, Math.min(MOST_ROWS, all.size()));
    }

    /** Length of the folder that all sources have in common: the list of inputs tells it once. */
    private static int commonFolder(List<TimelineRow> rows) {
        String common = "";
        for (TimelineRow row : rows) {
            if (row.source().indexOf('/') < 0) {
                continue;
            }
            int same = 0;
            while (same < Math.min(common.length(), row.source().length())
                    && common.charAt(same) == row.source().charAt(same)) {
                same++;
            }
            common = common.isEmpty() ? row.source() : common.substring(0, same);
            if (common.lastIndexOf('/') < 0) {
                return 0;
            }
        }
        return common.lastIndexOf('/') + 1;
    }

    private static String source(TimelineRow row, int folder) {
        return row.source().indexOf('/') < 0 ? row.source() : row.source().substring(folder);
    }

    private String time(TimelineRow row) {
        if (result.fromMicros().isEmpty()) {
            return Quantities.NONE;
        }
        String from = wording.moment(row.atMicros());
        return row.untilMicros().isPresent()
                ? from + " – " + wording.timeOfDay(row.untilMicros().getAsLong())
                : from;
    }
}
