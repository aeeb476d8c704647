package io.fragmortem.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * The pages of {@code src/site/markdown} as one page that needs no network: in the order of index.md, with a linked table of contents,
 * pictures inside. A page that index.md leaves out, a link that leads nowhere and a picture that is missing stop the build.
 */
final class Guide {

    private static final Pattern LINK = Pattern.compile("(?:([\\w-]+)\\.md)?(?:#(.+))?");
    private static final String INDEX = "index";

    private final Path pictures;
    private final String version;
    private final Map<String, GuidePage> pages = new LinkedHashMap<>();

    private Guide(Path pictures, String version) {
        this.pictures = pictures;
        this.version = version;
    }

    /** @param site the folder that holds {@code markdown} and {@code resources} */
    static Guide of(Path site, String version) throws IOException {
        Guide guide = new Guide(site.resolve("resources"), version);
        Parser parser =
                Parser.builder().extensions(List.of(TablesExtension.create())).build();
        TreeSet<String> rest = new TreeSet<>();
        try (Stream<Path> all = Files.list(site.resolve("markdown"))) {
            all.forEach(file -> rest.add(file.getFileName().toString().replaceFirst("\\.md$", "")));
        }
        Matcher named = Pattern.compile("\\(([\\w-]+)\\.md\\)")
                .matcher(Files.readString(site.resolve("markdown").resolve(INDEX + ".md")));
        List<String> order = new ArrayList<>(List.of(INDEX));
        while (named.find()) {
            order.add(named.group(1));
        }
        for (String name : order) {
            Path file = site.resolve("markdown").resolve(name + ".md");
            guide.pages.put(name, GuidePage.of(name, parser.parse(Files.readString(file))));
            rest.remove(name);
        }
        if (!rest.isEmpty()) {
            throw new IllegalStateException("index.md does not lead to " + rest);
        }
        return guide;
    }

    /** @param style the style sheet */
    void write(Path style, Path out) throws IOException {
        StringBuilder html = new StringBuilder("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width,initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <link rel="icon" href="data:,">
                <title>Fragmortem %s: the guide</title>
                <style>
                %s</style>
                </head>
                <body>
                <header><h1>Fragmortem %s: the guide</h1></header>
                """.formatted(version, Files.readString(style), version));
        html.append("<nav aria-label=\"Contents\">\n");
        pages.values().forEach(page -> page.contents(html));
        html.append("</nav>\n<main>\n");
        for (GuidePage page : pages.values()) {
            HtmlRenderer renderer = HtmlRenderer.builder()
                    .extensions(List.of(TablesExtension.create()))
                    .escapeHtml(true)
                    .attributeProviderFactory(context -> attributes(page))
                    .build();
            html.append("<section>\n").append(renderer.render(page.root())).append("</section>\n");
        }
        Files.writeString(out, html.append("</main>\n</body>\n</html>\n"));
    }

    private AttributeProvider attributes(GuidePage page) {
        return (node, tag, attributes) -> {
            if (node instanceof Heading heading) {
                attributes.put("id", page.id(heading));
            } else if (node instanceof Link link) {
                attributes.put("href", target(page, link.getDestination()));
            } else if (node instanceof Image image && tag.equals("img")) {
                attributes.put("src", picture(image.getDestination()));
            } else if (tag.equals("th")) {
                attributes.put("scope", "col");
            }
        };
    }

    private String target(GuidePage from, String link) {
        if (link.startsWith("https://")) {
            return link;
        }
        Matcher parts = LINK.matcher(link);
        if (!parts.matches()) {
            throw new IllegalStateException(from.name() + ".md leads to " + link);
        }
        GuidePage page = parts.group(1) == null ? from : pages.get(parts.group(1));
        String id = page == null ? "" : parts.group(2) == null ? page.name() : page.name() + "-" + parts.group(2);
        if (page == null || !page.has(id)) {
            throw new IllegalStateException(from.name() + ".md leads to " + link + ", which does not exist");
        }
        return "#" + id;
    }

    private String picture(String link) {
        try {
            byte[] bytes = Files.readAllBytes(pictures.resolve(link.replaceFirst("^(\\.\\./)?resources/", "")));
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("no picture " + link, e);
        }
    }

    /** The plain text below a node. */
    static String text(Node node) {
        StringBuilder text = new StringBuilder();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof Text words) {
                text.append(words.getLiteral());
            } else if (child instanceof Code code) {
                text.append(code.getLiteral());
            } else {
                text.append(text(child));
            }
        }
        return text.toString();
    }
}
