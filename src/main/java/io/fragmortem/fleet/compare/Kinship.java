package io.fragmortem.fleet.compare;

import io.fragmortem.memory.Limit;
import io.fragmortem.phrase.Phrase;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether two sides are one server before and after, or two servers: between two servers a difference may have been there all
 * along, and nothing was done that could have made it. Also whether they are in the order of time.
 */
final class Kinship {

    /** A name that is an address: {@code 10.1.36.33:6379}. What else an instance is called may be the name of a file. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s/]+:[0-9]{2,5}");

    /** Uptimes are whole seconds, and clocks of two hosts are apart. */
    private static final long APART_MICROS = 300_000_000L;

    /** A machine may tell a little less memory after an update of its kernel. */
    private static final double OTHER_MACHINE = 0.02;

    private final Side before;
    private final Side after;

    Kinship(Side before, Side after) {
        this.before = before;
        this.after = after;
    }

    /** That the sides are two servers, or may be; empty where nothing speaks against one. */
    Optional<Phrase> doubt() {
        return haveProcesses() && isOneProcess() ? Optional.empty() : two().or(this::perhapsTwo);
    }

    private boolean haveProcesses() {
        return before.server().process().isPresent() && after.server().process().isPresent();
    }

    private boolean isOneProcess() {
        return before.server().process().equals(after.server().process());
    }

    private Optional<Phrase> two() {
        Matcher was = ADDRESS.matcher(before.name());
        Matcher is = ADDRESS.matcher(after.name());
        if (was.matches() && is.matches() && !before.name().equals(after.name())) {
            return Optional.of(
                    Phrase.of("compare.caveat.two.address", Phrase.name(before.name()), Phrase.name(after.name())));
        }
        return ranTogether().map(micros -> Phrase.of("compare.caveat.two.together", Phrase.moment(micros)));
    }

    /** A moment at which two processes ran: both were captured then, or ran by their uptimes. */
    private Optional<Long> ranTogether() {
        OptionalLong from = before.window().fromMicros();
        OptionalLong to = after.window().fromMicros();
        if (haveProcesses() && from.isPresent() && to.isPresent()) {
            long both = Math.max(from.getAsLong(), to.getAsLong());
            return both < firstEnd() ? Optional.of(both) : byUptime();
        }
        return byUptime();
    }

    private long firstEnd() {
        return Math.min(
                before.window().toMicros().orElse(Long.MIN_VALUE),
                after.window().toMicros().orElse(Long.MIN_VALUE));
    }

    private Optional<Long> byUptime() {
        OptionalLong was = started(before);
        OptionalLong is = started(after);
        if (was.isEmpty() || is.isEmpty() || Math.abs(was.getAsLong() - is.getAsLong()) < APART_MICROS) {
            return Optional.empty();
        }
        long later = Math.max(was.getAsLong(), is.getAsLong());
        return firstEnd() - later > APART_MICROS ? Optional.of(later) : Optional.empty();
    }

    private static OptionalLong started(Side side) {
        Side.Window window = side.window();
        return window.toMicros().isPresent() && window.uptimeSeconds().isPresent()
                ? OptionalLong.of(window.toMicros().getAsLong()
                        - Math.round(window.uptimeSeconds().getAsDouble() * 1e6))
                : OptionalLong.empty();
    }

    /** Names of files say nothing; with another product or machine they do. */
    private Optional<Phrase> perhapsTwo() {
        if (before.name().equals(after.name())) {
            return Optional.empty();
        }
        boolean machine = isOtherMachine();
        if (!machine && !after.server().isOtherProduct(before.server())) {
            return Optional.empty();
        }
        return Optional.of(Phrase.of(
                machine ? "compare.caveat.two.machine" : "compare.caveat.two.product",
                Phrase.name(before.name()),
                Phrase.name(after.name())));
    }

    private boolean isOtherMachine() {
        double was = bytes(before);
        double is = bytes(after);
        return was > 0 && is > 0 && Math.abs(was - is) > OTHER_MACHINE * Math.max(was, is);
    }

    private static double bytes(Side side) {
        return side.setting(Limit.HOST.id()).map(Double::parseDouble).orElse(0.0);
    }

    /** That what comes second was captured first. */
    Optional<Phrase> swapped() {
        OptionalLong begins = before.window().fromMicros();
        OptionalLong ends = after.window().toMicros();
        return begins.isPresent() && ends.isPresent() && ends.getAsLong() < begins.getAsLong()
                ? Optional.of(Phrase.of(
                        "compare.caveat.swapped", Phrase.moment(ends.getAsLong()), Phrase.moment(begins.getAsLong())))
                : Optional.empty();
    }
}
