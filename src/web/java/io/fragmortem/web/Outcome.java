package io.fragmortem.web;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.report.PageJson;
import io.fragmortem.report.html.PageFrame;
import io.fragmortem.report.view.AppendixViews;
import io.fragmortem.report.view.IndexPage;
import io.fragmortem.report.view.IndexViews;
import io.fragmortem.report.view.InstancePage;
import io.fragmortem.report.view.InstanceViews;
import io.fragmortem.report.view.Typed;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A result in words: the pages of the report, from the same views and templates as those of the command line. */
record Outcome(AnalysisResult run, Wording wording) {

    /** Nothing yet. */
    static Outcome none(Wording wording) {
        return new Outcome(
                new AnalysisResult(Analysis.VERSION, List.of(), List.of(), List.of(), List.of(), 0, List.of(), List.of()),
                wording);
    }

    static Outcome of(AnalysisResult run, Wording wording) {
        return new Outcome(run, wording);
    }

    /** Class of the body. */
    String severity(int rank) {
        return rank < 0 ? index().verdict().css() : instance(rank).answer().verdict().css();
    }

    String title(int rank) {
        return rank < 0 ? new IndexViews(wording).title(run) : new InstanceViews(wording).title(result(rank));
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
        new AppendixViews(wording).unusable(run).forEach(list -> lines.addAll(list.lines()));
        return lines;
    }

    private InstanceResult result(int rank) {
        return run.instances().get(rank);
    }

    private InstancePage instance(int rank) {
        String index = run.instances().size() > 1 ? "#index" : "";
        return new InstanceViews(wording).page(run, result(rank), index, Typed.NOTHING);
    }

    private IndexPage index() {
        List<String> hrefs = IntStream.range(0, run.instances().size())
                .mapToObj(i -> "#instance-" + i)
                .toList();
        return new IndexViews(wording).page(run, hrefs);
    }
}
