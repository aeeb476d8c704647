package io.fragmortem.diagnosis.cause;

import io.fragmortem.diagnosis.cause.Ledger.Whole;
import io.fragmortem.diagnosis.remedy.Remedy;
import io.fragmortem.memory.Component;
import io.fragmortem.memory.Metric;
import io.fragmortem.memory.Semantics;
import java.util.List;
import java.util.function.Predicate;

/** All that is to be known of a cause beyond how it is recognised. Made once, by the constants of {@link Cause}. */
public final class CauseFacts {

    /** The rank of most causes. */
    static final int USUAL_RANK = 1;

    private final String id;
    private final Builder told;

    private CauseFacts(Builder told) {
        this.id = told.id;
        this.told = told;
    }

    static Builder named(String id) {
        return new Builder(id);
    }

    public String id() {
        return id;
    }

    public Place place() {
        return told.place;
    }

    /** Components whose bytes are its own; others may hold them when they are suspected and this one is not. */
    public List<Component> holds() {
        return told.holds;
    }

    /** Components whose bytes it holds only when it is suspected. */
    public List<Component> mayHold() {
        return told.mayHold;
    }

    /** Series that show its course: the first that the input tells. */
    public List<Metric> trend() {
        return told.trend;
    }

    /** Whether used memory counts its bytes on such a server. */
    public boolean isInsideUsed(Semantics semantics) {
        return told.insideUsed.test(semantics);
    }

    /** What is to be explained where it leads. */
    public Whole whole(Semantics semantics) {
        return isInsideUsed(semantics) ? told.whole : told.wholeOutside;
    }

    /** Among findings of the same severity the lower rank comes first. */
    public int rank() {
        return told.rank;
    }

    /** Whether it can be the verdict as a mere note; a warning always can. */
    public boolean leadsAsNote() {
        return told.leadsAsNote;
    }

    /** Whether only an allocator that measures itself can tell it. */
    public boolean needsMeasuringAllocator() {
        return told.measuredOnly;
    }

    /** Whether only the limit that it runs into says how much is too much. */
    public boolean isToldByLimit() {
        return told.byLimit;
    }

    public List<Witness> witnesses() {
        return told.witnesses;
    }

    List<Remedy> remedies() {
        return told.remedies;
    }

    /** Collects the facts of one cause; what is not said holds for most. */
    static final class Builder {

        private final String id;
        private Place place = Place.BESIDE;
        private List<Component> holds = List.of();
        private List<Component> mayHold = List.of();
        private List<Metric> trend = List.of();
        private Predicate<Semantics> insideUsed = semantics -> false;
        private Whole whole = Whole.GAP;
        private Whole wholeOutside = Whole.GAP;
        private int rank = USUAL_RANK;
        private boolean leadsAsNote = true;
        private boolean measuredOnly;
        private boolean byLimit;
        private List<Witness> witnesses = List.of();
        private List<Remedy> remedies = List.of();

        private Builder(String id) {
            this.id = id;
        }

        /** Its bytes lie outside of used memory. */
        Builder in(Place where) {
            place = where;
            return this;
        }

        /** Used memory counts its bytes; where it leads, this is to be explained. */
        Builder inUsed(Place where, Whole explained) {
            insideUsed = semantics -> true;
            whole = explained;
            return in(where);
        }

        /** Not every server counts its bytes into used memory; where it does not, the other whole is to be explained. */
        Builder butOnlyWhere(Predicate<Semantics> counted, Whole explainedElsewhere) {
            insideUsed = counted;
            wholeOutside = explainedElsewhere;
            return this;
        }

        public Builder holds(Component... own) {
            holds = List.of(own);
            return this;
        }

        public Builder mayHold(Component... others) {
            mayHold = List.of(others);
            return this;
        }

        Builder trendOf(Metric... firstTold) {
            trend = List.of(firstTold);
            return this;
        }

        public Builder rank(int among) {
            rank = among;
            return this;
        }

        /** As a note it never is the verdict: it names no cause of anything by itself. */
        Builder leadsOnlyAsWarning() {
            leadsAsNote = false;
            return this;
        }

        Builder onlyWhereTheAllocatorMeasures() {
            measuredOnly = true;
            return this;
        }

        Builder toldByLimit() {
            byLimit = true;
            return this;
        }

        public Builder witnesses(Witness... asked) {
            witnesses = List.of(asked);
            return this;
        }

        Builder remedies(Remedy... proposed) {
            remedies = List.of(proposed);
            return this;
        }

        CauseFacts build() {
            return new CauseFacts(this);
        }
    }
}
