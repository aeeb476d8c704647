package io.fragmortem.snapshot.info;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a loop over servers: {@code for p in redis-0 redis-1; do kubectl exec $p -- redis-cli info; done}. What it
 * prints has nothing between the dumps, but they come in the order of the words.
 *
 * @param variable the name that stands for one of the words
 * @param words what it stands for in turn; empty when only the shell knows them
 */
record ShellLoop(String variable, List<String> words) {

    private static final int MOST = 10_000;
    private static final Pattern HEAD = Pattern.compile("\\bfor\\s+(\\w{1,40})\\s+in\\s+([^;\\n]{1,2000})(?:;|$)");
    private static final Pattern BRACES = Pattern.compile("^(.*)\\{([^{}]*)\\}(.*)$");
    private static final Pattern RANGE = Pattern.compile("^(\\d{1,6})\\.\\.(\\d{1,6})$");
    private static final Pattern SEQUENCE = Pattern.compile("^\\$\\(seq (\\d{1,6})(?: (\\d{1,6}))?\\)$");

    ShellLoop {
        words = List.copyOf(words);
    }

    /** The loop that a line begins. */
    static Optional<ShellLoop> in(String line) {
        if (line.indexOf("for ") < 0) {
            return Optional.empty();
        }
        Matcher head = HEAD.matcher(line);
        return head.find()
                ? Optional.of(new ShellLoop(head.group(1), expand(head.group(2).strip())))
                : Optional.empty();
    }

    /** Whether the text uses the loop's variable. */
    boolean isUsedIn(String text) {
        return text.contains("$" + variable) || text.contains("${" + variable + "}");
    }

    /** The text with a word in the place of the variable. */
    String with(String text, String word) {
        return text.replace("${" + variable + "}", word)
                .replace("$" + variable, word)
                .replace("\"", "");
    }

    private static List<String> expand(String list) {
        Matcher sequence = SEQUENCE.matcher(list);
        if (sequence.matches()) {
            boolean both = sequence.group(2) != null;
            return range(both ? sequence.group(1) : "1", sequence.group(both ? 2 : 1));
        }
        List<String> words = new ArrayList<>();
        for (String word : list.split("\\s+")) {
            if (word.indexOf('$') >= 0 || word.indexOf('`') >= 0 || word.indexOf('*') >= 0) {
                return List.of();
            }
            words.addAll(braces(word.replace("\"", "").replace("'", "")));
        }
        return words.size() > MOST ? List.of() : words;
    }

    /** {@code redis-{0..2}} and {@code redis-{a,b}}. */
    private static List<String> braces(String word) {
        Matcher braces = BRACES.matcher(word);
        if (!braces.matches()) {
            return List.of(word);
        }
        Matcher range = RANGE.matcher(braces.group(2));
        List<String> inner = range.matches()
                ? range(range.group(1), range.group(2))
                : List.of(braces.group(2).split(",", -1));
        return inner.stream()
                .map(one -> braces.group(1) + one + braces.group(3))
                .toList();
    }

    private static List<String> range(String first, String last) {
        int from = Integer.parseInt(first);
        int to = Math.min(Integer.parseInt(last), from + MOST);
        List<String> words = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            words.add(Integer.toString(i));
        }
        return words;
    }
}
