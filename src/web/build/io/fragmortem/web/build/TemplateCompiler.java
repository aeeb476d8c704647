package io.fragmortem.web.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Translates templates into Java, so that pages come from the same templates where FreeMarker cannot run. Every macro becomes a
 * method for each list of types that it is called with.
 */
final class TemplateCompiler {

    private final UnaryOperator<String> canonical;
    private final Map<String, Module> modules = new HashMap<>();
    private final Map<String, String> methods = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private int names;

    /** @param canonical gives the canonical form of a template by its name */
    TemplateCompiler(UnaryOperator<String> canonical) {
        this.canonical = canonical;
    }

    /** A template with what it declares. */
    private record Module(String file, List<Node> nodes, Map<String, Node.Macro> macros, Map<String, String> imports) {}

    /** What is known at a place: names in sight, where macros come from, what {@code <#nested>} stands for. */
    private record Scope(Module module, Map<String, Code> names, Optional<Nested> nested, Optional<String> list) {
        Scope with(String name, Code code) {
            Map<String, Code> more = new HashMap<>(names);
            more.put(name, code);
            return new Scope(module, more, nested, list);
        }

        Scope in(String listSize) {
            return new Scope(module, names, nested, Optional.of(listSize));
        }
    }

    /** The content of a call, where the call stands. */
    private record Nested(List<Node> body, Scope scope) {}

    /**
     * Adds a method that writes a page.
     *
     * @param frame what the frame around the content needs; empty for the content alone
     */
    void page(String method, String file, Map<String, Code> frame, Code page) {
        Map<String, Code> parameters = new LinkedHashMap<>(frame);
        parameters.put(page.java(), page);
        Module module = module(file);
        List<Node> nodes = frame.isEmpty() ? content(module) : module.nodes();
        StringBuilder body = new StringBuilder();
        write(nodes, new Scope(module, parameters, Optional.empty(), Optional.empty()), body);
        sources.put(method, method(method, parameters, body));
    }

