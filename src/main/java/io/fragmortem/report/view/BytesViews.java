package io.fragmortem.report.view;

import io.fragmortem.diagnosis.cause.Suspect;
import io.fragmortem.fleet.InstanceResult;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.chart.Bars;
import io.fragmortem.report.chart.Layer;
import io.fragmortem.report.chart.LegendTable;
import io.fragmortem.report.chart.RssStack;
import io.fragmortem.report.view.page.Evidence;
import io.fragmortem.report.view.page.Parts;
import io.fragmortem.report.words.Markup;
import io.fragmortem.report.words.Quantities;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the bytes are: before it began, at worst, at last, and what the difference is, layer by layer as in the chart. */
final class BytesViews {

    private static final double WORTH_A_ROW = 0.005;

    private final InstanceResult result;
    private final RssStack stack;
    private final Wording wording;
    private final List<Column> columns;

    BytesViews(InstanceResult result, RssStack stack, Wording wording) {
        this.result = result;
        this.stack = stack;
        this.wording = wording;
        this.columns = columns();
    }

    /** One moment: a sample of the stack and what it is called. */
    private record Column(Which which, int sample) {

        String key() {
            return "bytes." + Spelling.lower(which);
        }
    }

    /** Which moment of an incident. */
    private enum Which {
        /** The last one before it began. */
        BEFORE,
        /** The first one where nothing began. */
        FIRST,
        WORST,
        LAST
    }

    private List<Column> columns() {
        List<Column> found = new ArrayList<>();
        int last = Math.max(stack.lastSplit(), stack.layers().isEmpty() ? stack.lastRss() : -1);
        if (last < 0) {
            return List.of();
        }
        int worst = result.bytes().worst().map(this::worst).orElse(-1);
        int before = before(last);
        if (before >= 0 && before != worst) {
            found.add(new Column(SinceViews.lead(result).isPresent() ? Which.BEFORE : Which.FIRST, before));
        }
        if (worst >= 0 && worst != last) {
            found.add(new Column(Which.WORST, worst));
        }
        found.add(new Column(Which.LAST, last));
        return found;
    }

    /** The last sample before it began; the first one where nothing began. */
    private int before(int last) {
        Optional<Suspect> lead = SinceViews.lead(result);
        if (lead.isEmpty()) {
            return stack.split().length > 1 && stack.split()[0] != last ? stack.split()[0] : -1;
        }
        if (lead.get().sinceMicros().isEmpty() || !stack.timed()) {
            return -1;
        }
        int before = -1;
        for (int sample : stack.split()) {
            if (stack.at()[sample] < lead.get().sinceMicros().getAsLong() && isKnown(sample)) {
                before = sample;
            }
        }
        return before;
    }

    private boolean isKnown(int sample) {
        return !Double.isNaN(stack.bytes(0, sample)) && !Double.isNaN(stack.rss()[sample]);
    }

    /** The worst moment where it tells the layers, else the widest of those that do. */
    private int worst(InstanceResult.Worst worst) {
        int row = worst.row();
        boolean tells = isKnown(row) && Arrays.stream(stack.split()).anyMatch(sample -> sample == row);
        return tells ? row : widest();
    }

    private int widest() {
        int widest = -1;
        double most = 0;
        for (int sample : stack.split()) {
            double gap = Math.abs(stack.rss()[sample] - result.series().used()[sample]);
            if (gap > most) {
                most = gap;
                widest = sample;
            }
        }
        return widest;
    }

    List<Evidence.Bytes> bytes() {
        if (columns.isEmpty()) {
            return List.of();
        }
        return List.of(new Evidence.Bytes(
                wording.text("section.bytes"), head().stream().map(Unbroken::of).toList(), rows(), every()));
    }

    /** The moment that the bars show: the worst one where all is over, else the last. */
    private Column shown() {
        return columns.stream()
                .filter(column -> SinceViews.isOver(result) && column.which() == Which.WORST)
                .findFirst()
                .orElse(columns.get(columns.size() - 1));
    }

    private boolean hasDifference() {
        return columns.size() > 1 && columns.get(0).which() != Which.WORST;
    }

    private List<String> head() {
        List<String> head = new ArrayList<>();
        head.add(wording.text("bytes.part"));
        head.add(wording.text(columns.size() > 1 ? shown().key() + ".bar" : "bytes.bar"));
        for (Column column : columns) {
            head.add(
                    stack.timed() && stack.size() > 1
                            ? wording.text(
                                    column.key() + ".at",
                                    Phrase.name(Moments.of((long) stack.at()[column.sample()], result, wording)))
                            : wording.text(stack.size() > 1 ? column.key() : "bytes.only"));
        }
        head.add(wording.text(hasDifference() ? "bytes.difference" : "bytes.share"));
        return head;
    }

