package io.fragmortem.report;

import io.fragmortem.fleet.compare.ComparedRun;
import io.fragmortem.report.html.Pages;
import io.fragmortem.report.json.ComparisonJson;
import io.fragmortem.report.text.CompareText;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.report.view.ComparePageViews;
import io.fragmortem.report.view.Parts;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes a comparison: {@code index.html}, {@code result.json} and {@code summary.md}, or one single {@code .html} file. */
public final class CompareFolder {

    private static final int LONGEST_COMMAND = 400;

    private final Wording wording;
    private final Pages pages;

    public CompareFolder(Wording wording, Optional<Path> templateFolder) {
        this.wording = wording;
        this.pages = new Pages(wording, templateFolder);
    }

    /**
     * Writes the comparison and gives the page to open.
     *
     * @param where what was compared, in words
     * @param commandLine as typed
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
        try {
            if (ReportFolder.isPage(out)) {
                Path parent = out.toAbsolutePath().getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.writeString(out, page, StandardCharsets.UTF_8);
                return out;
            }
            Files.createDirectories(out);
            Path index = out.resolve("index.html");
            Files.writeString(index, page, StandardCharsets.UTF_8);
            Files.writeString(out.resolve("result.json"), json, StandardCharsets.UTF_8);
            String summary = new CompareText(wording, TicketText.Form.MARKDOWN).of(run, views.title(run));
            Files.writeString(out.resolve("summary.md"), summary, StandardCharsets.UTF_8);
            return index;
        } catch (IOException e) {
            throw new UncheckedIOException(out + ": " + e.getMessage(), e);
        }
    }
}
