package io.fragmortem.web.build;

import freemarker.template.Configuration;
import io.fragmortem.report.html.PageFrame;
import io.fragmortem.report.html.Pages;
import io.fragmortem.report.view.page.IndexPage;
import io.fragmortem.report.view.page.InstancePage;
import io.fragmortem.report.words.Wording;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** Writes {@code ReportPages}: the templates of the report as Java. */
public final class ReportPagesGenerator {

    private static final String CLASS = """
            package io.fragmortem.web;

            import io.fragmortem.report.html.PageFrame;
            import io.fragmortem.report.words.Wording;
            import java.util.List;

            /** The templates of the report, translated when the page was built. */
            final class ReportPages {

                static final PageFrame.Assets ASSETS = new PageFrame.Assets(%s, %s, %s);

                private final StringBuilder out = new StringBuilder(65_536);
                private final Wording t;

                ReportPages(Wording wording) {
                    this.t = wording;
                }

                String written() {
                    return out.toString();
                }

                private void escaped(String text) {
                    for (int i = 0; i < text.length(); i++) {
                        char c = text.charAt(i);
                        switch (c) {
                            case '<' -> out.append("&lt;");
                            case '>' -> out.append("&gt;");
                            case '&' -> out.append("&amp;");
                            case '"' -> out.append("&quot;");
                            case '\\'' -> out.append("&#39;");
                            default -> out.append(c);
                        }
                    }
                }

            %s}
            """;

    private ReportPagesGenerator() {}

    /** Arguments: the folder of the templates, the folder of the sources to write. */
    public static void main(String[] args) throws IOException {
        Path templates = Path.of(args[0]);
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);
        configuration.setDirectoryForTemplateLoading(templates.toFile());
        configuration.setRecognizeStandardFileExtensions(true);
        TemplateCompiler compiler = new TemplateCompiler(file -> {
            try {
                StringWriter canonical = new StringWriter();
                configuration.getTemplate(file).dump(canonical);
                return canonical.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(file, e);
            }
        });
        Map<String, Code> frame = Map.of("frame", new Code("frame", PageFrame.class));
        compiler.page("instance", "instance.ftlh", frame, new Code("page", InstancePage.class));
        compiler.page("index", "index.ftlh", frame, new Code("page", IndexPage.class));
        compiler.page("instanceContent", "instance.ftlh", Map.of(), new Code("page", InstancePage.class));
        compiler.page("indexContent", "index.ftlh", Map.of(), new Code("page", IndexPage.class));
        PageFrame.Assets assets = new Pages(new Wording("en", ZoneOffset.UTC), Optional.of(templates)).assets();
        Path out = Path.of(args[1], "io", "fragmortem", "web", "ReportPages.java");
        Files.createDirectories(out.getParent());
        Files.writeString(
                out,
                CLASS.formatted(
                        TemplateCompiler.literal(assets.style()),
                        TemplateCompiler.literal(assets.script()),
                        TemplateCompiler.literal(assets.policy()),
                        compiler.methods()));
    }
}
