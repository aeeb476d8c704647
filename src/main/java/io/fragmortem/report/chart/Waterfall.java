package io.fragmortem.report.chart;

import io.fragmortem.memory.Breakdown;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the bytes of one moment are: one bar per component, each beginning where the last one ended, down to RSS. Bytes that
 * are counted but not resident go back, hatched.
 */
public final class Waterfall {

    private static final double ROW = 26;
    private static final double BAR = 16;
    private static final double THINNEST = 1.5;

    private final BarRows bars;
    private final Frame frame;
    private final Wording wording;
    private final double left;
    private final double room;
    private final Svg svg;

    private Waterfall(Breakdown breakdown, Frame frame, Wording wording, String title) {
        this.bars = BarRows.of(breakdown);
        this.frame = frame;
        this.wording = wording;
        this.left = frame.labels() == Frame.Labels.BELOW ? 212 : 250;
        this.room = frame.width() - left - 4;
        double height = (bars.rows().size() + 1) * ROW + 6;
        this.svg = Canvas.open(frame, height, 13, title, description());
    }

    public static String draw(Breakdown breakdown, Frame frame, Wording wording, String title) {
        return new Waterfall(breakdown, frame, wording, title).draw();
    }

    private String draw() {
        Canvas.patterns(
                svg,
                frame.id(),
                bars.rows().stream()
                        .map(row -> Layer.of(row.component()))
                        .distinct()
                        .toList());
        double reach = reach();
        double at = 0;
        double y = 3;
        for (BarRows.Row row : bars.rows()) {
            row(row, at / reach * room, row.bytes() / reach * room, y);
            at += row.bytes();
            y += ROW;
        }
        label(wording.text(bars.totalKey()), bars.total(), y, " font-weight=\"700\"");
        svg.rect(left, y + 4, Math.max(THINNEST, bars.total() / reach * room), BAR, Ink.TOTAL);
        return svg.close("svg").toString();
    }

    private void row(BarRows.Row row, double at, double length, double y) {
        label(wording.text(row.labelKey()), row.bytes(), y, "");
        double from = left + Math.max(0, Math.min(at, at + length));
        double width = Math.max(THINNEST, Math.abs(length));
        if (row.bytes() < 0) {
            String ink = Ink.fill(Textures.NOT_RESIDENT, Textures.notResident(frame.id()));
            svg.rect(from, y + 4, width, BAR, ink + " stroke=\"#8a8f98\" rx=\"1.5\"");
        } else {
            Layer layer = Layer.of(row.component());
            svg.rect(from, y + 4, width, BAR, Ink.fill(layer.id(), layer.paint(frame.id())) + " rx=\"1.5\"");
        }
        double joint = left + Math.max(0, at + length);
        svg.line(joint, y + 4 + BAR, joint, y + ROW + 4, Ink.LEADER);
    }

    private String description() {
        List<String> parts = new ArrayList<>();
        for (BarRows.Row row : bars.rows()) {
            parts.add(wording.text(row.labelKey()) + " " + wording.bytes(row.bytes()));
        }
        return wording.text(
                "waterfall.desc",
                Phrase.name(wording.list(parts)),
                Phrase.name(wording.text(bars.totalKey())),
                Phrase.bytes(bars.total()));
    }

    private double reach() {
        double reach = Math.max(1, bars.total());
        double at = 0;
        for (BarRows.Row row : bars.rows()) {
            at += row.bytes();
            reach = Math.max(reach, at);
        }
        return reach;
    }

    private void label(String name, double bytes, double y, String weight) {
        svg.label(name, 2, y + 16.5, Ink.NAME + weight);
        svg.label(wording.bytes(bytes), left - 12, y + 16.5, Ink.VALUE_END);
    }
}
