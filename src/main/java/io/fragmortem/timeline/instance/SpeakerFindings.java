package io.fragmortem.timeline.instance;

import io.fragmortem.snapshot.Event;
import io.fragmortem.snapshot.Exhibit;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Finding;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBlock;
import io.fragmortem.snapshot.UnknownField;
import io.fragmortem.timeline.Telling;
import io.fragmortem.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What one speaker says in one stream, in compact parts that wait in a {@link Store}, and the little that must be known of it
 * before all streams are read: who it is and whether it matters.
 */
final class SpeakerFindings {

    /** Samples of one part. */
    private static final int PART = 1024;

    /** What an event or exhibit occupies, about, in bytes. */
    private static final int OTHER_BYTES = 600;

    /**
     * Of a kind's events up to twice this number are kept, then every second up to four times as many, every fourth up to
     * eight times, and so on: no timeline takes more.
     */
    private static final int MANY_EVENTS = TimelineBuilder.MOST_EVENTS;

    /** Processes that are remembered: enough to see whether two servers ran side by side. */
    private static final int MOST_LIVES = 16;

    private final String stream;
    private final Optional<String> label;
    private final Store store;
    private final List<Store.Kept<SampleBlock>> blocks = new ArrayList<>();
    private final List<Store.Kept<Spoken.Others>> others = new ArrayList<>();
    private final Map<String, Integer> unknown = new TreeMap<>();
    private final Map<Event.Kind, Integer> events = new EnumMap<>(Event.Kind.class);
    private List<Sample> open = new ArrayList<>(1);
    private List<Finding> openOthers = new ArrayList<>(0);
    private long samples;
    private long leftOut;
    private boolean usable;
    private boolean telling;
    private boolean signed;
    private OptionalDouble port = OptionalDouble.empty();

    /** By process. */
    private final Map<String, Spoken.Life> lives = new LinkedHashMap<>();

    private final Glimpses glimpses = new Glimpses();

    /** Of what was said elsewhere or before. */
    private List<Spoken.Glimpse> earlier = List.of();

    /** Where the rest of it is, when only its traits are here. */
    private Optional<Supplier<Spoken>> elsewhere = Optional.empty();

    private long id = -1;

    SpeakerFindings(String stream, Optional<String> label, Store store) {
        this.stream = stream;
        this.label = label;
        this.store = store;
    }

    /**
     * What was said elsewhere.
     *
     * @param id to find it again
     * @param whole the same with all that it says, asked for only where that matters
     */
    static SpeakerFindings of(Spoken spoken, long id, Supplier<Spoken> whole) {
        SpeakerFindings findings = traits(spoken, Store.inMemory());
        findings.id = id;
        findings.elsewhere = Optional.of(whole);
        return findings;
    }

    /** What was said before, as if it were said again. */
    static SpeakerFindings again(Spoken head, SourceFindings.Words words, Store store) {
        SpeakerFindings findings = traits(head, store);
        words.blocks().forEach(kept -> {
            SampleBlock block = kept.get();
            findings.blocks.add(store.keep(block, block.bytes()));
        });
        words.others().forEach(kept -> findings.keep(kept.get()));
        return findings;
    }

    private static SpeakerFindings traits(Spoken spoken, Store store) {
        SpeakerFindings findings = new SpeakerFindings(spoken.stream(), spoken.label(), store);
        Spoken.Traits traits = spoken.traits();
        findings.unknown.putAll(traits.unknown());
        findings.samples = traits.samples();
        findings.leftOut = traits.leftOut();
        findings.usable = traits.usable();
        findings.telling = traits.telling();
        findings.signed = traits.signed();
        findings.port = traits.port();
        traits.lives().forEach(findings::take);
        findings.earlier = traits.glimpses();
        return findings;
    }

    /** Who says it, as a value. */
    Spoken head() {
        return new Spoken(stream, label, traits(), List.of(), List.of());
    }

    private Spoken.Traits traits() {
        return new Spoken.Traits(
                Map.copyOf(unknown), samples, leftOut, usable, telling, signed, port, lives(), glimpses());
    }

    /** What waits in the store. */
    SourceFindings.Words words() {
        close();
        return new SourceFindings.Words(List.copyOf(blocks), List.copyOf(others));
    }

    /** All of it as a value. */
    Spoken spoken() {
        close();
        return new Spoken(
                stream,
                label,
                traits(),
                blocks.stream().map(Store.Kept::get).toList(),
                others.stream().map(Store.Kept::get).toList());
    }

