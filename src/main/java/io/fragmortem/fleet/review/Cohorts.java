package io.fragmortem.fleet.review;

import io.fragmortem.fleet.InstanceSummary;
import io.fragmortem.fleet.review.FleetReview.Cohort;
import io.fragmortem.fleet.review.FleetReview.Trait;
import io.fragmortem.statistics.discovery.Chance;
import io.fragmortem.statistics.discovery.StratifiedChance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds what those that need a person have in common: is it the build, or the team that runs it? A group of which more need a person than
 * chance would have it (Fisher) is held against the groups in excess of each other factor: its excess must stand within these and among
 * the rest as well, or it is theirs, unless they have none without it, and then nobody can tell the two apart. A combination of two
 * factors is told where its excess stands within each of the two and within every other factor. O(f^2 n) for f factors and n instances:
 * at most {@value #MOST} groups are held against each other.
 */
final class Cohorts {

    private static final int MOST = 30;

    /** What chance does more often than this is no suspicion. */
    private static final double SIGNIFICANT = 0.05;

    /** One way to tell instances apart. */
    private record Factor(FleetReview.Common common, int[] valueOf, List<String> values) {}

    /**
     * Instances with one value, or two.
     *
     * @param tests how many such groups there are, for Bonferroni
     */
    private record Candidate(
            List<Integer> factors, List<Trait> traits, boolean[] members, int size, int found, int tests, double p) {

        boolean overlaps(Candidate other, boolean[] affected) {
            for (int i = 0; i < members.length; i++) {
                if (members[i] && other.members[i] && affected[i]) {
                    return true;
                }
            }
            return false;
        }
    }

    private final List<Factor> factors = new ArrayList<>();
    private final boolean[] affected;
    private final int needing;

    private Cohorts(List<InstanceSummary> instances) {
        affected = new boolean[instances.size()];
        int n = 0;
        for (int i = 0; i < affected.length; i++) {
            affected[i] = instances.get(i).found().needsPerson();
            n += affected[i] ? 1 : 0;
        }
        needing = n;
    }

    /** The groups of which more need a person than chance would have it, the surest first. */
    static List<Cohort> of(
            List<InstanceSummary> instances, Map<FleetReview.Common, Function<InstanceSummary, String>> ways) {
        Cohorts cohorts = new Cohorts(instances);
        ways.forEach((common, way) -> cohorts.factor(common, instances, way));
        return cohorts.found();
    }

    private void factor(
            FleetReview.Common common, List<InstanceSummary> instances, Function<InstanceSummary, String> way) {
        Map<String, Integer> known = new LinkedHashMap<>();
        int[] valueOf = new int[affected.length];
        for (int i = 0; i < valueOf.length; i++) {
            valueOf[i] = known.computeIfAbsent(way.apply(instances.get(i)), key -> known.size());
        }
        if (known.size() > 1) {
            factors.add(new Factor(common, valueOf, List.copyOf(known.keySet())));
        }
    }

    private List<Cohort> found() {
        List<Candidate> single = new ArrayList<>();
        // whoever looks at five ways to group finds something in one of them
        int tests = factors.stream().mapToInt(factor -> factor.values.size()).sum();
        for (int f = 0; f < factors.size(); f++) {
            singles(f, tests, single);
        }
        single.sort(Comparator.comparingDouble(Candidate::p));
        List<Candidate> candidates = List.copyOf(single.subList(0, Math.min(MOST, single.size())));
        List<Candidate> pairs = pairs(candidates);
        List<Cohort> cohorts = new ArrayList<>();
        for (Candidate pair : pairs) {
            cohorts.add(cohort(pair, List.of(), false, List.of()));
        }
        for (Candidate one : candidates) {
            cohorts.add(judged(one, candidates, pairs));
        }
        return cohorts;
    }

    private static Cohort cohort(Candidate one, List<Trait> inseparable, boolean same, List<Trait> explained) {
        return new Cohort(one.traits, one.size, one.found, inseparable, same, explained);
    }

    private void singles(int f, int tests, List<Candidate> into) {
        Factor factor = factors.get(f);
        int[] size = new int[factor.values.size()];
        int[] found = new int[size.length];
        for (int i = 0; i < affected.length; i++) {
            size[factor.valueOf[i]]++;
            found[factor.valueOf[i]] += affected[i] ? 1 : 0;
        }
        for (int v = 0; v < size.length; v++) {
            double p = found[v] > 1 ? Chance.ofShare(affected.length, needing, size[v], found[v]) : 1;
            if (p * tests < SIGNIFICANT) {
                boolean[] members = new boolean[affected.length];
                for (int i = 0; i < members.length; i++) {
                    members[i] = factor.valueOf[i] == v;
                }
                Trait trait = new Trait(factor.common, factor.values.get(v));
                into.add(new Candidate(List.of(f), List.of(trait), members, size[v], found[v], tests, p));
            }
        }
    }

    /** Whether the excess of one stands within the groups of others, which do not overlap, and among the rest. */
    private boolean stands(Candidate one, List<Candidate> others) {
        int[][] counts = new int[others.size() + 1][4];
        for (int i = 0; i < affected.length; i++) {
            int stratum = others.size();
            for (int k = 0; k < others.size() && stratum == others.size(); k++) {
                stratum = others.get(k).members[i] ? k : stratum;
            }
            int[] count = counts[stratum];
            count[0]++;
            count[1] += affected[i] ? 1 : 0;
            count[2] += one.members[i] ? 1 : 0;
            count[3] += one.members[i] && affected[i] ? 1 : 0;
        }
        StratifiedChance chance = new StratifiedChance();
        for (int[] count : counts) {
            chance.add(count[0], count[1], count[2], count[3]);
        }
        return chance.p() * one.tests < SIGNIFICANT;
    }

    private static List<Candidate> ofFactor(int factor, List<Candidate> all) {
        return all.stream().filter(one -> one.factors.contains(factor)).toList();
    }

    private Cohort judged(Candidate one, List<Candidate> all, List<Candidate> pairs) {
        int own = one.factors.get(0);
        List<Candidate> mine = ofFactor(own, all);
        List<Trait> explained = new ArrayList<>();
        List<Candidate> inseparable = new ArrayList<>();
        for (int f = 0; f < factors.size(); f++) {
            List<Candidate> others = f == own ? List.of() : ofFactor(f, all);
            if (others.isEmpty() || stands(one, others)) {
                continue;
            }
            for (Candidate other : others) {
                if (other.overlaps(one, affected)) {
                    if (stands(other, mine)) {
                        explained.addAll(other.traits);
                    } else {
                        inseparable.add(other);
                    }
                }
            }
        }
        for (Candidate pair : pairs) {
            if (pair.traits.contains(one.traits.get(0)) && !stands(one, List.of(pair))) {
                pair.traits.stream().filter(trait -> !explained.contains(trait)).forEach(explained::add);
            }
        }
        if (!explained.isEmpty()) {
            return cohort(one, List.of(), false, explained);
        }
        boolean same = inseparable.stream().allMatch(other -> sameAs(one, other));
        return cohort(
                one,
                inseparable.stream().flatMap(other -> other.traits.stream()).toList(),
                same,
                List.of());
    }

    private static boolean sameAs(Candidate one, Candidate other) {
        for (int i = 0; i < one.members.length; i++) {
            if (one.members[i] != other.members[i]) {
                return false;
            }
        }
        return true;
    }

    /** Combinations of two that are in excess where neither of the two is, nor anything else explains it. */
    private List<Candidate> pairs(List<Candidate> single) {
        List<Candidate> found = new ArrayList<>();
        int tests = 0;
        for (int a = 0; a < factors.size(); a++) {
            for (int b = a + 1; b < factors.size(); b++) {
                tests += cells(a, b, found);
            }
        }
        int all = tests;
        List<Candidate> own = found.stream()
                .map(cell -> new Candidate(cell.factors, cell.traits, cell.members, cell.size, cell.found, all, cell.p))
                .filter(cell -> cell.p * all < SIGNIFICANT)
                .sorted(Comparator.comparingDouble(Candidate::p))
                .limit(MOST)
                .filter(cell -> isOwn(cell, single))
                .toList();
        List<Candidate> different = new ArrayList<>();
        for (Candidate cell : own) {
            if (different.stream().noneMatch(other -> sameAs(cell, other))) {
                different.add(cell);
            }
        }
        return different;
    }

    private boolean isOwn(Candidate cell, List<Candidate> single) {
        for (int f : cell.factors) {
            if (!stands(cell, margin(cell, f))) {
                return false;
            }
        }
        for (int f = 0; f < factors.size(); f++) {
            List<Candidate> others = cell.factors.contains(f) ? List.of() : ofFactor(f, single);
            if (!others.isEmpty() && !stands(cell, others)) {
                return false;
            }
        }
        return true;
    }

    /** All that share the cell's value of a factor, as the one stratum in which others can be compared with it. */
    private List<Candidate> margin(Candidate cell, int f) {
        Factor factor = factors.get(f);
        int first = 0;
        while (!cell.members[first]) {
            first++;
        }
        boolean[] members = new boolean[affected.length];
        for (int i = 0; i < members.length; i++) {
            members[i] = factor.valueOf[i] == factor.valueOf[first];
        }
        return List.of(new Candidate(List.of(f), List.of(), members, 0, 0, 1, 1));
    }

    /**
     * Adds those combinations of two factors in which chance may not have brought so many together.
     *
     * @return how many combinations there are that were tested
     */
    private int cells(int a, int b, List<Candidate> into) {
        Factor one = factors.get(a);
        Factor other = factors.get(b);
        int[] ofOne = new int[one.values.size()];
        int[] ofOther = new int[other.values.size()];
        Map<Long, int[]> cells = new LinkedHashMap<>();
        for (int i = 0; i < affected.length; i++) {
            ofOne[one.valueOf[i]]++;
            ofOther[other.valueOf[i]]++;
            int[] count = cells.computeIfAbsent(key(one, other, i), key -> new int[3]);
            count[0]++;
            count[1] += affected[i] ? 1 : 0;
            count[2] = i;
        }
        int tests = 0;
        for (Map.Entry<Long, int[]> cell : cells.entrySet()) {
            int[] count = cell.getValue();
            int u = one.valueOf[count[2]];
            int v = other.valueOf[count[2]];
            boolean both = count[0] < ofOne[u] && count[0] < ofOther[v];
            boolean told = !one.values.get(u).isEmpty() && !other.values.get(v).isEmpty();
            if (!both || !told || count[0] < 2) {
                continue;
            }
            tests++;
            double p = count[1] > 1 ? Chance.ofShare(affected.length, needing, count[0], count[1]) : 1;
            if (p < SIGNIFICANT) {
                boolean[] members = new boolean[affected.length];
                for (int i = 0; i < members.length; i++) {
                    members[i] = one.valueOf[i] == u && other.valueOf[i] == v;
                }
                into.add(new Candidate(
                        List.of(a, b),
                        List.of(new Trait(one.common, one.values.get(u)), new Trait(other.common, other.values.get(v))),
                        members,
                        count[0],
                        count[1],
                        1,
                        p));
            }
        }
        return tests;
    }

    private static long key(Factor one, Factor other, int instance) {
        return (long) one.valueOf[instance] << 32 | other.valueOf[instance];
    }
}
