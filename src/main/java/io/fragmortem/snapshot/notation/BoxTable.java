package io.fragmortem.snapshot.notation;

import io.fragmortem.snapshot.Head;
import io.fragmortem.snapshot.text.Text;
import java.util.List;

/**
 * A table between lines of boxes, as ClickHouse, DuckDB and many tools of terminals draw them, with bars in their place. A
 * header may stand within the upper line:
 *
 * <pre>
 * ┌──────────────────ts─┬─host────┬─used_memory─┐
 * │ 2026-11-22 08:30:00 │ cache-1 │    13484048 │
 * └─────────────────────┴─────────┴─────────────┘
 * </pre>
 */
final class BoxTable {

    /** The signs of the block of boxes. */
    private static final char FIRST = '\u2500';

    private static final char LAST = '\u257f';

    private static final String LYING = "─━═╌╍┄┅┈┉╴╶╸╺";
    private static final String STANDING = "│┃║╎╏┆┇┊┋╵╷╹╻";

    private BoxTable() {}

    /** A rule with a place where columns meet, and rows of several cells. */
    static boolean opens(Head head) {
        if (!head.has("\u00e2\u0094") && !head.has("\u00e2\u0095")) {
            return false; // the bytes that all signs of boxes begin with
        }
        List<String> lines = Text.lines(head.readable()).limit(60).toList();
        long rules = lines.stream().filter(line -> isRule(line) && meets(line)).count();
        long rows = lines.stream()
                .filter(line ->
                        line.chars().filter(c -> STANDING.indexOf(c) >= 0).count() > 1)
                .count();
        return rules > 0 && rows > 1;
    }

    /** Whether the line lies: a line of a box in which names may stand. */
    private static boolean isRule(String line) {
        return line.chars().filter(c -> LYING.indexOf(c) >= 0).count() > 2
                && line.chars().noneMatch(c -> STANDING.indexOf(c) >= 0);
    }

    private static boolean meets(String line) {
        return line.chars().anyMatch(c -> "┬┼┴┳╋┻╦╬╩╤╪╧╇╈╥┯┿┷┰╂┸╞╡".indexOf(c) >= 0);
    }

    static String withBars(String text) {
        return Notation.byLine(text, BoxTable::line);
    }

    private static String line(String line) {
        boolean rule = isRule(line);
        boolean names = rule && line.chars().anyMatch(Character::isLetterOrDigit);
        StringBuilder out = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < FIRST || c > LAST) {
                out.append(c);
            } else if (LYING.indexOf(c) >= 0) {
                out.append(names ? ' ' : '-');
            } else {
                out.append(rule && !names ? '+' : '|');
            }
        }
        return out.toString();
    }
}
