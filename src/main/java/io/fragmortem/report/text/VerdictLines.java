package io.fragmortem.report.text;

import io.fragmortem.diagnosis.cause.Severity;
import io.fragmortem.diagnosis.cause.Verdict;
import io.fragmortem.fleet.AnalysisResult;
import io.fragmortem.fleet.FleetSums;
import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.Twins;
import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.view.CauseViews;
import io.fragmortem.report.view.EarlierViews;
import io.fragmortem.report.words.Marks;
import io.fragmortem.report.words.TextWidth;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** What a long analysis came to, in a few lines for a terminal: nobody should have to open a page to learn that all is well. */
public final class VerdictLines {

    private static final int MOST_INSTANCES = 5;
    private static final int MOST_TWINS = 3;
    private static final int LONGEST_NAME = 60;

    private final Wording wording;
    private final int width;

    public VerdictLines(Wording wording, int width) {
        this.wording = wording;
        this.width = width;
    }

    /**
     * The verdict of one instance; of several the counts, and the worst of them; then how that compares with an earlier run.
     *
     * @param since how the run compares, where an earlier one was given
     */
    public List<String> of(AnalysisResult run, Optional<FleetReview.SinceEarlier> since) {
        List<String> lines = of(
                run,
                rank -> since.map(moved -> new EarlierViews(wording)
                                .standing(moved.standings().get(rank)))
                        .orElse(""));
        since.ifPresent(moved -> new EarlierViews(wording)
                .sentences(moved)
                .forEach(sentence -> lines.addAll(TextWidth.wrap(sentence, width))));
        return lines;
    }

    /** @param standing how the instance of a rank stands against an earlier run, empty where that is no news */
    private List<String> of(AnalysisResult run, IntFunction<String> standing) {
        List<String> lines = new ArrayList<>();
        if (run.instances().size() == 1) {
            Verdict verdict = run.instances().get(0).found().verdict();
            String sure = wording.text("confidence.of", Phrase.name(wording.confidence(verdict.confidence())));
            lines.add(Marks.of(verdict.severity()) + " " + wording.severity(verdict.severity()) + " · " + sure);
            lines.addAll(TextWidth.wrap(wording.plain(verdict.sentence()), width));
            Severity worst = run.instances().get(0).found().worst();
            if (worst.compareTo(verdict.severity()) > 0) {
                lines.add(wording.text("advice.beside", Phrase.name(wording.severity(worst))));
            }
            return lines;
        }
        FleetSums sums = FleetSums.of(run.instances());
        List<String> counts = new ArrayList<>();
        for (Severity severity : FleetSums.WORST_FIRST) {
            if (sums.count(severity) > 0) {
                counts.add(Marks.of(severity) + " " + wording.count((double) sums.count(severity)) + " "
                        + wording.severity(severity));
            }
        }
        String silenced = new CauseViews(wording).count(sums);
        if (!silenced.isEmpty()) {
            counts.add(silenced);
        }
        lines.add(String.join(" · ", counts));
        List<InstanceSummary> needing = run.instances().stream()
                .filter(instance -> instance.found().needsPerson())
                .toList();
        for (int rank = 0; rank < Math.min(MOST_INSTANCES, needing.size()); rank++) { // they are the first of all
            lines.addAll(TextWidth.wrap(line(needing.get(rank), standing.apply(rank)), width));
        }
        if (needing.size() > MOST_INSTANCES) {
            lines.add(wording.text("verdicts.more", Phrase.count(needing.size() - MOST_INSTANCES)));
        }
        Twins.of(run.instances()).entrySet().stream()
                .filter(twins -> twins.getKey().compareTo(twins.getValue().get(0)) < 0) // each of them says it too
                .limit(MOST_TWINS)
                .forEach(twins -> lines.addAll(TextWidth.wrap(twins(twins.getKey(), twins.getValue()), width)));
        return lines;
    }

    private String twins(String name, List<String> others) {
        List<String> names =
                others.stream().map(other -> Untrusted.cut(other, LONGEST_NAME)).toList();
        return wording.labelled(
                Untrusted.cut(name, LONGEST_NAME), wording.text("index.twins", Phrase.name(wording.list(names))));
    }

    private String line(InstanceSummary instance, String standing) {
        Verdict verdict = instance.found().verdict();
        String name = Untrusted.cut(instance.name(), LONGEST_NAME);
        String called =
                standing.isEmpty() ? name : wording.text("fleet.named", Phrase.name(name), Phrase.name(standing));
        String said = wording.labelled(called, wording.plain(verdict.sentence()));
        return Marks.of(verdict.severity()) + " " + said;
    }
}
