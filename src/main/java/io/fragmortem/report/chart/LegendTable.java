package io.fragmortem.report.chart;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;

/** What each colour means, from the top of the stack down, with its last and its largest bytes. */
public final class LegendTable {

    private static final double ROW = 19;
    private static final double COLUMN = 80;

    /** Bytes that are not resident for a moment are hatched, but need no line. */
    private static final double WORTH_A_LINE = 0.03;

    private final RssStack stack;
    private final double missing;
    private final Frame frame;
    private final Wording wording;
    private final Svg svg;

    /** @param missing the most by which the stack is ever higher than RSS */
    LegendTable(RssStack stack, double missing, Frame frame, Wording wording, Svg svg) {
        this.stack = stack;
        this.missing = missing;
        this.frame = frame;
        this.wording = wording;
        this.svg = svg;
    }

    /** One line of it; an empty paint stands for the line of RSS. */
    private record Entry(String name, String paint, double last, double largest) {}

    /** Pixels that it takes below a plot, none beside it. */
    static double heightBelow(RssStack stack, Frame frame) {
        return frame.legendBelow() ? (entries(stack) + 1) * ROW + 8 : 0;
    }

    /** Lines at most: RSS, what is not resident, the layers. */
    private static int entries(RssStack stack) {
        return stack.layers().size() + 2;
    }

    void draw(double top, double base) {
        boolean below = frame.legendBelow();
        double left = below ? 2 : frame.plotRight() + 24;
        double right = frame.width() - 2;
        double y = below ? base + 58 : top + 4;
        svg.label(wording.text("legend.last"), right - COLUMN, y + 4, Ink.TICK_LEFT);
        svg.label(wording.text("legend.largest"), right, y + 4, Ink.TICK_LEFT);
        for (Entry entry : lines()) {
            y += ROW;
            row(entry, left, right, y);
        }
    }

    private void row(Entry entry, double left, double right, double y) {
        if (entry.paint().isEmpty()) {
            svg.line(left, y, left + 11, y, Ink.RSS);
        } else {
            svg.rect(left, y - 5.5, 11, 11, "rx=\"2\" fill=\"" + entry.paint() + "\"");
        }
        svg.label(entry.name(), left + 18, y + 4, Ink.TEXT);
        svg.label(wording.bytes(entry.last()), right - COLUMN, y + 4, Ink.VALUE_END);
        svg.label(wording.bytes(entry.largest()), right, y + 4, Ink.NAME_END);
    }

    private List<Entry> lines() {
        List<Entry> lines = new ArrayList<>();
        int lastRss = stack.lastRss();
        int last = stack.lastSplit();
        if (lastRss >= 0) {
            lines.add(new Entry(wording.text("bar.rss"), "", stack.rss()[lastRss], stack.highestRss()));
        }
        if (missing > WORTH_A_LINE * stack.highest()) {
            double now = last < 0 ? Double.NaN : -notResident(last);
            lines.add(new Entry(wording.text("bar.not_resident"), Textures.notResident(), now, -missing));
        }
        for (int k = stack.layers().size() - 1; k >= 0; k--) {
            Layer layer = stack.layers().get(k);
            double now = last < 0 ? Double.NaN : stack.bytes(k, last);
            lines.add(new Entry(name(layer, wording), layer.paint(), now, stack.largest(k)));
        }
        return lines;
    }

    /** Bytes by which the stack is higher than RSS. */
    private double notResident(int sample) {
        double excess = stack.top(sample) - stack.rss()[sample];
        return excess > 0 ? excess : 0;
    }

    /** Joined layers say how many they are. */
    public static String name(Layer layer, Wording wording) {
        return layer.id().equals(Layer.SMALL.id())
                ? wording.text(layer.labelKey(), Phrase.count(layer.components().size()))
                : wording.text(layer.labelKey());
    }
}
