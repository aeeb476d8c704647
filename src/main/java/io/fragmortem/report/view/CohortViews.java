package io.fragmortem.report.view;

import io.fragmortem.fleet.review.FleetReview;
import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.report.words.Untrusted;
import io.fragmortem.report.words.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the instances that need a person have in common, in sentences. */
public final class CohortViews {

    private static final int LONGEST_NAME = 120;

    /** More sentences nobody reads in one paragraph. */
    private static final int MOST = 8;

    private final Wording wording;

    public CohortViews(Wording wording) {
        this.wording = wording;
    }

    /** Which of them stand, as far as that can be told, for whoever does not see the tables. */
    public List<String> all(FleetReview review) {
        return sentences(
                review.cohorts().stream()
                        .filter(FleetReview.Cohort::stands)
                        .limit(MOST)
                        .toList(),
                cohort -> true);
    }

    /** What the marks in the tables do not say. */
    List<String> besides(FleetReview review) {
        return sentences(review.cohorts(), cohort -> cohort.traits().size() > 1);
    }

    /** @param marks which of them to tell as being in excess */
    private List<String> sentences(List<FleetReview.Cohort> cohorts, Predicate<FleetReview.Cohort> marks) {
        List<String> sentences = new ArrayList<>();
        Set<FleetReview.Trait> told = new HashSet<>();
        for (FleetReview.Cohort cohort : cohorts) {
            List<String> parts = new ArrayList<>();
            if (marks.test(cohort)) {
                parts.add(marked(cohort));
            }
            // of two that are the same it is enough to hear it once
            if (!cohort.same() || cohort.inseparable().stream().noneMatch(told::contains)) {
                doubt(cohort).ifPresent(parts::add);
            }
            told.addAll(cohort.traits());
            if (!parts.isEmpty() && sentences.size() < MOST) {
                sentences.add(Wording.sentences(parts));
            }
        }
        return sentences;
    }

    private String marked(FleetReview.Cohort cohort) {
        String key = cohort.traits().size() > 1 ? "fleet.cohort.both" : "fleet.cohort.marked";
        return wording.text(
                key,
                Phrase.name(names(cohort.traits())),
                Phrase.count(cohort.needing()),
                Phrase.count(cohort.instances()));
    }

    private Optional<String> doubt(FleetReview.Cohort cohort) {
        Phrase.Arg name = Phrase.name(names(cohort.traits()));
        if (!cohort.stands()) {
            return Optional.of(wording.text("fleet.cohort.explained", name, Phrase.name(names(cohort.explained()))));
        }
        return cohort.inseparable().isEmpty()
                ? Optional.empty()
                : Optional.of(wording.text(
                        cohort.same() ? "fleet.cohort.same" : "fleet.cohort.near",
                        name,
                        Phrase.name(names(cohort.inseparable()))));
    }

    private String names(List<FleetReview.Trait> traits) {
        return wording.list(traits.stream().map(this::name).toList());
    }

    private String name(FleetReview.Trait trait) {
        boolean label = trait.common().dimension() == FleetReview.Dimension.LABEL;
        return wording.text(
                label ? "fleet.trait.label" : "fleet.trait",
                Phrase.name(factor(trait.common())),
                Phrase.name(value(trait.common(), trait.value())));
    }

    /** What instances are told apart by. */
    String factor(FleetReview.Common common) {
        return common.dimension() == FleetReview.Dimension.LABEL
                ? Untrusted.cut(common.name(), LONGEST_NAME)
                : wording.text("fleet.common." + Spelling.lower(common.dimension()));
    }

    /** What the instances of a group share; roles in the words that the rest of the page has for them. */
    String value(FleetReview.Common common, String name) {
        if (name.isEmpty()) {
            return wording.text("fleet.untold");
        }
        String role = "role." + name;
        return common.dimension() == FleetReview.Dimension.ROLE && wording.has(role)
                ? wording.text(role)
                : Untrusted.cut(name, LONGEST_NAME);
    }
}
