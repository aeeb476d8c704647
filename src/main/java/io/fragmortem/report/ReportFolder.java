package io.fragmortem.report;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.fleet.intake.Defect;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.report.html.TemplateFailure;
import io.fragmortem.report.json.JsonReport;
import io.fragmortem.report.redact.Redaction;
import io.fragmortem.report.text.FleetCsv;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.report.view.RunPart;
import io.fragmortem.report.view.page.Typed;
import io.fragmortem.report.words.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes a whole report: {@code index.html}, {@code result.json}, {@code summary.md}, and a page for each instance when there
 * are several; or one single {@code .html} file for one instance.
 */
public final class ReportFolder {

    private static final String INDEX = InstanceFiles.Pages.INDEX;
    private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]+://.*");
    private static final String RESULT = "result.json";
    private static final String CSV = "fleet.csv";

    private final Wording wording;
    private final HtmlReport html;
    private final Optional<Path> templates;
    private final Set<TicketText.Form> summaries;
    private final KeptHuman kept;
    private final FleetOptions options;

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
        this(wording, templateFolder, summaries, kept, FleetOptions.defaults());
    }

    /** A report of a fleet with what its options ask for. */
    public ReportFolder(
            Wording wording,
            Optional<Path> templateFolder,
            Set<TicketText.Form> summaries,
            KeptHuman kept,
            FleetOptions options) {
        this.options = options;
        this.wording = wording;
        this.templates = templateFolder;
        this.html = new HtmlReport(wording, templateFolder, kept);
        this.summaries = EnumSet.copyOf(summaries);
        this.kept = kept;
    }

    /**
     * What was written.
     *
     * @param first the page to open first; empty when no instance could be shown
     * @param told what the report tells: an instance whose page fails is a defect and not in it
     * @param since how that compares with an earlier run, where one was given
     */
    public record Written(Optional<String> first, AnalysisResult told, Optional<FleetReview.SinceEarlier> since) {}

    /**
     * Writes the report. It appears all at once: until every page is whole, what an earlier run left there stays as it is.
     *
     * @param finished the results of the run's instances
     * @param out a folder, made when missing, or a file whose name ends in .html; an address where the results lie elsewhere
     * @throws IllegalArgumentException when a single file is wanted for several instances
     * @throws TemplateFailure when a template of the user is wrong
     * @throws WriteFailure when the system refuses
     */
    public Written write(AnalysisResult run, Fleet.Finished finished, String out) {
        if (!isAddress(out) && isPage(Path.of(out))) {
            return page(run, finished, Path.of(out));
        }
        try (Outlet outlet =
                finished instanceof Elsewhere there ? there.outlet(out) : LocalOutlet.in(Path.of(out), finished)) {
            return folder(run, outlet, out);
        }
    }

    /** Whether this names a place in another file system, such as {@code hdfs://names/reports}. */
    public static boolean isAddress(String out) {
        return ADDRESS.matcher(out).matches();
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

    private Written page(AnalysisResult run, Fleet.Finished finished, Path out) {
        if (run.instances().size() != 1) {
            throw new IllegalArgumentException(out + ": found "
                    + run.instances().size() + " instances, a single page takes exactly one; give a folder");
        }
        Path target = followed(out);
        try (Outlet outlet = LocalOutlet.beside(target, finished)) {
            Told told = new Told(run, redaction());
            outlet.instances(files(run, String.valueOf(target.getFileName())), told::take);
            outlet.publish(List.of());
            return new Written(
                    told.pages().isEmpty() ? Optional.empty() : Optional.of(out.toString()),
                    told.run(),
                    since(told.run()));
        }
    }

    /** Renaming would put a file in place of a link. */
    static Path followed(Path page) {
        try {
            return Files.isSymbolicLink(page) ? page.toRealPath() : page;
        } catch (IOException e) {
            return page; // the link leads nowhere
        }
    }

    static Path parent(Path page) {
        Path parent = page.toAbsolutePath().getParent();
        return parent == null ? page.toAbsolutePath() : parent;
    }

    private Written folder(AnalysisResult run, Outlet outlet, String out) {
        boolean several = run.instances().size() > 1;
        Told receipts = new Told(run, redaction());
        outlet.instances(files(run, INDEX), receipts::take);
        AnalysisResult told = receipts.run();
        if (told.instances().isEmpty()) {
            return new Written(Optional.empty(), told, Optional.empty());
        }
        List<String> pages = receipts.pages();
        FleetReview review = FleetReview.of(told.instances(), options.labels(), options.earlier());
        if (several) {
            write(outlet, INDEX, html.index(told, review, pages));
            outlet.write(CSV, csv -> FleetCsv.write(told.instances(), pages, options.labels(), options.earlier(), csv));
        }
        summaries(told, review, receipts.worst(), outlet);
        if (options.results().contains(FleetOptions.ResultForm.JSON)) {
            outlet.write(RESULT, json -> new JsonReport(wording).write(told, review, outlet.results(), json));
        }
        if (options.results().contains(FleetOptions.ResultForm.JSONL)) {
            outlet.lines();
        }
        outlet.publish(several ? pages : List.of());
        return new Written(Optional.of(out.endsWith("/") ? out + INDEX : out + "/" + INDEX), told, review.earlier());
    }

    private Optional<FleetReview.SinceEarlier> since(AnalysisResult told) {
        return options.earlier().map(then -> FleetReview.SinceEarlier.of(told.instances(), then));
    }

    private InstanceFiles files(AnalysisResult run, String only) {
        InstanceFiles.Order order = new InstanceFiles.Order(
                InstanceFiles.Look.of(wording, templates),
                RunPart.of(run, wording),
                new InstanceFiles.Pages(
                        run.instances().size(),
                        only,
                        options.reports(),
                        options.pseudonyms()
                                .map(FleetOptions.Pseudonyms::mapping)
                                .orElse(InstanceFiles.Mapping.DROPPED)),
                kept.all(),
                options.earlier(),
                redaction().flatMap(Redaction::keyed));
        return InstanceFiles.of(order, redaction(), wording, html);
    }

    private Optional<Redaction> redaction() {
        return options.pseudonyms().map(FleetOptions.Pseudonyms::redaction);
    }

    private static void write(Outlet outlet, String name, String text) {
        outlet.write(name, out -> {
            try {
                out.write(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void summaries(AnalysisResult told, FleetReview review, List<InstanceResult> worst, Outlet outlet) {
        Typed typed =
                told.instances().size() == 1 ? kept.of(told.instances().get(0).name(), 1) : Typed.NOTHING;
        for (TicketText.Form form : summaries) {
            write(outlet, form.fileName(), new TicketText(wording, form, typed).summary(told, review, worst));
        }
    }

    /** What the receipts of a run tell, by rank. */
    private static final class Told {
        private final AnalysisResult run;
        private final Optional<Redaction> redaction;
        private final SortedMap<Integer, String> pages = new TreeMap<>();
        private final SortedMap<Integer, InstanceResult> worst = new TreeMap<>();
        private final SortedMap<Integer, Defect> defects = new TreeMap<>();

        Told(AnalysisResult run, Optional<Redaction> redaction) {
            this.run = run;
            this.redaction = redaction;
        }

        synchronized void take(Receipt receipt) {
            int rank = receipt.rank();
            receipt.lost().ifPresentOrElse(defect -> defects.put(rank, defect), () -> pages.put(rank, receipt.href()));
            receipt.full().ifPresent(result -> worst.put(rank, result));
            redaction.ifPresent(names -> names.learn(receipt.names()));
        }

        /** Of those that are in the report; empty for one that has no page. */
        List<String> pages() {
            return List.copyOf(pages.values());
        }

        List<InstanceResult> worst() {
            return List.copyOf(worst.values());
        }

        /** What the report tells. */
        AnalysisResult run() {
            return run.without(defects.keySet(), List.copyOf(defects.values()));
        }
    }
}
