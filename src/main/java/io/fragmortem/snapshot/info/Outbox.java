package io.fragmortem.snapshot.info;

import io.fragmortem.phrase.Phrase;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.ReadOptions;
import io.fragmortem.snapshot.Rejected;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.Sink;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.info.heading.Heading;
import io.fragmortem.snapshot.text.Address;
import io.fragmortem.snapshot.time.TimeText;
import io.fragmortem.snapshot.time.clock.StreamClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands samples to the sink and finds a time for those that came without one: a time line after the dump, the name of
 * the file, the interval, the file's modification.
 *
 * <p>Long because every way to a time looks at the same samples that wait for one.
 */
final class Outbox {

    private static final int HELD = 20_000;
    private static final int LABELS = 10_000;

    private static final int MOST_COMPANIONS = 64;

    /** So many figures people repeat at most. */
    private static final int FEW = 3;

    /** Where the time lines of this stream stand. */
    private enum Order {
        UNDECIDED,
        BEFORE,
        AFTER
    }

    private final Sink sink;
    private final StreamClock clock;
    private final OptionalLong intervalMicros;
    private final NeighbourTimes times;
    private final List<Held> waiting = new ArrayList<>();
    private final Map<String, Stamp> lastByLabel = new HashMap<>();
    private Order order = Order.UNDECIDED;
    /** A time directly below the first dump: its own, or that of the second where the first is only the end of one. */
    private Stamp doubted = Stamp.NONE;
    /** What seemed to be the name above such an end; empty for none. */
    private String disowned = "";

    private final List<Sample> leading = new ArrayList<>();
    private @Nullable Sample section;
    private @Nullable Sample latest;
    private String latestTitle = "";
    private double port;
    private Heading.Kind phase = Heading.Kind.NONE;
    private long samples;
    private boolean overflowed;
    private boolean balanced;
    private boolean untimed;

    /** Whether a line told that a dump ended then. */
    private boolean ended;

    /** Whether the first such line stood below the dumps of several servers. */
    private boolean rounds;

    /** Holds what stands so that only the end of the stream tells whose the times are. */
    private @Nullable TimesBelow below;

    /** A dump without a time, and whether a heading called its moment the earlier or the later one. */
    record Held(Sample sample, Heading.Kind phase, String title) {

        Held at(Stamp stamp) {
            return new Held(sample.at(stamp), phase, title);
        }

        Held named(String label) {
            return new Held(Titles.named(sample, label), phase, title);
        }
    }

    Outbox(Sink sink, StreamClock clock, ReadOptions options) {
        this.sink = sink;
        this.clock = clock;
        this.times = new NeighbourTimes(sink);
        this.intervalMicros = options.interval().isPresent()
                ? OptionalLong.of(options.interval().get().toNanos() / 1000)
                : OptionalLong.empty();
    }

    long samples() {
        return samples;
    }

    /**
     * Takes a dump, with or without a time. It stays until its moment is over, for what the same moment may add.
     *
     * Where others of the stream balance, one that does not is made of two and is left out; alone it is taken as it is, for then
     * this server may count in another way.
     *
     * @param title what stands above it, empty for nothing that could name a server
     */
    void accept(Sample dump, String title) {
        Accounts accounts = Accounts.of(dump);
        if (accounts == Accounts.TORN && balanced) {
            Phrase found = Phrase.of("input.found.torn");
            sink.rejected(new Rejected(dump.origin(), found, Phrase.of("input.expected.one_dump")));
            return;
        }
        balanced |= accounts == Accounts.BALANCED;
        pass();
        Sample sample = ofItsPort(samples == 1 ? second(dump) : dump);
        samples++;
        latest = sample;
        latestTitle = title;
        for (Sample companion : leading) {
            if (isOf(companion, sample) || leading.size() == 1) {
                latest = latest.and(companion);
            } else {
                sink.sample(companion);
            }
        }
        leading.clear();
        Sample before = section;
        section = null;
        if (before != null) {
            section(before);
        }
    }

    /** The second dump of the stream shows what the first one is: whole, or the rest of one that began in another file. */
    private Sample second(Sample dump) {
        Stamp between = doubted;
        boolean severed = waiting.size() == 1 && SeveredDump.is(waiting.get(0).sample(), dump);
        if (severed) {
            disowned = label(waiting.get(0).sample());
            sink.rejected(new Rejected(
                    waiting.get(0).sample().origin(),
                    Phrase.of("input.found.severed"),
                    Phrase.of("input.expected.info_beginning")));
            waiting.clear();
            samples--;
        }
        settle(severed ? Order.BEFORE : Order.AFTER);
        Sample own = disowns(label(dump)) ? dump.from(dump.origin().by(Optional.empty())) : dump;
        return !severed && between.known() && own.stamp().equals(between) ? own.at(Stamp.NONE) : own;
    }

    /** Whether somebody is called so only by what another file left of a line. */
    boolean disowns(String name) {
        return name.equals(disowned);
    }

    /** Ends the doubt about the first time line. */
    private void settle(Order decided) {
        Stamp stamp = doubted;
        doubted = Stamp.NONE;
        if (stamp.known()) {
            order = decided;
            if (decided == Order.AFTER) {
                date(stamp, "");
            }
        }
    }

