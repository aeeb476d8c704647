package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.info.line.FieldText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Fields that the tags of a page or a document hold, in whatever place: the name of an element, an attribute, a cell.
 *
 * <pre>
 * {@code <used_memory>856560</used_memory>}
 * {@code <entry key="used_memory" value="856560"/>}
 * {@code <tr><td>used_memory</td><td align="right">856560</td></tr>}
 * </pre>
 */
final class MarkupText {

    /** Where a text of the markup stands. */
    private enum Place {
        ELEMENT,
        ATTRIBUTE,
        CONTENT
    }

    /** @param name of the attribute, empty for the others */
    private record Token(Place place, String name, String text) {}

    private final String line;
    private final List<Token> tokens = new ArrayList<>();

    private MarkupText(String line) {
        this.line = line;
    }

    /** The fields of the line as {@code name:value}, below headings with who speaks; empty when its tags hold none. */
    static List<String> lines(String line) {
        if (line.indexOf('<') < 0 || line.indexOf('>') < 0) {
            return List.of();
        }
        MarkupText text = new MarkupText(line);
        text.tokenize();
        return text.pairs();
    }

    /** The text of a line without its tags. */
    static String content(String line) {
        if (line.indexOf('<') < 0) {
            return line.strip();
        }
        MarkupText text = new MarkupText(line);
        text.tokenize();
        StringBuilder content = new StringBuilder();
        for (Token token : text.tokens) {
            content.append(token.place() == Place.CONTENT ? token.text() : "");
        }
        return content.toString();
    }

    // ------------------------------------------------------------------ from tokens to fields

    private List<String> pairs() {
        List<String> lines = new ArrayList<>();
        boolean fields = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String speaker = speaker(token, i);
            if (!speaker.isEmpty()) {
                lines.add("## " + speaker);
            }
            String name = unprefixed(token.text());
            String value = isField(name) ? value(token, i) : "";
            if (!value.isEmpty()) {
                lines.add(name + ":" + value);
                fields = true;
            }
        }
        boolean speakerAlone = lines.size() == 1 && tokens.stream().noneMatch(t -> t.place() == Place.CONTENT);
        return fields || speakerAlone ? lines : List.of();
    }

    /** {@code <server host="cache-1">}, {@code <host name="cache-1">}, {@code <host>cache-1</host>}. */
    private String speaker(Token token, int at) {
        boolean named = at > 0
                && List.of("name", "id", "address").contains(token.name().toLowerCase(Locale.ROOT))
                && (isHost(tokens.get(at - 1).text())
                        || List.of("server", "node").contains(tokens.get(at - 1).text()));
        boolean attribute = token.place() == Place.ATTRIBUTE && (isHost(token.name()) || named);
        boolean element = token.place() == Place.ELEMENT && isHost(token.text());
        return attribute ? token.text() : element ? next(at, Place.CONTENT) : "";
    }

    private static boolean isHost(String name) {
        return name.equalsIgnoreCase("host") || name.equalsIgnoreCase("hostname") || name.equals("instance");
    }

    /** {@code <METRIC NAME="redis_used_memory" VAL="856560"/>} of Ganglia. */
    private static String unprefixed(String name) {
        return name.startsWith("redis_") && !FieldText.isKnown(name) ? name.substring("redis_".length()) : name;
    }

    private static boolean isField(String name) {
        return (name.indexOf('_') > 0 || name.equals("role")) && FieldText.isKnown(name);
    }

    private String value(Token name, int at) {
        String value = switch (name.place()) {
            case ELEMENT -> next(at, Place.CONTENT);
            case ATTRIBUTE -> {
                String inTag = next(at, Place.ATTRIBUTE);
                yield inTag.isEmpty() ? next(at, Place.CONTENT) : inTag;
            }
            case CONTENT -> behind(at);
        };
        return isField(unprefixed(value)) ? "" : value;
    }

    /** The text directly behind when it stands in such a place. */
    private String next(int at, Place place) {
        boolean follows = at + 1 < tokens.size() && tokens.get(at + 1).place() == place;
        return follows ? tokens.get(at + 1).text() : "";
    }

    /**
     * The next text, whatever tags stand between: {@code <b>used_memory</b>: 856560}; before any other that of an element which says
     * so: {@code <channel>used_memory</channel><unit>BytesMemory</unit><value>856560</value>} of PRTG.
     */
    private String behind(int at) {
        for (int i = at + 1;
                i < tokens.size() && !isField(unprefixed(tokens.get(i).text()));
                i++) {
            if (tokens.get(i).place() == Place.ELEMENT && tokens.get(i).text().equalsIgnoreCase("value")) {
                return next(i, Place.CONTENT);
            }
        }
        for (int i = at + 1; i < tokens.size(); i++) {
            if (tokens.get(i).place() == Place.CONTENT) {
                String text = tokens.get(i).text();
                return text.startsWith(":") || text.startsWith("=")
                        ? text.substring(1).strip()
                        : text;
            }
        }
        return "";
    }

    // ------------------------------------------------------------------ from text to tokens

    private void tokenize() {
        int i = 0;
        while (i < line.length()) {
            int open = line.indexOf('<', i);
            int close = open < 0 ? -1 : line.indexOf('>', open);
            int end = close < 0 ? line.length() : open;
            String content = line.substring(i, end).strip();
            if (!content.isEmpty()) {
                tokens.add(new Token(Place.CONTENT, "", plain(content)));
            }
            if (close < 0) {
                return;
            }
            tag(open + 1, close);
            i = close + 1;
        }
    }

    private void tag(int from, int to) {
        int i = from;
        while (i < to && FieldText.isNamePart(line.charAt(i))) {
            i++;
        }
        if (i == from) {
            return; // a closing tag, a declaration, a comment
        }
        tokens.add(new Token(Place.ELEMENT, "", line.substring(from, i)));
        while (i < to) {
            int equals = line.indexOf('=', i);
            if (equals < 0 || equals + 2 >= to) {
                return;
            }
            char quote = line.charAt(equals + 1);
            int close = quote == '"' || quote == '\'' ? line.indexOf(quote, equals + 2) : -1;
            if (close < 0 || close > to) {
                return;
            }
            String name = line.substring(i, equals).strip();
            tokens.add(new Token(Place.ATTRIBUTE, name, plain(line.substring(equals + 2, close))));
            i = close + 1;
        }
    }

    private static String plain(String text) {
        return text.indexOf('&') < 0
                ? text.strip()
                : text.replace("&nbsp;", " ")
                        .replace("&#58;", ":")
                        .replace("&amp;", "&")
                        .strip();
    }
}
