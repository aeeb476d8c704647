package io.fragmortem.report.view;

import io.fragmortem.diagnosis.cause.Cause;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.fleet.SlabClass;
import io.fragmortem.memory.Breakdown;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.report.chart.Bars;
import io.fragmortem.report.chart.Frame;
import io.fragmortem.report.chart.SlabPicture;
import io.fragmortem.report.view.page.Evidence;
import io.fragmortem.report.words.Markup;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What fragmentation is, for readers who never heard of slabs, in this instance's own shares. */
final class PictureViews {

    /** What is drawn has to be seen: free slots and pages of at least this share of the allocator's memory. */
    private static final double SHOWN_FROM = 0.08;

    private static final int MOST_CLASSES = 6;
    private static final int PAGES_PER_ROW = 16;
    private static final int PAGES_PER_NARROW_ROW = 6;

    private static final Set<Cause> TOLD_BY_IT =
            EnumSet.of(Cause.EXTERNAL_FRAGMENTATION, Cause.ALLOCATOR_RETENTION, Cause.DEFRAG_INEFFECTIVE);

    private final InstanceResult result;
    private final Wording wording;

    PictureViews(InstanceResult result, Wording wording) {
        this.result = result;
        this.wording = wording;
    }

    List<Evidence.Picture> picture() {
        return moment().filter(this::isWorthDrawing)
                .map(this::picture)
                .map(List::of)
                .orElse(List.of());
    }

    /** The worst moment where all is over by now, else the last one. */
    private Optional<Breakdown> moment() {
        Optional<Breakdown> worst = SinceViews.isOver(result) ? result.worst() : Optional.empty();
        return worst.or(result::now).filter(bytes -> bytes.split() == Breakdown.Split.FULL);
    }

    private boolean isWorthDrawing(Breakdown bytes) {
        SlabPicture.Shares shares = shares(bytes);
        double whole = shares.live() + shares.free() + shares.kept();
        boolean visible = shares.free() + shares.kept() >= SHOWN_FROM * whole;
        boolean asked = result.diagnosis().suspects().stream().anyMatch(s -> TOLD_BY_IT.contains(s.cause()));
        return visible && asked;
    }

    private SlabPicture.Shares shares(Breakdown bytes) {
        double live = bytes.used() + Math.max(0, bytes.bytes(Component.ALLOCATOR_CACHE));
        double free = Math.max(0, bytes.bytes(Component.FRAGMENTATION));
        double kept = Math.max(0, bytes.bytes(Component.RETAINED));
        double most = SinceViews.isOver(result)
                ? 0
                : result.worst()
                        .filter(worst -> worst.split() == Breakdown.Split.FULL)
                        .map(worst -> worst.resident().orElse(0))
                        .orElse(0.0);
        return new SlabPicture.Shares(live, free, kept, Math.max(0, most - (live + free + kept)));
    }

    private Evidence.Picture picture(Breakdown bytes) {
        SlabPicture.Shares shares = shares(bytes);
        String title = wording.text("picture.title");
        String lead = wording.text(
                bytes.atMicros() == 0 || result.samples() < 2 ? "picture.lead" : "picture.lead.at",
                Phrase.bytes(shares.perPage()),
                Phrase.name(bytes.atMicros() == 0 ? "" : Moments.of(bytes.atMicros(), result, wording)));
        List<Evidence.Key> keys = keys(shares);
        StringBuilder described = new StringBuilder();
        keys.forEach(key ->
                described.append(wording.labelled(key.name(), key.bytes())).append(". "));
        String text = described.toString().strip();
        return new Evidence.Picture(
                title,
                lead,
                new Markup(SlabPicture.draw(shares, Frame.wide("pw"), PAGES_PER_ROW, title, text)),
                new Markup(SlabPicture.draw(shares, Frame.narrow("pn"), PAGES_PER_NARROW_ROW, title, text)),
                keys,
                classes());
    }

    private List<Evidence.Key> keys(SlabPicture.Shares shares) {
        List<Evidence.Key> keys = new ArrayList<>();
        keys.add(key(SlabPicture.slot(true), "live", shares.live()));
        keys.add(key(SlabPicture.slot(false), "free", shares.free()));
        keys.add(key(SlabPicture.page(true), "kept", shares.kept()));
        if (shares.returned() > shares.perPage() / 2) {
            keys.add(key(SlabPicture.page(false), "returned", shares.returned()));
        }
        return keys;
    }

    private Evidence.Key key(String swatch, String key, double bytes) {
        return new Evidence.Key(
                new Markup(swatch),
                wording.text("picture." + key),
                wording.bytes(bytes),
                wording.text("picture." + key + ".means"));
    }

    private List<Evidence.Classes> classes() {
        List<SlabClass> slabs = result.particulars().slabs();
        if (slabs.isEmpty()) {
            return List.of();
        }
        double all = slabs.stream().mapToDouble(SlabClass::wasteBytes).sum();
        List<Evidence.SlabRow> rows = slabs.stream()
                .limit(MOST_CLASSES)
                .map(slab -> new Evidence.SlabRow(
                        wording.text("picture.class", Phrase.bytes(slab.sizeBytes())),
                        new Markup(Bars.utilisation(slab.utilisation())),
                        List.of(
                                wording.percent(slab.utilisation()),
                                wording.count(slab.slabs()),
                                wording.bytes(slab.wasteBytes()))))
                .toList();
        double rest = slabs.stream()
                .skip(MOST_CLASSES)
                .mapToDouble(SlabClass::wasteBytes)
                .sum();
        String more = slabs.size() > MOST_CLASSES
                ? wording.text("picture.classes.more", Phrase.count(slabs.size() - MOST_CLASSES), Phrase.bytes(rest))
                : "";
        return List.of(new Evidence.Classes(
                wording.text("picture.classes", Phrase.bytes(all)),
                List.of(
                        wording.text("picture.classes.size"),
                        wording.text("picture.classes.bar"),
                        wording.text("picture.classes.used"),
                        wording.text("picture.classes.slabs"),
                        wording.text("picture.classes.waste")),
                rows,
                more));
    }
}
