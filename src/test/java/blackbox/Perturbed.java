package blackbox;

import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
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

    private static final Pattern SERVER_TIME = Pattern.compile("(?m)^(server_time_usec):(\\d+)");
    private static final Pattern EPOCH = Pattern.compile("(?m)^(\\d{13}|\\d{10})(?=\\.|\\r?$)");
    private static final Pattern ISO = Pattern.compile("(?m)^(\\W*)(\\d{4}-\\d\\d-\\d\\d)([T ])(\\d\\d:\\d\\d:\\d\\d)");
    private static final Pattern DATE =
            Pattern.compile("(?m)^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d UTC \\d{4}");
    private static final DateTimeFormatter UNIX =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss zzz yyyy", Locale.US);

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

    /** The times above the dumps of a log, in any form that captures have, and server_time_usec, later by some seconds. */
    static String later(String info, long seconds) {
        String moved = SERVER_TIME
                .matcher(info)
                .replaceAll(m -> m.group(1) + ":" + (Long.parseLong(m.group(2)) + seconds * 1_000_000));
        moved = EPOCH.matcher(moved)
                .replaceAll(m -> m.group().length() > 10
                        ? String.valueOf(Long.parseLong(m.group()) + 1000 * seconds)
                        : String.valueOf(Long.parseLong(m.group()) + seconds));
        moved = ISO.matcher(moved)
                .replaceAll(m -> m.group(1)
                        + LocalDateTime.parse(m.group(2) + "T" + m.group(4))
                                .plusSeconds(seconds)
                                .format(DateTimeFormatter.ofPattern(
                                        "yyyy-MM-dd'" + m.group(3) + "'HH:mm:ss", Locale.ROOT)));
        return DATE.matcher(moved)
                .replaceAll(m -> ZonedDateTime.parse(m.group(), UNIX)
                        .plusSeconds(seconds)
                        .format(UNIX));
    }
}
