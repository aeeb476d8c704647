package io.fragmortem.report.text;

/** Plain text for mails and chats, in which nothing becomes a link or calls a person. */
final class Plain {

    /** A space without width. */
    static final char BREAK = '\u200b';

    private Plain() {}

    /** Whether a link, a mention or a command of a chat would begin with this character. */
    static boolean breaksAfter(String text, int at) {
        char c = text.charAt(at);
        return c == '@'
                || (c == ':' && text.startsWith("//", at + 1))
                || (c == 'w' && at >= 2 && text.startsWith("www.", at - 2))
                || (c == '<' && at + 1 < text.length() && "!@#".indexOf(text.charAt(at + 1)) >= 0);
    }

    /** The text with all of these broken. */
    static String of(String text) {
        StringBuilder out = new StringBuilder(text.length() + 4);
        for (int i = 0; i < text.length(); i++) {
            out.append(text.charAt(i));
            if (breaksAfter(text, i)) {
                out.append(BREAK);
            }
        }
        return out.toString();
    }
}
