package io.fragmortem.report;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.intake.Defect;
import io.fragmortem.fleet.review.Earlier;
import io.fragmortem.report.html.TemplateFailure;
import io.fragmortem.report.json.JsonReport;
import io.fragmortem.report.redact.Redaction;
import io.fragmortem.report.text.TicketText;
import io.fragmortem.report.view.RunPart;
import io.fragmortem.report.view.page.Typed;
import io.fragmortem.report.words.Wording;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * Makes what a report has of one instance, its page and its result as JSON. What it must know for that is an {@link Order},
 * which travels: on another machine the same order gives the same bytes.
 */
public final class InstanceFiles {

    private final Order order;
    private final Optional<Redaction> redaction;
    private final HtmlReport html;
    private final JsonReport json;

    private InstanceFiles(Order order, Optional<Redaction> redaction, Wording wording, HtmlReport html) {
        this.order = order;
        this.redaction = redaction;
        this.html = html;
        this.json = new JsonReport(wording);
    }

    /**
     * All that the files of instances depend on beside the instances.
     *
     * @param run what every page says of the run
     * @param typed what people typed into earlier pages, by instance
     * @param earlier what an earlier run said
     * @param keyed pseudonyms, where they are wanted and can be given on any machine
     */
    public record Order(
            Look look,
            RunPart run,
            Pages pages,
            Map<String, Typed> typed,
            Optional<Earlier> earlier,
            Optional<Redaction.Keyed> keyed) {}

    /**
     * Words and templates.
     *
     * @param templates a folder that is there on every machine
     */
    public record Look(String language, String zone, Optional<String> templates) {

        static Look of(Wording wording, Optional<Path> templates) {
            return new Look(wording.language(), wording.zone().getId(), templates.map(Path::toString));
        }
    }

    /**
     * Which pages there are.
     *
     * @param instances how many the run has
     * @param only the page of an instance that is the only one
     * @param mapping whether each receipt tells what the pseudonyms stand for that are new with it
     */
    public record Pages(int instances, String only, FleetOptions.Reports wanted, Mapping mapping) {

        private static final String FOLDER = "instances/";
        static final String INDEX = "index.html";

        /** The page of an instance in the report, empty where it gets none. */
        String href(int rank, String name, Severity severity) {
            if (instances == 1) {
                return only;
            }
            return wanted.has(rank, severity) ? FOLDER + new SafeNames(instances).page(rank + 1, name) : "";
        }

        String indexHref() {
            return instances == 1 ? "" : "../" + INDEX;
        }
    }

    /** What happens to the pairs of name and pseudonym. */
    public enum Mapping {
        TOLD,
        DROPPED
    }

    /**
     * The files of an instance.
     *
     * @param page empty where it gets none
     * @param json on one line, empty where the instance is lost
     */
    public record Made(Receipt receipt, String page, String json) {}

    /** Whether a file is named as the pages of instances are. */
    public static boolean isPage(String file) {
        return SafeNames.PAGE.matcher(file).matches();
    }

    /** As ordered on another machine. */
    public static InstanceFiles of(Order order) {
        Wording wording = new Wording(order.look.language, ZoneId.of(order.look.zone));
        return new InstanceFiles(
                order,
                order.keyed.map(Redaction::keyed),
                wording,
                new HtmlReport(wording, order.look.templates.map(Path::of), KeptHuman.of(order.typed)));
    }

    /** As ordered here, where the pseudonyms may be numbered ones. */
    static InstanceFiles of(Order order, Optional<Redaction> redaction, Wording wording, HtmlReport html) {
        return new InstanceFiles(order, redaction, wording, html);
    }

    /** What other machines must know to make the same. */
    public Order order() {
        if (redaction.isPresent() && order.keyed.isEmpty()) {
            throw new IllegalStateException("numbered pseudonyms are known only where all results are");
        }
        return order;
    }

    /**
     * The files of the instance of this rank.
     *
     * @throws TemplateFailure when a template of the user is wrong
     */
    public Made make(int rank, InstanceResult found) {
        InstanceResult result = redaction.map(r -> r.of(found)).orElse(found);
        String href = order.pages.href(
                rank, result.name(), result.diagnosis().verdict().severity());
        try {
            String whole = json.instance(result);
            String page = href.isEmpty()
                    ? ""
                    : html.instance(order.run, order.pages.instances, result, whole, order.pages.indexHref());
            Optional<InstanceResult> full = rank < TicketText.MOST_FULL ? Optional.of(result) : Optional.empty();
            return new Made(new Receipt(rank, href, Optional.empty(), full, names()), page, standing(result, whole));
        } catch (TemplateFailure e) {
            if (order.look.templates.isPresent()) {
                throw e;
            }
            return lost(rank, result, e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return lost(rank, result, e);
        }
    }

    /** The JSON of an instance with what the earlier run says of it. */
    private String standing(InstanceResult result, String whole) {
        return order.earlier
                .map(then -> JsonReport.standing(
                        whole, then.of(result.name(), result.diagnosis().verdict()), then.then(result.name())))
                .orElse(whole);
    }

    private Made lost(int rank, InstanceResult result, Throwable thrown) {
        Optional<Defect> defect = Optional.of(Defect.report(result.name(), thrown));
        return new Made(new Receipt(rank, "", defect, Optional.empty(), Map.of()), "", "");
    }

    private Map<String, String> names() {
        return order.pages.mapping == Mapping.TOLD && redaction.isPresent()
                ? redaction.get().news()
                : Map.of();
    }
}
