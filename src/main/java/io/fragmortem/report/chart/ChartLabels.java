package io.fragmortem.report.chart;

import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The names of the layers with their bytes at the end: beside a wide plot at their height, below a narrow one as a list. */
final class ChartLabels {

    private final RssStack stack;
    private final Frame frame;
    private final Wording wording;
    private final Svg svg;
    private final int last;

    ChartLabels(RssStack stack, Frame frame, Wording wording, Svg svg) {
        this.stack = stack;
        this.frame = frame;
        this.wording = wording;
        this.svg = svg;
        this.last = stack.size() - 1;
    }

    /** One label: what it stands for, where it would like to be and where it may be. */
    private static final class Label {
        private final String name;
        private final String paint;
        private final double bytes;
        private final double wanted;
        private double y;

        Label(String name, String paint, double bytes, double wanted) {
            this.name = name;
            this.paint = paint;
            this.bytes = bytes;
            this.wanted = wanted;
            this.y = wanted;
        }
    }

    void draw(double top, double base, DoubleUnaryOperator heightOf) {
        List<Label> labels = labels(heightOf);
        if (frame.labels() == Frame.Labels.BESIDE) {
            spread(labels, top, base);
            labels.forEach(this::beside);
        } else {
            double y = base + 56;
            for (Label label : labels) {
                label.y = y;
                row(label, frame.left());
                y += Frame.LINE;
            }
        }
    }

    /** From the top down. */
    private List<Label> labels(DoubleUnaryOperator heightOf) {
        List<Label> labels = new ArrayList<>();
        double rss = stack.rss()[last];
        double top = stack.top(last);
        if (!Double.isNaN(rss)) {
            labels.add(new Label(wording.text("bar.rss"), "", rss, heightOf.applyAsDouble(rss) - 3));
        }
        if (top - rss > rss / 200) {
            double middle = heightOf.applyAsDouble((top + rss) / 2);
            labels.add(
                    0,
                    new Label(wording.text("bar.not_resident"), Textures.notResident(frame.id()), rss - top, middle));
        }
        for (int k = stack.layers().size() - 1; k >= 0 && !Double.isNaN(top); k--) {
            double lower = k == 0 ? 0 : stack.tops()[k - 1][last];
            double middle = heightOf.applyAsDouble((lower + stack.tops()[k][last]) / 2);
            Layer layer = stack.layers().get(k);
            labels.add(
                    new Label(wording.text(layer.labelKey()), layer.paint(frame.id()), stack.bytes(k, last), middle));
        }
        return labels;
    }

    /** Pushes labels apart, down first, then up from the bottom where they would leave the plot. */
    private static void spread(List<Label> labels, double top, double base) {
        double y = top + 4;
        for (Label label : labels) {
            label.y = Math.max(y, label.wanted);
            y = label.y + Frame.LINE;
        }
        double floor = Math.max(base, top + 4 + (labels.size() - 1) * Frame.LINE);
        for (int i = labels.size() - 1; i >= 0; i--) {
            labels.get(i).y = Math.min(labels.get(i).y, floor);
            floor = labels.get(i).y - Frame.LINE;
        }
    }

    private void beside(Label label) {
        double edge = frame.left() + frame.plotWidth();
        if (Math.abs(label.y - label.wanted) > 2) {
            svg.line(edge + 1, label.wanted, edge + 12, label.y, Ink.LEADER);
        }
        row(label, edge + 15);
    }

    private void row(Label label, double x) {
        if (label.paint.isEmpty()) {
            svg.line(x, label.y, x + 11, label.y, Ink.RSS);
        } else {
            svg.rect(x, label.y - 5.5, 11, 11, "rx=\"2\" fill=\"" + label.paint + "\"");
        }
        svg.open("text", Svg.at("x", x + 17), Svg.at("y", label.y + 4), Ink.NAME);
        svg.text("tspan", label.name + " ");
        svg.text("tspan", wording.bytes(label.bytes), Ink.VALUE);
        svg.close("text");
    }
}
