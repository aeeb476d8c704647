package io.fragmortem.report;

import io.fragmortem.diagnosis.Phrase;
import io.fragmortem.memory.Breakdown;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the bytes of one moment are: one bar per component, each beginning where the last one ended, down to RSS. Bytes that
 * are counted but not resident go back, hatched.
 */
final class Waterfall {

    private static final String INK = "#22272e";
    private static final String DIM = "#5b6470";
    private static final double ROW = 26;
    private static final double BAR = 16;
    private static final double THINNEST = 1.5;

    private final BarRows bars;
    private final Frame frame;
    private final Wording wording;
    private final Svg svg = new Svg();
    private final double left;
    private final double room;

    private Waterfall(Breakdown breakdown, Frame frame, Wording wording) {
        this.bars = BarRows.of(breakdown);
        this.frame = frame;
        this.wording = wording;
        boolean narrow = frame.labels() == Frame.Labels.BELOW;
        this.left = narrow ? 196 : 250;
        this.room = frame.width() - left - 4;
    }

    static String draw(Breakdown breakdown, Frame frame, Wording wording, String title) {
        return new Waterfall(breakdown, frame, wording).draw(title);
    }

    private String draw(String title) {
        boolean narrow = frame.labels() == Frame.Labels.BELOW;
        double height = (bars.rows().size() + 1) * ROW + 6;
        List<Object> attributes = new ArrayList<>(List.of(
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                narrow ? "chart-narrow" : "chart-wide",
                "viewBox",
                "0 0 " + Svg.number(frame.width()) + " " + Svg.number(height),
                "width",
                "100%",
                "role",
                "img",
                "aria-labelledby",
                frame.id() + "t " + frame.id() + "d",
                "font-family",
                "system-ui, sans-serif",
                "font-size",
                "13"));
        if (narrow) {
            attributes.addAll(List.of("display", "none"));
        }
        svg.open("svg", attributes.toArray());
        svg.text("title", title, "id", frame.id() + "t");
        svg.text("desc", description(), "id", frame.id() + "d");
        svg.open("defs");
        bars.rows().forEach(row -> Textures.define(svg, frame.id(), Layer.of(row.component())));
        Textures.defineNotResident(svg, frame.id());
        svg.close("defs");
        rows();
        return svg.close("svg").toString();
    }

    private String description() {
        List<String> parts = new ArrayList<>();
        for (BarRows.Row row : bars.rows()) {
            parts.add(wording.text(row.labelKey()) + " " + wording.bytes(row.bytes()));
        }
        return wording.text(
                "waterfall.desc",
                Phrase.name(String.join(", ", parts)),
                Phrase.name(wording.text(bars.totalKey())),
                Phrase.bytes(bars.total()));
    }

    private void rows() {
        double reach = reach();
        double at = 0;
        double y = 3;
        for (BarRows.Row row : bars.rows()) {
            double next = at + row.bytes();
            double from = left + Math.max(0, Math.min(at, next)) / reach * room;
            double width = Math.max(THINNEST, Math.abs(row.bytes()) / reach * room);
            boolean back = row.bytes() < 0;
            String paint = back
                    ? Textures.notResident(frame.id())
                    : Layer.of(row.component()).paint(frame.id());
            label(wording.text(row.labelKey()), wording.bytes(row.bytes()), y, "400");
            svg.leaf(
                    "rect",
                    "class",
                    back ? "gone" : Layer.of(row.component()).id(),
                    "fill",
                    paint,
                    "stroke",
                    back ? "#8a8f98" : "none",
                    "x",
                    from,
                    "y",
                    y + 4,
                    "width",
                    width,
                    "height",
                    BAR,
                    "rx",
                    1.5);
            double joint = left + Math.max(0, next) / reach * room;
            svg.leaf(
                    "line",
                    "class",
                    "grid",
                    "stroke",
                    "#b4bac2",
                    "x1",
                    joint,
                    "x2",
                    joint,
                    "y1",
                    y + 4 + BAR,
                    "y2",
                    y + ROW + 4);
            at = next;
            y += ROW;
        }
        double width = Math.max(THINNEST, bars.total() / reach * room);
        label(wording.text(bars.totalKey()), wording.bytes(bars.total()), y, "700");
        svg.leaf(
                "rect", "class", "total", "fill", INK, "x", left, "y", y + 4, "width", width, "height", BAR, "rx", 1.5);
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

    private void label(String name, String bytes, double y, String weight) {
        svg.text("text", name, "class", "dim", "fill", DIM, "font-weight", weight, "x", 2.0, "y", y + 16.5);
        svg.text(
                "text",
                bytes,
                "class",
                "ink",
                "fill",
                INK,
                "font-weight",
                "600",
                "text-anchor",
                "end",
                "x",
                left - 12,
                "y",
                y + 16.5);
    }
}
