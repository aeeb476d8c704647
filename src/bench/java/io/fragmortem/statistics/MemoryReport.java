package io.fragmortem.statistics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the calibration tables of memory as it really moves as Markdown: {@link MemoryCells} and {@link FutureCells}.
 *
 * <p>Arguments: repetitions, seed, part (moves, plain, scales, curves, weekends, bends, beginnings, sampling, dates; all without). Same arguments, same table.
 */
public final class MemoryReport {

    private MemoryReport() {}

    /** Prints all tables to standard output. */
    public static void main(String[] arguments) {
        int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 20261130;
        String part = arguments.length > 2 ? arguments[2] : "";
        Map<String, List<MemoryCells.Cell>> parts = new LinkedHashMap<>();
        parts.put("moves", MemoryCells.moves());
        parts.put("plain", MemoryCells.plain());
        parts.put("scales", MemoryCells.scales());
        parts.put("curves", MemoryCells.curves());
        parts.put("weekends", MemoryCells.weekends());
        parts.put("bends", MemoryCells.bends());
        parts.put("sampling", MemoryCells.sampling());
        parts.forEach((name, cells) -> {
            if (part.isEmpty() || part.equals(name)) {
                verdicts(name, cells, repetitions, seed);
            }
        });
        if (part.isEmpty() || part.equals("beginnings")) {
            MemoryCells.Beginnings shares = MemoryCells.beginnings(repetitions, seed);
            print("%n#### Beginnings under a daily cycle, with the data; %d repetitions%n", repetitions);
            print("| found | early | wrong |%n|---:|---:|---:|");
            print("| %.3f | %.3f | %.3f |", shares.found(), shares.early(), shares.wrong());
        }
        if (part.isEmpty() || part.equals("dates")) {
            dates(repetitions, seed);
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static void verdicts(String part, List<MemoryCells.Cell> cells, int repetitions, long seed) {
        print("%n#### Verdicts, %s; %d repetitions%n", part, repetitions);
        print("| series | asked | share | goal |");
        print("|---|---|---:|---|");
        long own = seed;
        for (MemoryCells.Cell cell : cells) {
            double[] shares = MemoryCells.shares(cell, repetitions, own++);
            for (int g = 0; g < shares.length; g++) {
                MemoryCells.Goal goal = cell.goals().get(g);
                String asked = goal.asked().name().toLowerCase(Locale.ROOT).replace('_', ' ');
                print("| %s | %s | %.3f | %s |", cell.name(), asked, shares[g], wanted(goal, shares[g], repetitions));
            }
        }
    }

    private static String wanted(MemoryCells.Goal goal, double share, int repetitions) {
        String mark = goal.brokenBy(share, repetitions, 1.96) ? " **missed**" : "";
        return switch (goal.bound()) {
            case AT_MOST -> String.format(Locale.ROOT, "at most %.2f%s", goal.share(), mark);
            case AT_LEAST -> String.format(Locale.ROOT, "at least %.2f%s", goal.share(), mark);
            case TOLD -> "";
        };
    }

    private static void dates(int repetitions, long seed) {
        print("%n#### Dates, nominal 90 %%; a fifth of each series is shown; %d repetitions%n", repetitions);
        print("| series | dates | cover | too late | too early | not before alone | held |");
        print("|---|---:|---:|---:|---:|---:|---:|");
        long own = seed;
        for (FutureCells.Cell cell : FutureCells.cells()) {
            FutureCells.Rates r = FutureCells.rates(cell, repetitions, own++);
            boolean reached = r.reached() > 0 && r.dates() > 0;
            print(
                    "| %s | %.3f | %s | %s | %s | %.3f | %s |",
                    cell.name(),
                    r.dates(),
                    reached ? share(r.covers()) : "never reached",
                    reached ? share(r.early()) : "-",
                    reached ? share(r.late()) : "-",
                    r.notBefore(),
                    r.notBefore() > 0 ? share(r.held()) : "-");
        }
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
