package io.fragmortem.report.view.page;

import io.fragmortem.report.words.Markup;
import java.util.List;

/** Small views that many parts of a page are made of. */
public final class Parts {

    private Parts() {}

    /** A label and its value. */
    public record Fact(String label, String value) {}

    /** A heading with lines below it. */
    public record NamedList(String title, List<String> lines) {}

    /**
     * A table.
     *
     * @param css classes: which columns hold numbers
     */
    public record Table(String title, String css, List<String> head, List<List<String>> rows) {}

    /**
     * One thing to do, to ask, not to do or to capture.
     *
     * @param stepsTitle what folds the steps away, empty without steps
     * @param costs what it needs, risks, when not to do it, how to see that it worked
     */
    public record ActionItem(
            String what,
            List<Command> commands,
            String back,
            List<String> before,
            String stepsTitle,
            List<String> steps,
            Costs costs) {

        /** Its commands as they are typed. */
        public List<String> commandLines() {
            return commands.stream().map(Command::text).toList();
        }
    }

    /**
     * A command to type.
     *
     * @param shown the same for a page, where a line ends only between words
     */
    public record Command(String text, Markup shown) {}

    /** What to know before an action. */
    public record Costs(String needs, String risk, String notWhen, String verify) {

        /** All of it, for a line of text. */
        public List<String> all() {
            return List.of(needs, risk, notWhen, verify);
        }
    }
}
