package io.fragmortem.report;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.Defect;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.report.html.TemplateFailure;
import io.fragmortem.report.json.JsonReport;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.report.view.Typed;
import io.fragmortem.report.words.Wording;
import java.io.IOException;
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
    private static final String INDEX = "index.html";
    private static final String RESULT = "result.json";

    private final Wording wording;
    private final HtmlReport html;
    private final Set<TicketText.Form> summaries;
    private final KeptHuman kept;
    private final boolean ownTemplates;

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
        this.ownTemplates = templateFolder.isPresent();
        this.html = new HtmlReport(wording, templateFolder, kept);
        this.summaries = EnumSet.copyOf(summaries);
        this.kept = kept;
    }

    /**
     * What was written.
     *
     * @param first the page to open first; empty when no instance could be shown
     * @param told what the report tells: an instance whose page fails is a defect and not in it
     */
    public record Written(Optional<Path> first, AnalysisResult told) {}

    /**
     * Writes the report. It appears all at once: until every page is whole, what an earlier run left there stays as it is.
     *
     * @param out a folder, made when missing, or a file whose name ends in .html
     * @throws IllegalArgumentException when a single file is wanted for several instances
     * @throws TemplateFailure when a template of the user is wrong
     * @throws WriteFailure when the system refuses
     */
    public Written write(AnalysisResult run, Path out) {
        return isPage(out) ? page(run, out) : folder(run, out);
    }

    /** Finds out before a long analysis whether there is a place for its report. */
    public static void require(Path out) {
        Staging.require(isPage(out) ? parent(out) : out);
    }

    /** Whether this is the name of a single page rather than of a folder. */
    public static boolean isPage(Path out) {
        String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
        return (name.endsWith(".html") || name.endsWith(".htm")) && !Files.isDirectory(out);
    }

    private Written page(AnalysisResult run, Path out) {
        if (run.instances().size() != 1) {
            throw new IllegalArgumentException(out + ": found "
                    + run.instances().size() + " instances, a single page takes exactly one; give a folder");
        }
        Path target = followed(out);
        try (Staging files = Staging.in(parent(target))) {
            Pages pages = new Pages(run, files);
            pages.add(run.instances().get(0), String.valueOf(target.getFileName()), "");
            return pages.publish(out);
        }
    }

    /** Renaming would put a file in place of a link. */
    private static Path followed(Path page) {
        try {
            return Files.isSymbolicLink(page) ? page.toRealPath() : page;
        } catch (IOException e) {
            return page; // the link leads nowhere
        }
    }

    private static Path parent(Path page) {
        Path parent = page.toAbsolutePath().getParent();
        return parent == null ? page.toAbsolutePath() : parent;
    }

    private Written folder(AnalysisResult run, Path out) {
        List<String> hrefs = hrefs(run);
        boolean several = hrefs.size() > 1;
        Path index = out.resolve(INDEX);
        EarlierPages earlier = EarlierPages.in(out, PAGES);
        try (Staging files = Staging.in(out)) {
            Pages pages = new Pages(run, files);
            for (int i = 0; i < hrefs.size(); i++) {
                pages.add(run.instances().get(i), several ? hrefs.get(i) : INDEX, several ? "../" + INDEX : "");
            }
            AnalysisResult told = pages.told();
            if (told.instances().isEmpty()) {
                return new Written(Optional.empty(), told);
            }
            if (several) {
                files.write(INDEX, html.index(told, pages.shown));
            }
            summaries(told, files);
            files.write(RESULT, json -> new JsonReport(wording).write(told, json));
            Written written = pages.publish(index);
            earlier.deleteAllBut(several ? pages.shown : List.of());
            return written;
        }
    }

    private void summaries(AnalysisResult told, Staging files) {
        List<String> names = told.instances().stream().map(InstanceResult::name).toList();
        Typed typed = names.size() == 1 ? kept.of(names.get(0), names) : Typed.NOTHING;
        for (TicketText.Form form : summaries) {
            files.write(form.fileName(), new TicketText(wording, form, typed).summary(told));
        }
    }

    /** Pages of instances as they are made, each by itself. */
    private final class Pages {
        private final AnalysisResult run;
        private final Staging files;
        private final List<String> shown = new ArrayList<>();
        private final List<InstanceResult> lost = new ArrayList<>();
        private final List<Defect> defects = new ArrayList<>();

        Pages(AnalysisResult run, Staging files) {
            this.run = run;
            this.files = files;
        }

        void add(InstanceResult instance, String name, String indexHref) {
            Optional<String> page = made(instance, indexHref);
            page.ifPresent(text -> {
                files.write(name, text);
                shown.add(name);
            });
        }

        private Optional<String> made(InstanceResult instance, String indexHref) {
            try {
                return Optional.of(html.instance(run, instance, indexHref));
            } catch (TemplateFailure e) {
                if (ownTemplates) {
                    throw e;
                }
                lose(instance, e);
            } catch (RuntimeException | StackOverflowError e) {
                lose(instance, e);
            }
            return Optional.empty();
        }

        private void lose(InstanceResult instance, Throwable thrown) {
            lost.add(instance);
            defects.add(Defect.report(instance.name(), thrown));
        }

        AnalysisResult told() {
            return run.without(lost, defects);
        }

        Written publish(Path first) {
            files.publish();
            return new Written(shown.isEmpty() ? Optional.empty() : Optional.of(first), told());
        }
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
