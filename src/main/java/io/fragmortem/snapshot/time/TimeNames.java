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
import java.util.Optional;
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
        LABEL
    }

    /**
     * One meaning of a word.
     *
     * @param number month, weekday, hour that the half of a day begins with; 0 for the other kinds
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

    private static final int SLOTS = 1 << 13;

    /** Read when the first text is met that looks like a time. */
    private static final class Table {
        static final TimeNames NAMES = new TimeNames();
    }

    private final List<String> languages = new ArrayList<>();
    private final Map<String, Integer> zones = new LinkedHashMap<>();
    private final @Nullable Word[] slots = new Word[SLOTS];
    private int longest;

    private TimeNames() {
        Map<String, Word> words = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(TimeNames.class.getResourceAsStream("time-names.tsv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    row(line.split("\t"), words);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("time-names.tsv", e);
        }
        words.values().forEach(this::put);
    }

    private void row(String[] cells, Map<String, Word> words) {
        if (!languages.contains(cells[0])) {
            languages.add(cells[0]);
        }
        if (cells[1].equals("zone")) {
            for (String name : cells[3].split("\\|")) {
                zones.putIfAbsent(name.substring(0, name.indexOf('=')), 60 * Integer.parseInt(cells[2]));
            }
            return;
        }
        int language = 1 << languages.indexOf(cells[0]);
        Kind kind = switch (cells[1]) {
            case "month" -> Kind.MONTH;
            case "day" -> Kind.DAY;
            case "half" -> Kind.HALF;
            case "word" -> Kind.WORD;
            case "label" -> Kind.LABEL;
            default -> throw new IllegalStateException("time-names.tsv: " + cells[1]);
        };
        int number = Integer.parseInt(cells[2]);
        for (String word : cells[3].split("\\|")) {
            String text = word.substring(0, word.indexOf('='));
            words.merge(
                    text,
                    new Word(text, List.of(new Meaning(kind, number, language))),
                    (old, any) -> old.with(kind, number, language));
        }
    }

    private void put(Word word) {
        int hash = 0;
        for (int i = 0; i < word.text().length(); i++) {
            hash = 31 * hash + word.text().charAt(i);
        }
        int slot = spread(hash);
        while (slots[slot] != null) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        slots[slot] = word;
        longest = Math.max(longest, word.text().length());
    }

    private static int spread(int hash) {
        return (hash ^ (hash >>> 15)) & (SLOTS - 1);
    }

    /** The bit of a language. */
    static int bit(String language) {
        return 1 << Table.NAMES.languages.indexOf(language);
    }

    static int languages() {
        return Table.NAMES.languages.size();
    }

    /** The zone that is spelled out at an index, with its offset in seconds; empty for none. */
    static Optional<Map.Entry<String, Integer>> zoneAt(Glyphs text, int from) {
        return Table.NAMES.zones.entrySet().stream()
                .filter(zone -> text.has(from, zone.getKey())
                        && !text.isLetter(from + zone.getKey().length()))
                .findFirst();
    }

    /** The longest word that stands at an index, null for none. */
    static @Nullable Word at(Glyphs text, int from) {
        return Table.NAMES.find(text, from);
    }

    private @Nullable Word find(Glyphs text, int from) {
        Word best = null;
        int hash = 0;
        for (int i = from; i < from + longest && text.charAt(i) != 0; i++) {
            hash = 31 * hash + Character.toLowerCase(text.charAt(i));
            if (ends(text, from, i + 1)) {
                Word word = lookUp(text, from, i + 1 - from, hash);
                best = word == null ? best : word;
            }
        }
        return best;
    }

    private @Nullable Word lookUp(Glyphs text, int from, int length, int hash) {
        for (int slot = spread(hash); slots[slot] != null; slot = (slot + 1) & (SLOTS - 1)) {
            Word word = Objects.requireNonNull(slots[slot]);
            if (word.text().length() == length && text.has(from, word.text())) {
                return word;
            }
        }
        return null;
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
