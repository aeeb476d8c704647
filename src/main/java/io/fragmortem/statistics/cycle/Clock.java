package io.fragmortem.statistics.cycle;

import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * Cycle and weekend at any time, the future included.
 *
 * @param origin time at which all cosines are 1
 * @param frequencies in cycles per unit of time
 * @param weekend whether a time is on one of two days that differ
 * @param beta coefficients: cosine and sine of each frequency, then, as far as there are more, the weekend's level and cosine and sine of
 *     each frequency on these days
 */
record Clock(double origin, double[] frequencies, Optional<DoublePredicate> weekend, double[] beta) {

    double at(double time) {
        int harmonics = 2 * frequencies.length;
        boolean off =
                beta.length > harmonics && weekend.isPresent() && weekend.get().test(time);
        double sum = off ? beta[harmonics] : 0;
        for (int j = 0; j < frequencies.length; j++) {
            double angle = 2 * Math.PI * frequencies[j] * (time - origin);
            double cosine = Math.cos(angle);
            double sine = Math.sin(angle);
            sum += beta[2 * j] * cosine + beta[2 * j + 1] * sine;
            int own = harmonics + 1 + 2 * j;
            if (off && own + 1 < beta.length) {
                sum += beta[own] * cosine + beta[own + 1] * sine;
            }
        }
        return sum;
    }
}
