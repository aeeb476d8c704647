package io.fragmortem.snapshot.info;

import io.fragmortem.snapshot.Fact;
import io.fragmortem.snapshot.Field;
import io.fragmortem.snapshot.Origin;
import io.fragmortem.snapshot.Sample;
import io.fragmortem.snapshot.SampleBuilder;
import io.fragmortem.snapshot.Stamp;
import io.fragmortem.snapshot.TimeSource;
import io.fragmortem.snapshot.Unit;
import io.fragmortem.snapshot.info.line.Doubts;
import io.fragmortem.snapshot.info.line.FactText;
import io.fragmortem.snapshot.info.line.FieldText;
import io.fragmortem.snapshot.info.line.InfoNames;
import io.fragmortem.snapshot.info.line.NumberText;
import io.fragmortem.snapshot.info.line.Prose;
import io.fragmortem.snapshot.info.line.Sections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One dump while its lines come in, on the forgiving path.
 *
 * <p>Long because every kind of line (number, text, keyspace, module, count of calls) fills the same dump.
 */
final class Dump {

    private static final int MANY_FIELDS = 5;

    /** What became of a field. */
    enum Outcome {
        TAKEN,
        /** A word of prose: a formula, a bound, advice, or no number at all. */
        NO_READING,
        /** A number whose last digits may be missing. */
        CUT,
        /** Signs where a number should be: {@code 731?06048}. */
        BROKEN
    }

    private final SampleBuilder builder = new SampleBuilder();
    private final HumanAmounts humans = new HumanAmounts(builder);
    private final KeyspaceTotals keyspace = new KeyspaceTotals();
    private boolean cut;
    private final Map<String, String> seen = new LinkedHashMap<>();
    /** Counters that stand there without a number that can be read. */
    private final Set<Field> unread = EnumSet.noneOf(Field.class);

    private final Set<String> modules = new TreeSet<>();
    private final String label;
    private final long line;
    private final long offset;
    private final boolean carried;
    private Stamp stamp;
    private String title = "";
    private long lastLine;

    private int sections;
    private int lastSection = -1;
    private int fields;
    private boolean ofMemory;
    private boolean bytes;
    private boolean wellWritten;
    private long serverMicros;
    private String twice = "";
    private boolean fresh;

    Dump(String label, long line, long offset, Stamp stamp, boolean carried) {
        this.label = label;
        this.line = line;
        this.lastLine = line;
        this.offset = offset;
        this.stamp = stamp;
        this.carried = carried;
    }

    /** Whether each of its lines bears a time in front. */
    boolean carried() {
        return carried;
    }

    String label() {
        return label;
    }

    /** What stands above it and may name a server. */
    String title() {
        return title;
    }

    void title(String above) {
        title = above;
    }

    long firstLine() {
        return line;
    }

    /** The last line that said something of this dump. */
    long lastLine() {
        return lastLine;
    }

    void seenAt(long number) {
        lastLine = number;
    }

    int sections() {
        return sections;
    }

    boolean hasName(String name) {
        return seen.containsKey(name);
    }

    /**
     * Whether lines of another dump stand among those of this one: no server prints a name twice, and where a second dump
     * follows the first it begins with the first name again.
     *
     * @param number of the line; where words stand between, people quote figures in any order
     */
    boolean isMixedBy(FieldText.Pair pair, long number) {
        String before = seen.get(pair.name());
        boolean first = seen.keySet().iterator().next().equals(pair.name());
        return tangled()
                || (!first
                        && wellWritten
                        && number - lastLine <= 1
                        && !pair.value().equals(before));
    }

    /** Notes that lines of two dumps stand among each other: nobody can tell whose they are. */
    void tangle(String name) {
        twice = tangled() ? twice : name;
        fresh = false;
    }

    /** Whether lines of another dump stand among those of this one. */
    boolean tangled() {
        return !twice.isEmpty();
    }

    /** The name that told so. */
    String twice() {
        return twice;
    }

    void stampIfNone(Stamp known) {
        stamp = stamp.known() ? stamp : known;
    }

