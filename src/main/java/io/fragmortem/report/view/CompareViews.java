package io.fragmortem.report.view;

import io.fragmortem.fleet.compare.Comparison;
import io.fragmortem.fleet.compare.Comparison.Moved;
import io.fragmortem.fleet.compare.Comparison.Outcome;
import io.fragmortem.fleet.compare.Side;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Quantities;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import io.fragmortem.statistics.level.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Comparisons in words: levels with their differences and intervals, settings that differ, what to know before believing it. */
public final class CompareViews {

    /** A part that takes less of RSS on both sides is not worth a row. */
    private static final double SHOWN_FROM = 0.005;

    /** Of RSS. */
    private static final double NOTABLY = 0.02;

    private static final int LONGEST_SETTING = 80;

    private final Wording wording;

    public CompareViews(Wording wording) {
        this.wording = wording;
    }

    /** A symbol for the outcome, so that nothing depends on colour. */
    public static String mark(Outcome outcome) {
        return switch (outcome) {
            case BETTER -> "▼";
            case WORSE -> "▲";
            case SAME -> "=";
            case CANNOT_TELL -> "?";
        };
    }

    /** The class of an outcome: the colours of severities. */
    static String css(Outcome outcome) {
        return switch (outcome) {
            case BETTER -> "ok";
            case WORSE -> "warning";
            case SAME, CANNOT_TELL -> "info";
        };
    }

    /** The outcome in a word or two. */
    public String outcome(Comparison comparison) {
        return wording.text("compare.outcome." + Spelling.lower(comparison.outcome()));
    }

    public List<String> caveats(Comparison comparison) {
        return comparison.caveats().stream().map(wording::plain).toList();
    }

