package io.fragmortem.report.redact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for what was left over in a text that is about to be shared: with the map of a run for its names, and without it for
 * what looks like an address, a path, or an id.
 */
public final class Leftovers {

    /** What a stretch of text is that might be a word with slashes, dots and colons. */
    private static final Pattern WORD = Pattern.compile("[0-9A-Za-z_~./:\\\\-]+");

    /** Names shorter than this stand in every text. */
    private static final int SHORTEST_NAME = 3;

    private static final Set<String> NOWHERE = Set.of("127.0.0.1", "0.0.0.0", "::1", "::");

    private final List<String> names;

    /** @param secrets the names of a run's map, empty without one */
    public Leftovers(Collection<String> secrets) {
        this.names = new TreeSet<>(secrets)
                .stream().filter(name -> name.length() >= SHORTEST_NAME).toList();
    }

    /**
     * One leftover.
     *
     * @param line 1-based
     */
    public record Leftover(int line, String text) {}

    /** What is left over in a text, in its order, each once per line. */
    public List<Leftover> in(String text) {
        List<Leftover> found = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Set<String> here = new TreeSet<>();
            named(lines[i], here);
            shaped(lines[i], here);
            int line = i + 1;
            here.forEach(left -> found.add(new Leftover(line, left)));
        }
        return found;
    }

    private void named(String line, Set<String> here) {
        for (String name : names) {
            for (int at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
                if (Words.standsAlone(line, at, at + name.length())) {
                    here.add(name);
                    break;
                }
            }
        }
    }

    private static void shaped(String line, Set<String> here) {
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            boolean tag = matcher.start() > 0 && line.charAt(matcher.start() - 1) == '<';
            String word = matcher.group().replaceAll("^[.:-]+(?=[0-9A-Za-z])|[.:-]+$", "");
            String head = word.replaceFirst(":[0-9]+$", "");
            boolean left = Shapes.isAddress(word)
                    || Shapes.isAddress(head)
                    || isRunId(word)
                    || (!tag && Shapes.isRooted(word));
            if (left && !NOWHERE.contains(word) && !NOWHERE.contains(head)) {
                here.add(word);
            }
        }
    }

    /** Checksums of inputs are longer and stay. */
    private static boolean isRunId(String word) {
        return word.length() == 40 && Shapes.isId(word);
    }
}
