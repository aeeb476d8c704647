package io.fragmortem.report.view;

import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.view.page.IndexPage;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.List;
import java.util.Optional;

/** Which instances of a fleet restarted at one time, and what these have in common. */
public final class RestartViews {

    private static final int LONGEST_NAME = 120;

    private final Wording wording;

    public RestartViews(Wording wording) {
        this.wording = wording;
    }

    /** The section, empty where none restarted together. */
    Optional<IndexPage.Section> section(List<FleetReview.Restarted> restarts, InstanceLinks links) {
        if (restarts.isEmpty()) {
            return Optional.empty();
        }
        IndexPage.NamedTable table = new IndexPage.NamedTable(
                "",
                List.of(
                        wording.text("fleet.restarts.what"),
                        wording.text("fleet.restarts.shared"),
                        wording.text("fleet.which")),
                restarts.stream()
                        .map(one -> List.of(
                                InstanceLinks.text(sentence(one)),
                                InstanceLinks.text(shared(one)),
                                links.to(one.instances(), wording)))
                        .toList());
        return Optional.of(new IndexPage.Section(
                "restarts",
                wording.text("fleet.restarts"),
                wording.text("fleet.restarts.text"),
                List.of(table),
                List.of(),
                List.of()));
    }

    /** For example {@code 14 instances restarted between 2026-10-03 02:10:00 and 02:14:00: a deploy or a host that went down?} */
    String sentence(FleetReview.Restarted restarted) {
        Phrase.Arg count = Phrase.count(restarted.instances().size());
        Phrase.Arg from = Phrase.name(wording.moment(restarted.fromMicros()));
        boolean atOnce = restarted.fromMicros() == restarted.toMicros();
        Phrase.Arg to = Phrase.name(Moments.later(restarted.toMicros(), restarted.fromMicros(), wording));
        String key = "fleet.restarts." + (atOnce ? "at." : "between.") + (isOneHost(restarted) ? "host" : "any");
        return wording.text(key, count, from, to);
    }

    private static boolean isOneHost(FleetReview.Restarted restarted) {
        return restarted.ties().stream().anyMatch(tie -> tie.kind() == FleetReview.Tie.Kind.HOST);
    }

    /** What all of them share and others do not. */
    String shared(FleetReview.Restarted restarted) {
        List<String> ties = restarted.ties().stream()
                .map(tie -> wording.text(
                        "fleet.tie",
                        Phrase.name(
                                tie.kind() == FleetReview.Tie.Kind.LABEL
                                        ? Untrusted.cut(tie.name(), LONGEST_NAME)
                                        : wording.text("fleet.tie." + Spelling.lower(tie.kind()))),
                        Phrase.name(Untrusted.cut(tie.value(), LONGEST_NAME)),
                        Phrase.count(restarted.instances().size()),
                        Phrase.count(tie.all())))
                .toList();
        return ties.isEmpty() ? wording.text("fleet.restarts.nothing") : wording.list(ties);
    }

    /** All of it in one line. */
    public String line(FleetReview.Restarted restarted) {
        return wording.text(
                "fleet.restarts.line",
                Phrase.name(sentence(restarted)),
                Phrase.name(shared(restarted)),
                Phrase.name(wording.list(InstanceLinks.names(restarted.instances(), wording))));
    }
}
