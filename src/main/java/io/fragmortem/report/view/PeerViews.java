package io.fragmortem.report.view;

import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.InstanceResult.Relation;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.view.page.Evidence;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** An instance beside those that hold the same data by replication, for every kind of report. */
public final class PeerViews {

    private final Wording wording;

    public PeerViews(Wording wording) {
        this.wording = wording;
    }

    /** The table and what it says; none where no peer is in the input. */
    public List<Evidence.Peers> of(InstanceResult result) {
        if (result.peers().isEmpty()) {
            return List.of();
        }
        List<List<String>> rows = new ArrayList<>();
        result.now().ifPresent(now -> rows.add(own(result, now)));
        result.peers().forEach(peer -> rows.add(row(peer)));
        List<String> said = result.peers().stream()
                .map(peer -> wording.plain(peer.sentence()))
                .toList();
        return List.of(new Evidence.Peers(wording.text("section.peers"), head(), rows, said));
    }

    private List<String> head() {
        return List.of(
                wording.text("peer.instance"),
                wording.text("peer.role"),
                wording.text("peer.at"),
                wording.text("peer.data"),
                "used_memory",
                wording.text("bar.rss"),
                wording.text("peer.gap"));
    }

    private List<String> own(InstanceResult result, Breakdown now) {
        double data = now.has(Component.DATASET) ? now.bytes(Component.DATASET) : now.used();
        boolean primary = result.peers().stream().anyMatch(peer -> peer.role() == Relation.REPLICA);
        return cells(
                wording.text("peer.this", Phrase.name(result.name())),
                primary ? Relation.PRIMARY : Relation.REPLICA,
                result.toMicros().isPresent() ? OptionalLong.of(now.atMicros()) : OptionalLong.empty(),
                data,
                now.used(),
                now.rss());
    }

    private List<String> row(InstanceResult.PeerLine peer) {
        return cells(
                Untrusted.visible(peer.name()), peer.role(), peer.atMicros(), peer.data(), peer.used(), peer.rss());
    }

    private List<String> cells(String name, Relation role, OptionalLong at, double data, double used, double rss) {
        return List.of(
                name,
                wording.text("peer.role." + Spelling.lower(role)),
                at.isPresent() ? wording.moment(at.getAsLong()) : wording.text("index.untimed"),
                wording.bytes(data),
                wording.bytes(used),
                wording.bytes(rss),
                wording.bytes(rss - used));
    }
}
