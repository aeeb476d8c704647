package io.fragmortem.fleet.story;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.snapshot.Event;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Events as a postmortem says them: what the line means, with its numbers; the line itself only where its words matter. */
final class EventWords {

    /** {@code Redis version=7.0.15, bits=64, commit=00000000, modified=0, pid=17532, just started}. */
    private static final Pattern START = Pattern.compile("(Redis|Valkey|KeyDB) version=([0-9][0-9A-Za-z.\\-]{0,30}),");

    /** {@code Server started, Redis version 3.0.7}. */
    private static final Pattern OLD_START =
            Pattern.compile("Server started, (Redis) version ([0-9][0-9A-Za-z.\\-]{0,30})");

    private EventWords() {}

    /** One sentence. */
    static Phrase of(Event event) {
        return switch (event.kind()) {
            case SERVER_START -> start(event);
            case SERVER_STOP -> Phrase.of("story.stop");
            case UNREACHABLE -> Phrase.of("story.unreachable");
            case LOAD -> with("story.load", "duration_seconds", event);
            case CLIENT_CLOSED_BUFFER_LIMIT -> with("story.client_closed", "omem_bytes", event);
            case CLIENT_EVICTED -> with("story.client_evicted", "tot_mem_bytes", event);
            case SLOW_SCRIPT -> with("story.slow_script", "duration_seconds", event);
            case COPY_ON_WRITE -> with("story.copies", "cow_bytes", event);
            case FORK_START -> Phrase.of("story.fork");
            case FORK_END -> Phrase.of("story.fork_end");
            case DEFRAG_START -> with("story.defrag_start", "frag_percent", event);
            case DEFRAG_END -> with("story.defrag_end", "frag_percent", event);
            case REPLICA_LOST -> Phrase.of("story.replica_lost");
            case CRASH,
                    FORK_FAILED,
                    CHILD_KILLED,
                    OUT_OF_MEMORY,
                    KERNEL_OOM_KILL,
                    FULL_SYNC,
                    PARTIAL_SYNC,
                    ROLE_CHANGE,
                    CONFIG_WARNING,
                    FLUSH,
                    CLOCK_ANCHOR,
                    COMMAND,
                    NOTE -> plain(event);
        };
    }

    /** A few words for a chart. */
    static Phrase label(Event event) {
        boolean purge = event.kind() == Event.Kind.COMMAND
                && event.text().toUpperCase(Locale.ROOT).contains("MEMORY PURGE");
        return Phrase.of(purge ? "mark.event.purge" : "mark.event." + Spelling.lower(event.kind()));
    }

    private static Phrase start(Event event) {
        Matcher started = START.matcher(event.text());
        if (!started.find()) {
            started = OLD_START.matcher(event.text());
            if (!started.find()) {
                return plain(event);
            }
        }
        Phrase.Arg product = Phrase.name(started.group(1));
        Phrase.Arg version = Phrase.name(started.group(2));
        Double pid = event.numbers().get(Event.PID);
        return pid == null
                ? Phrase.of("story.start.bare", product, version)
                : Phrase.of("story.start", product, version, Phrase.name(String.valueOf(pid.longValue())));
    }

    private static Phrase plain(Event event) {
        if (event.isCounted()) {
            double calls = event.numbers().getOrDefault(Event.CALLS, 0.0);
            double seconds = event.numbers().getOrDefault("duration_seconds", 0.0);
            return Phrase.of("story.calls", Phrase.name(event.text()), Phrase.count(calls), Phrase.span(seconds));
        }
        return Phrase.of("row.event." + Spelling.lower(event.kind()), Phrase.name(event.text()));
    }

    /** With a number where the line has it. */
    private static Phrase with(String key, String quantity, Event event) {
        Map<String, Double> numbers = event.numbers();
        Double value = numbers.get(quantity);
        if (value == null) {
            return Phrase.of(key + ".bare");
        }
        Phrase.Arg shown = quantity.endsWith("_bytes")
                ? Phrase.bytes(value)
                : quantity.endsWith("_seconds") ? Phrase.span(value) : Phrase.percent(value / 100);
        return Phrase.of(key, shown);
    }
}
