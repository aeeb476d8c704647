package io.fragmortem.report;

import io.fragmortem.fleet.compare.ComparedRun;
import io.fragmortem.report.html.Pages;
import io.fragmortem.report.json.ComparisonJson;
import io.fragmortem.report.text.CompareText;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.report.view.ComparePageViews;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes a comparison: {@code index.html}, {@code result.json} and {@code summary.md}, or one single {@code .html} file. */
public final class CompareFolder {

    private static final String INDEX = "index.html";
    private static final int LONGEST_COMMAND = 400;

    private final Wording wording;
    private final Pages pages;
    private final Set<TicketText.Form> summaries;

    /** @param summaries the texts beside the page */
    public CompareFolder(Wording wording, Optional<Path> templateFolder, Set<TicketText.Form> summaries) {
        this.wording = wording;
        this.summaries = EnumSet.copyOf(summaries);
        this.pages = new Pages(wording, templateFolder);
    }

    /**
     * Writes the comparison, which appears all at once, and gives the page to open.
     *
     * @param where what was compared, in words
     * @param commandLine as typed
     * @throws WriteFailure when the system refuses
     */
    public Path write(ComparedRun run, String where, String toolVersion, List<String> commandLine, Path out) {
        ComparePageViews views = new ComparePageViews(wording);
        String json = new ComparisonJson(wording).of(run, toolVersion, commandLine);
        String command = Untrusted.cut("fragmortem " + String.join(" ", commandLine), LONGEST_COMMAND);
        List<Parts.Fact> facts = List.of(
                new Parts.Fact(wording.text("appendix.tool"), "fragmortem " + Untrusted.visible(toolVersion)),
                new Parts.Fact(wording.text("appendix.command"), command),
                new Parts.Fact(wording.text("appendix.zone"), wording.zoneName()),
                new Parts.Fact(wording.text("appendix.method"), wording.text("compare.method")));
        String page = pages.compare(views.page(run, where, facts), views.title(run), json.strip());
        if (ReportFolder.isPage(out)) {
            Path target = ReportFolder.followed(out);
            try (Staging files = Staging.in(ReportFolder.parent(target))) {
                files.write(String.valueOf(target.getFileName()), page);
                files.publish();
            }
            return out;
        }
        try (Staging files = Staging.in(out)) {
            files.write(INDEX, page);
            files.write("result.json", json);
            for (TicketText.Form form : summaries) {
                files.write(form.fileName(), new CompareText(wording, form).of(run, views.title(run)));
            }
            files.publish();
        }
        return out.resolve(INDEX);
    }
}
