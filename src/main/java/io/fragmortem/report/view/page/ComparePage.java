package io.fragmortem.report.view.page;

import io.fragmortem.report.words.Markup;
import java.util.List;

/**
 * Everything that {@code compare.ftlh} shows: each instance that both sides have, what moved most first.
 *
 * @param alone instances that only one side has
 */
public record ComparePage(
        Markup definitions,
        Answer.Verdict verdict,
        List<Pair> pairs,
        List<Parts.NamedList> alone,
        List<Parts.Fact> facts) {

    /**
     * One instance on both sides.
     *
     * @param css class by outcome
     * @param mark a symbol beside the word
     * @param caveats what to know before believing it
     * @param charts before and after, at one scale; empty where a side is only a result
     */
    public record Pair(
            String css,
            String mark,
            String name,
            Markup sentence,
            List<String> caveats,
            List<Markup> charts,
            Tables tables) {}

    /**
     * What differs.
     *
     * @param sides verdict and window of both
     * @param levels with their differences
     * @param settings that differ; empty where none does
     */
    public record Tables(Parts.Table sides, Parts.Table levels, List<Parts.Table> settings) {}
}
