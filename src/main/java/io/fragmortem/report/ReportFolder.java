package io.fragmortem.report;

import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.Defect;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.engine.Fleet;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.html.TemplateFailure;
import io.fragmortem.report.json.JsonReport;
import io.fragmortem.report.text.FleetCsv;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.report.view.Typed;
import io.fragmortem.report.words.Wording;
import io.fragmortem.timeline.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a whole report: {@code index.html}, {@code result.json}, {@code summary.md}, and a page for each instance when there
 * are several; or one single {@code .html} file for one instance.
 */
public final class ReportFolder {

    private static final String PAGES = "instances";
    private static final String INDEX = "index.html";
    private static final String RESULT = "result.json";
    private static final String LINES = "result.jsonl";
    private static final String CSV = "fleet.csv";

    private final Wording wording;
    private final HtmlReport html;
    private final Set<TicketText.Form> summaries;
    private final KeptHuman kept;
    private final boolean ownTemplates;
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
     * @param finished the results of the run's instances
     * @param out a folder, made when missing, or a file whose name ends in .html
     * @throws IllegalArgumentException when a single file is wanted for several instances
     * @throws TemplateFailure when a template of the user is wrong
     * @throws WriteFailure when the system refuses
     */
    public Written write(AnalysisResult run, Fleet.Finished finished, Path out) {
        return isPage(out) ? page(run, finished, out) : folder(run, finished, out);
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
        try (Staging files = Staging.in(parent(target))) {
            Pages pages = new Pages(run, finished.store(), files);
            String name = String.valueOf(target.getFileName());
            finished.forEach((rank, instance) -> pages.add(rank, instance, name, ""));
            files.publish();
            return pages.written(out);
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

    private Written folder(AnalysisResult run, Fleet.Finished finished, Path out) {
        List<String> hrefs = hrefs(run);
        boolean several = hrefs.size() > 1;
        Path index = out.resolve(INDEX);
        EarlierPages earlier = EarlierPages.in(out, PAGES);
        try (Staging files = Staging.in(out)) {
            Pages pages = new Pages(run, finished.store(), files);
            finished.forEach((rank, instance) -> {
                boolean wanted =
                        !several || options.reports().has(rank, run.instances().get(rank));
                String name = !wanted ? "" : several ? hrefs.get(rank) : INDEX;
                pages.add(rank, instance, name, several ? "../" + INDEX : "");
            });
            AnalysisResult told = pages.told();
            if (told.instances().isEmpty()) {
                return new Written(Optional.empty(), told);
            }
            if (several) {
                FleetReview review = FleetReview.of(told.instances(), options.labels(), options.earlier());
                files.write(INDEX, html.index(told, review, pages.shown()));
                files.write(CSV, FleetCsv.of(told.instances(), pages.shown(), options.labels()));
            }
            summaries(told, pages.worst(), files);
            results(told, pages, files);
            files.publish();
            earlier.deleteAllBut(several ? pages.shown() : List.of());
            return pages.written(index);
        }
    }

    private void results(AnalysisResult told, Pages pages, Staging files) {
        if (options.results().contains(FleetOptions.ResultForm.JSON)) {
            files.write(RESULT, json -> new JsonReport(wording).write(told, pages::json, json));
        }
        if (options.results().contains(FleetOptions.ResultForm.JSONL)) {
            files.write(LINES, lines -> JsonReport.lines(pages::json, lines));
        }
    }

    private void summaries(AnalysisResult told, List<InstanceResult> worst, Staging files) {
        Typed typed =
                told.instances().size() == 1 ? kept.of(told.instances().get(0).name(), 1) : Typed.NOTHING;
        for (TicketText.Form form : summaries) {
            files.write(form.fileName(), new TicketText(wording, form, typed).summary(told, worst));
        }
    }

    /** Pages of instances as they are made, each by itself and several at a time. */
    private final class Pages {
        private final AnalysisResult run;
        private final Store store;
        private final Staging files;
        private final SortedMap<Integer, String> shown = new TreeMap<>();
        private final SortedMap<Integer, InstanceResult> worst = new TreeMap<>();
        private final SortedMap<Integer, Store.Kept<Phrase.Name>> json = new TreeMap<>();
        private final SortedMap<Integer, Defect> defects = new TreeMap<>();

        Pages(AnalysisResult run, Store store, Staging files) {
            this.run = run;
            this.store = store;
            this.files = files;
        }

        void add(int rank, InstanceResult instance, String name, String indexHref) {
            Optional<String> page = name.isEmpty() ? Optional.of("") : made(rank, instance, indexHref);
            page.ifPresent(text -> {
                if (!name.isEmpty()) {
                    files.write(name, text);
                }
                String object = new JsonReport(wording).instance(instance);
                keep(rank, instance, name, store.keep(new Phrase.Name(object), 2L * object.length()));
            });
        }

        private synchronized void keep(int rank, InstanceResult instance, String name, Store.Kept<Phrase.Name> object) {
            shown.put(rank, name);
            json.put(rank, object);
            if (rank < TicketText.MOST_FULL) {
                worst.put(rank, instance);
            }
        }

        private Optional<String> made(int rank, InstanceResult instance, String indexHref) {
            try {
                return Optional.of(html.instance(run, instance, indexHref));
            } catch (TemplateFailure e) {
                if (ownTemplates) {
                    throw e;
                }
                lose(rank, instance, e);
            } catch (RuntimeException | StackOverflowError e) {
                lose(rank, instance, e);
            }
            return Optional.empty();
        }

        private synchronized void lose(int rank, InstanceResult instance, Throwable thrown) {
            defects.put(rank, Defect.report(instance.name(), thrown));
        }

        List<String> shown() {
            return List.copyOf(shown.values());
        }

        List<InstanceResult> worst() {
            return List.copyOf(worst.values());
        }

        /** The results of the instances as JSON, one after the other. */
        Iterator<String> json() {
            return json.values().stream().map(kept -> kept.get().text()).iterator();
        }

        AnalysisResult told() {
            return run.without(defects.keySet(), List.copyOf(defects.values()));
        }

        Written written(Path first) {
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
