package io.fragmortem.statistics.noise;

import io.fragmortem.statistics.base.StudentTail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * By how much noise widens the error of a slope or a mean, when its persistence is known only as well as the series tells:
 * a list of inflations, each with how probable it is and how many degrees of freedom its scale has.
 *
 * <p>The p value is the average of the members' Student p values, and the interval goes with it: what is not known about the
 * noise widens both, and does so most in short series. Hoeting, Madigan, Raftery and Volinsky 1999, Stat. Sci. 14:382.
 *
 * @param weight summing to 1
 * @param inflation of the variance, at least 1, ascending
 * @param df degrees of freedom, at least 1
 */
public record NoiseMixture(double[] weight, double[] inflation, double[] df) {

    private static final double NEGLIGIBLE = 1e-6;
    /** Members closer than this factor are told as one: a Student tail costs more than all the rest. */
    private static final double ALIKE = 1.12;

    private static final double PRECISION = 1e-5;
    private static final double EXACT = 1e-13;

    public static final NoiseMixture WHITE = new NoiseMixture(new double[] {1}, new double[] {1}, new double[] {1e6});

    /** A member before the merging. */
    record Member(double logWeight, double inflation, double df) {}

    static NoiseMixture of(List<Member> members) {
        double largest = Double.NEGATIVE_INFINITY;
        for (Member m : members) {
            largest = Math.max(largest, m.logWeight());
        }
        List<double[]> kept = new ArrayList<>();
        double total = 0;
        for (Member m : members) {
            double weight = Math.exp(m.logWeight() - largest);
            if (weight > NEGLIGIBLE) {
                kept.add(new double[] {Math.log(Math.max(1, m.inflation())), weight, weight * Math.max(1, m.df())});
                total += weight;
            }
        }
        kept.sort((a, b) -> Double.compare(a[0], b[0]));
        List<double[]> merged = new ArrayList<>();
        for (double[] m : kept) {
            double[] last = merged.isEmpty() ? m : merged.get(merged.size() - 1);
            if (last != m && m[0] - last[3] < Math.log(ALIKE)) {
                last[0] += m[0] * m[1];
                last[1] += m[1];
                last[2] += m[2];
            } else {
                merged.add(new double[] {m[0] * m[1], m[1], m[2], m[0]});
            }
        }
        int k = merged.size();
        double[] weight = new double[k];
        double[] inflation = new double[k];
        double[] df = new double[k];
        for (int i = 0; i < k; i++) {
            double[] m = merged.get(i);
            weight[i] = m[1] / total;
            inflation[i] = Math.exp(m[0] / m[1]);
            df[i] = m[2] / m[1];
        }
        return new NoiseMixture(weight, inflation, df);
    }

    /** Two-sided p of an estimate that is so many standard errors of independent noise from 0. */
    public double p(double errors) {
        return p(errors, tails(EXACT));
    }

    private StudentTail[] tails(double precision) {
        StudentTail[] tails = new StudentTail[df.length];
        Arrays.setAll(tails, i -> new StudentTail(df[i], precision));
        return tails;
    }

    private double p(double errors, StudentTail[] tails) {
        double p = 0;
        for (int i = 0; i < weight.length; i++) {
            p += weight[i] * tails[i].of(errors / Math.sqrt(inflation[i]));
        }
        return Math.min(1, p);
    }

    /** How many standard errors of independent noise leave exactly this p; by the rule of false position on ln p. */
    public double errors(double p) {
        StudentTail[] tails = tails(PRECISION * PRECISION);
        double goal = Math.log(p);
        double low = 0;
        double above = -goal;
        double high = 2 * Math.sqrt(inflation[inflation.length - 1]);
        double below = Math.log(p(high, tails)) - goal;
        for (int i = 0; i < 30 && below > 0; i++) {
            low = high;
            above = below;
            high *= 2;
            below = Math.log(p(high, tails)) - goal;
        }
        for (int i = 0; i < 40 && high - low > PRECISION * high; i++) {
            double middle = low + (high - low) * above / (above - below);
            double there = Math.log(p(middle, tails)) - goal;
            if (Math.abs(there) < PRECISION) {
                return middle;
            }
            // Illinois: an end that stays counts half, so that both ends move
            if (there > 0) {
                low = middle;
                above = there;
                below /= 2;
            } else {
                high = middle;
                below = there;
                above /= 2;
            }
        }
        return (low + high) / 2;
    }

    /** Of n samples: how many independent ones would know as much. */
    public double effective(int n) {
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            sum += weight[i] * n / inflation[i];
        }
        return Math.min(n, sum);
    }
}