    /** Whether a section of this title cannot belong to this dump any more. */
    boolean endsAt(int section) {
        return tangled() || begins(section);
    }

    /** Whether a section of this title begins another dump whatever order a server's maker chose: no dump repeats one. */
    boolean restartsAt(int section) {
        if (tangled() && fresh && section == lastSection) {
            return false; // the same title of both dumps
        }
        return begins(section);
    }

    /** Scripts ask for sections in any order, but for each once, and for that of the server first. */
    private boolean begins(int section) {
        return (sections >> section & 1) != 0 || (section == Sections.SERVER && !seen.isEmpty());
    }

    void section(int section) {
        sections |= 1 << section;
        lastSection = section;
        fresh = true;
    }

    /** Whether the lines to come are those of databases. */
    boolean listsDatabases() {
        return lastSection == Sections.KEYSPACE;
    }

    void mark(Sample.Mark mark) {
        builder.mark(mark);
    }

    /** Its writer was stopped: what it would have said further down, as of keys, is not known. */
    void cut() {
        cut = true;
        mark(Sample.Mark.PARTIAL);
    }

    /** Notes a field in the notation of INFO itself. */
    void wellWritten() {
        wellWritten = true;
    }

    /** Takes one field. */
    Outcome take(FieldText.Pair pair, LineEnd end) {
        if (end == LineEnd.CUT && pair.target().kind() != InfoNames.Kind.FIELD) {
            return Outcome.TAKEN; // half of an identity is another identity
        }
        Outcome outcome = switch (pair.target().kind()) {
            case FIELD -> number(pair, end);
            case HUMAN -> human(pair);
            case FACT -> taken(fact(pair));
            case KEYSPACE -> taken(keyspace(pair.value()));
            case MODULE -> module(pair.value());
            case OTHER, UNKNOWN -> Outcome.TAKEN;
        };
        if (outcome == Outcome.TAKEN && pair.target().kind() != InfoNames.Kind.MODULE) {
            seen.putIfAbsent(pair.name(), pair.value());
        }
        return outcome;
    }

    /** A line for each module; a server without any prints none. */
    private Outcome module(String value) {
        modules.add(InfoNames.moduleName(value));
        builder.fact(Fact.MODULES, String.join(", ", modules));
        return Outcome.TAKEN;
    }

    private static Outcome taken(boolean read) {
        return read ? Outcome.TAKEN : Outcome.NO_READING;
    }

    private Outcome number(FieldText.Pair pair, LineEnd end) {
        Field field = pair.target().needField();
        if (!field.counterWord().isEmpty()) {
            return counter(field, pair.value());
        }
        NumberText.Reading reading = NumberText.read(pair.value(), 0, field.unit());
        if (Doubts.isBroken(pair.value(), reading) || (reading != null && Doubts.isBeyondMachines(field, reading))) {
            return Outcome.BROKEN;
        }
        if (reading == null
                || !Prose.isReading(behind(pair, reading), field.unit())
                || Doubts.isOfAnotherUnit(field, reading, behind(pair, reading))) {
            return Outcome.NO_READING;
        }
        if (end != LineEnd.PRESENT && !Doubts.isWhole(pair, reading, humans.expected(field))) {
            builder.mark(Sample.Mark.PARTIAL);
            return Outcome.CUT;
        }
        if (!reading.finite()) {
            builder.mark(Sample.Mark.NOT_FINITE);
            return Outcome.TAKEN;
        }
        put(field, reading);
        return Outcome.TAKEN;
    }

    /** {@code calls=1,usec=5,usec_per_call=5.00}, or {@code count=3}. */
    private Outcome counter(Field field, String value) {
        String word = field.counterWord();
        int comma = value.indexOf(',');
        boolean whole = comma > 0 || field.infoName().startsWith(Field.ERRORS);
        NumberText.Reading reading = value.startsWith(word) && whole
                ? NumberText.read(comma > 0 ? value.substring(0, comma) : value.strip(), word.length(), field.unit())
                : null;
        if (reading == null || !reading.finite()) {
            unread.add(field);
            return Outcome.NO_READING;
        }
        put(field, reading);
        return Outcome.TAKEN;
    }

