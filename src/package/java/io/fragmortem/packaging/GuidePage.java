package io.fragmortem.packaging;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/** One page of the guide: its headings have ids as GitHub gives them, behind the name of the page, and stand one level lower. */
final class GuidePage {

    private static final int DEEPEST = 6;

    private final String name;
    private final Node root;
    private final Map<Heading, String> ids = new HashMap<>();
    /** Headings of the first two levels in order, by id. */
    private final Map<String, Heading> contents = new LinkedHashMap<>();

    private GuidePage(String name, Node root) {
        this.name = name;
        this.root = root;
    }

    static GuidePage of(String name, Node root) {
        GuidePage page = new GuidePage(name, root);
        root.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                page.add(heading);
            }
        });
        return page;
    }

    private void add(Heading heading) {
        boolean first = ids.isEmpty();
        String slug = Guide.text(heading)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\w\\- ]", "")
                .replace(' ', '-');
        String id = first ? name : name + "-" + slug;
        for (int again = 1; ids.containsValue(id); again++) {
            id = name + "-" + slug + "-" + again;
        }
        ids.put(heading, id);
        if (heading.getLevel() <= 2) {
            contents.put(id, heading);
        }
        heading.setLevel(Math.min(DEEPEST, heading.getLevel() + 1));
    }

    String name() {
        return name;
    }

    Node root() {
        return root;
    }

    String id(Heading heading) {
        String id = ids.get(heading);
        if (id == null) {
            throw new IllegalStateException("a heading that was not there before");
        }
        return id;
    }

    boolean has(String id) {
        return ids.containsValue(id);
    }

    /** Its lines of the table of contents: the page, with its sections folded below it. */
    void contents(StringBuilder html) {
        html.append("<details><summary><a href=\"#").append(name).append("\">");
        html.append(escaped(Guide.text(contents.get(name)))).append("</a></summary>\n<ul>\n");
        contents.forEach((id, heading) -> {
            if (!id.equals(name)) {
                html.append("<li><a href=\"#").append(id).append("\">");
                html.append(escaped(Guide.text(heading))).append("</a></li>\n");
            }
        });
        html.append("</ul></details>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
