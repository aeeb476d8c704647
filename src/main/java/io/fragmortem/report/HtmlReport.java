package io.fragmortem.report;

import freemarker.core.TemplateHTMLOutputModel;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pages: self-contained, with a Content-Security-Policy of their own, complete without scripts, and the same bytes for
 * the same result.
 *
 * <p>{@code new HtmlReport(wording, Optional.empty()).instance(result, result.instances().get(0), "")}
 */
public final class HtmlReport {

    /** From this size on the data block of a page holds only the rows of the timeline that the page shows. */
    private static final int LARGE_JSON = 300_000;

    private final Wording wording;
    private final TemplateFolder templates;
    private final String style;
    private final String script;
    private final String policy;

    /**
     * @param templateFolder files in it replace the built-in templates of the same name
     */
    public HtmlReport(Wording wording, Optional<Path> templateFolder) {
        this.wording = wording;
        this.templates = new TemplateFolder(templateFolder);
        this.style = templates.text("page.css");
        this.script = templates.text("page.js");
        this.policy = ContentPolicy.of(style, script);
    }

    /**
     * The page of one instance.
     *
     * @param indexHref link back to the index, empty when there is none
     */
    public String instance(AnalysisResult run, InstanceResult result, String indexHref) {
        InstanceViews views = new InstanceViews(wording);
        InstancePage page = views.page(run, result, indexHref, frame(views.title(result), json(result)));
        return templates.fill("instance.ftlh", model(page));
    }

    /**
     * The index of several instances.
     *
     * @param hrefs relative links to the pages, in the order of the instances
     */
    public String index(AnalysisResult run, List<String> hrefs) {
        IndexViews views = new IndexViews(wording);
        IndexPage page = views.page(run, hrefs, frame(views.title(run), "{}"));
        return templates.fill("index.ftlh", model(page));
    }

    private Map<String, Object> model(Object page) {
        return Map.of("page", page, "t", new TextHash(wording));
    }

    private InstancePage.PageFrame frame(String title, String json) {
        return new InstancePage.PageFrame(
                wording.htmlLanguage(), title, policy, markup(style), markup(script), markup(json));
    }

    private static TemplateHTMLOutputModel markup(String text) {
        return ChartViews.markup(text);
    }

    /** In a script element only {@code <} can end or change anything. */
    private String json(InstanceResult result) {
        JsonReport report = new JsonReport(wording);
        String json = report.instance(result);
        if (json.length() > LARGE_JSON) {
            json = report.instance(result, TimelineViews.MOST_ROWS);
        }
        return json.replace("<", "\\u003c");
    }
}