    private double total(int sample) {
        return Double.isNaN(stack.rss()[sample]) ? result.series().used()[sample] : stack.rss()[sample];
    }

    private List<Evidence.Row> rows() {
        List<Evidence.Row> rows = new ArrayList<>();
        int shown = shown().sample();
        double whole = Math.max(1, Math.max(total(shown), upper(shown)));
        double from = 0;
        for (int k = 0; k < stack.layers().size(); k++) {
            Layer layer = stack.layers().get(k);
            double share = zero(stack.bytes(k, shown)) / whole;
            int layerIndex = k;
            rows.add(new Evidence.Row(
                    layer.id(),
                    new Markup(Bars.swatch(layer)),
                    LegendTable.name(layer, wording),
                    new Markup(Bars.step(layer, from, share)),
                    cells(sample -> stack.bytes(layerIndex, sample))));
            from += share;
        }
        if (columns.stream().anyMatch(column -> missing(column.sample()) > WORTH_A_ROW * whole)) {
            rows.add(new Evidence.Row(
                    "gone",
                    new Markup(Bars.notResidentSwatch()),
                    wording.text("bar.not_resident"),
                    new Markup(
                            missing(shown) > 0
                                    ? Bars.step(Layer.of(Component.OUTSIDE), from, -missing(shown) / whole)
                                    : ""),
                    cells(sample -> -missing(sample))));
        }
        boolean usedOnly = Double.isNaN(stack.rss()[shown]);
        rows.add(new Evidence.Row(
                "total",
                new Markup(Bars.rssSwatch()),
                wording.text(usedOnly ? "bar.used" : "bar.rss"),
                new Markup(Bars.total(total(shown) / whole)),
                cells(this::total)));
        return rows;
    }

    /** Bytes that are counted but not resident. */
    private double missing(int sample) {
        double above = (stack.layers().isEmpty() ? 0 : upper(sample)) - stack.rss()[sample];
        return above > 0 ? above : 0;
    }

    private double upper(int sample) {
        double sum = 0;
        for (int k = 0; k < stack.layers().size(); k++) {
            sum += zero(stack.bytes(k, sample));
        }
        return sum;
    }

    private static double zero(double bytes) {
        return Double.isNaN(bytes) ? 0 : bytes;
    }

    private interface Bytes {
        double at(int sample);
    }

    private List<String> cells(Bytes bytes) {
        List<String> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(wording.bytes(bytes.at(column.sample()))));
        int last = columns.get(columns.size() - 1).sample();
        if (hasDifference()) {
            cells.add(signed(bytes.at(last) - bytes.at(columns.get(0).sample())));
        } else {
            double total = total(last);
            cells.add(total > 0 ? wording.percent(bytes.at(last) / total) : Quantities.NONE);
        }
        return cells;
    }

    private String signed(double bytes) {
        return bytes >= 0.5 ? "+" + wording.bytes(bytes) : wording.bytes(bytes);
    }

    /** What the allocator holds and RSS does not is no negative process: the row that the other table has for it. */
    private void absent(double[] outside, List<List<String>> rows) {
        if (columns.stream().anyMatch(column -> outside[column.sample()] < 0)) {
            List<String> row = new ArrayList<>();
            row.add(wording.text("bar.not_resident"));
            columns.forEach(column -> row.add(wording.bytes(Math.min(0, outside[column.sample()]))));
            rows.add(row);
        }
    }

    /** Every component as it was computed, none joined with another. */
    private List<Parts.Table> every() {
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<Component, double[]> part : result.series().parts().entrySet()) {
            List<String> row = new ArrayList<>();
            row.add(wording.component(part.getKey()));
            boolean outside = part.getKey() == Component.OUTSIDE;
            columns.forEach(column -> {
                double bytes = part.getValue()[column.sample()];
                row.add(wording.bytes(outside && bytes < 0 ? 0 : bytes));
            });
            rows.add(row);
        }
        Optional.ofNullable(result.series().parts().get(Component.OUTSIDE)).ifPresent(outside -> absent(outside, rows));
        List<String> head = new ArrayList<>();
        head.add(wording.text("bytes.part"));
        columns.forEach(column -> head.add(wording.text(column.key())));
        return rows.isEmpty() ? List.of() : List.of(new Parts.Table(wording.text("bytes.every"), "n2", head, rows));
    }
}
