package io.fragmortem.report;

/**
 * Writes SVG with presentation attributes only: no style attributes, which a strict Content-Security-Policy blocks. Numbers
 * have at most one decimal, text is escaped.
 */
final class Svg {

    private final StringBuilder out = new StringBuilder(16_384);

    /** Begins an element that has children; {@code attributes} are names and values in turn. */
    Svg open(String element, Object... attributes) {
        return tag(element, ">", attributes);
    }

    /** An element without children. */
    Svg leaf(String element, Object... attributes) {
        return tag(element, "/>", attributes);
    }

    Svg close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    /** An element with nothing but text in it. */
    Svg text(String element, String text, Object... attributes) {
        open(element, attributes);
        escape(text);
        return close(element);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private Svg tag(String element, String end, Object... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("attributes are names and values in turn: " + element);
        }
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            if (attributes[i + 1] instanceof Double number) {
                out.append(number(number));
            } else {
                escape(attributes[i + 1].toString());
            }
            out.append('"');
        }
        out.append(end);
        return this;
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

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
