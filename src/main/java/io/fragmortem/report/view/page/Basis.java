package io.fragmortem.report.view.page;

import java.util.List;

/**
 * What the answer rests on, and what people add.
 *
 * @param next what to capture next time
 * @param script the command that prints a script which does
 */
public record Basis(
        Checks checks, Quality quality, List<Parts.ActionItem> next, String script, Human human, Appendix appendix) {

    /** What was checked. */
    public record Checks(
            String passedTitle,
            List<CheckItem> passed,
            String missingTitle,
            List<CheckItem> missing,
            List<String> doctor) {}

    /** One check. */
    public record CheckItem(String mark, String text, String id) {}

    /** How good the data is. */
    public record Quality(List<Parts.Fact> facts, List<String> assumptions, List<Parts.NamedList> lists) {}

    /**
     * Blocks for people to fill in.
     *
     * @param markdown the same, empty, as text
     */
    public record Human(List<Block> blocks, List<String> columns, List<List<String>> rows, String markdown) {}

    /** One block: its stable name, its title, what was typed into it before. */
    public record Block(String id, String title, String typed) {}

    /** How it was found. */
    public record Appendix(List<Parts.Table> tables, List<Parts.Fact> facts, List<Parts.Fact> glossary) {}
}