    private void put(Field field, NumberText.Reading reading) {
        fields++;
        ofMemory |= InfoNames.ofMemory(field.infoName());
        if (field.isUnsupported(reading.value())) {
            return;
        }
        if (reading.wrapped()) {
            builder.mark(Sample.Mark.WRAPPED);
        }
        if (reading.error() > 0) {
            builder.mark(Sample.Mark.ROUNDED);
        }
        if (field == Field.SERVER_TIME_USEC) {
            serverMicros = (long) reading.value();
        }
        bytes |= field.unit() == Unit.BYTES;
        builder.set(field, reading.value(), reading.error());
    }

    private static String behind(FieldText.Pair pair, NumberText.Reading reading) {
        return pair.value().substring(reading.end()) + pair.behind();
    }

    private Outcome human(FieldText.Pair pair) {
        Field field = pair.target().needField();
        NumberText.Reading reading = NumberText.read(pair.value(), 0, Unit.BYTES);
        if (Doubts.isBroken(pair.value(), reading)) {
            return Outcome.BROKEN;
        }
        if (reading == null || !Prose.isReading(behind(pair, reading), Unit.BYTES)) {
            return Outcome.NO_READING;
        }
        if (reading.finite()) {
            humans.put(field, reading);
            bytes = true;
            ofMemory = true;
            fields++;
        }
        return Outcome.TAKEN;
    }

    private boolean fact(FieldText.Pair pair) {
        FactText text = FactText.of(pair.target().needFact(), pair.value());
        if (!Prose.isReading(pair.value().substring(text.end()) + pair.behind(), Unit.FLAG)) {
            return false;
        }
        if (!text.value().isEmpty()) {
            builder.fact(pair.target().needFact(), text.value());
            fields++;
        }
        return true;
    }

    private boolean keyspace(String value) {
        boolean counted = keyspace.add(value);
        fields += counted ? 1 : 0;
        return counted;
    }

    /** Whether this says enough to be a dump of INFO rather than a word in prose. */
    boolean usable() {
        return fields > 0 && (ofMemory || fields >= MANY_FIELDS) && (bytes || wellWritten);
    }

    /** Whether this is a section of INFO by itself, which says nothing of memory. */
    boolean isSection() {
        return fields > 0 && sections != 0;
    }

    /** Whether lines that every server prints at the end of such a dump are still missing. */
    boolean unfinished() {
        return Integer.bitCount(sections) > 2
                ? lastSection < Sections.KEYSPACE
                : ofMemory && sections != 0 && !seen.containsKey(Fact.MEM_ALLOCATOR.infoName());
    }

    /** The time of the server's own clock, if the dump has it. */
    Stamp finalStamp() {
        return serverMicros > 0 ? new Stamp(serverMicros, TimeSource.SERVER_CLOCK) : stamp;
    }

    /** Fields whose bytes and human form name different amounts. */
    List<Field> contradictions() {
        return humans.contradictions();
    }

    Sample finish(String stream) {
        humans.settle();
        if (!cut && (keyspace.any() || (sections >> Sections.KEYSPACE & 1) != 0)) {
            keyspace.tell(builder);
        }
        InfoNames.neverCounted(sections, seen.keySet()).stream()
                .filter(field -> !unread.contains(field))
                .forEach(field -> builder.set(field, 0));
        boolean tailless = builder.has(Field.USED_MEMORY_OVERHEAD) && !seen.containsKey(Fact.MEM_ALLOCATOR.infoName());
        boolean headless = builder.has(Field.USED_MEMORY_OVERHEAD) && !builder.has(Field.USED_MEMORY);
        if (tailless || headless) {
            // since 4.0 mem_allocator stands near the end of # Memory, and used_memory is its first line
            builder.mark(Sample.Mark.PARTIAL);
        }
        Origin origin = new Origin(stream, line, offset, label.isEmpty() ? Optional.empty() : Optional.of(label));
        return builder.build(origin, finalStamp());
    }
}
