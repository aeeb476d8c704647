package io.fragmortem.report.words;

/**
 * Text that goes into a page as it is: markup of ours, with whatever came from the input already escaped in it.
 *
 * <p>{@code new Markup("<b>" + Markup.escape(name) + "</b>")}
 */
public record Markup(String text) {

    /** No markup at all. */
    public static final Markup NONE = new Markup("");

    /** Plain text as markup shows it. */
    public static Markup plain(String text) {
        return new Markup(escape(text));
    }

    /** The text with everything replaced that could end a text or an attribute of HTML or SVG. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        escape(text, out);
        return out.toString();
    }

    /** The same, behind what is already there. */
    public static void escape(String text, StringBuilder out) {
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
