package io.fragmortem.web;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.fleet.review.Labels;
import io.fragmortem.report.PageJson;
import io.fragmortem.report.html.PageFrame;
import io.fragmortem.report.json.JsonReport;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.report.view.AppendixViews;
import io.fragmortem.report.view.IndexViews;
import io.fragmortem.report.view.InstanceViews;
import io.fragmortem.report.view.RunPart;
import io.fragmortem.report.view.page.IndexPage;
import io.fragmortem.report.view.page.InstancePage;
import io.fragmortem.report.view.page.Typed;
import io.fragmortem.report.words.Wording;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A run in words: the pages of the report, from the same views and templates as those of the command line. */
record RunPages(Run run, Wording wording) {

    /** Class of the body. */
    String severity(int rank) {
        return rank < 0
                ? index().verdict().css()
                : instance(rank).answer().verdict().css();
    }

    String title(int rank) {
        return rank < 0 ? new IndexViews(wording).title(run.told()) : new InstanceViews(wording).title(result(rank));
    }

    /** The content of a page, for ours. */
    String content(int rank) {
        ReportPages pages = new ReportPages(wording);
        if (rank < 0) {
            pages.indexContent(index());
        } else {
            pages.instanceContent(instance(rank));
        }
        return pages.written();
    }

    /** A whole page to keep. */
    String page(int rank) {
        ReportPages pages = new ReportPages(wording);
        if (rank < 0) {
            pages.index(PageFrame.of(wording, title(rank), ReportPages.ASSETS, "{}"), index());
        } else {
            String json = PageJson.of(result(rank), wording);
            pages.instance(PageFrame.of(wording, title(rank), ReportPages.ASSETS, json), instance(rank));
        }
        return pages.written();
    }

    /** What could not be read or used. */
    List<String> unusable() {
        List<String> lines = new ArrayList<>();
        new AppendixViews(wording).unusable(run.told()).forEach(list -> lines.addAll(list.lines()));
        return lines;
    }

    /** {@code result.json}. */
    String json() {
        JsonReport json = new JsonReport(wording);
        StringWriter out = new StringWriter();
        json.write(run.told(), run.results().stream().map(json::instance).toList(), out);
        return out.toString();
    }

    /** {@code summary.md}. */
    String summary() {
        return new TicketText(wording, TicketText.Form.MARKDOWN)
                .summary(
                        run.told(),
                        run.results().stream().limit(TicketText.MOST_FULL).toList());
    }

    private InstanceResult result(int rank) {
        return run.results().get(rank);
    }

    private InstancePage instance(int rank) {
        String index = run.size() > 1 ? "#index" : "";
        return new InstanceViews(wording).page(RunPart.of(run.told(), wording), result(rank), index, Typed.NOTHING);
    }

    private IndexPage index() {
        List<String> hrefs =
                IntStream.range(0, run.size()).mapToObj(i -> "#instance-" + i).toList();
        FleetReview review = FleetReview.of(run.told().instances(), Labels.NONE, Optional.empty());
        return new IndexViews(wording).page(run.told(), review, hrefs);
    }
}
