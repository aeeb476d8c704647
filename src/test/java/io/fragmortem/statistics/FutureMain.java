package io.fragmortem.statistics;
final class FutureMain {
    public static void main(String[] a) {
        int reps = Integer.parseInt(a[0]); long seed = Long.parseLong(a[1]);
        for (FutureCells.Cell c : FutureCells.cells()) {
            if (a.length > 2 && !c.name().contains(a[2])) continue;
            long t = System.nanoTime();
            System.out.printf("%-34s %s  %.0f s%n", c.name(), FutureCells.rates(c, reps, seed), (System.nanoTime() - t) / 1e9);
        }
    }
}
