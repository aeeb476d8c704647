package io.fragmortem.diagnosis;

import static io.fragmortem.phrase.Phrase.bytes;
import static io.fragmortem.phrase.Phrase.ratio;

import io.fragmortem.diagnosis.evidence.Case;
import io.fragmortem.diagnosis.threshold.Thresholds;
import io.fragmortem.memory.Component;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether the dataset is gone against its peak: the first thing to ask about, whatever else is wrong. */
final class Collapse {

    /** A peak this many times what is in use is worth a sentence, which decides nothing; our judgement. */
    private static final double PEAKED = 2;

    private final Case c;
    private final double from;

    Collapse(Case c) {
        this.c = c;
        double peak = c.levels().peak();
        double startup = c.timeline().last(Field.USED_MEMORY_STARTUP).orElse(0);
        boolean collapsed = c.size() > 0
                && peak - startup >= 2 * c.thresholds().significantBytes()
                && c.levels().lastUsed() - startup <= c.value(Thresholds.COLLAPSED_SHARE) * (peak - startup);
        this.from = collapsed ? peak : 0;
    }

    /** Peak of used memory when the dataset has collapsed against it, else 0; bytes. */
    double from() {
        return from;
    }

    /** The dataset itself where the input tells it, else used memory: one figure for all that speaks of data that is gone. */
    double left() {
        double data = c.now().map(b -> b.bytes(Component.DATASET)).orElse(0.0);
        return data > 0 ? data : c.levels().lastUsed();
    }

    /** It in one sentence, when it is so. */
    Optional<Phrase> told() {
        if (from == 0) {
            return Optional.empty();
        }
        OptionalLong when = at();
        return Optional.of(
                when.isPresent()
                        ? Phrase.of("context.gone.when", bytes(left()), bytes(from), Phrase.moment(when.getAsLong()))
                        : Phrase.of("context.gone", bytes(left()), bytes(from)));
    }

    /** That far more was in use before the input begins, though not so much that the data must be gone. */
    Optional<Phrase> passed() {
        double peak = c.levels().peak();
        double used = c.levels().lastUsed();
        boolean peaked = used > 0
                && peak >= PEAKED * c.levels().maxUsed()
                && peak - used >= c.thresholds().smallInstanceBytes();
        return peaked ? Optional.of(Phrase.of("context.peak", bytes(peak), ratio(peak / used))) : Optional.empty();
    }

    /** When used memory fell below half of its highest for good, as far as the timeline shows it. */
    private OptionalLong at() {
        double[] used = c.series().used();
        for (int i = used.length - 1; i > 0 && c.timeline().timed(); i--) {
            if (used[i - 1] > 0.5 * Math.min(from, c.levels().maxUsed())
                    && c.levels().maxUsed() > 0.5 * from) {
                return OptionalLong.of(c.series().timeMicros()[i]);
            }
        }
        return OptionalLong.empty();
    }
}
