package io.fragmortem.snapshot.time;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The words of {@code time-names.tsv}: months, weekdays and halves of the day in every language that is read, and what may
 * stand between and before them. A word may mean several things: {@code mar} is March in ten languages and Tuesday in four.
 */
final class TimeNames {

    /** What a word can be. */
    enum Kind {
        MONTH,
        DAY,
        HALF,
        WORD,
        LABEL,
        ZONE
    }

    /**
     * One meaning of a word.
     *
     * @param number month, weekday, hour that the half of a day begins with, minutes of a zone; 0 for the other kinds
     * @param languages the languages in which it means this, as bits in the order of the table
     */
    record Meaning(Kind kind, int number, int languages) {}

    /** A word and its meanings. */
    record Word(String text, List<Meaning> meanings) {

        /** The number that the word means in this language, -1 when it is no such word there. */
        int number(Kind kind, int language) {
            for (Meaning meaning : meanings) {
                if (meaning.kind() == kind && (meaning.languages() & language) != 0) {
                    return meaning.number();
                }
            }
            return -1;
        }

        boolean is(Kind kind) {
            return languages(kind) != 0;
        }

        /** Whether it can be a part of a date. */
        boolean isPart() {
            return is(Kind.MONTH) || is(Kind.DAY) || is(Kind.HALF);
        }

        /** The number of its first meaning of this kind, 0 when it has none. */
        int number(Kind kind) {
            for (Meaning meaning : meanings) {
                if (meaning.kind() == kind) {
                    return meaning.number();
                }
            }
            return 0;
        }

        int languages(Kind kind) {
            int bits = 0;
            for (Meaning meaning : meanings) {
                bits |= meaning.kind() == kind ? meaning.languages() : 0;
            }
            return bits;
        }

        private Word with(Kind kind, int number, int language) {
            List<Meaning> all = new ArrayList<>();
            int languages = language;
            for (Meaning meaning : meanings) {
                if (meaning.kind() == kind && meaning.number() == number) {
                    languages |= meaning.languages();
                } else {
                    all.add(meaning);
                }
            }
            all.add(new Meaning(kind, number, languages));
            return new Word(text, List.copyOf(all));
        }
    }

    /** Read when the first text is met that looks like a time. */
    private static final class Table {
        static final TimeNames NAMES = new TimeNames();
    }

    /** Room for the letters of all words, twice. */
    private static final int SLOTS = 1 << 15;

    private final List<String> languages = new ArrayList<>();

    /** The words as a tree of letters: a slot for each (node, letter), with the node that follows and the word that ends there. */
    private final int[] keys = new int[SLOTS];

    private final int[] nodes = new int[SLOTS];
    private final @Nullable Word[] words = new Word[SLOTS];
    private int lastNode;

    private TimeNames() {
        Map<String, Word> read = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(TimeNames.class.getResourceAsStream("time-names.tsv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    row(line.split("\t"), read);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("time-names.tsv", e);
        }
        read.values().forEach(this::put);
    }

    private void row(String[] cells, Map<String, Word> read) {
        if (!languages.contains(cells[0])) {
            languages.add(cells[0]);
        }
        int language = 1 << languages.indexOf(cells[0]);
        Kind kind = kind(cells[1]);
        int number = Integer.parseInt(cells[2]);
        for (String word : cells[3].split("\\|")) {
            String text = word.substring(0, word.indexOf('='));
            Word one = new Word(text, List.of(new Meaning(kind, number, language)));
            read.merge(text, one, (old, any) -> old.with(kind, number, language));
        }
    }

    private static Kind kind(String name) {
        return switch (name) {
            case "month" -> Kind.MONTH;
            case "day" -> Kind.DAY;
            case "half" -> Kind.HALF;
            case "word" -> Kind.WORD;
            case "label" -> Kind.LABEL;
            case "zone" -> Kind.ZONE;
            default -> throw new IllegalStateException("time-names.tsv: " + name);
        };
    }

    private void put(Word word) {
        int node = 0;
        for (int i = 0; i < word.text().length(); i++) {
            int slot = slot(node, word.text().charAt(i));
            if (nodes[slot] == 0) {
                keys[slot] = key(node, word.text().charAt(i));
                nodes[slot] = ++lastNode;
            }
            node = nodes[slot];
            words[slot] = i == word.text().length() - 1 ? word : words[slot];
        }
    }

    private static int key(int node, char letter) {
        return node << 16 | letter;
    }

    /** The slot of a letter behind a node, or the free one where it would be. */
    private int slot(int node, char letter) {
        int key = key(node, letter);
        int hash = key * 0x9e3779b9;
        int slot = (hash ^ hash >>> 15) & (SLOTS - 1);
        while (nodes[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        return slot;
    }

    /** The bit of a language. */
    static int bit(String language) {
        return 1 << Table.NAMES.languages.indexOf(language);
    }

    static int languages() {
        return Table.NAMES.languages.size();
    }

    /** The longest word of this kind that stands at an index, null for none. */
    static @Nullable Word at(Glyphs text, int from, Kind kind) {
        return Table.NAMES.find(text, from, kind);
    }

    /** The longest month, weekday or half of the day that stands at an index, null for none. */
    static @Nullable Word at(Glyphs text, int from) {
        return Table.NAMES.find(text, from, null);
    }

    private @Nullable Word find(Glyphs text, int from, @Nullable Kind kind) {
        Word best = null;
        int node = 0;
        for (int i = from; text.charAt(i) != 0; i++) {
            int slot = slot(node, Character.toLowerCase(text.charAt(i)));
            node = nodes[slot];
            if (node == 0) {
                break;
            }
            Word word = words[slot];
            boolean asked = word != null && (kind == null ? word.isPart() : word.is(kind));
            best = asked && ends(text, from, i + 1) ? word : best;
        }
        return best;
    }

    /** Whether a word may end there: Chinese and Japanese know no spaces, but a lone sign must stand alone. */
    private static boolean ends(Glyphs text, int from, int end) {
        char last = text.charAt(end - 1);
        if (!isIdeograph(last)) {
            return !text.isLetter(end) || isIdeograph(text.charAt(end));
        }
        return end - from > 1 || (!text.isLetter(end) && !text.isLetter(from - 1));
    }

    static boolean isIdeograph(char c) {
        return c >= '\u3040' && c <= '\u9fff';
    }
}