    /** Another port than that of the dumps before is another server of the machine. */
    private Sample ofItsPort(Sample dump) {
        double told = dump.origin().label().isEmpty() ? dump.get(Field.TCP_PORT).orElse(0) : 0;
        if (told > 0 && port == 0) {
            port = told;
        }
        return told > 0 && told != port ? Titles.named(dump, Address.here(String.valueOf((long) told))) : dump;
    }

    /** What another answer of the same moment says: it completes the dump above it, or else the one that follows. */
    void companion(Sample sample) {
        Sample known = latest;
        if (known != null && (isOf(sample, known) || leading.isEmpty())) {
            latest = known.and(sample);
            return;
        }
        leading.add(sample);
        if (leading.size() > MOST_COMPANIONS) {
            giveLeading();
        }
    }

    /**
     * What one section of INFO says that was quoted by itself, as {@code info clients} is: it completes the dump above it
     * that lacks just this, or else the one that follows; by itself it says nothing of memory.
     */
    void section(Sample part) {
        Sample known = latest;
        if (known == null) {
            section = part;
        } else if (isOf(part, known) && lacks(known, part)) {
            latest = known.and(part);
        }
    }

    private static boolean lacks(Sample known, Sample part) {
        boolean[] lacks = {!part.stamp().known() || part.stamp().equals(known.stamp())};
        part.forEach((field, value) -> lacks[0] &= !known.has(field));
        return lacks[0];
    }

    private static boolean isOf(Sample companion, Sample dump) {
        return label(companion).equals(label(dump));
    }

    private void giveLeading() {
        leading.forEach(sink::sample);
        leading.clear();
    }

    /** Whether the sample only repeats some figures of the dump above it, as people do in the words that follow. */
    boolean restates(Sample sample) {
        Sample known = latest;
        if (known == null
                || sample.size() > FEW
                || !label(known).equals(label(sample))
                || sample.stamp().known()) {
            return false;
        }
        boolean[] same = {sample.size() > 0};
        sample.forEach((field, value) -> {
            double gap = Math.abs(known.get(field).orElse(Double.NaN) - value);
            same[0] &= gap <= known.error(field) + sample.error(field);
        });
        return same[0] && sample.size() < known.size();
    }

    /** A heading begins another moment: an earlier, a later or just another one. */
    void phase(Heading.Kind kind) {
        moment();
        phase = kind;
    }

    /** The moment of the last dump is over: nothing that follows completes it. */
    void momentOver() {
        moment();
    }

    private void pass() {
        Sample sample = latest;
        latest = null;
        if (sample != null) {
            give(sample);
        }
    }

    private void moment() {
        pass();
        section = null;
        giveLeading();
    }

    private void give(Sample given) {
        Held held = new Held(times.settled(given, timesFollow()), phase, latestTitle);
        if (below != null && below.dump(held)) {
            return;
        }
        asAbove();
        settled(held);
    }

    private void settled(Held held) {
        Sample sample = held.sample();
        if (sample.stamp().known()) {
            release(sample.stamp());
            remember(sample);
            sink.sample(sample);
            return;
        }
        Stamp last = lastByLabel.get(label(sample));
        if (intervalMicros.isPresent() && last != null && !ended && !timesFollow()) {
            Sample next = sample.at(clock.shifted(last, intervalMicros.getAsLong()));
            remember(next);
            sink.sample(next);
            return;
        }
        hold(held);
    }

    private void hold(Held held) {
        if (overflowed) {
            sink.sample(held.sample());
            return;
        }
        waiting.add(held);
        if (waiting.size() > HELD) {
            overflowed = true;
            untimed = true;
            waiting.forEach(one -> sink.sample(one.sample()));
            waiting.clear();
        }
    }

    private void remember(Sample sample) {
        if (intervalMicros.isPresent() && lastByLabel.size() < LABELS) {
            lastByLabel.put(label(sample), sample.stamp());
        }
    }

    /** Forgets the last dump where it is a single line above another; the line at which what is left begins. */
    long dropFragment(long line) {
        Sample known = latest;
        if (known == null || known.size() != 1 || line - known.origin().line() > FEW) {
            return line;
        }
        latest = null;
        samples--;
        return known.origin().line();
    }

    private static String label(Sample sample) {
        return sample.origin().label().orElse("");
    }

    /**
     * Tells of a time line of its own. In {@code redis-cli info; date} the time stands after the dump: that is how the
     * whole stream is read when its very first dump has no time, is whole, and no blank line parts it from the time below. With a blank line between, only the
     * end of the stream tells, see {@link TimesBelow}.
     *
     * @param place whether it says that the dump below is meant
     * @return whether the time belonged to the dump above it
     */
    boolean timeLine(Stamp stamp, boolean dumpJustAbove, TimeText.Place place) {
        moment();
        settle(Order.AFTER);
        if (order == Order.UNDECIDED) {
            boolean ofFirst = samples == 1 && waiting.size() == 1 && place == TimeText.Place.OPEN;
            if (ofFirst && dumpJustAbove) {
                doubted = stamp;
                return false;
            }
            order = Order.BEFORE;
            below = ofFirst && intervalMicros.isEmpty() ? new TimesBelow(waiting.remove(0)) : null;
        }
        if (below != null && !below.time(stamp, place)) {
            asAbove();
        }
        if (order != Order.AFTER || waiting.isEmpty()) {
            return false;
        }
        date(stamp, "");
        return true;
    }