    /** Verdict and window of both sides. */
    public Parts.Table sides(Comparison comparison) {
        Side before = comparison.before();
        Side after = comparison.after();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(wording.text("compare.window"), window(before.window()), window(after.window())));
        rows.add(List.of(wording.text("compare.regime"), regime(before.window()), regime(after.window())));
        rows.add(List.of(wording.text("compare.verdict"), verdict(before), verdict(after)));
        rows.add(List.of(wording.text("compare.slope"), slope(before), slope(after)));
        return new Parts.Table(
                wording.text("compare.sides"),
                "",
                List.of("", wording.text("compare.before"), wording.text("compare.after")),
                rows);
    }

    private String window(Side.Window window) {
        String samples = wording.text("compare.samples", Phrase.count(window.samples()));
        if (window.fromMicros().isEmpty() || window.toMicros().isEmpty()) {
            return samples;
        }
        long from = window.fromMicros().getAsLong();
        long to = window.toMicros().getAsLong();
        String when = from == to ? wording.moment(from) + " " + wording.zoneName() : wording.window(from, to);
        return wording.text("compare.window.of", Phrase.name(when), Phrase.name(samples));
    }

    private String regime(Side.Window window) {
        return window.levelFromMicros().isPresent()
                ? wording.text(
                        "compare.regime.since",
                        Phrase.moment(window.levelFromMicros().getAsLong()))
                : wording.text("compare.regime.all");
    }

    private static String verdict(Side side) {
        return side.verdict()
                .map(Side.Verdict::sentence)
                .filter(sentence -> !sentence.isEmpty())
                .map(Untrusted::visible)
                .orElse(Quantities.NONE);
    }

    private String slope(Side side) {
        return Optional.ofNullable(side.slopes().get(Total.USED_MEMORY_RSS.jsonName()))
                .map(slope -> slope(slope, side.window().seconds()))
                .orElse(Quantities.NONE);
    }

    private String slope(Side.Slope slope, double seconds) {
        String key = "trend.verdict." + slope.verdict();
        String verdict = wording.has(key) ? wording.text(key) : Untrusted.cut(slope.verdict(), 40);
        if (slope.low().isEmpty() || slope.high().isEmpty()) {
            return verdict;
        }
        String interval = wording.text(
                "trend.interval",
                Phrase.name(wording.slope(slope.perDay(), seconds)),
                Phrase.name(wording.slope(slope.low().getAsDouble(), seconds)),
                Phrase.name(wording.slope(slope.high().getAsDouble(), seconds)));
        return wording.labelled(verdict, interval);
    }

    /** Mean levels with their differences, of all that is large enough to be seen. */
    public Parts.Table levels(Comparison comparison) {
        double rss = Math.max(mean(comparison.before()), mean(comparison.after()));
        return levels(comparison, moved -> largest(moved) >= SHOWN_FROM * rss);
    }

    /** The same of what moved notably. */
    Parts.Table movedLevels(Comparison comparison) {
        double rss = Math.max(mean(comparison.before()), mean(comparison.after()));
        return levels(comparison, moved -> Math.abs(moved.difference().size()) >= NOTABLY * rss);
    }

    private Parts.Table levels(Comparison comparison, Predicate<Moved> shown) {
        List<List<String>> rows = comparison.levels().stream()
                .filter(moved -> isTotal(moved) || shown.test(moved))
                .map(this::level)
                .toList();
        return new Parts.Table(
                wording.text("compare.levels"),
                "n2",
                List.of(
                        wording.text("bytes.part"),
                        wording.text("compare.before"),
                        wording.text("compare.after"),
                        wording.text("bytes.difference"),
                        wording.text("compare.interval")),
                rows);
    }

    private static double mean(Side side) {
        return side.level(Total.USED_MEMORY_RSS).map(Level::mean).orElse(0.0);
    }

    private static boolean isTotal(Moved moved) {
        return moved.metric().equals(Side.GAP)
                || Metric.named(moved.metric()).filter(Total.class::isInstance).isPresent();
    }

    private static double largest(Moved moved) {
        return Math.max(Math.abs(moved.before().mean()), Math.abs(moved.after().mean()));
    }

    private List<String> level(Moved moved) {
        Level.Difference difference = moved.difference();
        String interval = difference.low().isPresent() && difference.high().isPresent()
                ? wording.text(
                        "figure.growth.between",
                        Phrase.name(signed(difference.low().getAsDouble())),
                        Phrase.name(signed(difference.high().getAsDouble())))
                : wording.text("compare.no_interval");
        return List.of(
                metric(moved.metric()),
                wording.bytes(moved.before().mean()),
                wording.bytes(moved.after().mean()),
                signed(difference.size()),
                interval);
    }

    private String metric(String name) {
        Optional<Metric> metric = Metric.named(name);
        return metric.isPresent() && metric.get() instanceof Component component
                ? wording.component(component)
                : wording.text("compare.metric." + name);
    }

    private String signed(double bytes) {
        return bytes >= 0.5 ? "+" + wording.bytes(bytes) : wording.bytes(bytes);
    }

    /** Settings that differ; none where all are the same. */
    public List<Parts.Table> settings(Comparison comparison) {
        if (comparison.settings().isEmpty()) {
            return List.of();
        }
        List<List<String>> rows = comparison.settings().stream()
                .map(changed -> List.of(
                        Untrusted.cut(changed.name(), LONGEST_SETTING),
                        setting(changed.name(), changed.before(), changed.after()),
                        setting(changed.name(), changed.after(), changed.before())))
                .toList();
        List<String> head =
                List.of(wording.text("compare.setting"), wording.text("compare.before"), wording.text("compare.after"));
        return List.of(new Parts.Table(wording.text("compare.settings"), "words", head, rows));
    }

    private String setting(String name, String value, String other) {
        return wording.has("limit." + name)
                ? wording.bytes(Double.parseDouble(value))
                : Untrusted.cut(different(value, other), LONGEST_SETTING);
    }

    /** A long value from the item on in which it differs from the other: what both begin with would be all that is shown. */
    private static String different(String value, String other) {
        int same = 0;
        while (same < Math.min(value.length(), other.length()) && value.charAt(same) == other.charAt(same)) {
            same++;
        }
        int item = value.lastIndexOf(", ", same) + 2;
        return value.length() <= LONGEST_SETTING || item < 2 || item > same ? value : "… " + value.substring(item);
    }
}
