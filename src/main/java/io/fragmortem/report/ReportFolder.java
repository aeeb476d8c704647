package io.fragmortem.report;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.report.json.JsonReport;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.report.view.Typed;
import io.fragmortem.report.words.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a whole report: {@code index.html}, {@code result.json}, {@code summary.md}, and a page for each instance when there
 * are several; or one single {@code .html} file for one instance.
 */
public final class ReportFolder {

    private static final String PAGES = "instances";

    private final Wording wording;
    private final HtmlReport html;
    private final Set<TicketText.Form> summaries;
    private final KeptHuman kept;

    /** A report with a summary in Markdown. */
    public ReportFolder(Wording wording, Optional<Path> templateFolder) {
        this(wording, templateFolder, EnumSet.of(TicketText.Form.MARKDOWN));
    }

    /** A report with these summaries. */
    public ReportFolder(Wording wording, Optional<Path> templateFolder, Set<TicketText.Form> summaries) {
        this(wording, templateFolder, summaries, KeptHuman.none());
    }

    /** A report that keeps what people typed into an earlier one. */
    public ReportFolder(
            Wording wording, Optional<Path> templateFolder, Set<TicketText.Form> summaries, KeptHuman kept) {
        this.wording = wording;
        this.html = new HtmlReport(wording, templateFolder, kept);
        this.summaries = EnumSet.copyOf(summaries);
        this.kept = kept;
    }

    /**
     * Writes the report and gives the page to open first.
     *
     * @param out a folder, made when missing, or a file whose name ends in .html
     * @throws IllegalArgumentException when a single file is wanted for several instances
     */
    public Path write(AnalysisResult run, Path out) {
        try {
            return isPage(out) ? page(run, out) : folder(run, out);
        } catch (IOException e) {
            throw new UncheckedIOException(out + ": " + e.getMessage(), e);
        }
    }

    /** Whether this is the name of a single page rather than of a folder. */
    public static boolean isPage(Path out) {
        String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
        return (name.endsWith(".html") || name.endsWith(".htm")) && !Files.isDirectory(out);
    }

    private Path page(AnalysisResult run, Path out) throws IOException {
        if (run.instances().size() != 1) {
            throw new IllegalArgumentException(out + ": found "
                    + run.instances().size() + " instances, a single page takes exactly one; give a folder");
        }
        Path parent = out.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(out, html.instance(run, run.instances().get(0), ""), StandardCharsets.UTF_8);
        return out;
    }

    private Path folder(AnalysisResult run, Path out) throws IOException {
        Files.createDirectories(out);
        Path index = out.resolve("index.html");
        if (run.instances().size() == 1) {
            Files.writeString(index, html.instance(run, run.instances().get(0), ""), StandardCharsets.UTF_8);
        } else {
            Files.createDirectories(out.resolve(PAGES));
            List<String> hrefs = hrefs(run);
            for (int i = 0; i < hrefs.size(); i++) {
                String page = html.instance(run, run.instances().get(i), "../index.html");
                Files.writeString(out.resolve(hrefs.get(i)), page, StandardCharsets.UTF_8);
            }
            Files.writeString(index, html.index(run, hrefs), StandardCharsets.UTF_8);
        }
        try (Writer json = Files.newBufferedWriter(out.resolve("result.json"), StandardCharsets.UTF_8)) {
            new JsonReport(wording).write(run, json);
        }
        List<String> names = run.instances().stream().map(InstanceResult::name).toList();
        Typed typed = names.size() == 1 ? kept.of(names.get(0), names) : Typed.NOTHING;
        for (TicketText.Form form : summaries) {
            String summary = new TicketText(wording, form, typed).summary(run);
            Files.writeString(out.resolve(form.fileName()), summary, StandardCharsets.UTF_8);
        }
        return index;
    }

    /** Relative links to the pages, in the order of the instances. */
    static List<String> hrefs(AnalysisResult run) {
        SafeNames names = new SafeNames(run.instances().size());
        List<String> hrefs = new ArrayList<>();
        for (int i = 0; i < run.instances().size(); i++) {
            hrefs.add(PAGES + "/" + names.page(i + 1, run.instances().get(i).name()));
        }
        return hrefs;
    }
}
