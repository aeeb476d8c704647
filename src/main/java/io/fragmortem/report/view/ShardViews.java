package io.fragmortem.report.view;

import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.view.page.IndexPage;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which shards of a cluster are not like the others. */
public final class ShardViews {

    private static final int LONGEST_NAME = 120;

    /** Of one group. */
    private static final int MOST = 5;

    private final Wording wording;

    public ShardViews(Wording wording) {
        this.wording = wording;
    }

    /** The section, empty where none stands out. */
    Optional<IndexPage.Section> section(List<FleetReview.ShardGroup> groups, InstanceLinks links) {
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        List<List<List<IndexPage.Link>>> rows = new ArrayList<>();
        for (FleetReview.ShardGroup group : groups) {
            for (FleetReview.StandsOut one : first(group)) {
                rows.add(List.of(
                        InstanceLinks.text(name(group)),
                        List.of(links.to(one.instance())),
                        InstanceLinks.text(wording.text("fleet.shards." + Spelling.lower(one.what()))),
                        InstanceLinks.text(wording.bytes(one.bytes())),
                        InstanceLinks.text(wording.text(
                                "fleet.shards.median", Phrase.bytes(one.median()), Phrase.count(group.shards())))));
            }
        }
        List<String> head = List.of(
                wording.text("fleet.shards.cluster"),
                wording.text("fleet.shards.shard"),
                wording.text("fleet.shards.what"),
                wording.text("fleet.shards.holds"),
                wording.text("fleet.shards.others"));
        return Optional.of(new IndexPage.Section(
                "shards",
                wording.text("fleet.shards"),
                wording.text("fleet.shards.text"),
                List.of(new IndexPage.NamedTable("", head, rows)),
                List.of(),
                List.of()));
    }

    /** A sentence for each shard that stands out. */
    public List<String> sentences(FleetReview.ShardGroup group) {
        return first(group).stream()
                .map(one -> wording.text(
                        "fleet.shards." + Spelling.lower(one.what()) + ".text",
                        Phrase.name(InstanceLinks.shown(one.instance())),
                        Phrase.bytes(one.bytes()),
                        Phrase.count(group.shards()),
                        Phrase.name(name(group)),
                        Phrase.bytes(one.median())))
                .toList();
    }

    private static List<FleetReview.StandsOut> first(FleetReview.ShardGroup group) {
        return group.standingOut().subList(0, Math.min(MOST, group.standingOut().size()));
    }

    private static String name(FleetReview.ShardGroup group) {
        return Untrusted.cut(group.name(), LONGEST_NAME);
    }
}
