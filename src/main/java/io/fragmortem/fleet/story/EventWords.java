package io.fragmortem.fleet.story;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.phrase.Spelling;
import io.fragmortem.snapshot.Amount;
import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Unit;
import java.util.Locale;
import java.util.OptionalDouble;
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
            case LOAD -> with("story.load", Amount.DURATION_SECONDS, event);
            case CLIENT_CLOSED_BUFFER_LIMIT -> with("story.client_closed", Amount.OMEM_BYTES, event);
            case CLIENT_EVICTED -> with("story.client_evicted", Amount.TOT_MEM_BYTES, event);
            case SLOW_SCRIPT -> with("story.slow_script", Amount.DURATION_SECONDS, event);
            case COPY_ON_WRITE -> with("story.copies", Amount.COW_BYTES, event);
            case FORK_START -> Phrase.of("story.fork");
            case FORK_END -> Phrase.of("story.fork_end");
            case DEFRAG_START -> with("story.defrag_start", Amount.FRAG_PERCENT, event);
            case DEFRAG_END -> with("story.defrag_end", Amount.FRAG_PERCENT, event);
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
        Double pid = event.numbers().get(Amount.PID);
        return pid == null
                ? Phrase.of("story.start.bare", product, version)
                : Phrase.of("story.start", product, version, Phrase.name(String.valueOf(pid.longValue())));
    }

    private static Phrase plain(Event event) {
        if (event.isCounted()) {
            double calls = event.number(Amount.CALLS).orElse(0);
            double seconds = event.number(Amount.DURATION_SECONDS).orElse(0);
            return Phrase.of("story.calls", Phrase.name(event.text()), Phrase.count(calls), Phrase.span(seconds));
        }
        return Phrase.of("row.event." + Spelling.lower(event.kind()), Phrase.name(event.text()));
    }

    /** With a number where the line has it. */
    private static Phrase with(String key, Amount amount, Event event) {
        OptionalDouble value = event.number(amount);
        return value.isEmpty() ? Phrase.of(key + ".bare") : Phrase.of(key, shown(value.getAsDouble(), amount.unit()));
    }

    private static Phrase.Arg shown(double value, Unit unit) {
        return switch (unit) {
            case BYTES -> Phrase.bytes(value);
            case SECONDS -> Phrase.span(value);
            case PERCENT -> Phrase.percent(value / 100);
            case MILLISECONDS, MICROSECONDS, EPOCH_SECONDS, EPOCH_MICROSECONDS, RATIO, COUNT, FLAG ->
                Phrase.count(value);
        };
    }
}
