package blackbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Ways in which a dump comes to be a little different without its cause becoming another. */
final class Perturbed {

    /** A field with a number of bytes: not a ratio, a share, a count, a time or a flag. */
    private static final Pattern BYTES = Pattern.compile(
            "(?m)^((?:used_memory|used_memory_(?!human|lua_human|peak_perc|dataset_perc)\\w+|allocator_(?:allocated|active|resident|muzzy)"
                    + "|\\w+_bytes|mem_(?!fragmentation_ratio|allocator)\\w+|maxmemory|total_system_memory|repl_backlog_size"
                    + "|repl_backlog_histlen|(?:rdb|aof)_last_cow_size|current_cow_(?:size|peak))):(-?\\d+)(\\r?)$");

    private static final Pattern HUMAN = Pattern.compile("(?m)^\\w+_human:.*\\R");

    private static final Pattern FIELD = Pattern.compile("(?m)^(\\w+):");

    private Perturbed() {}

    /** Every byte field times the factor; texts for people, which would contradict, are gone. */
    static String scaled(String info, double factor) {
        return bytes(info, value -> value * factor);
    }

    /** Every byte field off by up to one percent, each by its own. */
    static String noisy(String info, long seed) {
        Random random = new Random(seed);
        return bytes(info, value -> value * (1 + 0.01 * (2 * random.nextDouble() - 1)));
    }

    private static String bytes(String info, UnaryOperator<Double> change) {
        return BYTES.matcher(HUMAN.matcher(info).replaceAll(""))
                .replaceAll(m -> m.group(1) + ":"
                        + String.format(Locale.ROOT, "%.0f", change.apply(Double.parseDouble(m.group(2))))
                        + m.group(3));
    }

    /** The names of all fields, in order of appearance, each once. */
    static List<String> fields(String info) {
        return FIELD.matcher(info).results().map(m -> m.group(1)).distinct().toList();
    }

    static String without(String info, String field) {
        return info.replaceAll("(?m)^" + Pattern.quote(field) + ":.*\\R?", "");
    }

    /** Only some of the fields, as people paste them. */
    static String cropped(String info, Random random, double keep) {
        String text = info;
        for (String field : fields(info)) {
            text = random.nextDouble() < keep ? text : without(text, field);
        }
        return text;
    }

    /** The fields of each section in another order. */
    static String reordered(String info, Random random) {
        StringBuilder text = new StringBuilder();
        List<String> section = new ArrayList<>();
        for (String line : info.split("(?<=\n)")) {
            boolean field = FIELD.matcher(line).lookingAt();
            if (!field) {
                Collections.shuffle(section, random);
                section.forEach(text::append);
                section.clear();
                text.append(line);
            } else {
                section.add(line);
            }
        }
        Collections.shuffle(section, random);
        section.forEach(text::append);
        return text.toString();
    }

    static String withLineFeeds(String info) {
        return info.replace("\r\n", "\n");
    }

    /** Epoch seconds at the starts of lines, and server_time_usec, later by some seconds. */
    static String later(String info, long seconds) {
        String moved = Pattern.compile("(?m)^(server_time_usec):(\\d+)")
                .matcher(info)
                .replaceAll(m -> m.group(1) + ":" + (Long.parseLong(m.group(2)) + seconds * 1_000_000));
        return Pattern.compile("(?m)^(\\d{10})(?=\\.|\\r?$)")
                .matcher(moved)
                .replaceAll((MatchResult m) -> String.valueOf(Long.parseLong(m.group(1)) + seconds));
    }
}