    /** What stands in the one call that makes a page. */
    private static List<Node> content(Module module) {
        return module.nodes().stream()
                .filter(Node.Call.class::isInstance)
                .map(node -> ((Node.Call) node).body().orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    /** All methods. */
    String methods() {
        return String.join("\n", sources.values());
    }

    private static String method(String name, Map<String, Code> parameters, CharSequence body) {
        List<String> list = new ArrayList<>();
        parameters.forEach((key, code) -> list.add(Code.source(code.type()) + " " + code.java()));
        return "    void " + name + "(" + String.join(", ", list) + ") {\n" + body + "    }\n";
    }

    private Module module(String file) {
        Module known = modules.get(file);
        if (known != null) {
            return known;
        }
        Module module = new Module(file, new ArrayList<>(), new HashMap<>(), new HashMap<>());
        modules.put(file, module);
        for (Node node : TemplateParser.parse(canonical.apply(file))) {
            if (node instanceof Node.Macro macro) {
                module.macros().put(macro.name(), macro);
            } else if (node instanceof Node.Import other) {
                module.imports().put(other.alias(), other.file());
            } else {
                module.nodes().add(node);
            }
        }
        return module;
    }

    private void write(List<Node> nodes, Scope given, StringBuilder out) {
        Scope scope = given;
        for (Node node : nodes) {
            if (node instanceof Node.Text text) {
                line(out, "out.append(" + literal(text.markup()) + ");");
            } else if (node instanceof Node.Value value) {
                line(out, ExpressionParser.of(value.expression(), scope.names()).written());
            } else if (node instanceof Node.If choice) {
                choice(choice, scope, out);
            } else if (node instanceof Node.Each each) {
                each(each, scope, out);
            } else if (node instanceof Node.Between between) {
                line(out, "if (" + scope.list().orElseThrow() + ") {");
                write(between.body(), scope, out);
                line(out, "}");
            } else if (node instanceof Node.Local local) {
                Code code = ExpressionParser.of(local.expression(), scope.names());
                String name = fresh(local.name());
                line(out, Code.source(code.type()) + " " + name + " = " + code.java() + ";");
                scope = scope.with(local.name(), new Code(name, code.type()));
            } else if (node instanceof Node.Call call) {
                call(call, scope, out);
            } else if (node instanceof Node.Nested) {
                Nested nested = scope.nested().orElseThrow();
                write(nested.body(), nested.scope(), out);
            } else {
                throw new IllegalArgumentException("a macro or import inside of something: " + node);
            }
        }
    }

    private void choice(Node.If choice, Scope scope, StringBuilder out) {
        String word = "if";
        for (Node.Branch branch : choice.branches()) {
            Code condition = ExpressionParser.of(branch.condition(), scope.names());
            line(out, word + " (" + condition.java() + ") {");
            write(branch.body(), scope, out);
            word = "} else if";
        }
        line(out, "}");
    }

    private void each(Node.Each each, Scope scope, StringBuilder out) {
        Code list = ExpressionParser.of(each.expression(), scope.names());
        String name = fresh(each.name());
        String all = name + "All";
        line(out, "List<" + boxed(list) + "> " + all + " = " + list.java() + ";");
        line(out, "for (int " + name + "At = 0; " + name + "At < " + all + ".size(); " + name + "At++) {");
        line(out, Code.source(list.element()) + " " + name + " = " + all + ".get(" + name + "At);");
        Scope inside = scope.with(each.name(), new Code(name, list.element())).in(name + "At < " + all + ".size() - 1");
        write(each.body(), inside, out);
        line(out, "}");
    }

    private static String boxed(Code list) {
        return Code.source(list.element());
    }

    private void call(Node.Call call, Scope scope, StringBuilder out) {
        int dot = call.name().indexOf('.');
        Module module = dot < 0
                ? scope.module()
                : module(Optional.ofNullable(
                                scope.module().imports().get(call.name().substring(0, dot)))
                        .orElseThrow());
        Node.Macro macro = Optional.ofNullable(module.macros().get(call.name().substring(dot + 1)))
                .orElseThrow(() -> new IllegalArgumentException("no macro " + call.name()));
        Map<String, Code> arguments = new LinkedHashMap<>();
        macro.parameters().forEach((name, otherwise) -> {
            String given = call.arguments().get(name);
            arguments.put(
                    name,
                    given == null
                            ? ExpressionParser.of(otherwise, Map.of())
                            : ExpressionParser.of(given, scope.names()));
        });
        if (call.body().isPresent()) {
            Nested nested = new Nested(call.body().get(), scope);
            write(macro.body(), new Scope(module, arguments, Optional.of(nested), Optional.empty()), out);
            return;
        }
        List<String> values = arguments.values().stream().map(Code::java).toList();
        line(out, method(module, macro, arguments) + "(" + String.join(", ", values) + ");");
    }

    /** The name of a macro's method for these types. */
    private String method(Module module, Node.Macro macro, Map<String, Code> arguments) {
        Map<String, Code> parameters = new LinkedHashMap<>();
        StringBuilder key = new StringBuilder(module.file() + " " + macro.name());
        arguments.forEach((name, code) -> {
            key.append(' ').append(Code.source(code.type()));
            parameters.put(name, new Code(fresh(name), code.type()));
        });
        String known = methods.get(key.toString());
        if (known != null) {
            return known;
        }
        String name = fresh(macro.name());
        methods.put(key.toString(), name);
        StringBuilder body = new StringBuilder();
        write(macro.body(), new Scope(module, parameters, Optional.empty(), Optional.empty()), body);
        sources.put(name, method(name, parameters, body));
        return name;
    }

    private String fresh(String name) {
        return name + "_" + ++names;
    }

    private static void line(StringBuilder out, String code) {
        out.append("        ").append(code).append('\n');
    }

    /** A text as a literal of Java. */
    static String literal(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                default -> out.append(c < 0x7f && c >= ' ' ? String.valueOf(c) : String.format("\\u%04x", (int) c));
            }
        }
        return out.append('"').toString();
    }
}