    /**
     * Tells when the last dump ended, which dates it where it has no time.
     *
     * @param label whose it was, empty where nothing says so
     * @return whether it has a time now
     */
    boolean ended(Stamp stamp, String label) {
        Sample last = latest;
        moment();
        boolean each = label.isEmpty() && isRound();
        rounds = ended ? rounds : each;
        ended = true;
        boolean timed = last != null && (last.stamp().known() || !waiting.isEmpty());
        if (rounds && each) {
            waiting.replaceAll(held -> held.at(stamp));
            release(stamp);
        } else {
            date(stamp, label);
        }
        return timed;
    }

    /** Whether several dumps wait, each of another server, as a loop over them leaves them before it says when it ended. */
    private boolean isRound() {
        Set<String> labels = new HashSet<>();
        waiting.forEach(held -> labels.add(label(held.sample())));
        return waiting.size() > 1 && labels.size() == waiting.size() && !labels.contains("");
    }

    /** The last dump waits for its time no longer. */
    private void date(Stamp stamp, String label) {
        if (!waiting.isEmpty()) {
            Held held = waiting.remove(waiting.size() - 1);
            boolean named = !label.isEmpty() && label(held.sample()).isEmpty();
            Sample last = (named ? held.named(label) : held).sample().at(stamp);
            release(stamp);
            remember(last);
            sink.sample(last);
        }
    }

    /** A question without an answer stands below its time, and so do the others. */
    void unanswered() {
        moment();
        asAbove();
    }

    /** The times stand above their dumps after all: what was held is given as it was. */
    private void asAbove() {
        TimesBelow held = below;
        below = null;
        if (held != null) {
            held.all().forEach(this::settled);
        }
    }

    /** Whether a dump was given that no line of the text dates. */
    boolean untimed() {
        return untimed;
    }

    /** Whether times stand below their dumps. */
    boolean timesFollow() {
        return order == Order.AFTER;
    }

    /** Lets go of samples without a time, now that one with a time follows them. */
    private void release(Stamp next) {
        if (waiting.isEmpty()) {
            return;
        }
        for (int i = 0; i < waiting.size(); i++) {
            Sample sample = waiting.get(i).sample();
            if (intervalMicros.isPresent()) {
                long back = (waiting.size() - i) * intervalMicros.getAsLong();
                sample = sample.at(clock.shifted(next, -back));
            }
            untimed |= !sample.stamp().known();
            sink.sample(sample);
        }
        waiting.clear();
    }

    /** The end of the stream: what still waits gets the best time there is. */
    void finish() {
        moment();
        settle(Order.AFTER);
        if (below != null && below.holds()) {
            below.dated().forEach(sink::sample);
            return;
        }
        asAbove();
        Map<String, List<Held>> byLabel = new LinkedHashMap<>();
        List<Held> apart = intervalMicros.isPresent() ? waiting : Titles.apart(waiting);
        apart.forEach(held -> byLabel.computeIfAbsent(label(held.sample()), any -> new ArrayList<>())
                .add(held));
        boolean alone = samples == waiting.size();
        untimed |= !waiting.isEmpty();
        byLabel.values().stream().map(Outbox::inOrder).forEach(group -> {
            if (alone) {
                place(group);
            } else {
                group.forEach(sink::sample);
            }
        });
        waiting.clear();
    }

    /** As they stand, unless headings say that the later moment stands first. */
    private static List<Sample> inOrder(List<Held> group) {
        int after = phaseAt(group, Heading.Kind.AFTER);
        int before = phaseAt(group, Heading.Kind.BEFORE);
        if (after >= 0 && after < before) {
            group.sort(Comparator.comparing(Held::phase));
        }
        return group.stream().map(Held::sample).toList();
    }

    private static int phaseAt(List<Held> group, Heading.Kind phase) {
        for (int i = 0; i < group.size(); i++) {
            if (group.get(i).phase() == phase) {
                return i;
            }
        }
        return -1;
    }

    /** A time in the name is that of the first, a modification that of the last; an interval counts the others from there. */
    private void place(List<Sample> group) {
        boolean named = clock.nameStamp().isPresent();
        Stamp anchor = clock.fallback();
        int anchored = named ? 0 : group.size() - 1;
        boolean counted = intervalMicros.isPresent() && group.size() > 1 && anchor.known();
        for (int i = 0; i < group.size(); i++) {
            Stamp stamp = i == anchored && (named || group.size() == 1) ? anchor : Stamp.NONE;
            if (counted && !(named && i == anchored)) {
                // also the one at the file's own time, which counts for nothing beside counted ones
                stamp = clock.shifted(anchor, (i - anchored) * intervalMicros.getAsLong());
            }
            sink.sample(group.get(i).at(stamp));
        }
    }
}
