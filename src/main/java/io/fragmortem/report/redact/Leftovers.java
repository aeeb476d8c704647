package io.fragmortem.report.redact;

import io.fragmortem.report.words.Languages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks for what was left over in a text that is about to be shared: with the map of a run for its names, and without it for
 * what looks like an address, a URL, a host, a path, or an id.
 */
public final class Leftovers {

    /** What a stretch of text is that might be a word with slashes, dots and colons. */
    private static final Pattern WORD = Pattern.compile("[0-9A-Za-z_~./:@+\\\\-]+");

    /** Names shorter than this stand in every text. */
    private static final int SHORTEST_NAME = 3;

    private static final Vocabulary VOCABULARY = Vocabulary.of(Languages.all());

    /** What our own pages hold whatever they tell, such as {@code svg.dataset.width}. */
    private static final Set<String> OF_PAGES = words(resource("/templates/page.js"));

    /** A namespace of SVG and XHTML, which every page names. */
    private static final Pattern NAMESPACE = Pattern.compile("https?://www\\.w3\\.org(?:/[0-9A-Za-z/]*)?");

    /** Ends of names that are hosts though all their words are ours. */
    private static final Pattern DOMAIN =
            Pattern.compile(".*\\.(?:com|net|org|io|dev|cloud|internal|intranet|local|lan|corp|cn)");

    private static final Pattern PSEUDONYM = Pattern.compile("(?:host|path|name|id)-[0-9a-z]+(?::[0-9]+)?");

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
            String word = trimmed(matcher.group());
            String head = word.replaceFirst(":[0-9]+$", "");
            boolean left = Shapes.isAddress(word)
                    || Shapes.isAddress(head)
                    || isRunId(word)
                    || leads(word)
                    || (!tag && Shapes.isRooted(word));
            if (left && !NOWHERE.contains(word) && !NOWHERE.contains(head)) {
                here.add(word);
            }
        }
    }

    /** Whether it leads to somebody, and is none of our own words. */
    private static boolean leads(String word) {
        int url = Addresses.urlEnd(word, 0);
        if (url > 0) {
            return !NAMESPACE.matcher(word).matches();
        }
        if (Addresses.isShare(word) || Addresses.isMail(word)) {
            return true;
        }
        boolean ours = OF_PAGES.contains(word)
                || PSEUDONYM.matcher(word).matches()
                || (VOCABULARY.knows(word) && !DOMAIN.matcher(word).matches());
        return !ours && Addresses.isHost(word);
    }

    /** Without what belongs to the sentence around it. */
    private static String trimmed(String word) {
        return word.replaceAll("^[.:+@-]+(?=[0-9A-Za-z])|[.:+@-]+$", "");
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(match -> trimmed(match.group()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Leftovers.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Checksums of inputs are longer and stay. */
    private static boolean isRunId(String word) {
        return word.length() == 40 && Shapes.isId(word);
    }
}
