package io.fragmortem.web.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the canonical form of a FreeMarker template, as FreeMarker itself prints it after it has taken out white space: so much
 * of the language as our templates use, and anything else is an error that names it.
 */
final class TemplateParser {

    private static final Pattern ARGUMENT = Pattern.compile("\\s*(\\w+)(?:\\s*=\\s*)?");

    private final String text;
    private int at;

    private TemplateParser(String text) {
        this.text = text;
    }

    /** The parts of a template. */
    static List<Node> parse(String canonical) {
        TemplateParser parser = new TemplateParser(canonical);
        List<Node> nodes = parser.nodes();
        if (parser.at < canonical.length()) {
            throw parser.wrong("an end tag without a beginning");
        }
        return nodes;
    }

    /** Nodes up to an end tag, an else, or the end. */
    private List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        while (at < text.length() && !looksAt("</#") && !looksAt("</@") && !looksAt("<#else")) {
            if (looksAt("<#--")) {
                at = text.indexOf("-->", at) + 3;
            } else if (looksAt("${")) {
                nodes.add(new Node.Value(upTo("${", '}')));
            } else if (looksAt("<#")) {
                nodes.add(directive());
            } else if (looksAt("<@")) {
                nodes.add(call());
            } else {
                nodes.add(text());
            }
        }
        return nodes;
    }

    private Node text() {
        int end = at;
        while (end < text.length()
                && !text.startsWith("${", end)
                && !text.startsWith("<#", end)
                && !text.startsWith("</#", end)
                && !text.startsWith("<@", end)
                && !text.startsWith("</@", end)) {
            end++;
        }
        Node node = new Node.Text(text.substring(at, end));
        at = end;
        return node;
    }

    private Node directive() {
        String tag = upTo("<#", '>');
        int space = tag.indexOf(' ');
        String name = space < 0 ? tag : tag.substring(0, space);
        String rest = space < 0 ? "" : tag.substring(space + 1);
        return switch (name.replace("/", "")) {
            case "if" -> conditional(rest);
            case "list" -> {
                int as = rest.lastIndexOf(" as ");
                yield new Node.Each(
                        rest.substring(0, as), rest.substring(as + 4).strip(), body("list"));
            }
            case "sep" -> new Node.Between(body("sep"));
            case "local" -> {
                int equals = rest.indexOf('=');
                yield new Node.Local(rest.substring(0, equals).strip(), withoutSlash(rest.substring(equals + 1)));
            }
            case "nested" -> new Node.Nested();
            case "import" -> {
                String[] words = withoutSlash(rest).split("\"| as ", -1);
                yield new Node.Import(words[1], words[3].strip());
            }
            case "macro" -> {
                Matcher first = ARGUMENT.matcher(rest);
                if (!first.lookingAt()) {
                    throw wrong("a macro without a name");
                }
                yield new Node.Macro(first.group(1), arguments(rest.substring(first.end(1))), body("macro"));
            }
            default -> throw wrong("<#" + name + ">, which pages for browsers cannot have yet");
        };
    }

    private Node conditional(String condition) {
        List<Node.Branch> branches = new ArrayList<>();
        branches.add(new Node.Branch(condition, nodes()));
        while (looksAt("<#else")) {
            String tag = upTo("<#", '>');
            String other = tag.startsWith("elseif ") ? tag.substring(7) : "true";
            branches.add(new Node.Branch(other, nodes()));
        }
        end("</#if>");
        return new Node.If(branches);
    }

    private Node call() {
        String tag = upTo("<@", '>');
        boolean closed = tag.endsWith("/");
        String open = withoutSlash(tag);
        int space = open.indexOf(' ');
        String name = space < 0 ? open : open.substring(0, space);
        Map<String, String> arguments = arguments(space < 0 ? "" : open.substring(space));
        if (closed) {
            return new Node.Call(name, arguments, Optional.empty());
        }
        List<Node> body = nodes();
        end("</@" + name + ">");
        return new Node.Call(name, arguments, Optional.of(body));
    }

    private List<Node> body(String tag) {
        List<Node> body = nodes();
        end("</#" + tag + ">");
        return body;
    }

    /** {@code a=x.y b="z" c}: the expression of a bare name is empty. */
    private static Map<String, String> arguments(String list) {
        Map<String, String> arguments = new LinkedHashMap<>();
        Matcher name = ARGUMENT.matcher(list);
        int from = 0;
        while (name.find(from)) {
            boolean bare = !name.group().contains("=");
            int end = bare ? name.end(1) : expressionEnd(list, name.end());
            arguments.put(name.group(1), bare ? "" : list.substring(name.end(), end));
            from = end;
        }
        return arguments;
    }

    /** Where an argument ends: at a space that is in no quotes and no brackets. */
    private static int expressionEnd(String list, int from) {
        int end = from;
        int depth = 0;
        boolean quoted = false;
        while (end < list.length() && (quoted || depth > 0 || list.charAt(end) != ' ')) {
            char c = list.charAt(end++);
            quoted ^= c == '"';
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        }
        return end;
    }

    private static String withoutSlash(String tag) {
        return (tag.endsWith("/") ? tag.substring(0, tag.length() - 1) : tag).strip();
    }

    private boolean looksAt(String what) {
        return text.startsWith(what, at);
    }

    /** The text between an opening and a closing that is in no quotes. */
    private String upTo(String opening, char closing) {
        int from = at + opening.length();
        int end = from;
        boolean quoted = false;
        while (end < text.length() && (quoted || text.charAt(end) != closing)) {
            quoted ^= text.charAt(end) == '"';
            end++;
        }
        at = end + 1;
        return text.substring(from, end).strip();
    }

    private void end(String tag) {
        if (!looksAt(tag)) {
            throw wrong("no " + tag);
        }
        at += tag.length();
    }

    private IllegalArgumentException wrong(String found) {
        int from = Math.max(0, at - 60);
        return new IllegalArgumentException(
                "found " + found + " near: " + text.substring(from, Math.min(text.length(), at + 20)));
    }
}
