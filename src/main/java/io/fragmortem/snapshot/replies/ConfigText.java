package io.fragmortem.snapshot.replies;

import io.fragmortem.snapshot.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words and values of configuration files. */
public final class ConfigText {

    private ConfigText() {}

    /** The words of a line, quotes and the numbering of redis-cli ({@code 1) "maxmemory"}) removed. */
    public static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == ' ' || c == '\t') {
                i++;
            } else if (c == '"' || c == '\'') {
                int close = line.indexOf(c, i + 1);
                int end = close < 0 ? line.length() : close;
                words.add(line.substring(i + 1, end));
                i = end + 1;
            } else {
                int end = i;
                while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
                    end++;
                }
                String word = line.substring(i, end);
                if (!isIndex(word)) {
                    words.add(word);
                }
                i = end;
            }
        }
        return words;
    }

    private static boolean isIndex(String word) {
        int last = word.length() - 1;
        return last > 0
                && last < 6
                && (word.charAt(last) == ')' || word.charAt(last) == '#')
                && word.substring(0, last).chars().allMatch(Text::isDigit);
    }

    /** {@code 100mb} is 100 times 1024 squared, {@code 100m} is 100 million, as in the server's own parser. */
    public static Optional<Double> memory(String text) {
        int end = 0;
        while (end < text.length() && Text.isDigit(text.charAt(end))) {
            end++;
        }
        if (end == 0 || end > 18) {
            return Optional.empty();
        }
        double number = Long.parseLong(text.substring(0, end));
        double unit = switch (text.substring(end).toLowerCase(java.util.Locale.ROOT)) {
            case "", "b" -> 1;
            case "k" -> 1e3;
            case "kb" -> 1024;
            case "m" -> 1e6;
            case "mb" -> 1024.0 * 1024;
            case "g" -> 1e9;
            case "gb" -> 1024.0 * 1024 * 1024;
            default -> Double.NaN;
        };
        return Double.isNaN(unit) ? Optional.empty() : Optional.of(number * unit);
    }
}
