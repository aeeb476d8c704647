package io.fragmortem.fleet.compare;

import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.fleet.compare.Comparison.Changed;
import io.fragmortem.fleet.compare.Comparison.Moved;
import io.fragmortem.fleet.compare.Comparison.Outcome;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Total;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.statistics.level.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares two sides. What counts is the memory beyond used memory: by how much its level moved, with an interval that holds
 * for samples that resemble their neighbours, and whether that is worth a word.
 */
public final class Comparer {

    private final Thresholds thresholds;

    public Comparer(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** Before and after. */
    public Comparison compare(Side before, Side after) {
        List<Moved> levels = levels(before, after);
        List<Changed> settings = settings(before, after);
        Optional<Moved> gap =
                levels.stream().filter(moved -> moved.metric().equals(Side.GAP)).findFirst();
        Optional<Moved> judged = gap.or(() -> levels.stream().findFirst());
        boolean resident =
                gap.map(moved -> isResident(moved, material(before, after))).orElse(true);
        Outcome outcome = judged.filter(moved -> resident)
                .map(moved -> outcome(moved, before, after))
                .orElse(Outcome.CANNOT_TELL);
        return new Comparison(
                before,
                after,
                outcome,
                resident ? sentence(outcome, judged) : notResident(judged.orElseThrow()),
                levels,
                settings,
                caveats(before, after, levels, gap.isPresent()));
    }

    private static List<Moved> levels(Side before, Side after) {
        List<String> order =
                new ArrayList<>(List.of(Total.USED_MEMORY_RSS.jsonName(), Total.USED_MEMORY.jsonName(), Side.GAP));
        for (Component component : Component.values()) {
            order.add(component.jsonName());
        }
        List<Moved> levels = new ArrayList<>();
        for (String metric : order) {
            Optional<Level> was = before.level(metric);
            Optional<Level> is = after.level(metric);
            if (was.isPresent() && is.isPresent()) {
                levels.add(new Moved(metric, was.get(), is.get()));
            }
        }
        return levels;
    }

    private Outcome outcome(Moved moved, Side before, Side after) {
        double material = material(before, after);
        Level.Difference difference = moved.difference();
        OptionalDouble low = difference.low();
        OptionalDouble high = difference.high();
        if (low.isEmpty() || high.isEmpty()) {
            // Dumps without a spread: only what no noise makes.
            double certain = Math.max(material, thresholds.significantBytes());
            return Math.abs(difference.size()) < certain
                    ? Outcome.CANNOT_TELL
                    : difference.size() < 0 ? Outcome.BETTER : Outcome.WORSE;
        }
        boolean negligible = Math.abs(low.getAsDouble()) < material && Math.abs(high.getAsDouble()) < material;
        if (negligible || isIdentical(moved)) {
            return Outcome.SAME;
        }
        if (high.getAsDouble() < 0 && difference.size() <= -material) {
            return Outcome.BETTER;
        }
        return low.getAsDouble() > 0 && difference.size() >= material ? Outcome.WORSE : Outcome.CANNOT_TELL;
    }

    /** Below used memory, pages are swapped out or were never touched: a gap that goes there is no gain, one that comes back no loss. */
    private static boolean isResident(Moved gap, double material) {
        return Math.min(gap.before().mean(), gap.after().mean()) > -material;
    }

    private static Phrase notResident(Moved gap) {
        return Phrase.of(
                "compare.not_resident",
                Phrase.nested(Phrase.of("compare.metric." + gap.metric())),
                Phrase.bytes(gap.before().mean()),
                Phrase.bytes(gap.after().mean()));
    }

    /** The same samples twice: no interval makes a difference of them. */
    private static boolean isIdentical(Moved moved) {
        Level before = moved.before();
        Level after = moved.after();
        return before.n() == after.n()
                && Math.abs(moved.difference().size()) < 1
                && Math.abs(before.standardError() - after.standardError()) < 1;
    }

    /** What is worth a word: a share of RSS, and never less than the floor of all rules. */
    private double material(Side before, Side after) {
        double rss = Math.max(mean(before, Total.USED_MEMORY_RSS), mean(after, Total.USED_MEMORY_RSS));
        return Math.max(thresholds.floorBytes(), SMALL_SHARE * rss);
    }

    /** Of RSS: below this nobody would act. */
    private static final double SMALL_SHARE = 0.05;

    /** Data that differ by more make the two sides different incidents. */
    private static final double OTHER_DATA = 0.2;

    private static double mean(Side side, Total total) {
        return side.level(total).map(Level::mean).orElse(0.0);
    }

    private static Phrase sentence(Outcome outcome, Optional<Moved> judged) {
        if (judged.isEmpty()) {
            return Phrase.of("compare.nothing");
        }
        Moved moved = judged.get();
        Level.Difference difference = moved.difference();
        Phrase.Arg metric = Phrase.nested(Phrase.of("compare.metric." + moved.metric()));
        Phrase.Arg from = Phrase.bytes(moved.before().mean());
        Phrase.Arg to = Phrase.bytes(moved.after().mean());
        Phrase.Arg size = Phrase.bytes(Math.abs(difference.size()));
        String way = difference.size() < 0 ? "fell" : "rose";
        return switch (outcome) {
            case BETTER, WORSE ->
                difference.low().isPresent()
                        ? Phrase.of(
                                "compare." + way,
                                metric,
                                from,
                                to,
                                size,
                                Phrase.bytes(Math.min(
                                        Math.abs(difference.low().getAsDouble()),
                                        Math.abs(difference.high().getAsDouble()))),
                                Phrase.bytes(Math.max(
                                        Math.abs(difference.low().getAsDouble()),
                                        Math.abs(difference.high().getAsDouble()))))
                        : Phrase.of("compare." + way + ".bare", metric, from, to, size);
            case SAME -> Phrase.of("compare.same", metric, from, to);
            case CANNOT_TELL -> Phrase.of("compare.cannot_tell", metric, from, to);
        };
    }

    private static List<Changed> settings(Side before, Side after) {
        Set<String> names = new TreeSet<>(before.settings().keySet());
        names.addAll(after.settings().keySet());
        List<Changed> changed = new ArrayList<>();
        if (after.server().isOtherProduct(before.server())) {
            changed.add(
                    new Changed("server", before.server().name(), after.server().name()));
        }
        for (String name : names) {
            Optional<String> was = before.setting(name);
            Optional<String> is = after.setting(name);
            // What only one side tells is no difference of the server.
            if (was.isPresent() && is.isPresent() && !was.equals(is)) {
                changed.add(new Changed(name, was.get(), is.get()));
            }
        }
        return changed;
    }

    private List<Phrase> caveats(Side before, Side after, List<Moved> levels, boolean hasGap) {
        List<Phrase> caveats = new ArrayList<>();
        Kinship kinship = new Kinship(before, after);
        Optional<Phrase> other = kinship.doubt();
        other.ifPresent(caveats::add);
        kinship.swapped().ifPresent(caveats::add);
        if (!hasGap) {
            caveats.add(Phrase.of("compare.caveat.no_gap"));
        }
        if (before.window().samples() < 2 || after.window().samples() < 2) {
            caveats.add(Phrase.of("compare.caveat.single"));
        }
        double used = mean(before, Total.USED_MEMORY);
        double usedAfter = mean(after, Total.USED_MEMORY);
        double data = usedAfter - used;
        if (Math.abs(data) > OTHER_DATA * Math.max(used, usedAfter) && Math.abs(data) > thresholds.floorBytes()) {
            caveats.add(Phrase.of("compare.caveat.data", Phrase.bytes(used), Phrase.bytes(usedAfter)));
        }
        if (other.isEmpty()) {
            young(before, after).ifPresent(caveats::add);
        }
        grows(after).ifPresent(caveats::add);
        if (!levels.isEmpty() && after.server().isOther(before.server())) {
            caveats.add(Phrase.of("compare.caveat.version"));
        }
        return caveats;
    }

    /** A process that was just started has not had the time to fragment. */
    private static Optional<Phrase> young(Side before, Side after) {
        OptionalDouble was = before.window().uptimeSeconds();
        OptionalDouble is = after.window().uptimeSeconds();
        boolean restarted = after.window().restarts() > 0
                || (is.isPresent() && was.isPresent() && is.getAsDouble() < was.getAsDouble());
        if (!restarted || is.isEmpty() || was.isEmpty()) {
            return restarted ? Optional.of(Phrase.of("compare.caveat.restarted")) : Optional.empty();
        }
        return Optional.of(
                Phrase.of("compare.caveat.young", Phrase.span(is.getAsDouble()), Phrase.span(was.getAsDouble())));
    }

    private static Optional<Phrase> grows(Side after) {
        return Optional.ofNullable(after.slopes().get(Total.USED_MEMORY_RSS.jsonName()))
                .filter(slope -> slope.verdict().equals("grows"))
                .map(slope -> Phrase.of(
                        "compare.caveat.grows",
                        new Phrase.BytesPerDay(slope.perDay(), after.window().seconds())));
    }
}
