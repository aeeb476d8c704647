package io.fragmortem.report.chart;

import io.fragmortem.report.words.Markup;

/**
 * Writes SVG with presentation attributes only: no style attributes, which a strict Content-Security-Policy blocks. Numbers
 * have at most one decimal, text is escaped. The look of an element comes as constant attributes from {@link Ink}.
 */
final class Svg {

    private final StringBuilder out = new StringBuilder(16_384);

    /** Begins an element; its attributes are constants of ours or come from {@link #attribute}. */
    Svg open(String element, String... attributes) {
        out.append('<').append(element);
        for (String attribute : attributes) {
            out.append(attribute.isEmpty() ? "" : " ").append(attribute);
        }
        out.append('>');
        return this;
    }

    Svg close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    /** An element with nothing but text in it: title, desc, tspan. */
    Svg text(String element, String text, String... attributes) {
        open(element, attributes);
        Markup.escape(text, out);
        return close(element);
    }

    Svg label(String text, double x, double y, String ink) {
        return text("text", text, at("x", x), at("y", y), ink);
    }

    Svg line(double x1, double y1, double x2, double y2, String ink) {
        return open("line", at("x1", x1), at("y1", y1), at("x2", x2), at("y2", y2), ink)
                .close("line");
    }

    Svg rect(double x, double y, double width, double height, String ink) {
        return open("rect", at("x", x), at("y", y), at("width", width), at("height", height), ink)
                .close("rect");
    }

    Svg circle(double x, double y, double radius, String ink) {
        return open("circle", at("cx", x), at("cy", y), at("r", radius), ink).close("circle");
    }

    /** A path; its data is digits and letters of ours, never escaped. */
    Svg path(String d, String ink) {
        out.append("<path ").append(ink).append(" d=\"").append(d).append("\"></path>");
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** An attribute with an escaped value. */
    static String attribute(String name, String value) {
        StringBuilder attribute = new StringBuilder(name).append("=\"");
        Markup.escape(value, attribute);
        return attribute.append('"').toString();
    }

    /** An attribute with a number. */
    static String at(String name, double value) {
        return name + "=\"" + number(value) + '"';
    }

    /** A coordinate with at most one decimal. */
    static String number(double value) {
        StringBuilder out = new StringBuilder(8);
        tenths(Math.round(value * 10), out);
        return out.toString();
    }

    /** A number of tenths as SVG likes it: {@code -1.5}, {@code .3}, {@code 12}. */
    static void tenths(long tenths, StringBuilder out) {
        long size = Math.abs(tenths);
        if (tenths < 0) {
            out.append('-');
        }
        if (size >= 10 || size % 10 == 0) {
            out.append(size / 10);
        }
        if (size % 10 != 0) {
            out.append('.').append(size % 10);
        }
    }
}
