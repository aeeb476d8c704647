package io.fragmortem.statistics;

import io.fragmortem.statistics.change.ChangePoints;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Writes the tables of change points as Markdown: false alarms, exact finds and places, by simulation of the finished code.
 *
 * <p>Arguments: repetitions (1,000 without), seed, one length (all without). Same arguments, same tables.
 */
public final class ChangePointReport {

    private final int repetitions;
    private final long seed;
    private final int[] lengths;

    private ChangePointReport(int repetitions, long seed, int... lengths) {
        this.lengths = lengths;
        this.repetitions = repetitions;
        this.seed = seed;
    }

    /** Prints all tables to standard output. */
    public static void main(String[] arguments) {
        int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 20261125;
        ChangePointReport report = arguments.length > 2
                ? new ChangePointReport(repetitions, seed, Integer.parseInt(arguments[2]))
                : new ChangePointReport(repetitions, seed, 100, 300, 1000);
        report.table("Nothing there: share of series with a certified change", ChangeScenarios.nulls(), true);
        report.table("Changes there: exactly these certified, in place", ChangeScenarios.changes(), false);
        report.table("Other noise, nothing there", ChangeScenarios.otherNulls(), true);
        report.table("Other changes", ChangeScenarios.otherChanges(), false);
    }

    private void table(String title, List<ChangeScenarios.Case> cases, boolean nulls) {
        print("%n## %s%n", title);
        StringBuilder head = new StringBuilder("| case |");
        for (int n : lengths) {
            head.append(" n = ").append(n).append(" |");
        }
        print("%s", head);
        print("|---|%s", "---:|".repeat(lengths.length));
        for (ChangeScenarios.Case one : cases) {
            StringBuilder row = new StringBuilder("| " + one.name() + " |");
            for (int n : lengths) {
                row.append(String.format(Locale.ROOT, " %.3f |", rate(one, n, nulls)));
            }
            print("%s", row);
        }
    }

    private double rate(ChangeScenarios.Case one, int n, boolean any) {
        SplittableRandom random = new SplittableRandom(seed + n);
        int hits = 0;
        for (int i = 0; i < repetitions; i++) {
            ChangeScenarios.Labelled series = one.maker().make(random, n);
            int[] found = ChangePoints.find(series.values()).certifiedIndices();
            hits += any ? (found.length > 0 ? 1 : 0) : (exact(found, series.truth(), one.tolerance(n)) ? 1 : 0);
        }
        return hits / (double) repetitions;
    }

    static boolean exact(int[] found, int[] truth, int tolerance) {
        if (found.length != truth.length) {
            return false;
        }
        int[] sorted = found.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < truth.length; i++) {
            if (Math.abs(sorted[i] - truth[i]) > tolerance) {
                return false;
            }
        }
        return true;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
