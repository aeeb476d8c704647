package io.fragmortem.report.words;

import java.util.function.BiConsumer;

/**
 * The text of a message bundle: {@code key=message}, comments after {@code #}, a backslash at the end of a line that goes on,
 * and {@code \n}, {@code \t} and {@code \u4e2d} as Java has them. The class library's own reader does not exist for non-Latin
 * text in browsers; this one asks for {@code =} between key and message and reads the same from all bundles of ours.
 */
final class MessageLines {

    private final String text;
    private int at;

    private MessageLines(String text) {
        this.text = text;
    }

    /** Gives each key with its message, in order. */
    static void read(String text, BiConsumer<String, String> each) {
        MessageLines lines = new MessageLines(text);
        while (lines.at < text.length()) {
            lines.skipBlanks();
            int end = lines.lineEnd();
            int equals = text.indexOf('=', lines.at);
            if (equals < 0 || equals > end || text.charAt(lines.at) == '#') {
                lines.at = end + 1;
            } else {
                String key = text.substring(lines.at, equals).strip();
                lines.at = equals + 1;
                lines.skipBlanks();
                each.accept(key, lines.message());
            }
        }
    }

    /** From here to the end of the line, and of those that it goes on in. */
    private String message() {
        int end = lineEnd();
        String plain = text.substring(at, end);
        if (plain.indexOf('\\') < 0 && plain.indexOf('\r') < 0) {
            at = end + 1;
            return plain;
        }
        StringBuilder line = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                escaped(line);
            } else if (c != '\r') {
                line.append(c);
            }
        }
        at++;
        return line.toString();
    }

    private void escaped(StringBuilder line) {
        char c = text.charAt(at++);
        switch (c) {
            case '\n' -> skipBlanks();
            case 'n' -> line.append('\n');
            case 't' -> line.append('\t');
            case 'u' -> {
                line.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                at += 4;
            }
            default -> line.append(c);
        }
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private int lineEnd() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }
}
