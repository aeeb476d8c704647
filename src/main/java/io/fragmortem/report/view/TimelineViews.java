package io.fragmortem.report.view;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.story.TimelineRow;
import io.fragmortem.fleet.story.TimelineRow.Kind;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.chart.ChartMark;
import io.fragmortem.report.view.page.Evidence;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The timeline as table and as marks of the chart: one number for both. */
public final class TimelineViews {

    /** More rows than people read in a postmortem; result.json has them all. */
    public static final int MOST_ROWS = 200;

    private static final Set<Kind> MARKED = EnumSet.of(Kind.RESTART, Kind.EVENT, Kind.CHANGE, Kind.NOTE);
    private static final int MOST_BOLD = 3;

    /** A change that moved less than this share of what the largest one moved is left to the table. */
    private static final double WORTH_A_MARK = 0.05;

    /** And one that moved less than this share of the highest RSS cannot be seen. */
    private static final double WORTH_SEEING = 0.01;

    private static final int LONGEST_SOURCE = 120;

    /** Server log lines can be very long; result.json has them whole. */
    private static final int LONGEST_WHAT = 240;

    private final Wording wording;
    private final InstanceResult result;
    private final double least;

    public TimelineViews(InstanceResult result, Wording wording) {
        this.result = result;
        this.wording = wording;
        double largest = result.timeline().stream()
                .mapToDouble(row -> Math.abs(row.movedBytes()))
                .max()
                .orElse(0);
        double highest =
                Math.max(highest(result.series().rss()), highest(result.series().used()));
        this.least = Math.max(WORTH_A_MARK * largest, WORTH_SEEING * highest);
    }

    public Evidence.Story story() {
        int all = result.timeline().size();
        String hidden = all > MOST_ROWS ? wording.text("timeline.more", Phrase.count(all - MOST_ROWS)) : "";
        return new Evidence.Story(rows(), hidden);
    }

    private List<Evidence.Moment> rows() {
        int folder = commonFolder(shown());
        List<TimelineRow> bold = shown().stream()
                .filter(row -> MARKED.contains(row.kind()) && row.movedBytes() != 0 && isLarge(row))
                .sorted(Comparator.comparingDouble(row -> -Math.abs(row.movedBytes())))
                .limit(MOST_BOLD)
                .toList();
        List<Evidence.Moment> rows = new ArrayList<>();
        String day = "";
        for (TimelineRow row : shown()) {
            String moment = wording.moment(row.atMicros());
            String date = moment.substring(0, moment.indexOf(' '));
            rows.add(new Evidence.Moment(
                    bold.contains(row) || row.kind() == Kind.NOTE ? "marked" : "plain",
                    String.valueOf(rows.size() + 1),
                    date.equals(day) ? "" : date,
                    time(row),
                    Untrusted.cut(wording.plain(row.what()), LONGEST_WHAT),
                    row.also().stream()
                            .map(phrase -> Untrusted.cut(wording.plain(phrase), LONGEST_WHAT))
                            .toList(),
                    Untrusted.cut(source(row, folder), LONGEST_SOURCE)));
            day = date;
        }
        return rows;
    }

    /** Marks for the chart. */
    public List<ChartMark> marks() {
        List<ChartMark> marks = new ArrayList<>();
        int number = 0;
        for (TimelineRow row : shown()) {
            number++;
            if (MARKED.contains(row.kind()) && (row.kind() != Kind.CHANGE || isLarge(row))) {
                // Whoever wrote a note wants to see it.
                double weight = row.kind() == Kind.NOTE ? Double.MAX_VALUE : Math.abs(row.movedBytes());
                marks.add(new ChartMark(
                        row.atMicros(),
                        row.kind(),
                        number,
                        wording.plain(row.label()),
                        wording.plain(row.what()),
                        weight));
            }
        }
        return marks;
    }

    private static double highest(double[] bytes) {
        double highest = 0;
        for (double value : bytes) {
            highest = value > highest ? value : highest;
        }
        return highest;
    }

    private boolean isLarge(TimelineRow row) {
        return Math.abs(row.movedBytes()) >= least;
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
        String from = wording.timeOfDay(row.atMicros());
        String until = row.untilMicros().isPresent()
                ? Moments.later(row.untilMicros().getAsLong(), row.atMicros(), wording)
                : from;
        return until.equals(from) ? from : from + " – " + until;
    }
}
