package io.fragmortem.report.text;

import java.util.List;

/** A part of a report in text: what it is, without the signs that one markup or another has for it. */
sealed interface Block {

    /**
     * A heading.
     *
     * @param level from 1
     */
    record Heading(int level, String text) implements Block {}

    /** A paragraph. */
    record Paragraph(String text, Weight weight) implements Block {}

    /** How a paragraph stands out. */
    enum Weight {
        PLAIN,
        STRONG
    }

    /** A list. */
    record Items(List<Item> items, Order order) implements Block {

        public Items {
            items = List.copyOf(items);
        }
    }

    /** How the entries of a list are marked. */
    enum Order {
        BULLETS,
        NUMBERS
    }

    /**
     * An entry of a list.
     *
     * @param label stands out before the text, may be empty
     * @param commands to be copied as they are
     * @param warnings stand out below it
     * @param steps numbered below it
     * @param points listed below it
     */
    record Item(
            String label,
            String text,
            List<String> commands,
            List<String> warnings,
            List<String> steps,
            List<String> points) {

        static Item of(String text) {
            return new Item("", text, List.of(), List.of(), List.of(), List.of());
        }

        static Item of(String label, String text, List<String> points) {
            return new Item(label, text, List.of(), List.of(), List.of(), points);
        }
    }

    /**
     * A table.
     *
     * @param numbers columns that hold numbers, from 0
     */
    record Table(List<String> head, List<List<String>> rows, List<Integer> numbers) implements Block {}

    /** Room for people to write, with what they wrote before; lines stay lines. */
    record Room(String typed) implements Block {}
}