    /** What it was given to be found again, negative for nothing. */
    long id() {
        return id;
    }

    String stream() {
        return stream;
    }

    /** Who spoke, as the stream says it. */
    Optional<String> label() {
        return label;
    }

    Origin place() {
        return new Origin(stream, 0, -1, label);
    }

    /** Whether some sample says something about the server's memory. */
    boolean isUsable() {
        return usable;
    }

    /** Whether some event speaks of memory by itself. */
    boolean isTelling() {
        return telling;
    }

    /** Whether some event says which process wrote it. */
    boolean isSigned() {
        return signed;
    }

    /** The newest tcp_port. */
    OptionalDouble port() {
        return port;
    }

    /** The processes that certainly spoke, the first ones where they are many. */
    List<Spoken.Life> lives() {
        return List.copyOf(lives.values());
    }

    /** A few of its samples. */
    List<Spoken.Glimpse> glimpses() {
        return earlier.isEmpty() ? glimpses.kept() : earlier;
    }

    private void take(Spoken.Life life) {
        if (lives.size() < MOST_LIVES || lives.containsKey(life.process())) {
            lives.merge(life.process(), life, Spoken.Life::with);
        }
    }

    long samples() {
        return samples;
    }

    /** Findings that are not in a part yet. */
    int open() {
        return open.size() + openOthers.size();
    }

    void add(Finding finding) {
        if (finding instanceof Sample sample) {
            usable |= Telling.speaksOfMemory(sample);
            telling |= Telling.isTelling(sample);
            OptionalDouble told = sample.get(Field.TCP_PORT);
            port = told.isPresent() ? told : port;
            Spoken.Life.of(sample).ifPresent(this::take);
            glimpses.look(sample);
            samples++;
            open.add(sample);
        } else if (finding instanceof UnknownField field) {
            if (unknown.size() < TimelineBuilder.MOST_NAMES || unknown.containsKey(field.name())) {
                unknown.merge(field.name(), 1, Integer::sum);
            }
        } else if (!(finding instanceof Event event) || isKept(event)) {
            openOthers.add(finding);
        }
        if (open() >= PART) {
            close();
        }
    }

    private boolean isKept(Event event) {
        telling |= Telling.isTelling(event);
        signed |= event.writer().isPresent();
        int number = events.merge(event.kind(), 1, Integer::sum);
        int stride = Integer.highestOneBit(Math.max(1, number / MANY_EVENTS));
        boolean kept = number % stride == 0;
        leftOut += kept ? 0 : 1;
        return kept;
    }

    /** Puts what is open into parts. */
    void close() {
        if (!open.isEmpty()) {
            SampleBlock block = SampleBlock.of(open);
            blocks.add(store.keep(block, block.bytes()));
            open = new ArrayList<>(1);
        }
        if (!openOthers.isEmpty()) {
            keep(new Spoken.Others(List.copyOf(openOthers)));
            openOthers = new ArrayList<>(0);
        }
    }

    private void keep(Spoken.Others part) {
        others.add(store.keep(
                part, part.findings().stream().mapToLong(SpeakerFindings::bytes).sum()));
    }

    private static long bytes(Finding finding) {
        return finding instanceof Exhibit exhibit
                ? OTHER_BYTES + 60L * exhibit.rows().size() * exhibit.columns().size()
                : OTHER_BYTES;
    }

    /** Tells a builder everything again, in the order of the input. */
    void tell(TimelineBuilder builder) {
        for (Store.Kept<SampleBlock> block : blocks) {
            block.get().forEach(stream, label, builder::add);
        }
        open.forEach(builder::add);
        for (Store.Kept<Spoken.Others> part : others) {
            part.get().findings().forEach(builder::add);
        }
        openOthers.forEach(builder::add);
        elsewhere.ifPresent(place -> {
            Spoken whole = place.get();
            whole.blocks().forEach(block -> block.forEach(stream, label, builder::add));
            whole.others().forEach(part -> part.findings().forEach(builder::add));
        });
        unknown.forEach(builder::unknown);
        builder.leftOut(leftOut);
    }

    /** Says that nobody will ask again. */
    void release() {
        blocks.forEach(Store.Kept::release);
        others.forEach(Store.Kept::release);
        blocks.clear();
        others.clear();
    }
}
