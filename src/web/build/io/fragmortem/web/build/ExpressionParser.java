package io.fragmortem.web.build;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates an expression of a template into Java. The names in sight have types, so nothing is looked up at run time. */
final class ExpressionParser {

    private static final Pattern TOKEN = Pattern.compile("\\s*(\"[^\"]*\"|\\w+|\\|\\||&&|==|!=|[-+.?\\[\\](),!])");

    private final String text;
    private final Map<String, Code> names;
    private String token = "";
    private int at;

    private ExpressionParser(String text, Map<String, Code> names) {
        this.text = text;
        this.names = names;
        advance();
    }

    /** The expression in Java. */
    static Code of(String expression, Map<String, Code> names) {
        ExpressionParser parser = new ExpressionParser(expression, new HashMap<>(names));
        Code code = parser.any();
        if (!parser.token.isEmpty()) {
            throw new IllegalArgumentException(expression + ": found " + parser.token + ", expected its end");
        }
        return code;
    }

    private void advance() {
        Matcher next = TOKEN.matcher(text).region(at, text.length());
        if (next.lookingAt()) {
            token = next.group(1);
            at = next.end();
        } else if (text.substring(at).isBlank()) {
            token = "";
        } else {
            throw new IllegalArgumentException(text + ": found " + text.substring(at));
        }
    }

    private boolean take(String wanted) {
        boolean found = token.equals(wanted);
        if (found) {
            advance();
        }
        return found;
    }

    private void expect(String wanted) {
        if (!take(wanted)) {
            throw new IllegalArgumentException(text + ": found " + token + ", expected " + wanted);
        }
    }

    private String word() {
        String word = token;
        advance();
        return word;
    }

    private Code any() {
        Code left = both();
        while (take("||")) {
            left = Code.condition("(" + left.java() + " || " + both().java() + ")");
        }
        return left;
    }

    private Code both() {
        Code left = compared();
        while (take("&&")) {
            left = Code.condition("(" + left.java() + " && " + compared().java() + ")");
        }
        return left;
    }

    private Code compared() {
        Code left = sum();
        for (Map.Entry<String, String> operator : OPERATORS) {
            if (take(operator.getKey())) {
                Code right = sum();
                boolean text = left.type() == String.class;
                String same = left.java() + ".equals(" + right.java() + ")";
                return Code.condition(
                        !text
                                ? "(" + left.java() + " " + operator.getValue() + " " + right.java() + ")"
                                : operator.getKey().equals("!=") ? "!" + same : same);
            }
        }
        return left;
    }

    private static final List<Map.Entry<String, String>> OPERATORS = List.of(
            Map.entry("==", "=="),
            Map.entry("!=", "!="),
            Map.entry("gt", ">"),
            Map.entry("gte", ">="),
            Map.entry("lt", "<"),
            Map.entry("lte", "<="));

    private Code sum() {
        Code left = single();
        while (token.equals("+") || token.equals("-")) {
            String operator = word();
            left = new Code(left.java() + " " + operator + " " + single().java(), left.type());
        }
        return left;
    }

    private Code single() {
        if (take("!")) {
            return Code.condition("!(" + single().java() + ")");
        }
        Code code;
        if (take("(")) {
            code = any();
            expect(")");
            code = new Code("(" + code.java() + ")", code.type());
        } else if (token.startsWith("\"")) {
            code = Code.text(word());
        } else if (token.matches("\\d+")) {
            code = Code.number(word());
        } else if (token.equals("true") || token.equals("false")) {
            code = Code.condition(word());
        } else {
            code = named(word());
        }
        return after(code);
    }

    private Code named(String name) {
        if (name.equals("t") && take("[")) {
            Code key = any();
            expect("]");
            return Code.text("t.text(" + key.java() + ")");
        }
        Code code = names.get(name);
        if (code == null) {
            throw new IllegalArgumentException(text + ": no such name: " + name);
        }
        return code;
    }

    private Code after(Code start) {
        Code code = start;
        while (true) {
            if (take(".")) {
                code = code.component(word());
            } else if (take("[")) {
                Code index = any();
                expect("]");
                code = new Code(code.java() + ".get(" + index.java() + ")", code.element());
            } else if (take("?")) {
                code = builtIn(code, word());
            } else {
                return code;
            }
        }
    }

    private Code builtIn(Code of, String name) {
        return switch (name) {
            case "has_content" -> of.hasContent();
            case "size" -> Code.number(of.java() + ".size()");
            case "index" -> Code.number(of.java() + "At");
            case "counter" -> Code.number("(" + of.java() + "At + 1)");
            case "replace" -> {
                expect("(");
                Code what = any();
                expect(",");
                Code by = any();
                expect(")");
                yield Code.text(of.java() + ".replace(" + what.java() + ", " + by.java() + ")");
            }
            case "then" -> {
                expect("(");
                Code yes = any();
                expect(",");
                Code no = any();
                expect(")");
                yield new Code("(" + of.java() + " ? " + yes.java() + " : " + no.java() + ")", yes.type());
            }
            default -> throw new IllegalArgumentException(text + ": ?" + name + " is not known here");
        };
    }
}
