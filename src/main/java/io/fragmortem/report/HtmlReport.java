package io.fragmortem.report;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.report.html.Pages;
import io.fragmortem.report.json.JsonReport;
import io.fragmortem.report.view.IndexViews;
import io.fragmortem.report.view.InstanceViews;
import io.fragmortem.report.view.RunPart;
import io.fragmortem.report.view.page.InstancePage;
import io.fragmortem.report.words.Wording;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The pages: self-contained, with a Content-Security-Policy of their own, complete without scripts, and the same bytes for
 * the same result.
 *
 * <p>{@code new HtmlReport(wording, Optional.empty()).instance(result, result.instances().get(0), "")}
 */
public final class HtmlReport {

    private final Wording wording;
    private final Pages pages;
    private final KeptHuman kept;

    /**
     * @param templateFolder files in it replace the built-in templates of the same name
     */
    public HtmlReport(Wording wording, Optional<Path> templateFolder) {
        this(wording, templateFolder, KeptHuman.none());
    }

    /**
     * @param kept what people typed into an earlier report
     */
    public HtmlReport(Wording wording, Optional<Path> templateFolder, KeptHuman kept) {
        this.wording = wording;
        this.kept = kept;
        this.pages = new Pages(wording, templateFolder);
    }

    /**
     * The page of one instance.
     *
     * @param indexHref link back to the index, empty when there is none
     */
    public String instance(AnalysisResult run, InstanceResult result, String indexHref) {
        String json = new JsonReport(wording).instance(result);
        return instance(RunPart.of(run, wording), run.instances().size(), result, json, indexHref);
    }

    /** The same, with what was made of the run and the JSON of the result, both made before. */
    String instance(RunPart run, int instances, InstanceResult result, String json, String indexHref) {
        InstanceViews views = new InstanceViews(wording);
        InstancePage page = views.page(run, result, indexHref, kept.of(result.name(), instances));
        return pages.instance(page, views.title(result), PageJson.of(json, result, wording));
    }

    /**
     * The index of several instances.
     *
     * @param hrefs relative links to the pages, in the order of the instances, empty where one has none
     */
    public String index(AnalysisResult run, FleetReview review, List<String> hrefs) {
        IndexViews views = new IndexViews(wording);
        return pages.index(views.page(run, review, hrefs), views.title(run));
    }
}
